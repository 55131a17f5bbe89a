#include "sync/feed/verifier.h"

#include <algorithm>
#include <fstream>

#include "content/model/error.h"
#include "sync/feed/body.h"
#include "sync/feed/bundle.h"
#include "sync/feed/hash_tiles.h"
#include "sync/feed/item_history.h"
#include "sync/feed/run.h"
#include "sync/feed/tile.h"

namespace villageboard::feed {
namespace {

constexpr std::size_t kMaxProblems = 100;
constexpr std::uint64_t kMaxEntries = std::uint64_t{1} << 32;
constexpr std::uint64_t kChunkBytes = 1024 * 1024;

/// A zeroed body frame, to be judged once every entry is known.
struct ErasedBody {
    std::uint64_t index;
    std::string id;
    std::string path;
};

class Verification {
  public:
    Verification(ByteSource& source, const VerifyOptions& options)
        : source_(source), options_(options), base_(options.area.digits() + "/") {}

    VerifyReport run(const std::function<void(std::uint64_t)>& progress) {
        if (!open_checkpoint_file()) return report_;
        for (const Tile& tile : tiles_of(size())) {
            if (tile.kind != TileKind::entries) continue;
            if (!check_entries(tile)) return report_;
            if (progress) progress(report_.entries);
        }
        check_tree();
        for (const Tile& tile : tiles_of(size())) {
            if (tile.kind == TileKind::pack) check_pack(tile);
            if (tile.kind == TileKind::run) check_run(tile);
        }
        check_erased();
        return report_;
    }

  private:
    std::uint64_t size() const { return report_.checkpoint.size; }

    void add(Verdict verdict, const std::string& path, std::optional<std::uint64_t> index,
             const std::string& message) {
        if (report_.problems.size() < kMaxProblems)
            report_.problems.push_back({verdict, path, index, message});
    }

    /// A whole file of at most `limit` bytes.
    std::optional<std::string> fetch(const std::string& path, std::uint64_t limit) {
        auto bytes = source_.get(path, 0, limit + 1);
        if (!bytes) {
            add(Verdict::missing_file, path, {}, "The file is not there.");
            return std::nullopt;
        }
        report_.bytes += bytes->size();
        if (bytes->size() > limit) {
            add(Verdict::oversize, path, {}, "The file is longer than its limit.");
            return std::nullopt;
        }
        return bytes;
    }

    bool open_checkpoint_file() {
        const std::string path = base_ + "checkpoint";
        const auto note = fetch(path, kMaxCheckpointBytes);
        if (!note) return false;
        OpenedCheckpoint opened = open_checkpoint(*note, options_.keys);
        report_.checkpoint = std::move(opened.checkpoint);
        report_.fresh = opened.fresh;
        if (opened.verdict != Verdict::verified) {
            add(opened.verdict, path, {}, "The checkpoint is not one of this feed's log.");
        } else if (size() > kMaxEntries) {
            add(Verdict::oversize, path, {}, "The feed says it has over four billion entries.");
        }
        return report_.problems.empty();
    }

    /// Entries: their number, the tree, signatures, scopes, what they say and in which order.
    /// Without all entries nothing after them can be judged: false ends the verification.
    bool check_entries(const Tile& tile) {
        const std::string path = base_ + tile_path(tile);
        const auto bytes = fetch(path, kMaxBundleBytes);
        if (!bytes) return false;
        BundleReader reader(*bytes);
        std::uint64_t index = first_entry(tile);
        while (index < end_entry(tile)) {
            const auto entry = reader.next();
            if (!entry) break;
            check_entry(*entry, index++, path);
        }
        const bool whole = index == end_entry(tile) && reader.at_end();
        if (!whole)
            add(Verdict::truncated, path, index, "The tile has not the entries it should have.");
        return whole;
    }

    void check_entry(std::string_view entry, std::uint64_t index, const std::string& path) {
        leaves_.push_back(leaf_hash(entry));
        OpenedEntry opened = options_.publishers
                                 ? open_entry(entry, {options_.area, index}, *options_.publishers)
                                 : read_entry(entry);
        if (opened.verdict == Verdict::verified && opened.envelope.area != options_.area)
            opened.verdict = Verdict::foreign_origin;
        ++report_.entries;
        envelopes_.emplace_back();
        if (opened.verdict != Verdict::verified)
            return add(opened.verdict, path, index, "The entry is not one that may stand here.");
        const Verdict allowed = history_.apply(opened.envelope, index);
        if (allowed != Verdict::verified)
            add(allowed, path, index, "The operation does not follow from the item's history.");
        if (opened.envelope.dictionary) load_dictionary(*opened.envelope.dictionary, index);
        envelopes_.back() = std::move(opened.envelope);
    }

