/// The slow part of trust: the county's roots and this terminal's keys, asked for rarely.
/// Functions over the trust store; they persist before anything uses the result.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "content/model/area.h"
#include "sync/agent/trust_store.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/verdict.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::agent {

struct RootsOutcome {
    feed::Verdict verdict = feed::Verdict::verified;  ///< why the offered one was refused
    unsigned added = 0;
    std::optional<Instant> lower_time_floor = {};  ///< a new root says so
};

/// Takes the roots after the one held, one by one (at most 32), until the source has no more.
/// Each needs the threshold of its predecessor and its own, and is stored before it is used.
RootsOutcome update_roots(TrustStore& trust, fetch::Fetcher& source, Instant at);

/// Asks for keys/<device id>. verified also where the source has none or nothing newer (an older
/// version is ignored); otherwise why what it gave was refused.
feed::Verdict update_keys(TrustStore& trust, const Identity& identity, fetch::Fetcher& source);

/// The keys held, opened; nothing before the county accepted this terminal.
std::optional<feed::DeviceKeys> held_keys(TrustStore& trust, const Identity& identity);

}  // namespace villageboard::agent
