#include "sync/agent/loop.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/agent/messages.h"
#include "sync/feed/bytes.h"

namespace villageboard::agent {
namespace {

/// A hint that turns out to be none costs a round; more than one in so long is not followed at
/// once.
constexpr std::chrono::seconds kBetweenHints{5};

Agent::Hint hint(Agent& agent) {
    try {
        return agent.wait_for_news();
    } catch (const Error&) {
        return {};
    }
}

/// Sends messages when the coin falls so (uplink.h); gives the failures in a row.
unsigned send_submissions(Agent& agent, const RoundOptions& options, const LoopControl& control,
                          std::uint64_t random, unsigned failures) {
    if (!is_time_to_send(random, failures)) return failures;
    UplinkReport report;
    try {
        report = agent.send_submissions(options, kSubmissionsAtOnce);
    } catch (const Error& error) {
        report.failed = true;
        report.message = one_line(error.what());
    }
    if (control.report_uplink) control.report_uplink(report);
    return report.failed ? failures + 1 : 0;
}

/// Lets `pause` pass, or less when the county says that there is news; `next_hint` is when the
/// next one may be followed. False ends the loop.
bool rest(Agent& agent, const LoopControl& control, std::chrono::milliseconds pause,
          std::chrono::milliseconds& next_hint) {
    const auto end = control.elapsed() + pause;
    for (auto now = control.elapsed(); now < end; now = control.elapsed()) {
        const Agent::Hint said = hint(agent);
        if (said.news) {
            const auto follow = std::max(control.elapsed(), next_hint);
            next_hint = follow + kBetweenHints;
            return control.sleep(follow - control.elapsed());
        }
        if (!said.offered) return control.sleep(end - now);
    }
    return control.sleep({});
}

}  // namespace

void run_loop(Agent& agent, const RoundOptions& options, const LoopControl& control) {
    const auto random = [&] { return feed::read_u64(control.random(8)); };
    unsigned failures = 0;
    std::chrono::milliseconds next_hint = control.elapsed();
    unsigned uplink_failures = 0;
    if (!control.sleep(fetch::first_pause(control.pace, random()))) return;
    for (;;) {
        const RoundReport report = agent.round(options);
        control.report(report);
        agent.tell_county(report, options);
        uplink_failures = send_submissions(agent, options, control, random(), uplink_failures);
        failures = report.result == state::RoundResult::fresh ? 0 : failures + 1;
        const auto pause = fetch::next_pause(control.pace, failures, random());
        if (!(failures == 0 ? rest(agent, control, pause, next_hint) : control.sleep(pause)))
            return;
    }
}

}  // namespace villageboard::agent
