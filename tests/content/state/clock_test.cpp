#include "content/state/clock.h"

#include <doctest/doctest.h>

using namespace villageboard;
using namespace villageboard::state;

namespace {

const Instant kFloor = *parse_instant("2026-11-23T06:00:00Z");
const Instant kReckoned = kFloor + std::chrono::hours{5};

}  // namespace

TEST_CASE("a clock below the floor is not known, whoever set it") {
    for (const auto source : {ClockSource::network, ClockSource::real_time}) {
        const JudgedTime time =
            judge_clock({kFloor - std::chrono::seconds{1}, source}, kFloor, kReckoned);
        CHECK(!time.known);
        CHECK(time.now == kReckoned);
    }
}

TEST_CASE("a clock set by the network is known from the floor on") {
    CHECK(judge_clock({kFloor, ClockSource::network}, kFloor, kReckoned).known);
    CHECK(judge_clock({kFloor + std::chrono::days{4000}, ClockSource::network}, kFloor, kReckoned)
              .known);
}

TEST_CASE("a real-time clock is known less than 400 days above the floor") {
    const Instant edge = kFloor + std::chrono::days{400};
    CHECK(judge_clock({edge - std::chrono::seconds{1}, ClockSource::real_time}, kFloor, kReckoned)
              .known);
    CHECK(!judge_clock({edge, ClockSource::real_time}, kFloor, kReckoned).known);
}

TEST_CASE("the reckoned time is never below the floor") {
    CHECK(judge_clock({Instant{}, ClockSource::real_time}, kFloor, Instant{}).now == kFloor);
}
