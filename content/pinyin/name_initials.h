/// Finds names by the first letters of their pinyin: "LSM" finds a Li San-mao.
/// The readings come from Unicode's Unihan database (kMandarin), built into the program; names
/// and characters with more than one reading answer to each of them (content/pinyin/readings.txt).
/// Pure functions; any thread.
#pragma once
#include <string>
#include <string_view>

namespace villageboard {

/// The capital letters with which the reading of a character can begin; a Latin letter gives
/// itself in capitals; empty for anything that isn't spoken (a middle dot, a bracket).
std::string initials_of(char32_t character);

/// Whether the name (UTF-8) begins with characters whose readings begin with these capital
/// letters, one letter a character. An empty `letters` matches every name.
bool begins_with_initials(std::string_view name, std::string_view letters);

/// Which next letters would still find this name after `letters`; empty when it isn't found.
std::string next_initials(std::string_view name, std::string_view letters);

}  // namespace villageboard
