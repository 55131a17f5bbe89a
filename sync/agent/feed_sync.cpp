#include "sync/agent/feed_sync.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/feed/pack.h"
#include "sync/feed/stretch.h"

namespace villageboard::agent {

using feed::Verdict;

namespace {

/// No pack or run of a county comes near: what does is no pack, and would fill the disk.
constexpr std::uint64_t kMostPartBytes = std::uint64_t{1} << 30;

/// With the source in it: what one source gave is never blamed on another.
std::string part_name(const AreaCode& area, const feed::Tile& tile, std::uint64_t base,
                      const std::string& source) {
    std::string path = feed::tile_path(tile);
    std::replace(path.begin(), path.end(), '/', '-');
    return area.digits() + "." + feed::sha256(source).hex().substr(0, 8) + "." + path + "@" +
           std::to_string(base);
}

bool is_evidence(Verdict verdict) {
    return verdict == Verdict::rollback || verdict == Verdict::fork ||
           verdict == Verdict::bad_signature || verdict == Verdict::foreign_origin ||
           verdict == Verdict::time_in_future || verdict == Verdict::publisher_out_of_scope ||
           verdict == Verdict::revision_gap || verdict == Verdict::bad_entry ||
           verdict == Verdict::erased_without_reason || verdict == Verdict::oversize ||
           verdict == Verdict::truncated || verdict == Verdict::malformed ||
           verdict == Verdict::body_mismatch || verdict == Verdict::bad_body;
}

cache::Bytes to_bytes(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

/// A checkpoint as a source gave it.
struct FeedSync::Offer {
    std::string note;
    std::string etag;
    std::optional<cache::FeedState> held;
    feed::Frontier frontier;  ///< of the cache
    std::optional<feed::Floor> floor;
};

/// A downloaded pack or run.
struct StagedTile {
    feed::Tile tile;
    std::string name;
    std::uint64_t from = 0;  ///< index of the first record in the file
    std::uint64_t base = 0;  ///< bytes of the pack before it
};

FeedSync::FeedSync(cache::CacheWriter& cache, TrustStore& trust, Parts& parts)
    : cache_(cache), trust_(trust), parts_(parts) {}

feed::Frontier FeedSync::frontier_of(const std::optional<cache::FeedState>& held) {
    if (!held) return {};
    const auto frontier = feed::Frontier::parse(
        {reinterpret_cast<const char*>(held->frontier.data()), held->frontier.size()});
    if (!frontier || frontier->size() != held->size)
        throw Error(ErrorKind::corrupt,
                    "The cache's record of feed " + held->area + " can't be read.");
    return *frontier;
}

FeedOutcome FeedSync::run(const FeedTask& task, fetch::Fetcher& source) {
    const std::string area = task.policy.area.digits();
    Offer offer;
    offer.held = cache_.feed(area);
    offer.frontier = frontier_of(offer.held);
    offer.floor = trust_.floor(task.policy.area);
    const bool behind = !offer.held || (offer.floor && offer.floor->size != offer.held->size);
    const bool same_source = offer.held && offer.held->source == source.source();
    fetch::MemorySink sink;
    const auto reply =
        source.get({.path = area + "/checkpoint",
                    .limit = feed::kMaxCheckpointBytes,
                    .if_none_match = same_source && !behind ? offer.held->etag : std::string()},
                   sink);
    offer.note = sink.bytes();
    offer.etag = reply.etag;
    switch (reply.got) {
        case fetch::Got::whole:
            return consider(task, source, offer);
        case fetch::Got::not_modified: {
            cache::Transaction transaction(cache_.database());
            cache_.touch_feed(transaction, area, task.contacted);
            transaction.commit();
            return {.fresh = offer.held ? std::optional(offer.held->confirmed) : std::nullopt};
        }
        case fetch::Got::oversize:
            return refuse(task, source, {}, Verdict::oversize);
        default:
            return {.verdict = Verdict::missing_file};
    }
}

FeedOutcome FeedSync::consider(const FeedTask& task, fetch::Fetcher& source, const Offer& offer) {
    feed::OpenedCheckpoint opened = feed::open_checkpoint(offer.note, task.keys);
    opened.note = offer.note;
    const Decision decision = decide(opened, offer.floor, offer.frontier, task.clock);
    switch (decision.step) {
        case Step::refuse:
            return refuse(task, source, opened, decision.verdict);
        case Step::next_source:
            return {.verdict = decision.verdict};
        case Step::rebuild_cache:
            return {.verdict = decision.verdict, .rebuild = true};
        case Step::nothing_new: {
            trust_.raise_floor(task.policy.area, feed::raise_floor(offer.floor, opened));
            cache::Transaction transaction(cache_.database());
            cache_.put_feed(transaction, state_after(task, source, offer, opened, offer.frontier,
                                                     offer.held ? offer.held->pack_bytes : 0));
            transaction.commit();
            return {.fresh = opened.fresh};
        }
        case Step::fetch:
            break;
    }
    return take(task, source, offer, opened);
}

FeedOutcome FeedSync::refuse(const FeedTask& task, const fetch::Fetcher& source,
                             const feed::OpenedCheckpoint& opened, Verdict verdict) {
    parts_.drop(task.policy.area.digits() + ".");
    if (is_evidence(verdict)) {
        const auto floor = trust_.floor(task.policy.area);
        trust_.keep_evidence({.at = task.contacted,
                              .area = task.policy.area.digits(),
                              .reason = std::string(feed::to_string(verdict)),
                              .note = opened.note.substr(0, feed::kMaxCheckpointBytes),
                              .held = floor ? floor->note : std::string(),
                              .source = source.source()});
    }
    return {.verdict = verdict, .unknown_key = verdict == Verdict::bad_signature};
}

FeedOutcome FeedSync::take(const FeedTask& task, fetch::Fetcher& source, const Offer& offer,
                           const feed::OpenedCheckpoint& opened) {
    std::vector<StagedTile> staged;
    Verdict verdict = download(task, source, opened.checkpoint.size, staged);
    if (verdict == Verdict::verified) verdict = apply(task, source, offer, opened, staged);
    if (verdict == Verdict::missing_file) return {.verdict = verdict};
    if (verdict != Verdict::verified) return refuse(task, source, opened, verdict);
    parts_.drop(task.policy.area.digits() + ".");
    return {.changed = true, .fresh = opened.fresh};
}

Verdict FeedSync::download(const FeedTask& task, fetch::Fetcher& source, std::uint64_t size,
                           std::vector<StagedTile>& staged) {
    const auto held = cache_.feed(task.policy.area.digits());
    const std::uint64_t have = held ? held->size : 0;
    for (feed::Tile tile : feed::plan_fetch(have, size)) {
        const std::uint64_t first = feed::first_entry(tile);
        const bool tail = first < have && held->pack_bytes > 0;
        const std::uint64_t base = tail ? held->pack_bytes : 0;
        for (;;) {
            const std::string name = part_name(task.policy.area, tile, base, source.source());
            const PartOutcome outcome = parts_.fetch(
                source, {.path = task.policy.area.digits() + "/" + feed::tile_path(tile),
                         .name = name,
                         .base = base,
                         .limit = kMostPartBytes});
            if (outcome == PartOutcome::complete) {
                staged.push_back({tile, name, tail ? have : first, base});
                break;
            }
            if (outcome == PartOutcome::oversize) return Verdict::oversize;
            // a partial pack goes once its full one was written long enough ago
            if (tile.kind == feed::TileKind::run || tile.width == feed::kTileWidth)
                return Verdict::missing_file;
            tile.width = feed::kTileWidth;
        }
    }
    return Verdict::verified;
}

Verdict FeedSync::apply(const FeedTask& task, fetch::Fetcher& source, const Offer& offer,
                        const feed::OpenedCheckpoint& opened,
                        const std::vector<StagedTile>& staged) {
    const std::string area = task.policy.area.digits();
    DictionaryShelf shelf(cache_.dictionaries(area), source);
    cache::Transaction transaction(cache_.database());
    Applier applier(task.policy, cache_, transaction, shelf);
    feed::StretchVerifier tree(offer.frontier, opened.checkpoint, offer.floor);
    // where the tree does not agree the source lied, whatever else seems wrong with its entries
    Verdict judged = Verdict::verified;
    const auto visit = [&](std::uint64_t index, std::string_view entry,
                           const std::vector<ReceivedBody>& bodies) {
        // a whole pack may start below what is held
        if (index < offer.frontier.size()) return Verdict::verified;
        const Verdict placed = tree.add(entry);
        if (placed == Verdict::verified && judged == Verdict::verified)
            judged = applier.add(index, entry, bodies);
        return placed;
    };
    std::uint64_t pack_bytes = 0;
    for (const StagedTile& part : staged) {
        const std::uint64_t to = std::min(feed::end_entry(part.tile), opened.checkpoint.size);
        const TileRead read =
            read_tile(part.tile.kind, parts_.file(part.name), part.from, to, shelf, visit);
        if (read.verdict != Verdict::verified) return read.verdict;
        const bool open_pack = part.tile.kind == feed::TileKind::pack && to % feed::kTileWidth != 0;
        pack_bytes = open_pack ? part.base + read.bytes : 0;
    }
    const Verdict reached = tree.finish();
    if (reached != Verdict::verified) return reached;
    if (judged == Verdict::verified) judged = applier.finish();
    if (judged != Verdict::verified) return judged;
    cache_.put_feed(transaction,
                    state_after(task, source, offer, opened, tree.frontier(), pack_bytes));
    // the floor rises before anything is shown; killed in between, the cache is merely behind
    trust_.raise_floor(task.policy.area, feed::raise_floor(offer.floor, opened));
    transaction.commit();
    return Verdict::verified;
}

cache::FeedState FeedSync::state_after(const FeedTask& task, const fetch::Fetcher& source,
                                       const Offer& offer, const feed::OpenedCheckpoint& opened,
                                       const feed::Frontier& frontier, std::uint64_t pack_bytes) {
    return {.area = task.policy.area.digits(),
            .origin = task.policy.origin,
            .size = frontier.size(),
            .root = frontier.root().hex(),
            .frontier = to_bytes(frontier.to_bytes()),
            .note = offer.note,
            .etag = offer.etag,
            .source = source.source(),
            .confirmed = std::max(opened.fresh.value_or(Instant{}),
                                  offer.held ? offer.held->confirmed : Instant{}),
            .contacted = task.contacted,
            .granted = task.granted,
            .successor = task.successor,
            .pack_bytes = pack_bytes};
}

}  // namespace villageboard::agent
