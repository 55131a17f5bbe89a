#include "kiosk/screens/roll_data.h"

#include <algorithm>

#include "content/catalogue/discretion.h"
#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

constexpr int kCircledNumbers = 9;

std::string with_mark(const Strings& strings, const std::string& name,
                      std::optional<int> same_name) {
    if (!same_name || *same_name < 1 || *same_name > kCircledNumbers) return name;
    return name + strings.say("circled." + std::to_string(*same_name));
}

template <typename Groups>
std::string group_name(const Strings& strings, const Groups& groups, const std::string& number) {
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& group) { return group.group == number; });
    if (found != groups.end() && !found->name.empty()) return found->name;
    return number.empty() ? std::string{} : strings.say("group.number", {{"n", number}});
}

RollLine line_of(const Strings& strings, const SubsidyRoll& roll, const SubsidyLine& line) {
    RollLine shown;
    shown.id = line.id.value_or("");
    shown.bare_name = line.name;
    shown.name = with_mark(strings, line.name, line.same_name);
    shown.group = line.group;
    shown.group_name = group_name(strings, roll.groups, line.group);
    shown.amount = line.amount_fen;
    const std::string unit = line.unit.value_or(roll.totals.unit.value_or(""));
    if (!line.quantity) return shown;
    shown.quantity = format_decimal(*line.quantity) + " " + unit;
    std::optional<Fen> standard = line.standard_fen;
    if (!standard && roll.standard) standard = roll.standard->amount_fen;
    if (standard)
        shown.how = strings.say("roll.line_rule", {{"quantity", format_decimal(*line.quantity)},
                                                   {"unit", unit},
                                                   {"standard", format_yuan(*standard)},
                                                   {"amount", format_yuan(line.amount_fen)}});
    return shown;
}

RollLine line_of(const Strings& strings, const ReliefRoll& roll, const ReliefLine& line) {
    RollLine shown;
    shown.id = line.id.value_or("");
    shown.bare_name = line.name;
    shown.name = with_mark(strings, line.name, line.same_name);
    shown.group = line.group;
    shown.group_name = group_name(strings, roll.groups, line.group);
    shown.quantity = strings.count("roll.persons", line.persons);
    shown.amount = line.amount_fen;
    const bool coarse = line.reason_class && is_coarse_reason(*line.reason_class);
    shown.reason = coarse ? *line.reason_class : roll.relief_name;
    return shown;
}

template <typename Groups>
std::vector<RollGroup> groups_of(const Strings& strings, const Groups& groups) {
    std::vector<RollGroup> all;
    for (const auto& group : groups)
        all.push_back({group.group, group_name(strings, groups, group.group),
                       strings.count("roll.lines", group.lines), group.amount_fen});
    return all;
}

// How much was paid, came back and is to come. Beside lines only as numbers of lines: what came
// back of a single line, or what the rest adds up to, would point at it.
void payments(const Strings& strings, const SubsidyRoll& roll, std::vector<RollFact>& facts) {
    constexpr const char* keys[] = {"roll.pending", "roll.paid", "roll.returned"};
    const SubsidyTotals& totals = roll.totals;
    const Fen sums[] = {totals.pending_fen, totals.paid_fen, totals.returned_fen};
    const auto kinds =
        std::count_if(std::begin(sums), std::end(sums), [](Fen sum) { return sum.value != 0; });
    const bool hide_sums = kinds > 1 && !roll.lines.empty();
    for (const PayState state : {PayState::paid, PayState::returned, PayState::pending}) {
        const auto which = static_cast<std::size_t>(state);
        if (sums[which].value == 0) continue;
        const auto count =
            std::count_if(roll.lines.begin(), roll.lines.end(),
                          [&](const SubsidyLine& line) { return line.pay_state == state; });
        facts.push_back({strings.say(keys[which]), hide_sums ? strings.count("roll.lines", count)
                                                             : yuan(strings, sums[which])});
    }
}

std::vector<RollFact> subsidy_totals(const Strings& strings, const SubsidyRoll& roll) {
    const SubsidyTotals& totals = roll.totals;
    std::vector<RollFact> facts{
        {strings.say("roll.totals"), strings.count("roll.households", totals.households) +
                                         strings.say("list.comma") +
                                         strings.count("roll.lines", totals.lines)}};
    if (totals.quantity)
        facts.push_back({strings.say("roll.quantity"),
                         format_decimal(*totals.quantity) + " " + totals.unit.value_or("")});
    payments(strings, roll, facts);
    return facts;
}

