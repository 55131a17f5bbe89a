/// The worked examples of sync/feed/FORMAT.md, made again from fixed keys and bytes. What zstd or
/// a random box decides is not here: those examples are opened, not compared.
#pragma once
#include <map>
#include <string>

#include "feed_fixture.h"
#include "sync/feed/bundle.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/proof.h"
#include "sync/feed/root.h"
#include "sync/feed/run.h"

namespace villageboard::feed {

/// Hexadecimal in lines of 64 digits.
inline std::string hex_lines(std::string_view bytes) {
    const std::string hex = to_hex(bytes);
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 64) out += hex.substr(i, 64) + "\n";
    return out;
}

struct FormatExamples {
    FormatExamples() {
        feed.random = counted_random(42);
        notice_id = feed.add_notice("停水通知");
        feed.add_roll("张三丰");
        packed = feed.entries;
        feed.erase(notice_id, 2);
        note = feed.note(at("2026-11-23T06:00:00Z"));
    }

    const std::string& entry(std::size_t index) const { return feed.entries[index].entry; }

    std::string body(std::size_t index, std::size_t which) {
        PackReader reader(packed[index].record);
        const PackRecord record = *reader.next();
        const Envelope envelope = read_entry(packed[index].entry).envelope;
        const SealContext context{feed_origin(feed.county.origin, feed.county.village), envelope.id,
                                  envelope.revision};
        const VillageKeys keys{{1, feed.county.village_key}};
        return open_frame(record.body_frames[which], envelope.bodies[which].size,
                          {nullptr, &keys, &context})
            .body;
    }

    Root root() const {
        Root root;
        root.origin = feed.county.origin;
        root.county = area("539921");
        root.made = at("2026-11-20T00:00:00Z");
        root.root_keys = {fixed_signer("root.yunling.example", KeyType::ed25519, 5).verifier()};
        root.log_keys = {feed.county.log.verifier().renamed(feed.county.origin)};
        root.freshness = {feed.county.freshness.verifier()};
        root.publishers = feed.county.publishers();
        root.inbox_key = make_box_key_pair(std::string(32, 6)).public_key;
        return root;
    }

    /// The publisher key replaced behind the example's three entries.
    Root next_root() const {
        Root next = root();
        next.version = 2;
        next.made = at("2026-11-23T00:00:00Z");
        next.publishers[0].until = {{feed.county.village, feed.size()}};
        next.publishers.push_back(
            {fixed_signer("publisher-2.yunling.example", KeyType::ed25519, 9).verifier(),
             next.publishers[0].areas, next.publishers[0].kinds});
        return next;
    }

    EnrolmentCode code() const { return *EnrolmentCode::parse("ABCD-EFGH-IJKL-MNOP-QRST"); }
    std::string request() const {
        const Signer device = fixed_signer("device", KeyType::ed25519, 7);
        return format_request({"ABCD", feed.county.village, device.verifier().public_key(),
                               make_box_key_pair(std::string(32, 8)).public_key},
                              code());
    }

    std::map<std::string, std::string> texts() {
        Frontier frontier;
        std::string bundle;
        std::string leaves;
        for (const StoredEntry& stored : feed.entries) {
            frontier.append(leaf_hash(stored.entry));
            append_to_bundle(bundle, stored.entry);
            leaves += leaf_hash(stored.entry).bytes();
        }
        const InclusionProof proof{1, {leaf_hash(entry(0)), leaf_hash(entry(2))}, note};
        const std::vector<Signer> root_keys{
            fixed_signer("root.yunling.example", KeyType::ed25519, 5)};
        const std::string reply = format_reply({"d-0001", "(the root note)\n"}, request(), code());
        return {
            {"vkeys", feed.county.log.verifier().to_string() + "\n" +
                          feed.county.freshness.verifier().to_string() + "\n" +
                          feed.county.publisher.verifier().to_string() + "\n"},
            {"entry-0", entry(0)},
            {"entry-1", entry(1)},
            {"entry-2", entry(2)},
            {"checkpoint", note},
            {"leaves", hex_lines(leaves)},
            {"frontier", hex_lines(frontier.to_bytes())},
            {"bundle", hex_lines(bundle.substr(0, 64))},
            {"body", body(0, 0) + "\n"},
            {"body-village", body(1, 1) + "\n"},
            {"root", sign_root(root(), root_keys)},
            {"root-2", sign_root(next_root(), root_keys)},
            {"request", request() + "\n"},
            {"reply", reply + "\n"},
            {"proof", format_proof(proof)},
        };
    }

    TestFeed feed;
    std::vector<StoredEntry> packed;  ///< before the erasure
    std::string notice_id;
    std::string note;
};

}  // namespace villageboard::feed
