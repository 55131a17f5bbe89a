#include <doctest/doctest.h>

#include "sync/agent/reckon.h"

using namespace villageboard;
using namespace villageboard::agent;

namespace {

const Instant kFloor = *parse_instant("2026-11-23T06:00:00Z");

Times times_at(Instant at) {
    Times times;
    times.floor = at;
    times.reckoned = at;
    times.boot_id = "a";
    times.boot_seconds = 100;
    return times;
}

}  // namespace

TEST_CASE("running time passes within one boot and is lost over a reboot") {
    CHECK(reckon(times_at(kFloor), {"a", std::chrono::seconds{160}}).reckoned ==
          kFloor + std::chrono::seconds{60});
    CHECK(reckon(times_at(kFloor), {"b", std::chrono::seconds{160}}).reckoned == kFloor);
    CHECK(reckon(times_at(kFloor), {"a", std::chrono::seconds{50}}).reckoned == kFloor);
    const Times twice = reckon(reckon(times_at(kFloor), {"a", std::chrono::seconds{160}}),
                               {"a", std::chrono::seconds{160}});
    CHECK(twice.reckoned == kFloor + std::chrono::seconds{60});
}

TEST_CASE("a freshness time raises the floor and never lowers it") {
    const Times later = confirm(times_at(kFloor), kFloor + std::chrono::hours{1});
    CHECK(later.floor == kFloor + std::chrono::hours{1});
    CHECK(later.reckoned == later.floor);
    CHECK(confirm(later, kFloor).floor == later.floor);
    CHECK(later.reckoned - later.roots_asked == kFloor - times_at(kFloor).roots_asked);
}

TEST_CASE("only a root lowers the floor, never below the release") {
    CHECK(lower(times_at(kFloor), std::nullopt).floor == kFloor);
    CHECK(lower(times_at(kFloor), kFloor + std::chrono::hours{1}).floor == kFloor);
    CHECK(lower(times_at(kFloor), kFloor - std::chrono::hours{1}).floor ==
          kFloor - std::chrono::hours{1});
    CHECK(lower(times_at(kFloor), Instant{}).floor == state::kReleaseTime);
}
