#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "content/check/person_names.h"
#include "content/check/privacy_rules.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

using PlaceInTable = std::function<std::string(std::size_t, std::size_t)>;

constexpr int kChildAge = 14;

const std::vector<std::u32string_view> kNameHeaders{U"姓名",   U"户主",    U"申请人",   U"领款人",
                                                    U"收款人", U"受益人",  U"救助对象", U"补贴对象",
                                                    U"农户",   U"家庭成员"};
const std::vector<std::u32string_view> kNumberHeaders{U"身份证", U"证件号", U"身份号", U"公民身份"};
const std::vector<std::u32string_view> kAccountHeaders{U"卡号", U"账号",   U"帐号",
                                                       U"存折", U"银行卡", U"社保卡"};
const std::vector<std::u32string_view> kAddressHeaders{U"住址", U"门牌", U"家庭地址", U"详细地址"};
const std::vector<std::u32string_view> kBirthHeaders{U"出生", U"生日"};
const std::vector<std::u32string_view> kFactHeaders{
    U"残疾等级", U"残疾类别", U"残疾级别", U"致贫原因", U"病种",     U"病情",
    U"疾病",     U"患病",     U"健康状况", U"婚姻",     U"困难原因", U"救助原因"};

Finding error(std::string rule, std::string place, std::string zh, std::string en) {
    return {std::move(rule), Severity::error, std::move(place), std::move(zh), std::move(en)};
}

std::optional<std::size_t> column_of(const TextTable& table,
                                     const std::vector<std::u32string_view>& words) {
    for (std::size_t i = 0; i < table.header.size(); ++i)
        if (contains_any(without_spaces(table.header[i]), words)) return i;
    return std::nullopt;
}

std::size_t digits_in(std::u32string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

/// The first row whose cell in `column` passes, or nothing.
std::optional<std::size_t> first_row(const TextTable& table, std::size_t column,
                                     const std::function<bool(const std::u32string&)>& passes) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (passes(table.rows[row][column])) return row;
    return std::nullopt;
}

bool has_content(const std::u32string& cell) {
    const std::u32string text = without_spaces(cell);
    return !text.empty() && text != U"-" && text != U"/" && text != U"无";
}

void check_numbers(const TextTable& table, const PlaceInTable& place, Findings& findings) {
    const auto shows = [](const std::u32string& cell) { return digits_in(cell) >= 4; };
    if (const auto column = column_of(table, kNumberHeaders))
        if (const auto row = first_row(table, *column, shows))
            findings.push_back(error("VE2", place(*row + 1, *column + 1),
                                     "表里有身份证号一列，哪怕只露几位也不能公开，请整列删掉。",
                                     "The table has a column of ID numbers; even a few digits "
                                     "must not be shown. Remove the column."));
    if (const auto column = column_of(table, kAccountHeaders))
        if (const auto row = first_row(table, *column, shows))
            findings.push_back(error("VE1", place(*row + 1, *column + 1),
                                     "表里有银行卡号或账号一列，请整列删掉。",
                                     "The table has a column of card or account numbers; remove "
                                     "the column."));
}

void check_address(const TextTable& table, const PlaceInTable& place, Findings& findings) {
    const auto column = column_of(table, kAddressHeaders);
    const auto row = column ? first_row(table, *column, has_content) : std::nullopt;
    if (row)
        findings.push_back(error("VE1", place(*row + 1, *column + 1),
                                 "名单里有住址或门牌号一列，请整列删掉，只留村民小组。",
                                 "The list has a column of home addresses; remove it and keep the "
                                 "village group only."));
}

void check_birth(const TextTable& table, const PlaceInTable& place, Findings& findings) {
    const auto shows = [](const std::u32string& cell) { return digits_in(cell) >= 4; };
    const auto column = column_of(table, kBirthHeaders);
    const auto row = column ? first_row(table, *column, shows) : std::nullopt;
    if (row)
        findings.push_back(error("VE2", place(*row + 1, *column + 1),
                                 "名单里有出生日期一列，请整列删掉。",
                                 "The list has a column of birth dates; remove it."));
}

void check_ages(const TextTable& table, const PlaceInTable& place, Findings& findings) {
    const auto column = column_of(table, {U"年龄", U"周岁"});
    const auto is_child = [](const std::u32string& cell) {
        std::u32string text = without_spaces(cell);
        while (!text.empty() && !is_digit(text.back())) text.pop_back();
        if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit))
            return false;
        int age = 0;
        for (const char32_t c : text) age = age * 10 + static_cast<int>(c - U'0');
        return age < kChildAge;
    };
    const auto row = column ? first_row(table, *column, is_child) : std::nullopt;
    if (row)
        findings.push_back(error("VE3", place(*row + 1, *column + 1),
                                 "名单里有不满十四周岁的孩子，请删掉这一行的姓名。",
                                 "The list names a child under fourteen; remove the name."));
}

