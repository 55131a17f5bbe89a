/// What a checkpoint means for a terminal. Pure: no clock, no disk, no network.
#pragma once
#include <optional>

#include "content/state/clock.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/floor.h"
#include "sync/feed/merkle.h"
#include "sync/feed/verdict.h"

namespace villageboard::agent {

enum class Step {
    nothing_new,    ///< the cache's frontier is the checkpoint: at most a newer freshness time
    fetch,          ///< entries are missing in the cache
    refuse,         ///< see the verdict; rollback and fork keep both notes
    next_source,    ///< stale: an older state of the same feed, no alarm
    rebuild_cache,  ///< the cache contradicts what trust.db holds: it is damaged, not the county
};

struct Decision {
    Step step = Step::refuse;
    feed::Verdict verdict = feed::Verdict::malformed;
};

/// `held` is the cache's own frontier, which alone decides what to fetch; `floor` decides only
/// what is refused. `clock` is the wall clock where it is known.
Decision decide(const feed::OpenedCheckpoint& offered, const std::optional<feed::Floor>& floor,
                const feed::Frontier& held, const std::optional<Instant>& clock);

}  // namespace villageboard::agent
