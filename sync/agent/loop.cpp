#include "sync/agent/loop.h"

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::agent {
namespace {

/// A hint that turns out to be none costs a round; more than one in so long is not followed.
constexpr std::chrono::seconds kBetweenHints{5};

Agent::Hint hint(Agent& agent) {
    try {
        return agent.wait_for_news();
    } catch (const Error&) {
        return {};
    }
}

/// Lets `pause` pass, or less when the county says that there is news. False ends the loop.
bool rest(Agent& agent, const LoopControl& control, std::chrono::milliseconds pause) {
    const auto end = control.elapsed() + pause;
    for (auto now = control.elapsed(); now < end; now = control.elapsed()) {
        const Agent::Hint said = hint(agent);
        if (said.news) return control.sleep(kBetweenHints);
        if (!said.offered) return control.sleep(end - now);
    }
    return control.sleep({});
}

}  // namespace

void run_loop(Agent& agent, const RoundOptions& options, const LoopControl& control) {
    const auto random = [&] { return feed::read_u64(control.random(8)); };
    unsigned failures = 0;
    if (!control.sleep(fetch::first_pause(control.pace, random()))) return;
    for (;;) {
        const RoundReport report = agent.round(options);
        control.report(report);
        failures = report.result == state::RoundResult::fresh ? 0 : failures + 1;
        const auto pause = fetch::next_pause(control.pace, failures, random());
        if (!(failures == 0 ? rest(agent, control, pause) : control.sleep(pause))) return;
    }
}

}  // namespace villageboard::agent
