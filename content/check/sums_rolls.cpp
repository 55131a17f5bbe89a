#include <algorithm>
#include <map>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"
#include "content/check/written_amount.h"

namespace villageboard::check {
namespace {

std::string numbered(const std::string& pointer, std::size_t index) {
    return pointer + "/" + std::to_string(index);
}

std::string line_place(const std::string& pointer, std::size_t index, const char* member) {
    return numbered(pointer + "/lines", index) + "/" + member;
}

template <typename Lines>
std::vector<Fen> amounts_of(const Lines& lines) {
    std::vector<Fen> amounts;
    for (const auto& line : lines) amounts.push_back(line.amount_fen);
    return amounts;
}

void expect_count(Findings& findings, const std::string& place, int expected, int found,
                  const std::string& zh, const std::string& en) {
    if (expected == found) return;
    findings.push_back(make_error(
        "VA8", place,
        zh + "写的是 " + std::to_string(found) + "，名单里是 " + std::to_string(expected) + "。",
        "The " + en + " says " + std::to_string(found) + ", the roll has " +
            std::to_string(expected) + "."));
}

// VA3: the groups are parts of the roll; each group's figures are those of its lines.
template <typename Roll>
void check_groups(const Roll& roll, const std::string& at, Findings& findings) {
    if (roll.groups.empty()) return;
    expect_sum(findings, "VA3", at + "/groups", amounts_of(roll.groups), roll.totals.amount_fen,
               "各组小计的合计", "total of the groups");
    int lines = 0;
    for (const auto& group : roll.groups) lines += group.lines;
    expect_count(findings, at + "/groups", roll.totals.lines, lines, "各组行数之和",
                 "number of lines of all groups");
    if (roll.lines.empty()) return;
    std::map<std::string, Fen> sums;
    for (const auto& line : roll.lines) sums[line.group] += line.amount_fen;
    for (std::size_t i = 0; i < roll.groups.size(); ++i) {
        const auto& group = roll.groups[i];
        if (!contains(decode_utf8(group.group), U"+"))
            expect_equal(findings, "VA3", numbered(at + "/groups", i) + "/amount_fen",
                         sums[group.group], group.amount_fen, group.name + "的小计",
                         "subtotal of a group");
    }
}

Fen median_of(std::vector<Fen> amounts) {
    if (amounts.empty()) return {};
    const auto middle = amounts.begin() + static_cast<std::ptrdiff_t>(amounts.size() / 2);
    std::nth_element(amounts.begin(), middle, amounts.end());
    return *middle;
}

// VA7: amounts that a person should look at again.
template <typename Lines>
void check_unusual(const Lines& lines, const std::string& at, Findings& findings) {
    constexpr std::int64_t kManyTimes = 5;
    constexpr std::size_t kEnoughToCompare = 5;
    const Fen median = median_of(amounts_of(lines));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Fen amount = lines[i].amount_fen;
        const std::string place = line_place(at, i, "amount_fen");
        if (amount < Fen{})
            findings.push_back(make_warning("VA7", place, "这一行的金额是负数，请核对。",
                                            "The amount of this line is negative."));
        else if (amount == Fen{})
            findings.push_back(make_warning("VA7", place, "这一行的金额是零，请核对。",
                                            "The amount of this line is zero."));
        else if (lines.size() >= kEnoughToCompare && median > Fen{} &&
                 amount.value > kManyTimes * median.value)
            findings.push_back(make_warning(
                "VA7", place,
                "这一行的金额（" + yuan(amount) + "）超过名单中间水平的五倍，请核对。",
                "The amount of this line is more than five times the median of the roll."));
    }
}

// VA7: thousands everywhere look like amounts agreed upon, not computed.
void check_round(const std::vector<Fen>& amounts, const std::string& at, Findings& findings) {
    constexpr std::size_t kEnough = 5;
    constexpr std::int64_t kThousandYuan = 100'000;
    const bool round = std::all_of(amounts.begin(), amounts.end(), [](Fen amount) {
        return amount.value != 0 && amount.value % kThousandYuan == 0;
    });
    if (amounts.size() >= kEnough && round)
        findings.push_back(make_warning("VA7", at + "/lines",
                                        "名单里的金额全是整千元，请说明是怎么算出来的。",
                                        "All amounts of the roll are whole thousands; say how "
                                        "they were worked out."));
}

struct Count {
    Number number;
    std::u32string unit;
};

// "共 53 名", "共计53户", "合计 53 人次", "共五十三名"
std::vector<Count> counts_in(std::u32string_view text) {
    std::vector<Count> counts;
    const auto take = [&](std::u32string_view head, std::u32string_view rest,
                          const std::optional<Number>& number) {
        const bool whole = head.ends_with(U"共") || head.ends_with(U"共计") ||
                           head.ends_with(U"合计") || head.ends_with(U"共有");
        if (whole && number && !rest.empty())
            counts.push_back({*number, std::u32string(rest.substr(0, 2))});
    };
    for (const FoundNumber& found : find_numbers(text))
        take(before(text, found), after(text, found), found.number);
    for (auto at = text.find(U'共'); at != text.npos; at = text.find(U'共', at + 1)) {
        auto rest = text.substr(at + 1);
        if (rest.starts_with(U"计") || rest.starts_with(U"有")) rest.remove_prefix(1);
        const auto end = rest.find_first_not_of(U"零〇一二三四五六七八九十百千两");
        if (end == 0 || end == rest.npos) continue;
        if (const int value = chinese_number(rest.substr(0, end)); value > 0)
            take(U"共", rest.substr(end), Number(value, 0));
    }
    return counts;
}

bool unit_begins(const Count& count, const std::vector<std::u32string_view>& units) {
    return std::any_of(units.begin(), units.end(), [&](std::u32string_view unit) {
        return std::u32string_view(count.unit).starts_with(unit);
    });
}

/// What the roll counts: "共 53 名" must be one of these.
struct Countable {
    int lines = 0;
    std::vector<int> persons;
    std::vector<int> households;
};

bool holds(const Count& count, const Countable& roll) {
    const auto is_one_of = [&](std::vector<int> values) {
        values.push_back(roll.lines);
        return std::any_of(values.begin(), values.end(),
                           [&](int value) { return count.number == Number(value, 0); });
    };
    if (unit_begins(count, {U"名", U"人"})) return is_one_of(roll.persons);
    if (unit_begins(count, {U"户"})) return is_one_of(roll.households);
    if (unit_begins(count, {U"笔", U"条", U"行"})) return is_one_of({});
    return true;
}

// VA8 over the item's own words.
void check_counts_in_text(const BodyCommon& body, const Countable& roll, const std::string& at,
                          Findings& findings) {
    std::vector<std::pair<std::string, std::string>> texts{{at + "/title", body.title},
                                                           {at + "/summary", body.summary}};
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (const auto* paragraph = std::get_if<Paragraph>(&body.blocks[i]))
            texts.emplace_back(numbered(at + "/blocks", i) + "/text", paragraph->text);
    for (const auto& [place, text] : texts)
        for (const Count& count : counts_in(fold(decode_utf8(text))))
            if (!holds(count, roll))
                findings.push_back(
                    make_error("VA8", place,
                               "文字里写“共 " + count.number.text() + " " +
                                   encode_utf8(count.unit.substr(0, 1)) + "”，名单里是 " +
                                   std::to_string(roll.lines) + " 行，两处对不上。",
                               "The text counts " + count.number.text() + ", the roll has " +
                                   std::to_string(roll.lines) + " lines."));
}

/// quantity x standard against amount: off by more than half a fen.
bool is_off(const Number& quantity, Fen standard, Fen amount, std::int64_t allowed_half_fen) {
    const auto product = quantity.times(Number(standard));
    if (!product) return true;
    const Number twice = absolute(*product - Number(amount)) + absolute(*product - Number(amount));
    return twice > Number(allowed_half_fen, 2);
}

std::string product_zh(const Number& quantity, Fen standard) {
    const auto product = quantity.times(Number(standard));
    return quantity.text() + " × " + format_yuan(standard) + " = " +
           (product ? product->rounded(2).text() : "?") + " 元";
}

// VA2 by line.
void check_products(const SubsidyRoll& roll, const std::string& at, Findings& findings) {
    for (std::size_t i = 0; i < roll.lines.size(); ++i) {
        const SubsidyLine& line = roll.lines[i];
        const auto standard = line.standard_fen           ? line.standard_fen
                              : roll.standard.has_value() ? std::optional(roll.standard->amount_fen)
                                                          : std::nullopt;
        if (!line.quantity || !standard) continue;
        const Number quantity(*line.quantity);
        if (!is_off(quantity, *standard, line.amount_fen, 1)) continue;
        findings.push_back(make_error(
            "VA2", line_place(at, i, "amount_fen"),
            "第 " + std::to_string(i + 1) + " 行：" + product_zh(quantity, *standard) +
                "，写的是 " + yuan(line.amount_fen) + "。",
            "Line " + std::to_string(i + 1) + ": quantity times standard isn't the amount of " +
                format_yuan(line.amount_fen) + "."));
    }
}

// VA2 of the totals: each line's rounding may add half a fen.
void check_total_product(const SubsidyRoll& roll, const std::string& at, Findings& findings) {
    const bool own_standards =
        std::any_of(roll.lines.begin(), roll.lines.end(), [&](const SubsidyLine& line) {
            return line.standard_fen &&
                   (!roll.standard || *line.standard_fen != roll.standard->amount_fen);
        });
    if (!roll.totals.quantity || !roll.standard || own_standards) return;
    const Number quantity(*roll.totals.quantity);
    if (is_off(quantity, roll.standard->amount_fen, roll.totals.amount_fen,
               std::max(roll.totals.lines, 1)))
        findings.push_back(make_warning("VA2", at + "/totals/amount_fen",
                                        "合计：" + product_zh(quantity, roll.standard->amount_fen) +
                                            "，写的是 " + yuan(roll.totals.amount_fen) + "。",
                                        "Total quantity times standard isn't the total amount of " +
                                            format_yuan(roll.totals.amount_fen) + "."));
}

void check_quantities(const SubsidyRoll& roll, const std::string& at, Findings& findings) {
    const bool complete =
        std::all_of(roll.lines.begin(), roll.lines.end(),
                    [](const SubsidyLine& line) { return line.quantity.has_value(); });
    if (!roll.totals.quantity || roll.lines.empty() || !complete) return;
    Number sum;
    for (const SubsidyLine& line : roll.lines) sum = sum + Number(*line.quantity);
    const Number printed(*roll.totals.quantity);
    if (sum == printed) return;
    findings.push_back(make_error(
        "VA1", at + "/totals/quantity",
        "数量合计写的是 " + printed.text() + "，逐行加起来是 " + sum.text() + "，差 " +
            (printed - sum).text() + "。",
        "The total quantity says " + printed.text() + ", its lines add up to " + sum.text() + "."));
}

// VA8 by the state of payment.
void check_states(const SubsidyRoll& roll, const std::string& at, Findings& findings) {
    const SubsidyTotals& totals = roll.totals;
    expect_equal(findings, "VA8", at + "/totals", totals.amount_fen,
                 totals.paid_fen + totals.returned_fen + totals.pending_fen,
                 "已发、退回、待发三项之和", "sum of paid, returned and pending");
    if (roll.lines.empty()) return;
    std::map<PayState, Fen> sums;
    for (const SubsidyLine& line : roll.lines) sums[line.pay_state] += line.amount_fen;
    expect_equal(findings, "VA8", at + "/totals/paid_fen", sums[PayState::paid], totals.paid_fen,
                 "已发金额", "amount paid");
    expect_equal(findings, "VA8", at + "/totals/returned_fen", sums[PayState::returned],
                 totals.returned_fen, "退回金额", "amount returned");
    expect_equal(findings, "VA8", at + "/totals/pending_fen", sums[PayState::pending],
                 totals.pending_fen, "待发金额", "amount pending");
}

void check_batch(const SubsidyRoll& roll, const std::string& at, Findings& findings) {
    expect_equal(findings, "VA8", at + "/totals/amount_fen", roll.batch.approved_total_fen,
                 roll.totals.amount_fen, "名单合计（批准的总额）",
                 "total of the roll, against the approved total,");
    expect_count(findings, at + "/batch/lines", roll.totals.lines, roll.batch.lines, "批次的行数",
                 "number of lines of the batch");
    expect_count(findings, at + "/batch/households", roll.totals.households, roll.batch.households,
                 "批次的户数", "number of households of the batch");
}

}  // namespace