    void load_dictionary(const DictionaryRef& ref, std::uint64_t index) {
        const std::string path = blob_path(ref.sha256);
        // One that had to go leaves only zeroed frames behind; a frame that needs it will say so.
        auto bytes = source_.get(path, 0, kMaxDictionaryBytes + 1);
        if (!bytes) return;
        report_.bytes += bytes->size();
        const bool same = bytes->size() == ref.size && sha256(*bytes) == ref.sha256;
        auto dictionary = same ? Dictionary::load(std::move(*bytes)) : std::nullopt;
        if (!dictionary || dictionary->id() != ref.id)
            return add(Verdict::body_mismatch, path, index, "The dictionary is another one.");
        dictionaries_.insert_or_assign(ref.id, std::move(*dictionary));
    }

    void check_tree() {
        HashTiles tree;
        for (const Hash& leaf : leaves_) tree.append(leaf);
        if (tree.root() != report_.checkpoint.root)
            add(Verdict::fork, base_ + "checkpoint", {},
                "The entries do not give the root that was signed.");
        for (const auto& [tile, expected] : tree.tiles()) {
            const std::string path = base_ + tile_path(tile);
            const auto bytes = fetch(path, kMaxHashTileBytes);
            if (bytes && *bytes != expected)
                add(Verdict::tile_mismatch, path, {}, "The hashes are not those of the entries.");
        }
    }

    /// Dictionaries named below `index`.
    Dictionaries usable_at(std::uint64_t index) const {
        Dictionaries usable;
        for (const auto& [id, dictionary] : dictionaries_)
            if (history_.dictionary(id, index)) usable.emplace(id, dictionary);
        return usable;
    }

    std::uint64_t pack_limit(const Tile& tile) const {
        std::uint64_t limit = 0;
        for (std::uint64_t index = first_entry(tile); index < end_entry(tile); ++index) {
            limit += 4 + 2 * kMaxEntryBytes + 1;
            for (const BodyRef& body : bodies_of(index)) limit += 4 + max_frame_bytes(body.size);
        }
        return limit;
    }

    const std::vector<BodyRef>& bodies_of(std::uint64_t index) const {
        static const std::vector<BodyRef> kNone;
        return envelopes_[index] ? envelopes_[index]->bodies : kNone;
    }

    void check_pack(const Tile& tile) {
        const std::string path = base_ + tile_path(tile);
        const auto bytes = fetch(path, pack_limit(tile));
        if (!bytes) return;
        PackReader reader(*bytes);
        std::uint64_t index = first_entry(tile);
        for (; index < end_entry(tile); ++index) {
            const auto record = reader.next();
            if (!record) break;
            check_record(*record, index, path);
        }
        if (index != end_entry(tile) || !reader.at_end())
            add(reader.damaged() ? Verdict::bad_frame : Verdict::truncated, path, index,
                "The pack has not the entries it should have.");
    }

    void check_record(const PackRecord& record, std::uint64_t index, const std::string& path) {
        const Dictionaries usable = usable_at(index);
        const auto entry = unpack_entry(record.entry_frame, usable);
        if (!entry) return add(Verdict::bad_frame, path, index, "The entry does not decompress.");
        if (leaf_hash(*entry) != leaves_[index])
            return add(Verdict::tile_mismatch, path, index, "The entry is another one.");
        if (!envelopes_[index]) return;
        if (record.body_frames.size() != bodies_of(index).size())
            return add(Verdict::bad_frame, path, index, "There is another number of bodies.");
        for (std::size_t i = 0; i < record.body_frames.size(); ++i)
            check_frame(record.body_frames[i], bodies_of(index)[i], index, path, usable);
        check_attachments(index);
    }

    void check_frame(std::string_view frame, const BodyRef& ref, std::uint64_t index,
                     const std::string& path, const Dictionaries& usable) {
        const Envelope& envelope = *envelopes_[index];
        ++report_.bodies;
        const auto type = frame_type(frame);
        const bool is_sealed = type == FrameType::sealed;
        if (type != FrameType::erased && is_sealed != (ref.audience == Audience::village))
            return add(Verdict::bad_frame, path, index,
                       "A village body is not sealed, or a public one is.");
        const SealContext context{report_.checkpoint.origin, envelope.id, envelope.revision};
        const OpenedFrame opened =
            open_frame(frame, ref.size, {&usable, &options_.village_keys, &context});
        if (opened.verdict == Verdict::missing_key) {
            ++report_.sealed_unread;
            return;
        }
        if (opened.verdict != Verdict::verified)
            return add(opened.verdict, path, index, "A body's frame does not open.");
        if (opened.erased) {
            ++report_.erased;
            erased_.push_back({index, envelope.id, path});
            return;
        }
        const Verdict verdict = check_body(opened.body, ref);
        if (verdict != Verdict::verified)
            add(verdict, path, index, "A body is not the one that was signed.");
    }

    void check_attachments(std::uint64_t index) {
        const Envelope& envelope = *envelopes_[index];
        if (history_.may_be_erased(envelope.id, index)) return;
        for (const AttachmentRef& attachment : envelope.attachments) {
            const std::string path = blob_path(attachment.sha256);
            ++report_.attachments;
            check_blob(path, attachment, index);
        }
    }

