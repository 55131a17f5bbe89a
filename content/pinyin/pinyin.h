/// How Hanzi are read, in pinyin without tones, ü written as v: "农业补贴" is nong ye bu tie.
/// Readings come from Unicode's Unihan database and the Rime dictionary pinyin_simp, built into the
/// program; a character with several is read as in the longest known word that it stands in, else
/// in its most common way. Pure functions; any thread.
#pragma once
#include <string_view>
#include <vector>

namespace villageboard {

/// The most common reading of a character on its own; empty for anything that isn't a Hanzi.
std::string_view syllable_of(char32_t character);

/// The reading of each character of a text, in order; empty for what isn't a Hanzi. The views
/// live as long as the program.
std::vector<std::string_view> syllables_of(std::u32string_view text);

/// Whether a Hanzi can be read like this: "hua" and "e", but not "hu a" or "n".
bool is_syllable(std::string_view letters);
/// Whether a syllable begins with these letters, itself included.
bool begins_syllable(std::string_view letters);

}  // namespace villageboard
