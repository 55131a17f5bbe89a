// What a terminal does without its sources, its disk or its databases.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "content/cache/schema.h"
#include "sync/agent/status.h"
#include "tests/sync/agent/titles.h"

using namespace villageboard;
using namespace villageboard::agent;
using state::RoundResult;

TEST_CASE("a stale mirror is passed over, a lying one does not hide the county") {
    SimulatedCounty county;
    fill(county, 3);
    county.publish_all();
    TemporaryFolder copy;
    std::filesystem::copy(county.folder(), copy.path(), std::filesystem::copy_options::recursive);
    fill(county, 2);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    terminal.net["http://mirror"] = {.folder = copy.path()};
    REQUIRE(terminal.round().result == RoundResult::fresh);
    SUBCASE("stale") {
        CHECK(terminal.round("http://mirror").result == RoundResult::fresh);
        CHECK(terminal.net["http://mirror"].log.size() == 3);
    }
    SUBCASE("stale, and nobody else") {
        terminal.at_county().down = true;
        const RoundReport report = terminal.round("http://mirror");
        CHECK(report.result == RoundResult::retry);
        CHECK(report.reason == "stale");
    }
    SUBCASE("garbage") {
        terminal.net["http://mirror"].lie =
            [](const std::string&, std::optional<std::string>& bytes) { bytes = "garbage"; };
        CHECK(terminal.round("http://mirror").result == RoundResult::fresh);
    }
    SUBCASE("a rollback stays an alarm although the county is fresh") {
        terminal.net["http://mirror"].lie = [&](const std::string& path,
                                                std::optional<std::string>& bytes) {
            if (path == "539921102205/checkpoint")
                bytes = county.note(county.checkpoint(kVillage, 3),
                                    county.now + std::chrono::minutes{30});
        };
        CHECK(terminal.round("http://mirror").reason == "rollback");
    }
    SUBCASE("the mirrors that the folder lists come last") {
        std::ofstream(terminal.data() / "mirrors") << "# a copy\n\nhttp://mirror\n";
        terminal.at_county().down = true;
        CHECK(terminal.round().reason == "stale");
    }
    CHECK(titles(terminal).size() == 5);
}

TEST_CASE("a folder serves like a county, and a stick without a new state is no alarm") {
    SimulatedCounty county;
    fill(county, 300);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    terminal.at_county().down = true;
    CHECK(terminal.round(county.folder().string()).result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 300);
    CHECK(terminal.round("file://" + county.folder().string()).result == RoundResult::fresh);
    fill(county, 2);
    county.publish(kVillage);
    CHECK(terminal.round(county.folder().string()).result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 302);
    const RoundReport none = terminal.round("/no/such/stick");
    CHECK(none.result == RoundResult::retry);
}

TEST_CASE("a source that can't be reached is retried later and the board stays") {
    SimulatedCounty county;
    fill(county, 2);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.at_county().down = true;
    const RoundReport report = terminal.round();
    CHECK(report.result == RoundResult::retry);
    CHECK(report.reason == "network");
    CHECK(report.message.find("http://county") != std::string::npos);
    CHECK(titles(terminal).size() == 2);
    state::StateDb state(terminal.data());
    CHECK(state.health().result == RoundResult::retry);
    CHECK(state.health().fresh == terminal.wall);
}

TEST_CASE("a full disk keeps what is shown and goes on once there is room") {
    SimulatedCounty county;
    fill(county, 3);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    fill(county, 40);
    county.publish(kVillage);
    terminal.disk->room = 1000;
    const RoundReport report = terminal.round();
    CHECK(report.result == RoundResult::retry);
    CHECK(report.message.find("disk full") != std::string::npos);
    CHECK(titles(terminal).size() == 3);
    terminal.disk->room = ~std::size_t{0};
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 43);
}

TEST_CASE("a damaged cache is rebuilt beside the old one and takes its place") {
    SimulatedCounty county;
    fill(county, 30);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    const auto damage = [&] {
        std::filesystem::remove(terminal.data() / "cache.1.db-wal");
        std::fstream file(terminal.data() / "cache.1.db",
                          std::ios::in | std::ios::out | std::ios::binary);
        for (int page = 1; page < 6; ++page) {
            file.seekp(page * 4096 + 8);
            file << std::string(512, '\xa5');
        }
    };
    SUBCASE("in its pages") {
        damage();
        terminal.at_county().down = true;
        CHECK(terminal.round().result == RoundResult::retry);
        CHECK(cache::current_generation(terminal.data()) == 1);
        terminal.at_county().down = false;
    }
    SUBCASE("noticed by the kiosk in a text") { state::StateDb(terminal.data()).report_damage(1); }
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(cache::current_generation(terminal.data()) == 2);
    CHECK(!std::filesystem::exists(terminal.data() / "cache.1.db"));
    CHECK(titles(terminal).size() == 30);
    CHECK(!state::StateDb(terminal.data()).reported_damage());
    // the floor did not go down meanwhile
    const auto forged =
        county.note(county.checkpoint(kVillage, 2), county.now + std::chrono::hours{1});
    terminal.at_county().lie = [forged](const std::string& path,
                                        std::optional<std::string>& bytes) {
        if (path == "539921102205/checkpoint") bytes = forged;
    };
    CHECK(terminal.round().reason == "rollback");
}

TEST_CASE("a damaged trust.db comes back from its copy and the floor from the cache") {
    SimulatedCounty county;
    fill(county, 3);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    fill(county, 3);
    county.publish(kVillage);
    REQUIRE(terminal.round().result == RoundResult::fresh);
    std::filesystem::remove(terminal.data() / "trust.db-wal");
    std::ofstream(terminal.data() / "trust.db", std::ios::binary | std::ios::trunc)
        << std::string(8192, 'x');
    const auto forged =
        county.note(county.checkpoint(kVillage, 4), county.now + std::chrono::minutes{5});
    terminal.at_county().lie = [forged](const std::string& path,
                                        std::optional<std::string>& bytes) {
        if (path == "539921102205/checkpoint") bytes = forged;
    };
    CHECK(terminal.round().reason == "rollback");
    CHECK(titles(terminal).size() == 6);
}

TEST_CASE("a second agent in the same folder is turned away") {
    SimulatedCounty county;
    fill(county, 1);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    Agent first(terminal.data(), terminal.environment);
    try {
        Agent second(terminal.data(), terminal.environment);
        FAIL("two agents at once");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::retry);
    }
}

TEST_CASE("trust.db is for the agent alone") {
    SimulatedCounty county;
    Terminal terminal(county);
    terminal.enrol();
    const auto mode = std::filesystem::status(terminal.data() / "trust.db").permissions();
    CHECK((mode & std::filesystem::perms(0777)) == std::filesystem::perms(0600));
}
