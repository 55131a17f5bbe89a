#include "sync/feed/writer.h"

#include <algorithm>
#include <set>

#include "content/model/error.h"
#include "sync/feed/bundle.h"
#include "sync/feed/hash_tiles.h"
#include "sync/feed/partials.h"
#include "sync/feed/run.h"

namespace villageboard::feed {
namespace {

constexpr std::string_view kCheckpoint = "checkpoint";

enum class Mode {
    follow,   ///< files below the folder's checkpoint are taken as they are
    compare,  ///< every file is read and written again where it differs
};

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// Puts the file in place without making its name durable.
void rename_into_place(FileSystem& files, const std::string& path, std::string_view bytes,
                       Instant now) {
    const auto old = files.info(path);
    const Instant modified = old ? std::max(now, old->modified + std::chrono::seconds(1)) : now;
    const std::string temporary = temporary_path(path);
    files.write(temporary, bytes, modified);
    files.rename(temporary, path);
}

std::optional<Checkpoint> read_checkpoint(std::string_view note, const AreaCode& area) {
    const auto parsed = parse_note(note);
    auto checkpoint = parsed ? parse_checkpoint(parsed->text) : std::nullopt;
    if (checkpoint && !checkpoint->origin.ends_with("/" + area.digits())) return std::nullopt;
    return checkpoint;
}

/// Bytes of the files of one tile, and where in the pack each record ends.
struct TileBytes {
    std::string bundle;
    std::string pack;
    std::vector<std::size_t> pack_ends;
};

/// One writing of one feed.
class Job {
  public:
    Job(FileSystem& files, std::string base, FeedSource& source, Instant now, Mode mode)
        : files_(files),
          base_(std::move(base)),
          source_(source),
          dictionaries_(source.dictionaries()),
          now_(now),
          mode_(mode) {}

    /// The tree of the first `size` entries, going on from what the folder shows if it can.
    HashTiles build_tree(std::uint64_t have, const Checkpoint& target) {
        const auto read = [&](const Tile& tile) { return files_.read(base_ + tile_path(tile)); };
        if (mode_ == Mode::follow && have > 0) {
            auto resumed = HashTiles::resume(have, read);
            if (resumed) grow(*resumed, target.size);
            if (resumed && resumed->root() == target.root) return *resumed;
        }
        HashTiles tree;
        grow(tree, target.size);
        if (tree.root() != target.root)
            throw Error(ErrorKind::rejected,
                        "The stored entries do not give the root of the signed checkpoint; "
                        "nothing was written. Restore the database.",
                        base_);
        return tree;
    }

    void write_tiles(std::uint64_t have, std::uint64_t size) {
        for (std::uint64_t n = have / kTileWidth; n * kTileWidth < size; ++n)
            write_tile(n, static_cast<unsigned>(std::min(kTileWidth, size - n * kTileWidth)));
    }

    void write_hashes(const HashTiles& tree) {
        for (const auto& [tile, bytes] : tree.tiles()) put(tile, bytes);
    }

    /// Runs that end above `have` whole entries.
    void write_runs(std::uint64_t have, std::uint64_t size) {
        for (const Tile& tile : tiles_of(size))
            if (tile.kind == TileKind::run && end_entry(tile) > have) write_run(tile);
    }

    /// Everything that holds a body of this tile, once more.
    void rewrite_bodies(std::uint64_t n, std::uint64_t size) {
        const auto width = static_cast<unsigned>(std::min(kTileWidth, size - n * kTileWidth));
        const TileBytes bytes = read_tile(n, width);
        put({TileKind::pack, 0, n, width}, bytes.pack);
        put_kept_partials(n, bytes);
        for (const Tile& tile : tiles_of(size)) {
            const bool holds =
                first_entry(tile) <= n * kTileWidth && end_entry(tile) > n * kTileWidth;
            if (tile.kind == TileKind::run && holds) write_run(tile);
        }
    }

    void sync() {
        for (const std::string& folder : folders_) files_.sync_folder(folder);
        folders_.clear();
    }

    void put_checkpoint(std::string_view note) {
        const std::string path = base_ + std::string(kCheckpoint);
        if (files_.read(path) == note) return;
        replace_file(files_, path, note, now_);
        ++written_;
    }

    std::size_t written() const { return written_; }

  private:
    void grow(HashTiles& tree, std::uint64_t size) {
        if (tree.size() >= size) return;
        source_.read(tree.size(), size - tree.size(),
                     [&](const StoredEntry& stored) { tree.append(leaf_hash(stored.entry)); });
    }

    void check(const StoredEntry& stored) const {
        PackReader reader(stored.record);
        const auto record = reader.next();
        const bool whole = record && reader.at_end();
        if (!whole || unpack_entry(record->entry_frame, dictionaries_) != stored.entry)
            throw Error(ErrorKind::corrupt,
                        "A stored pack record is not that of its entry; restore the database.",
                        base_);
    }

    TileBytes read_tile(std::uint64_t n, unsigned width) {
        TileBytes bytes;
        source_.read(n * kTileWidth, width, [&](const StoredEntry& stored) {
            check(stored);
            append_to_bundle(bytes.bundle, stored.entry);
            bytes.pack += stored.record;
            bytes.pack_ends.push_back(bytes.pack.size());
        });
        return bytes;
    }

    void write_tile(std::uint64_t n, unsigned width) {
        const TileBytes bytes = read_tile(n, width);
        put({TileKind::entries, 0, n, width}, bytes.bundle);
        put({TileKind::pack, 0, n, width}, bytes.pack);
        if (mode_ == Mode::compare) put_kept_partials(n, bytes);
    }

