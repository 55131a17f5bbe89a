#include "sync/agent/policy.h"

#include <algorithm>

#include "sync/feed/tile.h"

namespace villageboard::agent {

using feed::Verdict;

namespace {

constexpr unsigned kMostNewRoots = 32;

/// The log keys of every root so far: the stored note was verified under one of them.
std::vector<feed::VerifierKey> all_log_keys(TrustStore& trust) {
    std::vector<feed::VerifierKey> keys;
    for (const feed::Root& root : trust.roots())
        for (const feed::VerifierKey& key : root.log_keys)
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    return keys;
}

}  // namespace

RootsOutcome update_roots(TrustStore& trust, fetch::Fetcher& source, Instant at) {
    RootsOutcome outcome;
    feed::Root current = trust.root();
    for (unsigned i = 0; i < kMostNewRoots; ++i) {
        fetch::MemorySink sink;
        const auto reply = source.get(
            {.path = feed::root_path(current.version + 1), .limit = feed::kMaxRootBytes}, sink);
        if (reply.got == fetch::Got::oversize) outcome.verdict = Verdict::oversize;
        if (reply.got != fetch::Got::whole) return outcome;
        feed::OpenedRoot opened = feed::open_next_root(sink.bytes(), current);
        outcome.verdict = opened.verdict;
        if (opened.verdict != Verdict::verified) {
            trust.keep_evidence({.at = at,
                                 .area = current.county.digits(),
                                 .reason = std::string(feed::to_string(opened.verdict)),
                                 .note = sink.bytes(),
                                 .held = {},
                                 .source = source.source()});
            return outcome;
        }
        trust.add_root(opened.root, sink.bytes());
        ++outcome.added;
        if (opened.root.lower_time_floor) outcome.lower_time_floor = opened.root.lower_time_floor;
        current = std::move(opened.root);
    }
    return outcome;
}

Verdict update_keys(TrustStore& trust, const Identity& identity, fetch::Fetcher& source) {
    const auto held = trust.keys_note();
    const bool same_source = held && held->source == source.source();
    fetch::MemorySink sink;
    const auto reply = source.get({.path = feed::device_keys_path(identity.device_id),
                                   .limit = feed::kMaxDeviceKeysBytes,
                                   .if_none_match = same_source ? held->etag : std::string()},
                                  sink);
    if (reply.got == fetch::Got::oversize) return Verdict::oversize;
    if (reply.got != fetch::Got::whole) return Verdict::verified;
    const feed::OpenedDeviceKeys opened = feed::open_device_keys(
        sink.bytes(), trust.root().log_keys, identity.device_id, identity.box);
    if (opened.verdict != Verdict::verified) return opened.verdict;
    const auto known = held_keys(trust, identity);
    if (known && opened.keys.version < known->version) return Verdict::verified;
    trust.set_keys_note({sink.bytes(), reply.etag, source.source()});
    return Verdict::verified;
}

std::optional<feed::DeviceKeys> held_keys(TrustStore& trust, const Identity& identity) {
    const auto held = trust.keys_note();
    if (!held) return std::nullopt;
    const feed::OpenedDeviceKeys opened =
        feed::open_device_keys(held->note, all_log_keys(trust), identity.device_id, identity.box);
    if (opened.verdict != Verdict::verified) return std::nullopt;
    return opened.keys;
}

}  // namespace villageboard::agent
