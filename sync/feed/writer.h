/// Writes the folder of feeds: static files that any web server, mirror or stick can carry.
/// Order: blobs first (put_blob), then entries, hashes, packs, runs, and the checkpoint last, each
/// by temporary file, sync, rename, sync of the folder; a file that is replaced gets a modification
/// time strictly later in whole seconds. Cut at any point, the folder shows the old state or the
/// new one, and the same call again completes it. Files follow from the source alone.
/// One writer per feed at a time (the county holds the feed's row lock).
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/file_system.h"
#include "sync/feed/pack.h"

namespace villageboard::feed {

/// One entry as the county stores it.
struct StoredEntry {
    std::string entry;   ///< the signed note
    std::string record;  ///< pack_record(), with bodies zeroed once erased
};

/// The entries of one feed in order: the county's database.
class FeedSource {
  public:
    virtual ~FeedSource() = default;
    /// Calls `visit` for each of the entries first .. first+count-1, in order. They exist.
    virtual void read(std::uint64_t first, std::uint64_t count,
                      const std::function<void(const StoredEntry&)>& visit) = 0;
    /// Every dictionary that entries so far name: runs hold bodies without them.
    virtual Dictionaries dictionaries() = 0;
};

/// How long a partial tile stays after a newer checkpoint replaced it.
inline constexpr std::chrono::hours kKeepPartials{1};

class FeedWriter {
  public:
    /// `files`: the folder of all feeds; must outlive the writer.
    FeedWriter(FileSystem& files, AreaCode area);

    /// The folder follows to `note`, a signed checkpoint of this feed over the first `size`
    /// entries of `source`. Writes what lies above the folder's own checkpoint, then the
    /// checkpoint, then once more every file that holds a body of the `rewritten` entries (those
    /// whose stored records were zeroed), and removes partials replaced over an hour ago.
    /// Nothing is written when the folder has exactly `note` and nothing was rewritten.
    /// Throws Error(rejected) when the folder's checkpoint is larger or of another tree, or the
    /// root of the entries differs from the note's (nothing is written then); Error(corrupt) when
    /// a stored record is not that of its entry; Error(retry) when the disk refuses.
    /// After any of these the same call, or repair, completes it.
    void write(FeedSource& source, std::string_view note, Instant now,
               std::span<const std::uint64_t> rewritten = {});

    /// Compares every file with the source and writes those that differ or lack, removes left-over
    /// temporary files, then the checkpoint. For the start of the program and after a restore.
    /// Returns how many files it wrote.
    std::size_t repair(FeedSource& source, std::string_view note, Instant now);

    /// Of the folder's checkpoint file, or nothing.
    std::optional<std::string> checkpoint() const;

  private:
    FileSystem& files_;
    AreaCode area_;
};

/// Stores an attachment or a dictionary under its digest; nothing is written when it is there.
Hash put_blob(FileSystem& files, std::string_view bytes, Instant now);
/// After an erasure.
void remove_blob(FileSystem& files, const Hash& digest);
/// Writes root/<version> or keys/<device id>, or any other single file of the folder of feeds, in
/// the same careful way: temporary file, sync, rename, sync of the folder, a later time.
void replace_file(FileSystem& files, const std::string& path, std::string_view bytes, Instant now);

}  // namespace villageboard::feed
