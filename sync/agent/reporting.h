/// Tells the county how this terminal stands: what it holds and shows, what it removed because it
/// was told to, how it is. Never who did what: counts of whole days only, and none under five.
/// Never in the way of a round: a failure is forgotten until the next one. One thread.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "content/state/state.h"
#include "sync/agent/environment.h"
#include "sync/agent/generations.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

/// At least so long between two reports, unless something was erased or a warning came; up to a
/// third more by a
/// spread that differs by terminal and report.
inline constexpr std::chrono::minutes kBetweenReports{15};
/// Between two attempts, whatever is due.
inline constexpr std::chrono::seconds kBetweenAttempts{60};
/// Cells with less are merged into one; where that holds less too, nothing is told of it.
inline constexpr std::uint64_t kLeastCell = 5;

enum class Told {
    not_due,
    told,
    refused,      ///< the county answered that it won't take it
    unreachable,  ///< or this terminal couldn't be read just now
    impossible,   ///< not enrolled, or the county is a folder
};

/// Whether a report is due at `now` (reckoned time) after the one at `last`. Pure.
bool report_is_due(Instant now, Instant last, const std::string& device);

class Reporting {
  public:
    /// The references must outlive it.
    Reporting(const std::filesystem::path& data_dir, const Environment& environment,
              TrustStore& trust, state::StateDb& state)
        : data_dir_(data_dir), environment_(environment), trust_(trust), state_(state) {}

    /// How the last round ended: what is counted until the next report.
    void note(const std::string& reason);
    /// Sends a report if one is due. Never throws Error.
    Told tell(fetch::PlainHttp plain);

  private:
    struct Draft;
    Told send(const Identity& identity, fetch::PlainHttp plain);
    bool attempt_is_allowed();
    Draft write(cache::CacheWriter& cache, const Generations& generations);
    std::string digest_of(cache::CacheWriter& cache, const cache::FeedState& feed);

    const std::filesystem::path& data_dir_;
    const Environment& environment_;
    TrustStore& trust_;
    state::StateDb& state_;
    std::map<std::string, std::uint64_t> reasons_;
    std::optional<RunningTime> attempted_;
    std::optional<std::string> alert_;  ///< the newest warning that the county knows to be here
    /// By area: the root of a feed and the digest of its rows at that root.
    std::map<std::string, std::pair<std::string, std::string>> digests_;
};

}  // namespace villageboard::agent
