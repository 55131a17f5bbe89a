/// The tables behind pinyin.h and name_initials.h; the definitions are generated when the program
/// is built (content/pinyin/tables.awk, from the packages unicode-data and rime-data-pinyin-simp).
/// Internal to content/pinyin.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace villageboard {

/// The main reading of each character from U+3400 to U+9FFF, as its number in pinyin_syllables()
/// counted from 1; 0 where there is none.
std::span<const std::uint16_t> pinyin_numbers_bmp();
/// The same from U+20000 to U+323AF.
std::span<const std::uint16_t> pinyin_numbers_beyond();
/// All syllables, one a line, after an empty first line.
std::string_view pinyin_syllables();
/// Lines "word syllable syllable": words in which a character isn't read as it is alone.
std::string_view pinyin_words();
/// Lines "character letters" for characters of names with more than one reading.
std::string_view pinyin_readings();

}  // namespace villageboard
