/// Where a line may end: UAX #14 by libunibreak (language "zh"), tailored as Chinese is set here,
/// and which full-width marks give up their blank half.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace villageboard::fonts {

enum class Break : std::uint8_t { forbidden, allowed, mandatory };

/// One value a code point: may the line end after it? Beyond UAX #14 no line begins with
/// · ～ ~ － ／ ＞, none ends with ＜, and a time like 9：30 is not cut. Only at cluster ends.
std::vector<Break> line_breaks(std::u32string_view text, std::span<const std::uint32_t> clusters);

/// On which side a full-width mark carries half an em of blank.
enum class BlankSide : std::uint8_t { none, left, right };
BlankSide blank_side(char32_t code_point);

}  // namespace villageboard::fonts
