#include "sync/feed/floor.h"

#include <algorithm>

namespace villageboard::feed {

Verdict judge_against_floor(const OpenedCheckpoint& opened, const std::optional<Floor>& floor) {
    if (!floor) return Verdict::verified;
    const Checkpoint& checkpoint = opened.checkpoint;
    if (checkpoint.size > floor->size) return Verdict::verified;
    if (checkpoint.size == floor->size)
        return checkpoint.root == floor->root ? Verdict::verified : Verdict::fork;
    const bool later = opened.fresh && *opened.fresh > floor->fresh;
    return later ? Verdict::rollback : Verdict::stale;
}

Floor raise_floor(const std::optional<Floor>& floor, const OpenedCheckpoint& opened) {
    Floor raised{opened.checkpoint.size, opened.checkpoint.root, opened.fresh.value_or(Instant{}),
                 opened.note};
    if (!floor) return raised;
    const bool newer = raised.size > floor->size || raised.fresh > floor->fresh;
    if (!newer) return *floor;
    raised.fresh = std::max(raised.fresh, floor->fresh);
    return raised;
}

Verdict check_freshness(Instant fresh, std::optional<Instant> clock) {
    const bool ahead = clock && fresh > *clock + kMaxFreshnessAhead;
    return ahead ? Verdict::time_in_future : Verdict::verified;
}

}  // namespace villageboard::feed
