/// What the tests of the feed share: a county with fixed keys, a feed kept in memory as the
/// county's database would hold it, and a disk in memory that can be cut and filled.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "content/model/error.h"
#include "content/model/time.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"
#include "sync/feed/merkle.h"
#include "sync/feed/verifier.h"
#include "sync/feed/writer.h"

namespace villageboard::feed {

inline Instant at(const char* text) { return *parse_instant(text); }
inline AreaCode area(const char* digits) { return *AreaCode::parse(digits); }

/// Repeatable bytes: SHA-256 of a counter.
inline RandomBytes counted_random(std::uint64_t seed = 0) {
    return [seed](std::size_t count) mutable {
        std::string out;
        while (out.size() < count) out += sha256(std::to_string(seed++)).bytes();
        return out.substr(0, count);
    };
}

inline Signer fixed_signer(const std::string& name, KeyType type, char fill) {
    return Signer(name, type, std::string(32, fill));
}

/// The demo county, its keys made of one repeated byte each.
struct TestCounty {
    std::string origin = "board.yunling.example";
    AreaCode village = area("539921102205");
    Signer log = fixed_signer(feed_origin(origin, village), KeyType::ed25519, 1);
    Signer freshness = fixed_signer(freshness_name(origin), KeyType::timestamped_ed25519, 2);
    Signer publisher = fixed_signer("publisher.yunling.example", KeyType::ed25519, 3);
    std::string village_key = std::string(32, 4);

    CheckpointKeys checkpoint_keys() const {
        return {feed_origin(origin, village), {log.verifier()}, {freshness.verifier()}};
    }
    std::vector<PublisherKey> publishers() const {
        return {{publisher.verifier(),
                 {area("539921")},
                 {Kind::notice, Kind::policy, Kind::subsidy_roll, Kind::relief_roll, Kind::alert}}};
    }
    VerifyOptions verify_options() const {
        return {village, checkpoint_keys(), publishers(), {{1, village_key}}};
    }
};

/// Entries of one feed, as the county's database holds them.
class TestFeed : public FeedSource {
  public:
    void read(std::uint64_t first, std::uint64_t count,
              const std::function<void(const StoredEntry&)>& visit) override {
        for (std::uint64_t i = first; i < first + count; ++i) visit(entries.at(i));
    }
    Dictionaries dictionaries() override { return held; }

    std::uint64_t size() const { return entries.size(); }

    std::string add(Envelope envelope, const std::vector<std::string>& frames) {
        envelope.area = county.village;
        const std::string entry = sign_entry(envelope, std::vector<Signer>{county.publisher});
        entries.push_back({entry, pack_record(entry, frames)});
        return envelope.id;
    }

    Envelope envelope(Operation operation, const std::string& id, std::uint32_t revision) {
        Envelope envelope;
        envelope.operation = operation;
        envelope.id = id;
        envelope.revision = revision;
        envelope.catalogue = "N02";
        envelope.published = at("2026-11-20T02:00:00Z");
        envelope.office = "539921102205-VC";
        envelope.reviewers = {"county_editor"};
        return envelope;
    }

    /// A notice with a public body, packed with `dictionary` where one is given.
    std::string add_notice(const std::string& words, const Dictionary* dictionary = nullptr,
                           const std::string& id = {}, std::uint32_t revision = 1) {
        const std::string body = make_body({{"title", words}, {"summary", words}}, random);
        Envelope notice =
            envelope(revision == 1 ? Operation::publish : Operation::correct,
                     id.empty() ? make_item_id(at("2026-11-20T02:00:00Z"), random) : id, revision);
        notice.bodies = {body_ref(body, Audience::public_)};
        return add(notice, {pack_frame(body, dictionary)});
    }

    /// A roll: masked names for the world, full ones sealed for the village.
    std::string add_roll(const std::string& name) {
        const std::string open = make_body({{"title", "名单"}, {"name", "张**"}}, random);
        const std::string closed = make_body({{"title", "名单"}, {"name", name}}, random);
        Envelope roll =
            envelope(Operation::publish, make_item_id(at("2026-11-20T02:00:00Z"), random), 1);
        roll.kind = Kind::subsidy_roll;
        roll.bodies = {body_ref(open, Audience::public_), body_ref(closed, Audience::village)};
        const SealContext context{feed_origin(county.origin, county.village), roll.id, 1};
        return add(roll,
                   {pack_frame(open), seal_frame(closed, 1, county.village_key, context, random)});
    }

