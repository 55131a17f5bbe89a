#include "content/state/state.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "content/model/error.h"
#include "content/state/kept_database.h"
#include "tests/support/folder.h"

using namespace villageboard;
using namespace villageboard::state;

namespace {

void damage(const Folder& folder) {
    std::filesystem::remove(folder.path / "state.db-wal");
    std::ofstream(folder.path / "state.db", std::ios::binary | std::ios::trunc)
        << std::string(8192, 'x');
}

const Instant kNow = wall_clock();

}  // namespace

TEST_CASE("a damaged state.db is not replaced under a program that has it open") {
    Folder folder;
    StateDb kiosk(folder.path);
    kiosk.keep_copy(kNow);
    damage(folder);
    try {
        StateDb agent(folder.path);
        FAIL("replaced");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::retry);
    }
}

TEST_CASE("a damaged state.db comes back from the newest sound copy, and is kept aside") {
    Folder folder;
    {
        StateDb state(folder.path);
        state.count_use(*parse_day("2026-11-23"), "a", Use::opened);
        state.keep_copy(kNow - std::chrono::hours{2});
        state.count_use(*parse_day("2026-11-23"), "a", Use::opened);
        state.keep_copy(kNow + std::chrono::hours{2});
        state.count_use(*parse_day("2026-11-23"), "a", Use::opened);
    }
    damage(folder);
    SUBCASE("the newest") {
        CHECK(StateDb(folder.path).uses(*parse_day("2026-11-23"), "a", Use::opened) == 2);
    }
    SUBCASE("an older one where the newest is damaged too") {
        std::ofstream(folder.path / "state.copy1.db", std::ios::trunc) << std::string(8192, 'x');
        CHECK(StateDb(folder.path).uses(*parse_day("2026-11-23"), "a", Use::opened) == 1);
    }
    SUBCASE("an empty one where there is no copy") {
        for (const char* copy : {"state.copy1.db", "state.copy2.db"})
            std::filesystem::remove(folder.path / copy);
        CHECK(StateDb(folder.path).uses(*parse_day("2026-11-23"), "a", Use::opened) == 0);
    }
    CHECK(std::filesystem::exists(folder.path / "state.damaged"));
}

TEST_CASE("copies are made once an hour and three are kept") {
    Folder folder;
    StateDb state(folder.path);
    const auto copies = [&] {
        int count = 0;
        for (int number = 1; number < 9; ++number)
            count += std::filesystem::exists(folder.path /
                                             ("state.copy" + std::to_string(number) + ".db"));
        return count;
    };
    state.keep_copy(kNow);
    state.keep_copy(kNow + std::chrono::minutes{59});
    CHECK(copies() == 1);
    for (int hour = 1; hour < 6; ++hour) state.keep_copy(kNow + std::chrono::hours{2});
    CHECK(copies() == 3);
}

TEST_CASE("a newer version's state.db is left alone") {
    Folder folder;
    { StateDb state(folder.path); }
    {
        cache::Database database(folder.path / "state.db", {});
        database.execute("PRAGMA user_version=999");
    }
    try {
        StateDb state(folder.path);
        FAIL("opened");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
    }
}

TEST_CASE("what the agent leaves, the kiosk reads") {
    Folder folder;
    StateDb agent(folder.path);
    StateDb kiosk(folder.path);
    CHECK(kiosk.health().result == RoundResult::none);
    agent.set_health({.result = RoundResult::refused,
                      .reason = "rollback",
                      .message = "A sentence.",
                      .finished = kNow,
                      .fresh = kNow - std::chrono::hours{1},
                      .floor = kNow,
                      .reckoned = kNow,
                      .county = "board.yunling.example",
                      .area = "539921102205",
                      .keys = true});
    CHECK(kiosk.health().result == RoundResult::refused);
    CHECK(kiosk.health().reason == "rollback");
    CHECK(kiosk.health().fresh == kNow - std::chrono::hours{1});
    CHECK(kiosk.health().keys);
}

TEST_CASE("damage that the kiosk met reaches the agent until it is cleared") {
    Folder folder;
    StateDb kiosk(folder.path);
    StateDb agent(folder.path);
    CHECK(!agent.reported_damage());
    kiosk.report_damage(7);
    CHECK(agent.reported_damage() == 7);
    agent.clear_damage();
    CHECK(!kiosk.reported_damage());
}

TEST_CASE("uses are counted by day, item and kind of use") {
    Folder folder;
    StateDb state(folder.path);
    const Day day = *parse_day("2026-11-23");
    state.count_use(day, "a", Use::opened);
    state.count_use(day, "a", Use::opened);
    state.count_use(day, "a", Use::listened);
    CHECK(state.uses(day, "a", Use::opened) == 2);
    CHECK(state.uses(day, "a", Use::listened) == 1);
    CHECK(state.uses(day, "b", Use::opened) == 0);
    CHECK(state.uses(day + std::chrono::days{1}, "a", Use::opened) == 0);
}

TEST_CASE("how long an item stood on the glass is added up by day, and forgotten after 400 days") {
    Folder folder;
    const Day day = *parse_day("2026-11-23");
    {
        StateDb state(folder.path);
        state.add_shown(day, {{"a", std::chrono::seconds{40}}, {"b", std::chrono::seconds{20}}});
        state.add_shown(day, {{"a", std::chrono::seconds{60}}});
        state.add_shown(day + std::chrono::days{1}, {{"a", std::chrono::seconds{7}}});
    }
    StateDb state(folder.path);
    CHECK(state.shown(day, "a") == std::chrono::seconds{100});
    CHECK(state.shown(day, "b") == std::chrono::seconds{20});
    CHECK(state.shown(day + std::chrono::days{1}, "a") == std::chrono::seconds{7});
    state.add_shown(day + std::chrono::days{401}, {{"a", std::chrono::seconds{1}}});
    CHECK(state.shown(day, "a").count() == 0);
    CHECK(state.shown(day + std::chrono::days{1}, "a") == std::chrono::seconds{7});
}

TEST_CASE("which warnings were read and ended survives a restart") {
    Folder folder;
    {
        StateDb state(folder.path);
        state.acknowledge({"a/1", "b/1"}, kNow);
        state.end_alert("c/1", kNow);
    }
    StateDb state(folder.path);
    CHECK(state.acknowledged(kNow - std::chrono::minutes{1}, kNow) ==
          std::set<std::string>{"a/1", "b/1"});
    CHECK(
        state.acknowledged(kNow + std::chrono::seconds{1}, kNow + std::chrono::minutes{1}).empty());
    CHECK(state.ended_alerts() == std::set<std::string>{"c/1"});
    state.forget_acknowledged();
    CHECK(state.acknowledged(kNow - std::chrono::minutes{1}, kNow).empty());
    CHECK(state.ended_alerts().size() == 1);
}
