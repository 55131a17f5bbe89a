/// Empties the outbox of state.db: to the county over the net, or onto a stick. A message is done
/// only when the county's signed receipt for exactly its digest has come; until then it is sent
/// again, which is harmless, since the county knows it by its digest. Nothing about what was sent
/// when is kept, so any kill leaves nothing to repair.
///
/// When: whoever watches the line, or the county itself, must not learn from the time of a request
/// when somebody stood at the glass. So `villageboard-sync run` tosses a coin after each round of
/// the feeds (is_time_to_send) and sends at most kSubmissionsAtOnce messages in the order of their
/// random ids when it falls. The coin has no memory: the wait until it falls next (16 minutes on
/// average at the usual pace) does not depend on when a message was written, and needs no schedule
/// that could be read from the disk.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "content/state/outbox.h"
#include "content/state/state.h"
#include "sync/agent/environment.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

inline constexpr std::size_t kSubmissionsAtOnce = 8;

/// One of eight numbers says yes; after each failure in a row half as many do, down to one of 64.
bool is_time_to_send(std::uint64_t random, unsigned failures);

struct UplinkReport {
    std::size_t done = 0;      ///< messages whose receipt came
    std::size_t refused = 0;   ///< messages that the county does not take; they stay
    bool failed = false;       ///< sending ended before it was through: later again
    std::string message = {};  ///< one plain sentence on the last failure or refusal
};

class Uplink {
  public:
    /// All must outlive it. Throws Error(invalid) when the terminal is not enrolled.
    Uplink(TrustStore& trust, state::StateDb& state, const Environment& environment);

    /// Sends until `most` messages are done, in the order of their ids, passing over those that the
    /// county refuses for what they are (too large, malformed).
    UplinkReport send(fetch::Fetcher& county, std::size_t most);

    /// Writes what waits, each with an envelope that this terminal signed, below
    /// `stick`/submissions/<device id>. Returns how many messages lie there for the county now.
    /// Throws Error(retry) when the stick is full or read-only.
    std::size_t write_to(const std::filesystem::path& stick);
    /// Takes the receipts that the county left on `stick` and clears away what they are for. A
    /// wrong one is left where it lies.
    UplinkReport take_receipts(const std::filesystem::path& stick);

    /// Forgets what was confirmed on an earlier day.
    void forget();

  private:
    enum class Step { done, pass_over, stop };
    Step send_one(fetch::Fetcher& county, const state::Sealed& message, UplinkReport& report);
    /// Whether it was a receipt for this message.
    bool confirm(const std::string& digest, const std::string& receipt);
    Instant now() const;
    std::string folder() const;

    TrustStore& trust_;
    const Environment& environment_;
    state::Outbox outbox_;
    Identity identity_;
    feed::Root root_;
};

}  // namespace villageboard::agent
