#include "content/model/calendar.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "content/model/timer_codec.h"

using namespace villageboard;

namespace {

Day day(std::string_view text) { return *parse_day(text); }

std::vector<Day> list_of(std::initializer_list<const char*> texts) {
    std::vector<Day> all;
    for (const char* text : texts) all.push_back(day(text));
    return all;
}

/// October 2021 as the State Council shifted it.
Calendar calendar() {
    return Calendar({{2021, false,
                      list_of({"2021-09-20", "2021-09-21", "2021-10-01", "2021-10-04", "2021-10-05",
                               "2021-10-06", "2021-10-07"}),
                      list_of({"2021-09-18", "2021-09-26", "2021-10-09"})}});
}

std::string place_of_refusal(std::vector<CalendarYear> years) {
    try {
        Calendar made(std::move(years));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return error.place();
    }
    return "accepted";
}

Timer timer(int count, TimerUnit unit) { return {"t", "n", count, unit, {}, "s", "", false}; }

}  // namespace

TEST_CASE("a calendar that contradicts itself is refused") {
    CHECK(place_of_refusal({{2021, false, list_of({"2022-01-03"}), {}}}) == "/years/0/off");
    CHECK(place_of_refusal({{2021, false, list_of({"2021-10-03"}), {}}}) == "/years/0/off");
    CHECK(place_of_refusal({{2021, false, {}, list_of({"2021-10-08"})}}) == "/years/0/work");
    CHECK(place_of_refusal({{2021, false, {}, {}}, {2021, true, {}, {}}}) == "/years/1/year");
}

TEST_CASE("shifted days count as the State Council shifted them") {
    const Calendar days = calendar();
    CHECK(days.is_working_day(day("2021-10-09")));
    CHECK_FALSE(days.is_working_day(day("2021-10-07")));
    CHECK(days.add_working_days(day("2021-08-04"), 20) == CountedDay{day("2021-09-01"), {}});
    CHECK(days.add_working_days(day("2021-09-30"), 20) == CountedDay{day("2021-11-03"), {}});
    CHECK(days.working_days_between(day("2021-08-04"), day("2021-11-16")).count == 70);
    CHECK(days.working_days_between(day("2021-11-16"), day("2021-08-04")).count == -70);
    CHECK(days.add_working_days(day("2021-09-30"), 0).day == day("2021-09-30"));
}

TEST_CASE("a year without a notice is provisional and says so") {
    const Calendar days = calendar();
    CHECK(days.certainty(day("2021-12-31")) == Certainty::settled);
    CHECK(days.certainty(day("2022-01-01")) == Certainty::provisional);
    CHECK_FALSE(days.is_working_day(day("2027-01-01")));
    CHECK_FALSE(days.is_working_day(day("2029-10-02")));
    CHECK(days.is_working_day(day("2029-10-04")));
    const CountedDay over_the_year = days.add_working_days(day("2021-12-30"), 2);
    CHECK(over_the_year.day == day("2022-01-03"));
    CHECK(over_the_year.certainty == Certainty::provisional);
    CHECK(days.working_days_between(day("2021-12-30"), day("2022-01-05")).certainty ==
          Certainty::provisional);
}

TEST_CASE("a statutory period leaves out its first day and runs on over days off") {
    const Calendar days = calendar();
    CHECK(days.add_days(day("2021-09-20"), 10).day == day("2021-09-30"));
    CHECK(days.add_days(day("2021-09-21"), 10).day == day("2021-10-08"));
    CHECK(days.add_days(day("2021-09-26"), 13).day == day("2021-10-09"));
}

TEST_CASE("days left count the last day and end at nought") {
    CHECK(days_left(day("2026-11-20"), day("2026-11-26")) == 7);
    CHECK(days_left(day("2026-11-26"), day("2026-11-26")) == 1);
    CHECK(days_left(day("2026-11-27"), day("2026-11-26")) == 0);
}

TEST_CASE("each unit of a timer counts its own way") {
    const Calendar days = calendar();
    const auto due = [&](int count, TimerUnit unit, const char* start) {
        return format_day(due_day(timer(count, unit), day(start), days).day);
    };
    CHECK(due(20, TimerUnit::working_days, "2021-09-30") == "2021-11-03");
    CHECK(due(10, TimerUnit::days, "2021-09-21") == "2021-10-08");
    CHECK(due(10, TimerUnit::days_fixed, "2021-09-21") == "2021-10-01");
    CHECK(due(10, TimerUnit::days_before, "2021-09-21") == "2021-09-11");
    CHECK(due(24, TimerUnit::hours, "2021-09-21") == "2021-09-22");
    CHECK(due(25, TimerUnit::hours, "2021-09-21") == "2021-09-23");
    CHECK(due(20, TimerUnit::day_of_quarter, "2021-09-30") == "2021-10-20");
    CHECK(due(15, TimerUnit::day_of_quarter, "2021-12-31") == "2022-01-15");
    CHECK(due(3, TimerUnit::end_of_period, "2021-10-09") == "2021-12-31");
    CHECK(due(1, TimerUnit::end_of_period, "2021-02-09") == "2021-02-28");
    CHECK(due(12, TimerUnit::end_of_period, "2021-01-01") == "2021-12-31");
    Timer report = timer(31, TimerUnit::day_of_next_year);
    report.month = 3;
    CHECK(due_day(report, day("2021-12-31"), days).day == day("2022-03-31"));
}

TEST_CASE("a timer row that can't be counted is refused") {
    const auto refused = [](const std::string& rows) {
        try {
            parse_timers("{\"timers\":[" + rows + "]}");
        } catch (const Error& error) {
            return error.place();
        }
        return std::string("accepted");
    };
    const std::string good =
        R"({"id":"a","name":"n","count":7,"unit":"days","start":"s","basis":"","local":false})";
    CHECK(refused(good) == "accepted");
    CHECK(refused(good + "," + good) == "/timers/1/id");
    CHECK(
        refused(
            R"({"id":"a","name":"n","count":2,"unit":"end_of_period","start":"s","basis":"","local":false})") ==
        "/timers/0/count");
    CHECK(
        refused(
            R"({"id":"a","name":"n","count":31,"unit":"day_of_next_year","month":2,"start":"s","basis":"","local":false})") ==
        "/timers/0/count");
    CHECK(
        refused(
            R"({"id":"a","name":"n","count":7,"unit":"weeks","start":"s","basis":"","local":false})") ==
        "/timers/0/unit");
}

TEST_CASE("days and instants are read in exactly one form, and days are Shanghai's") {
    for (const char* text : {"2026-2-1", "2026-02-29", "2026/02/01", "2026-02-01 ", "", "26-02-01"})
        CHECK_FALSE(parse_day(text));
    for (const char* text : {"2026-02-01T00:00:00", "2026-02-01T24:00:00Z", "2026-02-01 00:00:00Z",
                             "2026-02-01T00:00:00+08:00", "2026-02-30T00:00:00Z"})
        CHECK_FALSE(parse_instant(text));
    CHECK(shanghai_day(*parse_instant("2026-11-19T16:00:00Z")) == day("2026-11-20"));
    CHECK(shanghai_day(*parse_instant("2026-11-19T15:59:59Z")) == day("2026-11-19"));
    CHECK(format_instant(end_of(day("2026-11-20"))) == "2026-11-20T16:00:00Z");
}