    void check_blob(const std::string& path, const AttachmentRef& attachment, std::uint64_t index) {
        Sha256 hasher;
        std::uint64_t offset = 0;
        for (;;) {
            const auto part = source_.get(path, offset, kChunkBytes);
            if (!part) return add(Verdict::missing_file, path, index, "An attachment is missing.");
            hasher.add(*part);
            offset += part->size();
            report_.bytes += part->size();
            if (part->size() < kChunkBytes || offset > attachment.size) break;
        }
        if (offset != attachment.size || hasher.finish() != attachment.sha256)
            add(Verdict::body_mismatch, path, index, "An attachment is another one.");
    }

    void check_run(const Tile& tile) {
        const std::string path = base_ + tile_path(tile);
        RunReader reader;
        std::uint64_t index = first_entry(tile);
        for (std::uint64_t offset = 0;;) {
            const auto part = source_.get(path, offset, kChunkBytes);
            if (!part) return add(Verdict::missing_file, path, {}, "The file is not there.");
            if (part->empty()) break;
            offset += part->size();
            report_.bytes += part->size();
            reader.push(*part);
            while (const auto record = reader.next())
                if (index < end_entry(tile)) check_run_record(*record, index++, path);
            if (reader.damaged()) break;
        }
        if (reader.damaged())
            return add(Verdict::bad_frame, path, index, "The run does not decompress.");
        if (index != end_entry(tile) || !reader.at_end())
            add(Verdict::truncated, path, index, "The run has not the entries it should have.");
    }

    void check_run_record(const RunRecord& record, std::uint64_t index, const std::string& path) {
        if (leaf_hash(record.entry) != leaves_[index])
            return add(Verdict::tile_mismatch, path, index, "The entry is another one.");
        const auto& refs = bodies_of(index);
        if (!envelopes_[index]) return;
        if (record.bodies.size() != refs.size())
            return add(Verdict::bad_frame, path, index, "There is another number of bodies.");
        for (std::size_t i = 0; i < refs.size(); ++i) {
            const RunBody& body = record.bodies[i];
            if (body.type == FrameType::erased) {
                erased_.push_back({index, envelopes_[index]->id, path});
            } else if (body.type == FrameType::zstd) {
                check_plain(body.bytes, refs[i], index, path);
            } else {
                check_sealed(body.bytes, refs[i], index, path);
            }
        }
    }

    void check_plain(std::string_view body, const BodyRef& ref, std::uint64_t index,
                     const std::string& path) {
        if (ref.audience == Audience::village)
            return add(Verdict::bad_frame, path, index, "A village body is not sealed.");
        const Verdict verdict = check_body(body, ref);
        if (verdict != Verdict::verified)
            add(verdict, path, index, "A body is not the one that was signed.");
    }

    void check_sealed(std::string_view bytes, const BodyRef& ref, std::uint64_t index,
                      const std::string& path) {
        const Envelope& envelope = *envelopes_[index];
        const SealContext context{report_.checkpoint.origin, envelope.id, envelope.revision};
        const std::string frame = std::string(1, '\x03') + std::string(bytes);
        const OpenedFrame opened =
            open_frame(frame, ref.size, {nullptr, &options_.village_keys, &context});
        if (ref.audience != Audience::village)
            return add(Verdict::bad_frame, path, index, "A public body is sealed.");
        if (opened.verdict == Verdict::missing_key) return;
        const Verdict verdict =
            opened.verdict == Verdict::verified ? check_body(opened.body, ref) : opened.verdict;
        if (verdict != Verdict::verified)
            add(verdict, path, index, "A sealed body is not the one that was signed.");
    }

    void check_erased() {
        for (const ErasedBody& body : erased_)
            if (!history_.may_be_erased(body.id, body.index))
                add(Verdict::erased_without_reason, body.path, body.index,
                    "A body is zeros and no signed entry says why.");
    }

    ByteSource& source_;
    const VerifyOptions& options_;
    std::string base_;
    VerifyReport report_;
    ItemHistory history_;
    Dictionaries dictionaries_;
    std::vector<Hash> leaves_;
    std::vector<std::optional<Envelope>> envelopes_;
    std::vector<ErasedBody> erased_;
};

}  // namespace

std::optional<std::string> FolderSource::get(const std::string& path, std::uint64_t offset,
                                             std::uint64_t limit) {
    std::ifstream file(root_ / path, std::ios::binary);
    if (!file || std::filesystem::is_directory(root_ / path)) return std::nullopt;
    file.seekg(0, std::ios::end);
    const auto length = static_cast<std::uint64_t>(file.tellg());
    if (offset >= length) return std::string();
    std::string bytes(std::min(limit, length - offset), '\0');
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw Error(ErrorKind::retry, "A file can't be read.", (root_ / path).string());
    return bytes;
}

VerifyReport verify_feed(ByteSource& source, const VerifyOptions& options,
                         const std::function<void(std::uint64_t)>& progress) {
    return Verification(source, options).run(progress);
}

}  // namespace villageboard::feed
