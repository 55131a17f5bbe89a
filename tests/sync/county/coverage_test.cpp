#include "sync/county/calendar/coverage.h"

#include <doctest/doctest.h>

#include "content/catalogue/builtin.h"
#include "content/catalogue/catalogue.h"
#include "sync/county/calendar/fact.h"
#include "sync/county/calendar/obligations.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Day day(std::string_view text) { return *parse_day(text); }
Instant noon(std::string_view text) { return start_of(day(text)) + std::chrono::hours(12); }

struct Year {
    Catalogue catalogue{builtin_catalogue()};
    std::vector<Timer> timers = builtin_timers();
    Calendar calendar{builtin_calendar().years};
    YearGrid grid{catalogue.items(), timers, calendar, 2026};

    std::size_t at(std::string_view code) const {
        for (std::size_t i = 0; i < grid.items().size(); ++i)
            if (grid.items()[i].item.code == code) return i;
        FAIL("no such item");
        return 0;
    }
    ItemCells cells(std::string_view code, const std::vector<CountedFact>& facts,
                    FeedLevel level = FeedLevel::village, std::string_view today = "2026-11-27",
                    std::optional<Day> began = day("2025-01-01")) const {
        auto receipts = grid.none();
        grid.add(receipts, level, facts);
        return grid.cells(receipts, {}, began, day(today))[at(code)];
    }
};

CountedFact report(std::string_view code, std::string_view period_end, std::string_view received,
                   std::uint32_t sheets = 1) {
    return {code, day(received), day(period_end), sheets, noon(received)};
}
CountedFact made(std::string_view code, std::string_view formed, std::string_view received) {
    return {code, day(formed), std::nullopt, 0, noon(received)};
}

}  // namespace

TEST_CASE("a quarter's accounts are in time, late with the days, missing or not due yet") {
    const Year year;
    // The 20th of April 2026 is a Monday, the 20th of October a Tuesday.
    const auto cells = year.cells("F01", {report("F01", "2026-03-31", "2026-04-20"),
                                          report("F01", "2026-06-30", "2026-07-25")});
    CHECK(cells.states == "olm.");
    REQUIRE(cells.late.size() == 1);
    CHECK(cells.late[0].period == 1);
    CHECK(cells.late[0].days == 5);
    CHECK(year.cells("F01", {}, FeedLevel::village, "2026-10-20").states == "mm..");
    CHECK(year.cells("F01", {}, FeedLevel::village, "2026-10-21").states == "mmm.");
}

TEST_CASE("a later report doesn't make up for an earlier period, nor a month for its quarter") {
    const Year year;
    CHECK(year.cells("F01", {report("F01", "2026-06-30", "2026-07-10"),
                             report("F01", "2026-02-28", "2026-03-10")})
              .states == "mom.");
}

TEST_CASE("a report counts for each item of which it holds a sheet") {
    const Year year;
    const std::uint32_t sheets = sheet_bit("A") | sheet_bit("F");
    const std::vector<CountedFact> facts{report("F01", "2026-03-31", "2026-04-10", sheets)};
    CHECK(year.cells("F07", facts).states == "omm.");
    CHECK(year.cells("F13", facts).states == "omm.");
    CHECK(year.cells("F09", facts).states == "mmm.");
}

TEST_CASE("a balance of the year before, made in this year, is this year's") {
    const Year year;
    CHECK(year.cells("F06", {report("F06", "2025-12-31", "2026-02-10", sheet_bit("D"))}).states ==
          "o");
    CHECK(year.cells("F06", {}).states == ".");
    CHECK(year.cells("F06", {}, FeedLevel::village, "2027-01-04").states == "m");
}

