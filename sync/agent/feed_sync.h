/// One feed, one source: from the request for its checkpoint to the commit of its content.
/// Order (trust rules of FORMAT.md): checkpoint, decision, download, then inside one transaction
/// every entry and body, then the floor, then the commit. Whatever fails leaves cache, floor and
/// screen as they were. One thread.
#pragma once
#include <optional>
#include <string>

#include "content/cache/writer.h"
#include "sync/agent/applier.h"
#include "sync/agent/decide.h"
#include "sync/agent/parts.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

struct StagedTile;

struct FeedOutcome {
    feed::Verdict verdict = feed::Verdict::verified;
    bool rebuild = false;               ///< the cache is damaged
    bool changed = false;               ///< new entries were applied
    bool unknown_key = false;           ///< no known key signed it: a newer root may help
    std::optional<Instant> fresh = {};  ///< verified freshness time
};

struct FeedTask {
    FeedPolicy policy;
    feed::CheckpointKeys keys;
    bool granted = false;
    std::string successor;
    Instant contacted{};           ///< the wall clock
    std::optional<Instant> clock;  ///< the wall clock where it is known
};

class FeedSync {
  public:
    FeedSync(cache::CacheWriter& cache, TrustStore& trust, Parts& parts);

    /// Throws Error(retry) where the source, the disk or the network fails, and Error(corrupt)
    /// where the cache does.
    FeedOutcome run(const FeedTask& task, fetch::Fetcher& source);

  private:
    struct Offer;
    FeedOutcome consider(const FeedTask& task, fetch::Fetcher& source, const Offer& offer);
    FeedOutcome refuse(const FeedTask& task, const fetch::Fetcher& source,
                       const feed::OpenedCheckpoint& opened, feed::Verdict verdict);
    FeedOutcome take(const FeedTask& task, fetch::Fetcher& source, const Offer& offer,
                     const feed::OpenedCheckpoint& opened);
    feed::Verdict download(const FeedTask& task, fetch::Fetcher& source, std::uint64_t size,
                           std::vector<StagedTile>& staged);
    feed::Verdict apply(const FeedTask& task, fetch::Fetcher& source, const Offer& offer,
                        const feed::OpenedCheckpoint& opened,
                        const std::vector<StagedTile>& staged);
    cache::FeedState state_after(const FeedTask& task, const fetch::Fetcher& source,
                                 const Offer& offer, const feed::OpenedCheckpoint& opened,
                                 const feed::Frontier& frontier, std::uint64_t pack_bytes);
    feed::Frontier frontier_of(const std::optional<cache::FeedState>& held);

    cache::CacheWriter& cache_;
    TrustStore& trust_;
    Parts& parts_;
};

}  // namespace villageboard::agent
