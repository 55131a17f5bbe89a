/// Written Chinese as a broadcaster reads it aloud: numbers, sums, dates, times and telephone
/// numbers in Hanzi. Pure; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace villageboard::county::site {

/// 10 is 十, 105 一百零五, 10010 一万零一十; up to 10^16 - 1.
std::string integer_aloud(std::uint64_t number);

/// "2026-11-20" and "2026年" by figures, "14:30" as 十四点三十分, "1,105.50元" as
/// 一千一百零五元五角, "12.5%" as 百分之十二点五, telephone numbers by figures with 幺 for 1.
/// Everything else stays as it is.
std::string read_aloud(std::string_view text);

}  // namespace villageboard::county::site
