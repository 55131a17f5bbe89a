/// `villageboard-sync run`: round after round, at a pace that spares county and battery.
#pragma once
#include <chrono>
#include <functional>

#include "sync/agent/agent.h"
#include "sync/fetch/backoff.h"

namespace villageboard::agent {

struct LoopControl {
    fetch::Pace pace;
    /// Sleeps; false ends the loop.
    std::function<bool(std::chrono::milliseconds)> sleep;
    /// Time that only goes forward.
    std::function<std::chrono::milliseconds()> elapsed;
    /// Takes each round's report.
    std::function<void(const RoundReport&)> report;
    feed::RandomBytes random;
    /// Takes how each sending of messages went; may be empty.
    std::function<void(const UplinkReport&)> report_uplink = {};
};

/// The first round comes after a random pause, so that a county's terminals don't all ask at once
/// when the power returns. Between rounds the county is asked, again and again,
/// to hold the line until there is news, where it does so: an alert then comes within seconds.
/// Messages from the outbox go at times that chance decides (uplink.h).
void run_loop(Agent& agent, const RoundOptions& options, const LoopControl& control);

}  // namespace villageboard::agent
