#include <nlohmann/json.hpp>
#include <set>

#include "content/demo/random.h"
#include "content/demo/roll_text.h"
#include "content/demo/rolls.h"
#include "content/model/relief_roll.h"
#include "content/model/wire_names.h"

namespace villageboard::demo {

namespace {

using Json = nlohmann::json;

/// `count` households in village order, the same ones for the same seed.
std::vector<const Household*> drawn(const Village& village, int count, std::uint64_t seed) {
    Random random{seed};
    std::set<std::size_t> places;
    while (places.size() < static_cast<std::size_t>(count))
        places.insert(static_cast<std::size_t>(
            random.between(0, static_cast<std::int64_t>(village.households.size()) - 1)));
    std::vector<const Household*> homes;
    for (const std::size_t place : places) homes.push_back(&village.households[place]);
    return homes;
}

/// A month's living allowance: a class of A, B or C, an amount a person.
void put_class(ReliefLine& line, Random& random) {
    static constexpr std::int64_t kMonthly[] = {52'800, 43'600, 34'900};
    const auto grade = static_cast<std::size_t>(random.between(0, 9));
    const std::size_t place = grade < 2 ? 0 : grade < 6 ? 1 : 2;
    line.class_ = std::string(1, static_cast<char>('A' + place)) + "类";
    line.amount_fen = {kMonthly[place] * line.persons};
}

void put_reason(ReliefLine& line, Random& random) {
    const bool urgent = random.between(0, 2) == 0;
    line.reason_class = urgent ? "急难型" : "支出型";
    line.amount_fen = {(urgent ? 150'000 : 80'000) + random.between(0, 24) * 5'000};
}

void put_age(ReliefLine& line, Random& random) {
    const bool older = random.between(0, 4) == 0;
    line.persons = 1;
    line.class_ = older ? "90—99岁" : "80—89岁";
    line.amount_fen = {older ? 11'000 : 6'000};
}

ReliefLine line_of(const Household& home, const std::string& by, Random& random) {
    ReliefLine line;
    line.name = home.head;
    if (home.same_name > 0) line.same_name = home.same_name;
    line.group = home.group;
    line.persons = static_cast<int>(random.between(1, home.persons));
    if (by == "class") put_class(line, random);
    if (by == "reason") put_reason(line, random);
    if (by == "age") put_age(line, random);
    return line;
}

std::vector<ReliefLine> lines_of(const Json& row, const char* count, const Village& village) {
    const auto seed = row.at("seed").get<std::uint64_t>();
    std::vector<ReliefLine> lines;
    for (const Household* home : drawn(village, row.at(count), seed)) {
        Random random{seed * 1000 + static_cast<std::uint64_t>(home->number)};
        lines.push_back(line_of(*home, row.at("by"), random));
        lines.back().seq = static_cast<int>(lines.size());
    }
    return lines;
}

void add_to(ReliefTotals& totals, const ReliefLine& line) {
    ++totals.lines;
    totals.persons += line.persons;
    totals.amount_fen += line.amount_fen;
}

void add_up(ReliefRoll& roll, const Village& village) {
    for (const ReliefLine& line : roll.lines) {
        add_to(roll.totals, line);
        if (roll.groups.empty() || roll.groups.back().group != line.group)
            roll.groups.push_back({line.group, group_name(village, line.group), 0, 0, {}});
        ReliefGroup& group = roll.groups.back();
        ++group.lines;
        group.persons += line.persons;
        group.amount_fen += line.amount_fen;
    }
}

ReliefRoll roll_of(const Json& row, const Json& table, const Village& village) {
    ReliefRoll roll;
    roll.relief = row.at("relief");
    roll.relief_name = row.at("relief_name");
    roll.stage = from_wire_name<ReliefStage>(row.at("stage").get<std::string>()).value();
    if (row.contains("notice_days")) {
        roll.notice_days = row.at("notice_days").get<int>();
        roll.notice_unit = DayUnit::days;
    }
    roll.place_posted = table.at("place_posted").get<std::string>();
    roll.objection_phone = table.at("objection_phone");
    if (row.contains("effective_month"))
        roll.effective_month = row.at("effective_month").get<std::string>();
    roll.result = row.at("result").get<std::string>();
    roll.lines = lines_of(row, "count", village);
    add_up(roll, village);
    roll.last_totals = LastReliefTotals{{}, row.at("last_label")};
    for (const ReliefLine& line : lines_of(row, "last_count", village))
        add_to(*roll.last_totals, line);
    put_words(roll, row, table,
              {{"lines", std::to_string(roll.totals.lines)},
               {"persons", std::to_string(roll.totals.persons)},
               {"amount", format_yuan(roll.totals.amount_fen)}});
    return roll;
}

}  // namespace

std::vector<DemoItem> relief_items(std::string_view rolls_json, const Village& village,
                                   const DemoClock& clock) {
    const Json table = read_rolls(rolls_json, clock);
    std::vector<DemoItem> items;
    for (const Json& row : table.at("reliefs")) {
        ItemDraft draft = roll_draft(row, Kind::relief_roll);
        draft.body = roll_of(row, table, village);
        items.push_back({row.at("name"), std::move(draft)});
    }
    return items;
}

}  // namespace villageboard::demo
