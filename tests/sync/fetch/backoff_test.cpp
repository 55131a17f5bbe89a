#include "sync/fetch/backoff.h"

#include <doctest/doctest.h>

using namespace villageboard::fetch;
using namespace std::chrono_literals;

TEST_CASE("the pause doubles with each failure up to the longest, a fifth up or down") {
    const Pace pace{.poll = 100s, .longest = 1000s};
    CHECK(next_pause(pace, 0, 200) == 100s);
    CHECK(next_pause(pace, 0, 0) == 80s);
    CHECK(next_pause(pace, 0, 400) == 120s);
    CHECK(next_pause(pace, 1, 200) == 200s);
    CHECK(next_pause(pace, 3, 200) == 800s);
    CHECK(next_pause(pace, 4, 200) == 1000s);
    CHECK(next_pause(pace, 4'000'000'000u, 400) == 1200s);
}

TEST_CASE("after boot the first rounds spread over the whole time") {
    const Pace pace{.boot_spread = 120s};
    CHECK(first_pause(pace, 0) == 0s);
    CHECK(first_pause(pace, 120'000) == 120s);
    CHECK(first_pause(pace, 120'001) == 0s);
    CHECK(first_pause({.boot_spread = 0s}, 77) == 0s);
}
