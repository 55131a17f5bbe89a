/// One terminal's agent: rounds of synchronisation over all feeds it follows and all sources it
/// has. The only writer of the cache and of trust.db; a lock file keeps a second one out.
/// One object per process, one thread. It may be killed at any instant.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/state/state.h"
#include "sync/agent/environment.h"
#include "sync/agent/reporting.h"
#include "sync/agent/screenshots.h"
#include "sync/agent/trust_store.h"
#include "sync/agent/uplink.h"

namespace villageboard::agent {

struct RoundReport {
    state::RoundResult result = state::RoundResult::none;
    std::string reason = {};     ///< a code; empty when fresh
    std::string message = {};    ///< one plain sentence; empty when fresh
    std::size_t changed = 0;     ///< feeds with new entries
    std::uint64_t requests = 0;  ///< made in this round
};

struct RoundOptions {
    std::string from = {};  ///< a source to ask before the county; empty: none
    fetch::PlainHttp plain = fetch::PlainHttp::loopback_only;  ///< besides what was enrolled
    std::uint64_t file_budget_bytes = std::uint64_t{1} << 30;  ///< attachments of one round
};

/// Only one program at a time may write a terminal's data. Error `retry` names the one that does.
class AgentLock {
  public:
    explicit AgentLock(const std::filesystem::path& data_dir);

  private:
    state::FileLock lock_;
};

class Agent {
  public:
    /// The folder must exist. Error `retry` when another agent works in it.
    Agent(std::filesystem::path data_dir, Environment environment);
    ~Agent();

    /// One round: every feed, then keys, attachments, purges. Says how it went and leaves the same
    /// in state.db. Throws Error(invalid) when the terminal is not enrolled; other failures are
    /// part of the report.
    RoundReport round(const RoundOptions& options);

    /// After a round: sends a picture of the screen that the county asked for, and tells it how
    /// this terminal stands, where that is due.
    Told tell_county(const RoundReport& report, const RoundOptions& options);
    /// Sends up to `most` messages of the outbox to the county; where a stick is the source
    /// (`options.from` or the county itself), takes the receipts that lie on it. Independent of how
    /// a round went. Throws Error(invalid) when the terminal is not enrolled.
    UplinkReport send_submissions(const RoundOptions& options, std::size_t most);
    /// Writes what waits in the outbox onto a stick, after the receipts there were taken. Throws
    /// Error: `retry` for a full stick, `invalid` when the terminal is not enrolled.
    struct StickReport {
        std::size_t waiting = 0;  ///< messages on the stick for the county
        std::size_t done = 0;     ///< messages whose receipts were there
    };
    StickReport submissions_to(const std::filesystem::path& stick);

    /// Lets the county hold the line until something may be new: true then. False when nothing
    /// came within a minute or the source offers no such hint; `offered` tells which.
    struct Hint {
        bool news = false;
        bool offered = false;
    };
    Hint wait_for_news();

    TrustStore& trust() { return trust_; }
    state::StateDb& state() { return state_; }

  private:
    class Round;
    void record(const RoundReport& report);
    /// What is for the staff; a failure is told in `health` and tried again after the next round.
    void hand_over(const feed::DeviceKeys& keys, state::AgentHealth& health);

    std::filesystem::path data_dir_;
    Environment environment_;
    AgentLock lock_;
    TrustStore trust_;
    state::StateDb state_;
    ScreenshotPost screenshots_;
    Reporting reporting_;
};

}  // namespace villageboard::agent
