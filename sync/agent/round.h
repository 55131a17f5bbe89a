/// The inside of Agent::round: one pass over feeds, keys, attachments and purges.
#pragma once
#include <map>
#include <set>

#include "sync/agent/agent.h"
#include "sync/agent/feed_sync.h"
#include "sync/agent/files.h"
#include "sync/agent/follow.h"
#include "sync/agent/generations.h"
#include "sync/agent/sources.h"
#include "sync/feed/device_keys.h"

namespace villageboard::agent {

class Agent::Round {
  public:
    Round(Agent& agent, const RoundOptions& options);

    /// Throws Error(corrupt) when the cache turns out to be damaged: the next attempt rebuilds it.
    RoundReport run();
    /// The generation that was written.
    std::uint64_t generation() const { return generations_.writing(); }
    std::uint64_t requests() const { return sources_.requests(); }

  private:
    struct AreaResult;
    void restore_floors();
    void pass_time();
    void ask_slowly();
    void ask_roots();
    void ask_keys();
    void sync_areas();
    AreaResult sync_area(const Followed& followed);
    FeedOutcome try_source(const Followed& followed, fetch::Fetcher& source);
    void open_waiting();
    void fetch_files();
    void note(feed::Verdict verdict, const std::string& source, const std::string& area);
    void confirm(const std::optional<Instant>& fresh);
    std::vector<Followed> followed();
    FeedTask task_for(const Followed& followed);
    state::JudgedTime judged() const;
    RoundReport report() const;

    Agent& agent_;
    RoundOptions options_;
    Identity identity_;
    state::ClockReading clock_;
    Times times_;
    Instant now_{};
    std::optional<Instant> known_clock_;
    Generations generations_;
    cache::CacheWriter& cache_;
    Sources sources_;
    feed::Root root_;
    std::optional<feed::DeviceKeys> keys_;
    std::map<AreaCode, feed::VillageKeys> village_keys_;
    Parts parts_;
    Files files_;
    std::set<AreaCode> done_;  ///< areas synchronised in this round
    bool roots_asked_ = false;
    bool keys_asked_ = false;
    std::size_t verified_feeds_ = 0;
    std::size_t changed_ = 0;
    state::RoundResult worst_ = state::RoundResult::fresh;
    std::string reason_;
    std::string message_;
};

}  // namespace villageboard::agent
