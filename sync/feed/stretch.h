/// Verifies a stretch of new entries against a signed checkpoint, from what a reader holds of the
/// tree. Bytes and tree only: what the entries say is for entry.h and item_history.h.
/// One object per round and feed.
#pragma once
#include <optional>
#include <string_view>

#include "sync/feed/floor.h"
#include "sync/feed/merkle.h"

namespace villageboard::feed {

class StretchVerifier {
  public:
    /// `held`: the frontier of the cache. `floor`: where it lies above the held frontier, the
    /// stretch must also pass through its root. `target` was opened and judged by the floor.
    StretchVerifier(Frontier held, Checkpoint target, const std::optional<Floor>& floor);

    /// The next entry's bytes. oversize beyond the target's size or the entry limit; fork as soon
    /// as the tree passes the floor's size with another root.
    Verdict add(std::string_view entry);
    /// verified when the target's size and root are reached; truncated before that size; fork at
    /// that size with another root (also where the held frontier alone contradicts the target),
    /// rollback when the target is smaller than what is held.
    Verdict finish() const;

    std::uint64_t size() const { return frontier_.size(); }
    const Frontier& frontier() const { return frontier_; }

  private:
    Frontier frontier_;
    Checkpoint target_;
    std::optional<Floor> floor_;
    bool contradicted_ = false;
};

}  // namespace villageboard::feed
