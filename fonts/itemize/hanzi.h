/// The Hanzi that most of a Chinese text consists of, for answers that need no table.
#pragma once

namespace villageboard::fonts {

/// A unified ideograph of Unicode 1.1: in every version since of script Han, class ID in UAX #14
/// and class Other in UAX #29.
constexpr bool is_plain_hanzi(char32_t c) { return c >= 0x4E00 && c <= 0x9FA5; }

}  // namespace villageboard::fonts
