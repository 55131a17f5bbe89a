#include "content/check/person_names.h"

#include <algorithm>

#include "content/check/text.h"

namespace villageboard::check {
namespace {

// The hundred and fifty most common, and those of the peoples along the Nu river.
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
    U"叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    U"顾毛郝龚邵万钱严覃武戴莫孔向汤和普阿亚丰茶密欧木字罕玉岩鲁怒祝左季麻施褚聂焦艾齐庄柳";
const std::vector<std::u32string_view> kLongSurnames{U"欧阳", U"上官", U"司马", U"诸葛", U"尉迟"};

// Words that begin like a name and stand where one could.
const std::vector<std::u32string_view> kNotNames{
    U"高龄", U"高中", U"高校", U"高级", U"高度", U"高等", U"方面", U"方案", U"方式", U"方法",
    U"金额", U"金融", U"任务", U"任何", U"文化", U"严重", U"严格", U"严禁", U"和谐", U"和平",
    U"向上", U"万元", U"万人", U"万亩", U"万户", U"白血", U"石油", U"石材", U"马上", U"马铃",
    U"于是", U"关于", U"江河", U"江苏", U"江西", U"云南", U"田地", U"林地", U"林业", U"林木",
    U"黄牛", U"毛猪", U"毛利", U"程序", U"程度", U"曾经", U"安全", U"成员", U"任期", U"任职",
    U"阿姨", U"字号", U"字样", U"木材", U"丰收", U"龙头", U"龙舟", U"钱款", U"余额", U"余下",
    U"雷电", U"雷雨", U"左右", U"季度", U"季节", U"施工", U"施行", U"施策", U"武装", U"武器",
    U"齐全", U"贺信", U"汤药", U"史料", U"夏季", U"夏粮", U"秋粮", U"冬季", U"周边", U"周围",
    U"周期", U"周转", U"陆地", U"陆续", U"普及", U"普查", U"普通", U"普遍", U"许可", U"许多",
    U"何时", U"何地", U"何处", U"沈阳", U"陈旧", U"张贴", U"郑州", U"苏州", U"杜绝", U"唐代",
    U"谢绝", U"侯选", U"金属", U"方便", U"方向", U"玉米", U"岩石", U"和解", U"和尚", U"木瓜",
    U"王国", U"马路", U"马匹", U"石头", U"白天", U"钟点", U"金秋", U"和睦", U"丁级", U"韩国"};
const std::vector<std::u32string_view> kNameLabels{
    U"村民", U"户主", U"姓名", U"申请人", U"监护人", U"学生",     U"儿童",    U"同学",
    U"患者", U"农户", U"居民", U"贫困户", U"低保户", U"低保对象", U"救助对象"};

bool is_dot(char32_t c) { return c == U'·' || c == U'•' || c == U'．' || c == U'‧'; }
bool is_name_mask(char32_t c) { return c == U'*' || c == U'×' || c == U'○' || c == U'某'; }

std::size_t surname_length(std::u32string_view text) {
    for (const auto surname : kLongSurnames)
        if (text.starts_with(surname)) return surname.size();
    return !text.empty() && kSurnames.find(text[0]) != kSurnames.npos ? 1 : 0;
}

bool is_word(std::u32string_view text) {
    return std::any_of(kNotNames.begin(), kNotNames.end(),
                       [&](std::u32string_view word) { return text.starts_with(word); });
}

bool follows(std::u32string_view rest, const std::vector<std::u32string_view>& followers) {
    if (rest.empty() || !is_han(rest[0])) return true;
    return std::any_of(followers.begin(), followers.end(),
                       [&](std::u32string_view word) { return rest.starts_with(word); });
}

bool after_label(std::u32string_view before) {
    while (!before.empty() && (before.back() == U':' || before.back() == U' '))
        before.remove_suffix(1);
    return std::any_of(kNameLabels.begin(), kNameLabels.end(),
                       [&](std::u32string_view label) { return before.ends_with(label); });
}

/// The end of a name that begins at `begin`, or `begin` itself.
std::size_t name_end(std::u32string_view text, std::size_t begin, bool labelled,
                     const std::vector<std::u32string_view>& followers) {
    const auto rest = text.substr(begin);
    const std::size_t surname = surname_length(rest);
    if (is_word(rest) || (surname == 0 && !labelled)) return begin;
    const std::size_t longest = surname == 0 ? 4 : surname + 2;
    for (std::size_t length = std::max<std::size_t>(surname + 1, 2); length <= longest; ++length) {
        if (length > rest.size() || !is_han(rest[length - 1])) return begin;
        if (follows(rest.substr(length), followers)) return begin + length;
    }
    return begin;
}

}  // namespace

std::vector<FoundName> find_names(std::u32string_view folded,
                                  const std::vector<std::u32string_view>& followers) {
    std::vector<FoundName> names;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        if (!is_han(folded[at])) continue;
        const bool labelled = after_label(folded.substr(0, at));
        const bool starts = at == 0 || !is_han(folded[at - 1]) || labelled;
        if (!starts) continue;
        const std::size_t end = name_end(folded, at, labelled, followers);
        if (end > at) names.push_back({at, end});
    }
    return names;
}

NameShape shape_of(std::u32string_view cell) {
    const std::u32string name = without_spaces(fold(cell));
    const auto is_part = [](char32_t c) { return is_han(c) || is_name_mask(c) || is_dot(c); };
    if (name.size() < 2 || !std::all_of(name.begin(), name.end(), is_part)) return NameShape::none;
    const auto masked = std::count_if(name.begin(), name.end(), is_name_mask);
    if (masked == 0)
        return name.size() <= 4 || std::any_of(name.begin(), name.end(), is_dot) ? NameShape::full
                                                                                 : NameShape::none;
    const std::size_t first = static_cast<std::size_t>(
        std::find_if(name.begin(), name.end(), is_name_mask) - name.begin());
    if (first == 0) return NameShape::other_mask;
    return is_name_mask(name.back()) ? NameShape::surname_kept : NameShape::ends_kept;
}

bool may_be_behind(std::u32string_view masked, std::u32string_view full) {
    const std::u32string pattern = without_spaces(fold(masked));
    const std::u32string name = without_spaces(fold(full));
    if (shape_of(name) != NameShape::full || pattern.empty() || pattern[0] != name[0]) return false;
    if (shape_of(pattern) == NameShape::surname_kept) return true;
    return shape_of(pattern) == NameShape::ends_kept && pattern.size() == name.size() &&
           pattern.back() == name.back();
}

}  // namespace villageboard::check
