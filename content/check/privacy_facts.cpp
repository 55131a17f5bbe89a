#include <algorithm>

#include "content/check/person_names.h"
#include "content/check/privacy_rules.h"
#include "content/check/text.h"
#include "content/check/written_date.h"

namespace villageboard::check {
namespace {

constexpr int kChildAge = 14;  // Personal Information Protection Law, article 31

const std::vector<std::u32string_view> kSensitive{
    U"艾滋",     U"HIV",      U"精神病",   U"精神障碍", U"精神残疾", U"精神分裂", U"精神疾病",
    U"智力残疾", U"肢体残疾", U"视力残疾", U"听力残疾", U"残疾等级", U"残疾一级", U"残疾二级",
    U"残疾三级", U"残疾四级", U"一级残疾", U"二级残疾", U"三级残疾", U"四级残疾", U"致贫原因",
    U"因病致贫", U"因残致贫", U"尿毒症",   U"癌",       U"肿瘤",     U"白血病",   U"肝炎",
    U"结核",     U"糖尿病",   U"高血压",   U"心脏病",   U"脑梗",     U"中风",     U"瘫痪",
    U"癫痫",     U"抑郁症",   U"吸毒",     U"戒毒",     U"服刑",     U"刑满",     U"未婚",
    U"离异",     U"丧偶",     U"孤儿",     U"弃婴",     U"怀孕",     U"流产",     U"疾病名"};
const std::vector<std::u32string_view> kFollowers{U"患",     U"因患",   U"身患", U"罹患", U"确诊",
                                                  U"系孤儿", U"是孤儿", U"未婚", U"离异"};

/// The words that speak of the person just named: what stands in the brackets after the name, or
/// the clause that the name begins.
std::u32string_view said_of(std::u32string_view text, std::size_t name_end) {
    constexpr std::size_t kReach = 40;
    const auto rest = text.substr(name_end, kReach);
    if (rest.starts_with(U'(')) return rest.substr(0, rest.find(U')'));
    for (const auto follower : kFollowers)
        if (rest.starts_with(follower)) return rest.substr(0, rest.find_first_of(U"。;\n"));
    for (const std::u32string_view sex : {U"男", U"女"})
        if (rest.size() > 1 && !is_han(rest[0]) && rest.substr(1).starts_with(sex))
            return rest.substr(0, rest.find_first_of(U"。;\n"));
    const bool age_follows = rest.size() > 2 && rest[0] == U',' && is_digit(rest[1]);
    return age_follows ? rest.substr(0, rest.find_first_of(U"。;\n")) : std::u32string_view{};
}

/// The first "N岁" or "N周岁" in a text, or -1.
int age_in(std::u32string_view text) {
    for (auto at = text.find(U'岁'); at != text.npos; at = text.find(U'岁', at + 1)) {
        std::size_t end = at > 0 && text[at - 1] == U'周' ? at - 1 : at;
        std::size_t begin = end;
        while (begin > 0 && is_digit(text[begin - 1])) --begin;
        if (end - begin == 0 || end - begin > 3) continue;
        int age = 0;
        for (; begin < end; ++begin) age = age * 10 + static_cast<int>(text[begin] - U'0');
        return age;
    }
    return -1;
}

bool is_birth_date(std::u32string_view text, const FoundDay& day) {
    const auto after = text.substr(day.position + day.length, 3);
    if (after.starts_with(U"生") || after.starts_with(U"出生")) return true;
    const std::size_t from = day.position < 8 ? 0 : day.position - 8;
    const auto before = text.substr(from, day.position - from);
    return contains_any(before, {U"出生", U"生于", U"生日"});
}

bool name_before(const std::vector<FoundName>& names, std::size_t position) {
    constexpr std::size_t kReach = 25;
    return std::any_of(names.begin(), names.end(), [&](const FoundName& name) {
        return name.end <= position && position - name.end <= kReach;
    });
}

Findings find_birth_dates(std::u32string_view folded, const std::vector<FoundName>& names,
                          const PlaceOf& place) {
    Findings findings;
    for (const FoundDay& day : find_days(folded))
        if (is_birth_date(folded, day) && name_before(names, day.position))
            findings.push_back({"VE2", Severity::error, place(day.position),
                                "姓名旁边写着出生日期，请删掉出生日期。",
                                "A birth date stands beside a name; remove the date."});
    return findings;
}

}  // namespace

bool has_sensitive_word(std::u32string_view folded) { return contains_any(folded, kSensitive); }

Findings find_sensitive_facts(std::u32string_view folded, const PlaceOf& place) {
    const std::vector<FoundName> names = find_names(folded, kFollowers);
    Findings findings = find_birth_dates(folded, names, place);
    for (const FoundName& name : names) {
        const auto said = said_of(folded, name.end);
        const int age = age_in(said);
        if (has_sensitive_word(said))
            findings.push_back({"VE3", Severity::error, place(name.begin),
                                "姓名旁边写着疾病、残疾、婚姻或家庭遭遇，公开前必须删掉。",
                                "An illness, a disability or a family matter stands beside a "
                                "name; remove it."});
        if (age >= 0 && age < kChildAge)
            findings.push_back({"VE3", Severity::error, place(name.begin),
                                "这里写出了不满十四周岁孩子的姓名，公开前必须删掉。",
                                "A child under fourteen is named here; remove the name."});
    }
    return findings;
}

}  // namespace villageboard::check
