#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/demo/random.h"
#include "content/demo/roll_text.h"
#include "content/demo/rolls.h"
#include "content/model/error.h"
#include "content/model/subsidy_roll.h"
#include "content/model/wire_names.h"

namespace villageboard::demo {

namespace {

using Json = nlohmann::json;

/// What the subsidy counts in a household; zero where it gets none.
Decimal measured(const Household& home, const std::string& what) {
    if (what == "field") return {home.field_hundredths, 2};
    if (what == "converted") return {home.converted_hundredths, 2};
    if (what == "forest") return {home.forest_hundredths / 20 * 2, 1};
    if (what == "walnut") return {home.walnut_hundredths / 10, 1};
    if (what == "resettled") return {home.resettled ? home.persons * 3 : 0, 0};
    // a ranger of thirteen joined after the quarter's first month
    if (what == "ranger") return {home.has_ranger ? (home.number % 13 == 0 ? 2 : 3) : 0, 0};
    throw Error(ErrorKind::invalid, "The roll measures \"" + what + "\", which is not known.",
                "tables/rolls.json");
}

/// Households that a roll leaves out: those that joined later. 0 leaves out none.
bool left_out(const Household& home, int skips) { return skips > 0 && home.number % skips == 4; }

Fen amount_of(Decimal quantity, Fen standard) {
    const auto amount = times(quantity, standard);
    if (!amount) throw Error(ErrorKind::invalid, "An amount of a roll is too large.");
    return *amount;
}

SubsidyLine line_of(const Household& home, Decimal quantity, const Json& row) {
    SubsidyLine line;
    line.name = home.head;
    if (home.same_name > 0) line.same_name = home.same_name;
    line.group = home.group;
    line.quantity = quantity;
    line.unit = row.at("unit").get<std::string>();
    line.standard_fen = yuan_of(row.at("standard"));
    line.amount_fen = amount_of(quantity, *line.standard_fen);
    return line;
}

/// `count` different positions below `size`, the same ones every time.
std::set<std::size_t> chosen(std::size_t count, std::size_t size, std::uint64_t seed) {
    Random random{seed};
    std::set<std::size_t> found;
    while (found.size() < std::min(count, size))
        found.insert(
            static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(size) - 1)));
    return found;
}

void pay(SubsidyRoll& roll, const Json& row, const Json& table) {
    if (roll.stage != SubsidyStage::paid) return;
    const auto day = parse_day(row.at("paid").get<std::string>());
    const auto returned = row.at("returned").get<std::size_t>();
    const auto held = row.at("pending").get<std::size_t>();
    const auto late = chosen(returned + held, roll.lines.size(), roll.lines.size() * 7919);
    std::size_t count = 0;
    for (std::size_t i = 0; i < roll.lines.size(); ++i) {
        SubsidyLine& line = roll.lines[i];
        if (!late.contains(i)) {
            line.pay_state = PayState::paid;
            line.pay_date = day;
        } else if (count++ < returned) {
            line.pay_state = PayState::returned;
            line.note = table.at("returned_note").get<std::string>();
        } else {
            line.note = table.at("pending_note").get<std::string>();
        }
    }
}

Fen& bucket(SubsidyTotals& totals, PayState state) {
    if (state == PayState::paid) return totals.paid_fen;
    return state == PayState::returned ? totals.returned_fen : totals.pending_fen;
}

void add_up(SubsidyRoll& roll, const Village& village) {
    Decimal quantity{0, 0};
    for (SubsidyLine& line : roll.lines) {
        line.seq = ++roll.totals.lines;
        ++roll.totals.households;
        quantity = add(quantity, *line.quantity).value();
        roll.totals.amount_fen += line.amount_fen;
        bucket(roll.totals, line.pay_state) += line.amount_fen;
        if (roll.groups.empty() || roll.groups.back().group != line.group)
            roll.groups.push_back({line.group, group_name(village, line.group), 0, {}});
        ++roll.groups.back().lines;
        roll.groups.back().amount_fen += line.amount_fen;
    }
    roll.totals.quantity = quantity;
    roll.totals.unit = roll.lines.front().unit;
}

/// The same households a period earlier, but those that joined since.
LastSubsidyTotals last_totals(const Json& row, const Village& village) {
    LastSubsidyTotals last;
    last.label = row.at("last_label");
    Decimal quantity{0, 0};
    for (const Household& home : village.households) {
        const Decimal measure = measured(home, row.at("measure"));
        if (measure.units == 0 || left_out(home, row.at("last_skips").get<int>())) continue;
        ++last.lines;
        ++last.households;
        quantity = add(quantity, measure).value();
        last.amount_fen += amount_of(measure, yuan_of(row.at("last_standard")));
    }
    last.paid_fen = last.amount_fen;
    last.quantity = quantity;
    last.unit = row.at("unit").get<std::string>();
    return last;
}

std::map<std::string, std::string> sums_in_words(const SubsidyRoll& roll) {
    const auto in_state = [&](PayState state) {
        return std::to_string(
            std::count_if(roll.lines.begin(), roll.lines.end(),
                          [&](const SubsidyLine& line) { return line.pay_state == state; }));
    };
    return {{"lines", std::to_string(roll.totals.lines)},
            {"households", std::to_string(roll.totals.households)},
            {"quantity", format_decimal(*roll.totals.quantity)},
            {"amount", format_yuan(roll.totals.amount_fen)},
            {"returned", in_state(PayState::returned)},
            {"pending", in_state(PayState::pending)}};
}

SubsidyRoll roll_of(const Json& row, const Json& table, const Village& village) {
    SubsidyRoll roll;
    roll.programme = row.at("programme");
    roll.programme_name = row.at("programme_name");
    roll.year = std::stoi(row.at("year").get<std::string>());
    roll.period_no = row.at("period_no");
    roll.rule = row.at("rule");
    roll.standard = Standard{yuan_of(row.at("standard")), "元", row.at("per")};
    roll.stage = from_wire_name<SubsidyStage>(row.at("stage").get<std::string>()).value();
    if (row.contains("notice_days")) roll.notice_days = row.at("notice_days").get<int>();
    roll.objection_phone = table.at("objection_phone");
    roll.place_posted = table.at("place_posted").get<std::string>();
    for (const Household& home : village.households) {
        const Decimal quantity = measured(home, row.at("measure"));
        if (quantity.units > 0 && !left_out(home, row.value("skips", 0)))
            roll.lines.push_back(line_of(home, quantity, row));
    }
    pay(roll, row, table);
    add_up(roll, village);
    roll.last_totals = last_totals(row, village);
    const Json& batch = row.at("batch");
    roll.batch = {batch.at("code"),       batch.at("office"),     batch.at("fund_source"),
                  roll.totals.amount_fen, roll.totals.households, roll.totals.lines};
    put_words(roll, row, table, sums_in_words(roll));
    return roll;
}

}  // namespace

std::vector<DemoItem> subsidy_items(std::string_view rolls_json, const Village& village,
                                    const DemoClock& clock) {
    const Json table = read_rolls(rolls_json, clock);
    std::vector<DemoItem> items;
    for (const Json& row : table.at("subsidies")) {
        ItemDraft draft = roll_draft(row, Kind::subsidy_roll);
        draft.body = roll_of(row, table, village);
        items.push_back({row.at("name"), std::move(draft)});
    }
    return items;
}

}  // namespace villageboard::demo
