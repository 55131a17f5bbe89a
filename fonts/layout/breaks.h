/// Where a line may end: UAX #14 by libunibreak (language "zh"), tailored as Chinese is set here,
/// and which full-width marks give up their blank half.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace villageboard::fonts {

enum class Break : std::uint8_t { forbidden, allowed, mandatory };

/// One value a code point: may the line end after it? Only at cluster ends. Beyond UAX #14 no line
/// begins with · ～ ~ － ／ ＞, none ends with ＜, and neither a time like 9：30 nor a word like
/// can’t is cut, and a sum keeps its 元. libunibreak 1.1 is as old as Unicode 6.2: pictures,
/// joiners, … and full-width brackets beside Latin are put right here, what is left lists
/// tests/fonts/unicode_test.cpp.
std::vector<Break> line_breaks(std::u32string_view text, std::span<const std::uint32_t> clusters);

bool is_hanzi(char32_t code_point);

/// On which side a full-width mark carries half an em of blank.
enum class BlankSide : std::uint8_t { none, left, right };
BlankSide blank_side(char32_t code_point);

/// Whether the mark may stand beyond the measure at a line's end: commas and stops in the corner of
/// their square (CLREQ, 3.1.5.3).
bool may_hang(char32_t code_point);

/// Quotes, dashes and ellipses are written alike in Chinese and in Western text, but set a whole
/// square wide in the one only. Whether the one at `index` belongs to Western text: the nearest
/// letters or figures on both sides are Latin, Greek or Cyrillic (or the text ends there).
bool is_western_mark(std::u32string_view text, std::size_t index);

}  // namespace villageboard::fonts
