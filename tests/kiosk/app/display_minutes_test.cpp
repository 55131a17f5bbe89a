#include "kiosk/app/display_minutes.h"

#include <doctest/doctest.h>

namespace villageboard::kiosk {
namespace {

using Time = DisplayMinutes::Time;
using std::chrono::seconds;

const Day kDay = *parse_day("2026-11-23");

struct Store {
    std::map<Day, DisplayMinutes::Times> days;
    int writes = 0;
    bool full = false;
    DisplayMinutes::Write write() {
        return [this](Day day, const DisplayMinutes::Times& times) {
            if (full) return false;
            ++writes;
            for (const auto& [item, time] : times) days[day][item] += time;
            return true;
        };
    }
};

void show(DisplayMinutes& minutes, const std::optional<std::string>& item, int from, int to,
          Day day) {
    for (int second = from; second <= to; ++second) minutes.note(item, seconds{second}, day);
}

}  // namespace

TEST_CASE("display times are written once a minute at most, and what is left at the end") {
    Store store;
    DisplayMinutes minutes(store.write());
    show(minutes, "a", 0, 150, kDay);
    CHECK(store.writes == 2);
    minutes.flush();
    CHECK(store.writes == 3);
    CHECK(store.days[kDay]["a"] == seconds{150});
    CHECK(store.days[kDay][DisplayMinutes::kAnything] == seconds{150});
}

TEST_CASE("time counts for the item that was on top, and none for a page without content") {
    Store store;
    DisplayMinutes minutes(store.write());
    show(minutes, "a", 0, 20, kDay);
    show(minutes, "", 20, 50, kDay);
    show(minutes, std::nullopt, 50, 90, kDay);
    minutes.flush();
    CHECK(store.days[kDay]["a"] == seconds{20});
    CHECK(store.days[kDay][DisplayMinutes::kAnything] == seconds{50});
}

TEST_CASE("a machine that slept did not show anything meanwhile") {
    Store store;
    DisplayMinutes minutes(store.write());
    show(minutes, "a", 0, 20, kDay);
    minutes.note("a", seconds{5000}, kDay);
    minutes.flush();
    CHECK(store.days[kDay]["a"] == seconds{20});
}

TEST_CASE("at midnight the new day begins with nothing") {
    Store store;
    DisplayMinutes minutes(store.write());
    show(minutes, "a", 0, 20, kDay);
    show(minutes, "a", 21, 30, kDay + std::chrono::days{1});
    minutes.flush();
    CHECK(store.days[kDay]["a"] == seconds{21});
    CHECK(store.days[kDay + std::chrono::days{1}]["a"] == seconds{9});
}

TEST_CASE("a full disk loses no display time: it is written when there is room") {
    Store store;
    store.full = true;
    DisplayMinutes minutes(store.write());
    show(minutes, "a", 0, 130, kDay);
    store.full = false;
    show(minutes, "a", 131, 190, kDay);
    minutes.flush();
    CHECK(store.days[kDay]["a"] == seconds{190});
}

}  // namespace villageboard::kiosk
