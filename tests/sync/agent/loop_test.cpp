#include "sync/agent/loop.h"

#include <doctest/doctest.h>

#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using namespace std::chrono_literals;
using state::RoundResult;

namespace {

/// Lets `naps` sleeps pass, noting how long each was.
struct Sleeper {
    explicit Sleeper(std::size_t naps) : most(naps) {}

    LoopControl control() {
        return {.pace = {.poll = 100s, .longest = 1000s, .boot_spread = 10s},
                .sleep =
                    [this](std::chrono::milliseconds pause) {
                        slept.push_back(pause);
                        now += pause;
                        return slept.size() < most;
                    },
                .elapsed = [this] { return now; },
                .report = [this](const RoundReport& report) { results.push_back(report.result); },
                .random = [](std::size_t count) { return std::string(count, '\0'); }};
    }

    std::size_t most;
    std::chrono::milliseconds now{0};
    std::vector<std::chrono::milliseconds> slept;
    std::vector<RoundResult> results;
};

}  // namespace

TEST_CASE("failures lengthen the pause, a good round shortens it again") {
    SimulatedCounty county;
    county.add_notice(kVillage, "通知");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    Agent agent(terminal.data(), terminal.environment);
    Sleeper sleeper(4);
    LoopControl control = sleeper.control();
    terminal.at_county().down = true;
    control.report = [&](const RoundReport& report) {
        sleeper.results.push_back(report.result);
        terminal.at_county().down = sleeper.results.size() < 2;
    };
    run_loop(agent, {}, control);
    CHECK(sleeper.results ==
          std::vector<RoundResult>{RoundResult::retry, RoundResult::retry, RoundResult::fresh});
    CHECK(sleeper.slept == std::vector<std::chrono::milliseconds>{0s, 160s, 320s, 80s});
}

TEST_CASE("a county that holds the line is heard at once, and asked until the pause is over") {
    SimulatedCounty county;
    county.add_notice(kVillage, "通知");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    Agent agent(terminal.data(), terminal.environment);
    Sleeper sleeper(3);
    int asked = 0;
    terminal.at_county().wait = [&] {
        sleeper.now += 30s;
        return ++asked == 2 ? fetch::Got::whole : fetch::Got::no_content;
    };
    run_loop(agent, {}, sleeper.control());
    CHECK(sleeper.results.size() == 2);
    // news at the second question; then nothing for the 80 s of the pause: three more questions
    CHECK(sleeper.slept == std::vector<std::chrono::milliseconds>{0s, 0s, 0s});
    CHECK(asked == 5);
    CHECK(terminal.at_county().log.back() ==
          "GET v1/wait?have=539921:0,539921102:0,539921102205:1 wait");
}

TEST_CASE("a county that cries news without end is followed every five seconds") {
    SimulatedCounty county;
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    Agent agent(terminal.data(), terminal.environment);
    Sleeper sleeper(5);
    terminal.at_county().wait = [] { return fetch::Got::whole; };
    run_loop(agent, {}, sleeper.control());
    CHECK(sleeper.slept == std::vector<std::chrono::milliseconds>{0s, 0s, 5s, 5s, 5s});
}