Findings check_subsidy_sums(const SubsidyRoll& roll, const std::string& pointer) {
    Findings findings;
    check_batch(roll, pointer, findings);
    check_states(roll, pointer, findings);
    check_groups(roll, pointer, findings);
    check_total_product(roll, pointer, findings);
    check_counts_in_text(roll,
                         {roll.totals.lines, {roll.totals.households}, {roll.totals.households}},
                         pointer, findings);
    if (roll.lines.empty()) return findings;
    expect_sum(findings, "VA1", pointer + "/totals/amount_fen", amounts_of(roll.lines),
               roll.totals.amount_fen, "名单合计", "total of the roll");
    expect_count(findings, pointer + "/totals/lines", static_cast<int>(roll.lines.size()),
                 roll.totals.lines, "总行数", "number of lines");
    check_quantities(roll, pointer, findings);
    check_products(roll, pointer, findings);
    check_unusual(roll.lines, pointer, findings);
    const bool computed =
        std::any_of(roll.lines.begin(), roll.lines.end(),
                    [](const SubsidyLine& line) { return line.quantity.has_value(); });
    if (!computed) check_round(amounts_of(roll.lines), pointer, findings);
    return findings;
}

Findings check_relief_sums(const ReliefRoll& roll, const std::string& pointer) {
    Findings findings;
    check_groups(roll, pointer, findings);
    check_counts_in_text(roll, {roll.totals.lines, {roll.totals.persons}, {}}, pointer, findings);
    if (roll.lines.empty()) return findings;
    expect_sum(findings, "VA1", pointer + "/totals/amount_fen", amounts_of(roll.lines),
               roll.totals.amount_fen, "名单合计", "total of the roll");
    expect_count(findings, pointer + "/totals/lines", static_cast<int>(roll.lines.size()),
                 roll.totals.lines, "总行数", "number of lines");
    int persons = 0;
    for (const ReliefLine& line : roll.lines) persons += line.persons;
    expect_count(findings, pointer + "/totals/persons", persons, roll.totals.persons, "总人数",
                 "number of persons");
    check_unusual(roll.lines, pointer, findings);
    check_round(amounts_of(roll.lines), pointer, findings);
    return findings;
}

}  // namespace villageboard::check
