#include "content/catalogue/due.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "content/catalogue/builtin.h"
#include "content/catalogue/catalogue.h"

using namespace villageboard;

namespace {

Day day(std::string_view text) { return *parse_day(text); }

struct References {
    Catalogue catalogue{builtin_catalogue()};
    std::vector<Timer> timers = builtin_timers();
    Calendar calendar{builtin_calendar().years};

    const CatalogueItem& item(std::string_view code) const { return *catalogue.find(code); }
    std::optional<DuePeriod> last(std::string_view code, std::string_view today) const {
        return last_due(item(code), timers, calendar, day(today));
    }
    std::vector<std::string> missing(const std::vector<Publication>& published,
                                     std::string_view since, std::string_view today) const {
        std::vector<std::string> codes;
        for (const MissingItem& each :
             missing_items(catalogue.items(), timers, calendar, published, day(since), day(today)))
            codes.push_back(each.item.code);
        return codes;
    }
};

bool holds(const std::vector<std::string>& codes, std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

struct Case {
    const char* code;
    const char* today;
    const char* from;
    const char* due;
    const char* missed_from;
};

}  // namespace

TEST_CASE("a due item is missing from the day after a working day, whatever holidays lie between") {
    const References references;
    // The accounts of a quarter by the 20th of the next month: Monday, Sunday, Sunday.
    // Rolls within their quarter: 2023-09-30 was followed by a week off and a worked Saturday.
    // Yearly ones by 31 December: 2022 it was a Saturday, and the Monday after it a day off.
    const Case cases[] = {
        {"F01", "2026-07-20", "2026-01-01", "2026-04-20", "2026-04-21"},
        {"F01", "2026-07-21", "2026-04-01", "2026-07-20", "2026-07-21"},
        {"F01", "2025-07-21", "2025-01-01", "2025-04-20", "2025-04-22"},
        {"F01", "2025-07-22", "2025-04-01", "2025-07-20", "2025-07-22"},
        {"F02", "2024-10-22", "2024-07-01", "2024-10-20", "2024-10-22"},
        {"F09", "2026-01-21", "2025-10-01", "2026-01-20", "2026-01-21"},
        {"H02", "2026-09-30", "2026-04-01", "2026-06-30", "2026-07-01"},
        {"H02", "2026-10-01", "2026-07-01", "2026-09-30", "2026-10-01"},
        {"H02", "2023-10-07", "2023-04-01", "2023-06-30", "2023-07-01"},
        {"H02", "2023-10-08", "2023-07-01", "2023-09-30", "2023-10-08"},
        {"G02", "2025-01-01", "2024-10-01", "2024-12-31", "2025-01-01"},
        {"G04", "2023-01-03", "2021-01-01", "2021-12-31", "2022-01-01"},
        {"G04", "2023-01-04", "2022-01-01", "2022-12-31", "2023-01-04"},
        {"S01", "2026-06-01", "2025-01-01", "2025-12-31", "2026-01-01"},
    };
    for (const Case& each : cases) {
        CAPTURE(each.code);
        CAPTURE(each.today);
        const auto period = references.last(each.code, each.today);
        REQUIRE(period);
        CHECK(format_day(period->from) == each.from);
        CHECK(format_day(period->due) == each.due);
        CHECK(format_day(period->missed_from) == each.missed_from);
    }
}

TEST_CASE("on every day of six years the last due period is over and the next one isn't due yet") {
    const References references;
    for (Day today = day("2021-03-01"); today <= day("2027-03-01"); today += std::chrono::days{1}) {
        for (const char* code : {"F01", "H02", "G04"}) {
            const auto period = references.last(code, format_day(today));
            REQUIRE(period);
            CHECK(period->missed_from <= today);
            CHECK(period->due >= period->to);
            const auto next =
                last_due(references.item(code), references.timers, references.calendar,
                         period->missed_from + std::chrono::days{400});
            REQUIRE(next);
            CHECK(next->from > period->to);
        }
    }
}

TEST_CASE("a county's own day and rhythm are followed; what has no rhythm is never missing") {
    References references;
    CatalogueItem item = references.item("G06");
    item.limit.timer = "finance-day-15";
    const auto period = last_due(item, references.timers, references.calendar, day("2026-07-16"));
    REQUIRE(period);
    CHECK(format_day(period->due) == "2026-07-15");
    item = references.item("F01");
    item.limit.every = Rhythm::month;
    const auto month = last_due(item, references.timers, references.calendar, day("2026-06-23"));
    REQUIRE(month);
    CHECK(format_day(month->from) == "2026-05-01");
    CHECK(format_day(month->due) == "2026-06-20");
    CHECK(format_day(month->missed_from) == "2026-06-23");
    CHECK_FALSE(references.last("N01", "2026-06-23"));
    CHECK_FALSE(references.last("P01", "2026-06-23"));
}

TEST_CASE("a report covers what its sheets hold, of its own period or a later one") {
    const References references;
    const DuePeriod period = *references.last("F01", "2026-07-21");
    Publication report{"F02", FeedLevel::village, day("2026-07-08"), day("2026-06-30"), {"A", "B"}};
    CHECK(covers(report, references.item("F01"), period));
    CHECK(covers(report, references.item("F13"), period));
    CHECK_FALSE(covers(report, references.item("F07"), period));
    report.period_end = day("2026-03-31");
    CHECK_FALSE(covers(report, references.item("F01"), period));
    report.period_end = day("2026-05-31");
    CHECK_FALSE(covers(report, references.item("F01"), period));
    report.period_end = day("2026-06-28");
    CHECK(covers(report, references.item("F01"), period));
    report.period_end = day("2026-09-30");
    CHECK(covers(report, references.item("F01"), period));
}

TEST_CASE("the town's meeting is not the village's, the town's roll is the town's to publish") {
    const References references;
    const DuePeriod period = *references.last("G02", "2026-10-08");
    Publication meeting{"G02", FeedLevel::town, day("2026-08-08")};
    CHECK_FALSE(covers(meeting, references.item("G02"), period));
    meeting.level = FeedLevel::village;
    CHECK(covers(meeting, references.item("G02"), period));
    meeting.made = day("2026-06-30");
    CHECK_FALSE(covers(meeting, references.item("G02"), period));
    const Publication roll{"H07", FeedLevel::town, day("2026-08-08")};
    CHECK(covers(roll, references.item("H07"), *references.last("H07", "2026-10-08")));
}

TEST_CASE(
    "what is missing stands in the catalogue's order, once an item, and not before the feed") {
    const References references;
    const std::vector<Publication> published{
        {"F02", FeedLevel::village, day("2026-10-08"), day("2026-09-30"), {"A", "B"}},
        {"G02", FeedLevel::village, day("2026-08-08")},
        {"H02", FeedLevel::county, day("2026-09-16")}};
    const auto missing = references.missing(published, "2025-01-01", "2026-11-28");
    CHECK_FALSE(holds(missing, "F01"));
    CHECK_FALSE(holds(missing, "G02"));
    CHECK_FALSE(holds(missing, "H02"));
    CHECK(holds(missing, "F07"));
    CHECK(holds(missing, "H07"));
    CHECK(holds(missing, "G04"));
    CHECK(missing.front() == "F03");
    CHECK(references.missing({}, "2026-07-02", "2026-11-28").empty());
    CHECK(holds(references.missing({}, "2026-07-01", "2026-11-28"), "F01"));
}

TEST_CASE("looking back, a publication belongs to its own period and to no other") {
    const References references;
    const auto quarter = [&](std::string_view code, std::string_view within) {
        return *period_around(references.item(code), references.timers, references.calendar,
                              day(within));
    };
    const auto& accounts = references.item("F01");
    const Publication march{"F01", FeedLevel::village, day("2026-04-08"), day("2026-03-31"), {"A"}};
    CHECK(belongs(march, accounts, quarter("F01", "2026-02-01")));
    CHECK(!belongs(march, accounts, quarter("F01", "2026-04-08")));
    CHECK(!belongs(march, accounts, quarter("F01", "2025-12-31")));
    const Publication february{
        "F01", FeedLevel::village, day("2026-03-08"), day("2026-02-28"), {"A"}};
    CHECK(!belongs(february, accounts, quarter("F01", "2026-02-01")));
    const auto& meetings = references.item("G02");
    const Publication meeting{"G02", FeedLevel::village, day("2026-04-01")};
    CHECK(belongs(meeting, meetings, quarter("G02", "2026-06-30")));
    CHECK(!belongs(meeting, meetings, quarter("G02", "2026-03-31")));
    const Publication by_town{"G02", FeedLevel::town, day("2026-04-01")};
    CHECK(!belongs(by_town, meetings, quarter("G02", "2026-06-30")));
    CHECK(!period_around(references.item("N02"), references.timers, references.calendar,
                         day("2026-06-30")));
    CHECK(quarter("F01", "2026-06-30").due == day("2026-07-20"));
}
