#include "sync/feed/hash_tiles.h"

#include "sync/feed/bundle.h"

namespace villageboard::feed {
namespace {

constexpr unsigned kLevels = 8;

}  // namespace

std::optional<HashTiles> HashTiles::resume(
    std::uint64_t size, const std::function<std::optional<std::string>(const Tile&)>& read) {
    HashTiles tiles;
    tiles.size_ = size - size % kTileWidth;
    tiles.open_.emplace_back();
    for (unsigned level = 1; level < kLevels && (tiles.size_ >> (8 * level)) > 0; ++level) {
        tiles.open_.emplace_back();
        const unsigned width = partial_width(tiles.size_, level);
        if (width == 0) continue;
        const std::uint64_t n = (tiles.size_ >> (8 * level)) / kTileWidth;
        const auto bytes = read({TileKind::hashes, level, n, width});
        auto hashes = bytes ? parse_hash_tile(*bytes, width) : std::nullopt;
        if (!hashes) return std::nullopt;
        tiles.open_.back() = std::move(*hashes);
    }
    return tiles;
}

void HashTiles::append(const Hash& leaf) {
    ++size_;
    add(0, leaf);
}

void HashTiles::add(unsigned level, const Hash& hash) {
    if (open_.size() <= level) open_.resize(level + 1);
    open_[level].push_back(hash);
    if (open_[level].size() < kTileWidth) return;
    const std::uint64_t n = (size_ >> (8 * (level + 1))) - 1;
    filled_.emplace_back(Tile{TileKind::hashes, level, n, 256}, format_hash_tile(open_[level]));
    const Hash above = tile_root(open_[level]);
    open_[level].clear();
    add(level + 1, above);
}

// The unfilled tiles, highest level first, are the digits of the size to base 256; the frontier
// of each digit follows that of the one above it.
Hash HashTiles::root() const {
    std::vector<Hash> hashes;
    for (std::size_t level = open_.size(); level-- > 0;) {
        Frontier part;
        for (const Hash& hash : open_[level]) part.append(hash);
        hashes.insert(hashes.end(), part.hashes().begin(), part.hashes().end());
    }
    return Frontier::from(size_, std::move(hashes))->root();
}

std::vector<std::pair<Tile, std::string>> HashTiles::tiles() const {
    auto all = filled_;
    for (unsigned level = 0; level < open_.size(); ++level) {
        if (open_[level].empty()) continue;
        const std::uint64_t n = (size_ >> (8 * level)) / kTileWidth;
        const auto width = static_cast<unsigned>(open_[level].size());
        all.emplace_back(Tile{TileKind::hashes, level, n, width}, format_hash_tile(open_[level]));
    }
    return all;
}

}  // namespace villageboard::feed
