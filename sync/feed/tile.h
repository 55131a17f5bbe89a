/// All path arithmetic of a feed folder in one place (C2SP tlog-tiles v0.1.0 for entries and
/// hashes, the same numbering for packs and runs). Paths are relative to the folder of the feed,
/// blob, root and key paths to the folder above it. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/hash.h"

namespace villageboard::feed {

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kMaxTileLevel = 63;
inline constexpr unsigned kMaxRunLevel = 3;
inline constexpr std::size_t kMaxHashTileBytes = 8192;

enum class TileKind { entries, hashes, pack, run };

/// One file of a feed. `width` is 256 for a full one; a run is always full.
struct Tile {
    TileKind kind = TileKind::entries;
    unsigned level = 0;  ///< of hashes and runs; 0 otherwise
    std::uint64_t n = 0;
    unsigned width = 256;  ///< 1..256

    friend auto operator<=>(const Tile&, const Tile&) = default;
};

/// "tile/entries/x001/x234/067", "tile/1/000.p/17", "pack/000.p/5", "run/2/001".
std::string tile_path(const Tile& tile);
/// The inverse; nothing for any other text, such as a group without its 'x' or a width of 256.
std::optional<Tile> parse_tile_path(std::string_view path);

/// Width of the last tile at `level` of a tree of `size` leaves; 0 when the last one is full.
unsigned partial_width(std::uint64_t size, unsigned level);
/// Every entries, hash and pack tile and every run of a feed of `size` entries, in the order
/// entries, hashes by level, packs, runs by level; nothing for size 0.
std::vector<Tile> tiles_of(std::uint64_t size);

/// First entry and one past the last of a pack, an entries tile or a run.
std::uint64_t first_entry(const Tile& tile);
std::uint64_t end_entry(const Tile& tile);
/// Tiles in a run: 4^level.
std::uint64_t tiles_in_run(unsigned level);

/// What a reader that holds `have` entries fetches to reach `size`, in order: the largest runs
/// that start on a whole tile and fit, and packs for what is left over, first and last. A reader
/// with nothing gets a feed of 10,000 in seven files.
std::vector<Tile> plan_fetch(std::uint64_t have, std::uint64_t size);

/// "blob/ab/cdef...", relative to the folder of all feeds.
std::string blob_path(const Hash& digest);
std::optional<Hash> parse_blob_path(std::string_view path);
/// "root/3".
std::string root_path(std::uint64_t version);
/// "keys/<device id>".
std::string device_keys_path(std::string_view device_id);

}  // namespace villageboard::feed