TEST_CASE("an item that waits for an event is late after its working days, else never missing") {
    const Year year;
    // 2026-04-01 and 20 working days: the 6th (Qingming) and the 1st to 5th of May are off.
    const auto in_time = year.cells("P02", {made("P02", "2026-04-01", "2026-04-20")});
    CHECK(in_time.states == "---o--------");
    const auto late = year.cells(
        "P02", {made("P02", "2026-04-01", "2026-04-20"), made("P02", "2026-04-02", "2026-06-30")});
    CHECK(late.states == "---l--------");
    REQUIRE(late.late.size() == 1);
    CHECK(late.late[0].days > 30);
    CHECK(year.cells("N02", {made("N02", "2026-04-01", "2026-12-30")}).states == "---o--------");
}

TEST_CASE(
    "what the town or the county owes counts for every village, what the village owes doesn't") {
    const Year year;
    const std::vector<CountedFact> rolls{made("H07", "2026-02-10", "2026-02-12")};
    CHECK(year.cells("H07", rolls, FeedLevel::town).states == "omm.");
    CHECK(year.cells("H07", rolls, FeedLevel::county).states == "mmm.");
    const std::vector<CountedFact> meeting{made("G02", "2026-02-10", "2026-02-12")};
    CHECK(year.cells("G02", meeting, FeedLevel::town).states == "mmm.");
    auto own = year.grid.none();
    auto town = year.grid.none();
    year.grid.add(own, FeedLevel::village, {made("H07", "2026-02-10", "2026-05-12")});
    year.grid.add(town, FeedLevel::town, rolls);
    own.merge(town);
    CHECK(year.grid.cells(own, {}, day("2025-01-01"), day("2026-11-27"))[year.at("H07")].states ==
          "omm.");
}

TEST_CASE("periods from before a village's feed began are nobody's fault, exceptions are said") {
    const Year year;
    CHECK(year.cells("G02", {}, FeedLevel::village, "2026-11-27", day("2026-05-01")).states ==
          "..m.");
    CHECK(year.cells("G02", {}, FeedLevel::village, "2026-11-27", std::nullopt).states == "....");
    const auto cells =
        year.grid.cells(year.grid.none(), {"G02"}, day("2025-01-01"), day("2026-11-27"));
    CHECK(cells[year.at("G02")].states == "nnnn");
    CHECK(cells[year.at("G06")].states == "mmm.");
}

TEST_CASE("records that are none are left out") {
    const auto facts = unpacked("F01,20000,19900,1,1700000000;x;G02,20001,0,0,1700000001;F01,1,2");
    REQUIRE(facts.size() == 2);
    CHECK(facts[0].catalogue == "F01");
    CHECK(facts[0].period_end == Day{std::chrono::days{19900}});
    CHECK(!facts[1].period_end);
    CHECK(unpacked("").empty());
}

TEST_CASE("what is owed: overdue as the terminals say, then what is due soon") {
    const Year year;
    const Rules rules{year.catalogue.items(), year.timers, year.calendar};
    const auto owed = [&](const std::vector<Publication>& published, std::string_view on,
                          int within, std::string_view code) {
        std::vector<std::pair<std::string, int>> found;
        for (const Obligation& one :
             obligations(rules, published, day("2025-01-01"), day(on), within))
            if (one.item.code == code)
                found.emplace_back(format_day(one.period.due), one.days_left);
        return found;
    };
    using Found = std::vector<std::pair<std::string, int>>;
    CHECK(owed({}, "2026-04-10", 30, "F01") == Found{{"2026-01-20", -80}, {"2026-04-20", 10}});
    CHECK(owed({}, "2026-04-20", 30, "F01") == Found{{"2026-01-20", -90}, {"2026-04-20", 0}});
    CHECK(owed({}, "2026-04-21", 30, "F01") == Found{{"2026-04-20", -1}});
    CHECK(owed({}, "2026-04-21", 100, "F01") == Found{{"2026-04-20", -1}, {"2026-07-20", 90}});
    const Publication march{"F01", FeedLevel::village, day("2026-04-08"), day("2026-03-31"), {"A"}};
    CHECK(owed({march}, "2026-04-10", 30, "F01").empty());
    CHECK(owed({}, "2026-04-10", -1, "F01") == Found{{"2026-01-20", -80}});
    CHECK(owed({}, "2026-04-10", 400, "N02").empty());
}
