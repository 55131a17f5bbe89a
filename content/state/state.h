/// state.db: what the kiosk and the agent tell each other on one terminal, and what must survive a
/// power cut although no feed holds it. Both programs open it; every write is on disk when the call
/// returns (WAL, synchronous FULL). One object per thread. Failures are Error: `retry` (busy, full
/// disk; nothing changed) or `corrupt` (damaged while open: open again).
///
/// Opening checks it; a damaged file is set aside and the newest good hourly copy takes its place,
/// which happens only under the exclusive lock of `state.lock`: every open StateDb holds it shared.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "content/state/clock.h"

namespace villageboard::cache {
class Database;
}

namespace villageboard::state {

/// How the agent's last round ended, for the age line and the service screen of the kiosk.
enum class RoundResult { none, fresh, retry, refused };

struct AgentHealth {
    RoundResult result = RoundResult::none;
    std::string reason =
        {};  ///< reason code of sync/agent ("rollback", "network"); empty when fresh
    std::string message = {};         ///< one plain English sentence for the county's administrator
    Instant finished{};               ///< by the terminal's clock
    Instant fresh{};                  ///< last round that ended fresh, by the terminal's clock
    Instant floor = kReleaseTime;     ///< time floor: newest verified freshness time
    Instant reckoned = kReleaseTime;  ///< floor plus running time, see judge_clock
    std::string county = {};          ///< origin of the county; empty before enrolment
    std::string area = {};            ///< the terminal's own area; empty before enrolment
    bool keys = false;                ///< whether the village's keys are held
};

/// What a villager did with an item. Counted by day, never joined to a person or an hour.
enum class Use { opened, read_to_end, listened };

class StateDb {
  public:
    /// Opens or makes `data_dir`/state.db. Error `retry` when it is damaged while another program
    /// still has it open.
    explicit StateDb(const std::filesystem::path& data_dir);
    ~StateDb();
    StateDb(const StateDb&) = delete;
    StateDb& operator=(const StateDb&) = delete;

    /// For what keeps its own tables in it (outbox.h, slowing.h); lives as long as the StateDb.
    cache::Database& database();

    AgentHealth health() const;
    void set_health(const AgentHealth& health);

    /// The kiosk met damage in that generation of the cache; the agent rebuilds it.
    void report_damage(std::uint64_t generation);
    std::optional<std::uint64_t> reported_damage() const;
    void clear_damage();

    /// One more use of an item on `day`.
    void count_use(Day day, const std::string& item_id, Use use);
    std::uint64_t uses(Day day, const std::string& item_id, Use use) const;

    /// Adds to how long items stood on the glass on `day`, all or nothing. Days more than 400
    /// before it are forgotten.
    void add_shown(Day day, const std::map<std::string, std::chrono::milliseconds>& times);
    std::chrono::milliseconds shown(Day day, const std::string& item_id) const;
    /// All of a day; the item is empty for what stood there without being one.
    struct DayUse {
        std::string item;
        Use use = Use::opened;
        std::uint64_t count = 0;
    };
    std::vector<DayUse> uses(Day day) const;
    std::map<std::string, std::chrono::milliseconds> shown(Day day) const;

    /// The person at the glass has read these warnings; `at` is the clock's time.
    void acknowledge(const std::set<std::string>& alerts, Instant at);
    /// Those read between the two times, both included.
    std::set<std::string> acknowledged(Instant since, Instant until) const;
    void forget_acknowledged();
    /// An officer ended a warning: it takes over the panel no more.
    void end_alert(const std::string& alert, Instant at);
    std::set<std::string> ended_alerts() const;

    /// Writes a copy when the newest is an hour old and no inquiry lies there; three are kept.
    void keep_copy(Instant now);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace villageboard::state