    /// Signs the erasure and zeroes what is stored; gives the indices that were rewritten.
    std::vector<std::uint64_t> erase(const std::string& id, std::uint32_t revision) {
        std::vector<std::uint64_t> rewritten;
        for (std::uint64_t i = 0; i < size(); ++i) {
            if (read_entry(entries[i].entry).envelope.id != id) continue;
            entries[i].record = erased_record(entries[i].record);
            rewritten.push_back(i);
        }
        Envelope erasure = envelope(Operation::erase, id, revision);
        erasure.kind = read_entry(entries[rewritten.at(0)].entry).envelope.kind;
        add(erasure, {});
        return rewritten;
    }

    void name_dictionary(const Dictionary& dictionary) {
        Envelope envelope;
        envelope.operation = Operation::dictionary;
        envelope.published = at("2026-11-20T02:00:00Z");
        envelope.dictionary =
            DictionaryRef{dictionary.id(), sha256(dictionary.bytes()), dictionary.bytes().size()};
        add(envelope, {});
        held.emplace(dictionary.id(), dictionary);
    }

    Checkpoint checkpoint() const {
        Frontier frontier;
        for (const StoredEntry& stored : entries) frontier.append(leaf_hash(stored.entry));
        return {feed_origin(county.origin, county.village), size(), frontier.root(), {}};
    }
    std::string note(Instant now = at("2026-11-23T06:00:00Z")) const {
        return sign_checkpoint(checkpoint(), county.log, county.freshness, now);
    }

    TestCounty county;
    std::vector<StoredEntry> entries;
    Dictionaries held;
    RandomBytes random = counted_random();
};

/// Thrown where the power goes.
struct PowerCut {};

/// A disk in memory. Counts the operations that change it; the one numbered `cut_at` tears (a
/// write leaves half of its bytes) and the power goes. `room` bytes fit on it.
class MemoryFileSystem : public FileSystem, public ByteSource {
  public:
    struct File {
        std::string bytes;
        Instant modified;
    };

    std::optional<std::string> read(const std::string& path) override {
        const auto file = files.find(path);
        if (file == files.end()) return std::nullopt;
        return file->second.bytes;
    }
    std::optional<FileInfo> info(const std::string& path) override {
        const auto file = files.find(path);
        if (file == files.end()) return std::nullopt;
        return FileInfo{file->second.bytes.size(), file->second.modified};
    }
    void write(const std::string& path, std::string_view bytes, Instant modified) override {
        if (operations++ == cut_at) {
            files[path] = {std::string(bytes.substr(0, bytes.size() / 2)), modified};
            throw PowerCut();
        }
        if (used() + bytes.size() > room) {
            files[path] = {std::string(bytes.substr(0, room - std::min(room, used()))), modified};
            throw Error(ErrorKind::retry, "No space left on device.", path);
        }
        files[path] = {std::string(bytes), modified};
    }
    void rename(const std::string& from, const std::string& to) override {
        step();
        files[to] = files.at(from);
        files.erase(from);
    }
    void sync_folder(const std::string&) override { step(); }
    void remove(const std::string& path) override {
        step();
        files.erase(path);
    }
    std::vector<std::string> list(const std::string& folder) override {
        const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
        std::vector<std::string> names;
        for (const auto& [path, file] : files) {
            if (!path.starts_with(prefix)) continue;
            const std::string rest = path.substr(prefix.size());
            const std::string name = rest.substr(0, std::min(rest.find('/'), rest.size() - 1) + 1);
            if (names.empty() || names.back() != name) names.push_back(name);
        }
        return names;
    }
    std::optional<std::string> get(const std::string& path, std::uint64_t offset,
                                   std::uint64_t limit) override {
        const auto bytes = read(path);
        if (!bytes) return std::nullopt;
        return offset >= bytes->size() ? std::string() : bytes->substr(offset, limit);
    }

    std::size_t used() const {
        std::size_t total = 0;
        for (const auto& [path, file] : files) total += file.bytes.size();
        return total;
    }

    std::map<std::string, File> files;
    std::size_t operations = 0;
    std::size_t cut_at = ~std::size_t{0};
    std::size_t room = ~std::size_t{0} / 2;

  private:
    void step() {
        if (operations++ == cut_at) throw PowerCut();
    }
};

}  // namespace villageboard::feed
