/// What the county writes into results of consultations and meetings and into how promises stand.
/// Chinese, as all that a villager reads.
#pragma once
#include <array>
#include <string_view>
#include <utility>

namespace villageboard::county::words {

/// Channels of the tallies, in the order in which they are shown.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kChannels = {{
    {"terminal", "触摸屏"},
    {"paper", "纸质意见"},
    {"meeting", "会上"},
    {"phone", "电话"},
    {"web", "网上"},
}};
inline constexpr std::string_view kResultWhat = "公布意见征集的结果。";
inline constexpr std::string_view kResultWhy = "征集意见结束了，收到的每条意见都有答复。";
inline constexpr std::string_view kResultDuty = "意见采纳情况公布";

inline constexpr std::string_view kAgenda = "议程";
inline constexpr std::string_view kOutcomes = "各项议程的结果";
inline constexpr std::string_view kNoticeWas = "会议通知：";
inline constexpr std::string_view kMeetingDuty = "会议结果公布";
inline constexpr std::string_view kPromiseDuty = "承诺事项";
inline constexpr std::string_view kPromisesWhat = "更新会上定的事办得怎么样了。";
inline constexpr std::string_view kPromisesWhy = "会上定的事有了进展，或者改了完成的日子。";
inline constexpr std::string_view kDueBefore = "完成日期：";

}  // namespace villageboard::county::words
