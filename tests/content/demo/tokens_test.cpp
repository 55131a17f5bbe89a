#include "content/demo/tokens.h"

#include <doctest/doctest.h>

#include "content/demo/quarter.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::demo;

namespace {

DemoClock clock_on(int year, int month, int day) {
    const Day today = day_of(year, month, day);
    return {today, end_of(today) - std::chrono::seconds{1}};
}

std::string on_leap_day(std::string_view text) {
    return resolve_tokens(text, clock_on(2028, 2, 29));
}

}  // namespace

TEST_CASE("a token that is not known is refused with its text") {
    const auto clock = clock_on(2026, 11, 23);
    for (const char* bad : {"{{dya:1}}", "{{day:x}}", "{{day:}}", "{{day}}", "{{}}", "{{day:1",
                            "{{quarter:-1:colour}}", "{{instant:0:8}}", "{{year:0:1}}"})
        CHECK_THROWS_AS(resolve_tokens(bad, clock), Error);
    try {
        resolve_tokens("a {{moon:3}} b", clock);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.place() == "moon:3");
    }
}

TEST_CASE("text without tokens stays as it is") {
    CHECK(on_leap_day("每亩 105.50 元 {lines} }}") == "每亩 105.50 元 {lines} }}");
    CHECK(on_leap_day("").empty());
}

TEST_CASE("days count from today over months, years and leap days") {
    CHECK(on_leap_day("{{day:0}} {{day:1}} {{day:-29}}") == "2028-02-29 2028-03-01 2028-01-31");
    CHECK(on_leap_day("{{cn:1}} {{cny:-1}} {{weekday:0}} {{en:0}}") ==
          "3月1日 2028年2月28日 星期二 29 February");
    CHECK(resolve_tokens("{{day:-1}} {{dayyear:-1}} {{year:0}}", clock_on(2027, 1, 1)) ==
          "2026-12-31 2026 2027");
}

TEST_CASE("quarters and months count back over the year") {
    const auto new_year = clock_on(2027, 1, 1);
    CHECK(resolve_tokens("{{quarter:-1:label}} {{quarter:-1:from}} {{quarter:-1:to}}", new_year) ==
          "2026年第四季度 2026-10-01 2026-12-31");
    CHECK(resolve_tokens("{{quarter:-5:year}} {{quarter:-5:number}}", new_year) == "2025 4");
    CHECK(resolve_tokens("{{month:-1:label}} {{month:0:cn}} {{month:-1:from}}", new_year) ==
          "2026年12月 1月 2026-12-01");
}

TEST_CASE("instants are written in UTC from the clock of the county") {
    CHECK(on_leap_day("{{instant:1:20:00}} {{instant:0:06:40}}") ==
          "2028-03-01T12:00:00Z 2028-02-28T22:40:00Z");
}

TEST_CASE("what was published never lies after now") {
    const DemoClock early{day_of(2026, 11, 23), *parse_instant("2026-11-22T17:00:00Z")};
    CHECK(resolve_tokens("{{past:0:06:40}}", early) == "2026-11-22T17:00:00Z");
    CHECK(resolve_tokens("{{past:-1:06:40}}", early) == "2026-11-21T22:40:00Z");
    CHECK(resolve_tokens("{{instant:0:06:40}}", early) == "2026-11-22T22:40:00Z");
}

TEST_CASE("a quarter knows its days and its neighbours") {
    CHECK(format_day(Quarter{2028, 1}.to()) == "2028-03-31");
    CHECK(Quarter{2026, 1}.plus(-1) == Quarter{2025, 4});
    CHECK(Quarter{2026, 4}.plus(5) == Quarter{2028, 1});
    CHECK(last_ended_quarter(day_of(2027, 1, 1)) == Quarter{2026, 4});
    CHECK(last_ended_quarter(day_of(2026, 12, 31)) == Quarter{2026, 3});
}