    void put_kept_partials(std::uint64_t n, const TileBytes& bytes) {
        for (unsigned width : kept_widths(files_, base_, {TileKind::pack, 0, n, 1}))
            if (width < bytes.pack_ends.size())
                put({TileKind::pack, 0, n, width},
                    std::string_view(bytes.pack).substr(0, bytes.pack_ends[width - 1]));
    }

    void write_run(const Tile& tile) {
        if (mode_ == Mode::compare && has_run(tile)) return;
        RunWriter writer;
        source_.read(first_entry(tile), end_entry(tile) - first_entry(tile),
                     [&](const StoredEntry& stored) { writer.append(record_of(stored)); });
        put(tile, writer.finish());
    }

    RunRecord record_of(const StoredEntry& stored) const {
        PackReader reader(stored.record);
        const auto packed = reader.next();
        auto record = packed ? run_record(*packed, dictionaries_) : std::nullopt;
        if (!record)
            throw Error(ErrorKind::corrupt,
                        "A stored body does not decode; restore the database and dictionaries.",
                        base_);
        return std::move(*record);
    }

    /// Whether the folder's run holds what the source does: its bytes may differ between versions
    /// of the compressor.
    bool has_run(const Tile& tile) {
        const auto bytes = files_.read(base_ + tile_path(tile));
        if (!bytes) return false;
        RunReader reader;
        reader.push(*bytes);
        bool same = true;
        source_.read(
            first_entry(tile), end_entry(tile) - first_entry(tile),
            [&](const StoredEntry& stored) { same = same && reader.next() == record_of(stored); });
        return same && !reader.next() && reader.at_end();
    }

    void put(const Tile& tile, std::string_view bytes) {
        const std::string path = base_ + tile_path(tile);
        if (mode_ == Mode::compare && files_.read(path) == bytes) return;
        rename_into_place(files_, path, bytes, now_);
        folders_.insert(folder_of(path));
        ++written_;
    }

    FileSystem& files_;
    std::string base_;
    FeedSource& source_;
    Dictionaries dictionaries_;
    Instant now_;
    Mode mode_;
    std::set<std::string> folders_;
    std::size_t written_ = 0;
};

/// The checkpoint to show, once it is known to follow from the one that is shown.
Checkpoint check_target(const std::optional<Checkpoint>& shown, std::string_view note,
                        const AreaCode& area) {
    const auto target = read_checkpoint(note, area);
    if (!target)
        throw Error(ErrorKind::rejected, "What should be shown is no checkpoint of this feed.",
                    area.digits());
    const bool back = shown && shown->size > target->size;
    const bool other = shown && shown->size == target->size && shown->root != target->root;
    if (back || other)
        throw Error(ErrorKind::rejected,
                    "The feed folder shows a newer or another state than the database; the "
                    "database was restored from an old copy. Nothing was written.",
                    area.digits());
    return *target;
}

}  // namespace

FeedWriter::FeedWriter(FileSystem& files, AreaCode area) : files_(files), area_(std::move(area)) {}

std::optional<std::string> FeedWriter::checkpoint() const {
    return files_.read(area_.digits() + "/" + std::string(kCheckpoint));
}

void FeedWriter::write(FeedSource& source, std::string_view note, Instant now,
                       std::span<const std::uint64_t> rewritten) {
    const std::string base = area_.digits() + "/";
    const auto shown_note = checkpoint();
    const auto shown = shown_note ? read_checkpoint(*shown_note, area_) : std::nullopt;
    const Checkpoint target = check_target(shown, note, area_);
    const std::uint64_t have = shown ? shown->size : 0;
    Job job(files_, base, source, now, Mode::follow);
    if (have < target.size) {
        const HashTiles tree = job.build_tree(have, target);
        job.write_tiles(have, target.size);
        job.write_hashes(tree);
        job.write_runs(have - have % kTileWidth, target.size);
        job.sync();
    }
    job.put_checkpoint(note);
    // After the checkpoint: zeros are legitimate only once the entry that erases is signed.
    std::set<std::uint64_t> tiles;
    for (std::uint64_t index : rewritten)
        if (index < target.size) tiles.insert(index / kTileWidth);
    for (std::uint64_t n : tiles) job.rewrite_bodies(n, target.size);
    job.sync();
    remove_replaced_partials(files_, base, target.size, now, Leftovers::keep_temporary);
}

std::size_t FeedWriter::repair(FeedSource& source, std::string_view note, Instant now) {
    const std::string base = area_.digits() + "/";
    const auto shown_note = checkpoint();
    const auto shown = shown_note ? read_checkpoint(*shown_note, area_) : std::nullopt;
    const Checkpoint target = check_target(shown, note, area_);
    Job job(files_, base, source, now, Mode::compare);
    const HashTiles tree = job.build_tree(0, target);
    job.write_tiles(0, target.size);
    job.write_hashes(tree);
    job.write_runs(0, target.size);
    job.sync();
    job.put_checkpoint(note);
    remove_replaced_partials(files_, base, target.size, now, Leftovers::remove_temporary);
    return job.written();
}

Hash put_blob(FileSystem& files, std::string_view bytes, Instant now) {
    const Hash digest = sha256(bytes);
    const std::string path = blob_path(digest);
    const auto there = files.info(path);
    if (!there || there->size != bytes.size()) replace_file(files, path, bytes, now);
    return digest;
}

void remove_blob(FileSystem& files, const Hash& digest) {
    const std::string path = blob_path(digest);
    if (!files.info(path)) return;
    files.remove(path);
    files.sync_folder(folder_of(path));
}

void replace_file(FileSystem& files, const std::string& path, std::string_view bytes, Instant now) {
    rename_into_place(files, path, bytes, now);
    files.sync_folder(folder_of(path));
}

}  // namespace villageboard::feed
