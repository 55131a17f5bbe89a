#include "content/state/screenshot.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "content/model/error.h"
#include "tests/support/folder.h"

namespace villageboard::state {
namespace {

using namespace std::chrono_literals;

const RunningTime kNow{"boot-1", 1000s};

RunningTime later(std::chrono::seconds by) { return {kNow.boot_id, kNow.since_boot + by}; }

}  // namespace

TEST_CASE("a request goes from the agent to the kiosk, and the picture back") {
    const Folder folder;
    StateDb agent(folder.path);
    StateDb kiosk(folder.path);
    CHECK(!ScreenshotRecords(kiosk).wanted(kNow));
    ScreenshotRecords(agent).ask("a", 600s, kNow);
    CHECK(ScreenshotRecords(kiosk).wanted(later(599s)) == "a");
    CHECK(!ScreenshotRecords(agent).taken(kNow));
    CHECK(ScreenshotRecords(kiosk).put("a", "picture", kNow));
    CHECK(!ScreenshotRecords(kiosk).wanted(kNow));
    REQUIRE(ScreenshotRecords(agent).taken(kNow));
    CHECK(ScreenshotRecords(agent).taken(kNow)->png == "picture");
    ScreenshotRecords(agent).forget();
    CHECK(!ScreenshotRecords(agent).taken(kNow));
}

TEST_CASE("a request ends with its time, after an hour at the latest, and with the boot") {
    const Folder folder;
    StateDb state(folder.path);
    ScreenshotRecords records(state);
    records.ask("a", 600s, kNow);
    CHECK(!records.wanted(later(600s)));
    CHECK(!records.put("a", "late", later(600s)));
    records.ask("a", 24h, kNow);
    CHECK(records.wanted(later(3599s)) == "a");
    CHECK(!records.wanted(later(3600s)));
    CHECK(!records.wanted({"boot-2", 10s}));
    records.ask("a", -5s, kNow);
    CHECK(!records.wanted(kNow));
}

TEST_CASE("asked again, a request keeps its picture; another one takes its place") {
    const Folder folder;
    StateDb state(folder.path);
    ScreenshotRecords records(state);
    records.ask("a", 600s, kNow);
    CHECK(records.put("a", "picture", kNow));
    records.ask("a", 600s, later(500s));
    REQUIRE(records.taken(later(900s)));
    records.ask("b", 600s, later(500s));
    CHECK(!records.taken(later(500s)));
    CHECK(records.wanted(later(500s)) == "b");
    CHECK(!records.put("a", "picture", later(500s)));
    // after a boot the same request has no picture of before
    CHECK(records.put("b", "picture", later(500s)));
    records.ask("b", 600s, {"boot-2", 5s});
    CHECK(records.wanted({"boot-2", 5s}) == "b");
}

TEST_CASE("a picture that is too large is not kept") {
    const Folder folder;
    StateDb state(folder.path);
    ScreenshotRecords records(state);
    records.ask("a", 600s, kNow);
    CHECK_THROWS_AS(records.put("a", std::string(kMostScreenshotBytes + 1, 'x'), kNow), Error);
    CHECK(records.wanted(kNow) == "a");
    CHECK(records.put("a", std::string(kMostScreenshotBytes, 'x'), kNow));
}

}  // namespace villageboard::state
