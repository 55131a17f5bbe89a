/// The floor of one feed: the largest verified state, below which nothing is believed again, and
/// the time rules that go with it. Decides what is refused, never what is fetched. Pure.
#pragma once
#include <chrono>
#include <optional>

#include "content/model/time.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::feed {

struct Floor {
    std::uint64_t size = 0;
    Hash root = empty_root();
    Instant fresh{};   ///< newest verified freshness time
    std::string note;  ///< the checkpoint that set it
};

/// Judges a verified checkpoint by the floor. verified: equal to it or larger (consistency of a
/// larger one is for StretchVerifier to show). stale: below, and its freshness time not later than
/// the floor's. rollback: below, with a later time. fork: same size, another root.
Verdict judge_against_floor(const OpenedCheckpoint& opened, const std::optional<Floor>& floor);

/// Raises `floor` to a checkpoint that was judged and, where larger, shown to be consistent.
/// The freshness time never goes down.
Floor raise_floor(const std::optional<Floor>& floor, const OpenedCheckpoint& opened);

inline constexpr std::chrono::hours kMaxFreshnessAhead{24};

/// time_in_future when `fresh` is over 24 h after a clock that is known to be right; `clock` is
/// nothing when it is not known, and then every time is accepted.
Verdict check_freshness(Instant fresh, std::optional<Instant> clock);

}  // namespace villageboard::feed
