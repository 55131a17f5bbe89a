#include "sync/feed/stretch.h"

#include "sync/feed/bundle.h"

namespace villageboard::feed {

StretchVerifier::StretchVerifier(Frontier held, Checkpoint target,
                                 const std::optional<Floor>& floor)
    : frontier_(std::move(held)), target_(std::move(target)), floor_(floor) {
    contradicted_ = floor_ && floor_->size == frontier_.size() && floor_->root != frontier_.root();
}

Verdict StretchVerifier::add(std::string_view entry) {
    if (contradicted_) return Verdict::fork;
    if (frontier_.size() >= target_.size || entry.size() > kMaxEntryBytes) return Verdict::oversize;
    frontier_.append(leaf_hash(entry));
    if (floor_ && floor_->size == frontier_.size())
        contradicted_ = floor_->root != frontier_.root();
    return contradicted_ ? Verdict::fork : Verdict::verified;
}

Verdict StretchVerifier::finish() const {
    if (frontier_.size() > target_.size) return Verdict::rollback;
    if (contradicted_) return Verdict::fork;
    if (frontier_.size() < target_.size) return Verdict::truncated;
    return frontier_.root() == target_.root ? Verdict::verified : Verdict::fork;
}

}  // namespace villageboard::feed