void check_facts(const TextTable& table, std::size_t names, const PlaceInTable& place,
                 Findings& findings) {
    const auto column = column_of(table, kFactHeaders);
    const auto row = column ? first_row(table, *column, has_content) : std::nullopt;
    if (row)
        findings.push_back(error("VE3", place(*row + 1, *column + 1),
                                 "名单里有疾病、残疾、婚姻或困难原因一列，请整列删掉。",
                                 "The list has a column of illness, disability, marriage or cause "
                                 "of hardship; remove it."));
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        for (std::size_t c = 0; c < table.rows[r].size(); ++c)
            if (c != names && c != column && has_sensitive_word(table.rows[r][c]) &&
                has_content(table.rows[r][names]))
                findings.push_back(error("VE3", place(r + 1, c + 1),
                                         "姓名旁边写着疾病、残疾、婚姻或家庭遭遇，公开前必须删掉。",
                                         "An illness, a disability or a family matter stands "
                                         "beside a name; remove it."));
}

void check_rows_joined(const TextTable& table, const PlaceInTable& place, Findings& findings) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::u32string joined;
        std::vector<std::size_t> begins;
        for (const std::u32string& cell : table.rows[r]) {
            begins.push_back(joined.size());
            joined += cell + U" ";
        }
        const auto whole_cell = [&](std::size_t position) {
            const auto next = std::upper_bound(begins.begin(), begins.end(), position);
            return place(r + 1, static_cast<std::size_t>(next - begins.begin()));
        };
        for (Finding& finding : find_split_numbers(joined, whole_cell))
            findings.push_back(std::move(finding));
    }
}

std::string shape_example(NameShape shape) {
    switch (shape) {
        case NameShape::full:
            return "全名";
        case NameShape::surname_kept:
            return "只留姓";
        case NameShape::ends_kept:
            return "只隐中间";
        default:
            return "其他写法";
    }
}

}  // namespace

Findings find_mask_faults(const std::vector<std::u32string>& names,
                          const std::vector<std::vector<std::u32string>>& others,
                          const std::function<std::string(std::size_t row)>& place) {
    Findings findings;
    std::map<NameShape, std::size_t> shapes;
    for (std::size_t row = 0; row < names.size(); ++row) {
        const NameShape shape = shape_of(names[row]);
        if (shape != NameShape::none) shapes.emplace(shape, row);
        if (shape == NameShape::full || shape == NameShape::none) continue;
        for (const std::u32string& other : others[row])
            if (may_be_behind(names[row], other))
                findings.push_back({"VE4", Severity::warning, place(row),
                                    "名字打了星号，同一行别处却写着全名，等于没有隐去。",
                                    "The name is masked, yet the same row shows it in full."});
    }
    if (shapes.size() > 1) {
        std::string kinds;
        std::size_t last = 0;
        for (const auto& [shape, row] : shapes) {
            kinds += (kinds.empty() ? "" : "、") + shape_example(shape);
            last = std::max(last, row);
        }
        findings.push_back({"VE4", Severity::warning, place(last),
                            "同一张名单里的名字隐去方式不一样（" + kinds + "），请统一。",
                            "Names in one list are masked in different ways; use one."});
    }
    return findings;
}

Findings find_in_table(const TextTable& table, const PlaceInTable& place) {
    Findings findings;
    check_numbers(table, place, findings);
    check_rows_joined(table, place, findings);
    const auto names = column_of(table, kNameHeaders);
    if (!names) return findings;
    check_address(table, place, findings);
    check_birth(table, place, findings);
    check_ages(table, place, findings);
    check_facts(table, *names, place, findings);
    std::vector<std::u32string> column;
    std::vector<std::vector<std::u32string>> others;
    for (const auto& row : table.rows) {
        column.push_back(row[*names]);
        others.push_back(row);
        others.back().erase(others.back().begin() + static_cast<std::ptrdiff_t>(*names));
    }
    for (Finding& finding : find_mask_faults(
             column, others, [&](std::size_t row) { return place(row + 1, *names + 1); }))
        findings.push_back(std::move(finding));
    return findings;
}

}  // namespace villageboard::check
