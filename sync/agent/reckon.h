/// Time without a trustworthy clock: the newest verified freshness time plus how long the machine
/// has run since. Pure.
#pragma once
#include <optional>

#include "sync/agent/environment.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

/// Lets the running time since `times` was stored pass; after a reboot the time until now is lost
/// (it may only be too early).
Times reckon(const Times& times, const RunningTime& running);

/// A verified freshness time: the floor and the reckoned time are at least that.
Times confirm(Times times, Instant fresh);

/// A new root may say that the floor was raised too far (a stolen freshness key).
Times lower(Times times, const std::optional<Instant>& floor);

}  // namespace villageboard::agent