std::string change_of(const Strings& strings, Fen before, Fen now) {
    if (now == before) return strings.say("roll.same");
    const char* key = now > before ? "roll.more" : "roll.less";
    const Fen by = now > before ? now - before : before - now;
    return strings.say(key, {{"amount", format_yuan(by)}});
}

template <typename Last>
RollComparison comparison(const Strings& strings, const Last& last, Fen now) {
    return {last.label,
            strings.say("roll.compared", {{"label", last.label},
                                          {"change", change_of(strings, last.amount_fen, now)}}),
            last.amount_fen};
}

// How many payments came back and what to do; whose is never told on the wall.
std::string returned(const Strings& strings, const SubsidyRoll& roll) {
    if (roll.totals.returned_fen.value == 0) return {};
    const auto count =
        std::count_if(roll.lines.begin(), roll.lines.end(),
                      [](const SubsidyLine& line) { return line.pay_state == PayState::returned; });
    if (count == 0) return strings.say("roll.returned_some");
    return strings.count("roll.returned_count", count);
}

// The day on which all that is paid was paid; empty where there were several.
std::string paid_on(const Strings& strings, const SubsidyRoll& roll) {
    std::optional<Day> day;
    for (const SubsidyLine& line : roll.lines) {
        if (line.pay_state != PayState::paid || !line.pay_date) continue;
        if (day && *day != *line.pay_date) return {};
        day = line.pay_date;
    }
    return day ? full_day(strings, *day) : std::string{};
}

}  // namespace

RollData roll_data(const Strings& strings, const SubsidyRoll& roll, std::string_view catalogue) {
    constexpr const char* stages[] = {"stage.notice", "stage.confirmed", "stage.paid"};
    RollData data;
    data.rule = roll.rule;
    data.stage = strings.say(stages[static_cast<int>(roll.stage)]);
    data.notice_stage = roll.stage == SubsidyStage::notice;
    const bool minors = concerns_minors(catalogue, roll.programme + roll.programme_name);
    data.searchable = !minors;
    data.programme = roll.programme;
    data.amount = roll.totals.amount_fen;
    data.facts = {{strings.say("roll.passbook"), roll.programme},
                  {strings.say("roll.paid_on"), paid_on(strings, roll)},
                  {strings.say("roll.office"), roll.batch.office}};
    data.totals = subsidy_totals(strings, roll);
    if (roll.place_posted) data.facts.push_back({strings.say("roll.posted"), *roll.place_posted});
    if (roll.last_totals)
        data.last = comparison(strings, *roll.last_totals, roll.totals.amount_fen);
    data.returned = returned(strings, roll);
    data.objection_phone = roll.objection_phone;
    if (!minors)
        for (const SubsidyLine& line : roll.lines)
            data.lines.push_back(line_of(strings, roll, line));
    data.groups = groups_of(strings, roll.groups);
    return data;
}

RollData roll_data(const Strings& strings, const ReliefRoll& roll) {
    constexpr const char* stages[] = {"stage.first_review", "stage.relief_confirmed",
                                      "stage.changed", "stage.ended"};
    RollData data;
    data.rule = {};
    data.stage = strings.say(stages[static_cast<int>(roll.stage)]);
    data.notice_stage = roll.stage == ReliefStage::first_review;
    data.amount = roll.totals.amount_fen;
    data.facts = {{strings.say("roll.effective"), roll.effective_month.value_or("")},
                  {strings.say("roll.result"), roll.result.value_or("")},
                  {strings.say("roll.posted"), roll.place_posted.value_or("")}};
    data.totals = {
        {strings.say("roll.totals"), strings.count("roll.households", roll.totals.lines) +
                                         strings.say("list.comma") +
                                         strings.count("roll.persons", roll.totals.persons)}};
    if (roll.last_totals)
        data.last = comparison(strings, *roll.last_totals, roll.totals.amount_fen);
    data.objection_phone = roll.objection_phone;
    for (const ReliefLine& line : roll.lines) data.lines.push_back(line_of(strings, roll, line));
    data.groups = groups_of(strings, roll.groups);
    return data;
}

}  // namespace villageboard::kiosk
