/// What the desk itself says: to villagers when it releases an item again, the change notes of a
/// moved public-notice period, of a confirmation, of words in another language; to an author why
/// something came back. Chinese, as all that a villager reads.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "sync/county/people/post.h"

namespace villageboard::county::words {

inline constexpr std::string_view kPeriod = "公示时间";
inline constexpr std::string_view kPeriodWhat = "公示时间按实际张贴的日子改了。";
inline constexpr std::string_view kPeriodWhy =
    "公示从固定公开栏贴出来、有第二个人看过那天算起，名单和金额没有变。";
inline constexpr std::string_view kStage = "阶段";
inline constexpr std::string_view kInNotice = "公示中";
inline constexpr std::string_view kConfirmed = "已确认";
inline constexpr std::string_view kConfirmedWhat = "公示期满，已经确认。";
inline constexpr std::string_view kConfirmedWhy =
    "公示期满，没有还没处理完的异议，名单和金额没有变。";
inline constexpr std::string_view kUntil = " 至 ";

/// To an author, after a backup was restored and continued with what was published since.
inline constexpr std::string_view kPublishedSince =
    "备份恢复以后发现，这一条在备份之后又公布过。请先看现在公布的内容，再决定要不要送出去。";

/// To the author of an interpretation, after its policy was discarded or is not disclosed.
inline constexpr std::string_view kPolicyLeft =
    "所解读的政策文件不公布了（草稿已删除，或者定为不主动公开），解读不能单独公布。";

inline constexpr std::string_view kVariantWhat = "其他语言的说法有变动：";
inline constexpr std::string_view kVariantWhy = "由懂这种语言的人核对，中文内容没有变。";

inline constexpr std::array<std::pair<Post, std::string_view>, 8> kPostNames = {{
    {Post::clerk, "村文书"},
    {Post::village_head, "村委会主任"},
    {Post::accountant, "会计"},
    {Post::supervision, "村务监督委员会"},
    {Post::town_reviewer, "乡镇审核人员"},
    {Post::county_editor, "县部门经办人员"},
    {Post::county_admin, "县政务公开办"},
    {Post::language_reviewer, "语言核对人员"},
}};

/// As villagers call the post.
inline std::string_view name_of(Post post) {
    const auto* found =
        std::ranges::find(kPostNames, post, &std::pair<Post, std::string_view>::first);
    return found == kPostNames.end() ? to_string(post) : found->second;
}

}  // namespace villageboard::county::words
