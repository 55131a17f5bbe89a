#include "sync/feed/tile.h"

#include <algorithm>

#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

/// "x001/x234/067": decimal in groups of three, all but the last behind an 'x'.
std::string format_n(std::uint64_t n) {
    std::string digits = std::to_string(n);
    digits.insert(0, (3 - digits.size() % 3) % 3, '0');
    std::string out;
    for (std::size_t at = 0; at < digits.size(); at += 3) {
        if (at + 3 < digits.size()) out += "x" + digits.substr(at, 3) + "/";
        if (at + 3 == digits.size()) out += digits.substr(at, 3);
    }
    return out;
}

/// Accepts more than format_n writes; parse_tile_path compares the result.
std::optional<std::uint64_t> parse_n(std::string_view text) {
    std::string digits;
    for (char c : text)
        if (c != 'x' && c != '/') digits += c;
    const auto first = std::min(digits.find_first_not_of('0'), digits.size());
    if (digits.empty()) return std::nullopt;
    return first == digits.size() ? 0 : parse_decimal(digits.substr(first));
}

std::string folder_of(const Tile& tile) {
    switch (tile.kind) {
        case TileKind::entries:
            return "tile/entries/";
        case TileKind::hashes:
            return "tile/" + std::to_string(tile.level) + "/";
        case TileKind::pack:
            return "pack/";
        case TileKind::run:
            return "run/" + std::to_string(tile.level) + "/";
    }
    return {};
}

/// Takes "<level>/" off the front of `rest`.
std::optional<unsigned> take_level(std::string_view& rest, unsigned limit) {
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto level = parse_decimal(rest.substr(0, slash));
    if (!level || *level > limit) return std::nullopt;
    rest.remove_prefix(slash + 1);
    return static_cast<unsigned>(*level);
}

/// Takes kind and level off the front of `rest`.
std::optional<Tile> take_folder(std::string_view& rest) {
    const auto take = [&](std::string_view prefix) {
        if (!rest.starts_with(prefix)) return false;
        rest.remove_prefix(prefix.size());
        return true;
    };
    Tile tile;
    if (take("tile/entries/")) return tile;
    if (take("pack/")) return Tile{TileKind::pack, 0, 0, 256};
    const bool is_run = take("run/");
    if (!is_run && !take("tile/")) return std::nullopt;
    const auto level = take_level(rest, is_run ? kMaxRunLevel : kMaxTileLevel);
    if (!level) return std::nullopt;
    return Tile{is_run ? TileKind::run : TileKind::hashes, *level, 0, 256};
}

void add_tiles(std::vector<Tile>& out, Tile tile, std::uint64_t count) {
    for (tile.n = 0; tile.n < count / kTileWidth; ++tile.n) out.push_back(tile);
    tile.width = static_cast<unsigned>(count % kTileWidth);
    if (tile.width > 0) out.push_back(tile);
}

}  // namespace

std::string tile_path(const Tile& tile) {
    std::string path = folder_of(tile) + format_n(tile.n);
    if (tile.width < kTileWidth) path += ".p/" + std::to_string(tile.width);
    return path;
}

std::optional<Tile> parse_tile_path(std::string_view path) {
    std::string_view rest = path;
    auto tile = take_folder(rest);
    if (!tile) return std::nullopt;
    const auto partial = rest.find(".p/");
    if (partial != std::string_view::npos) {
        const auto width = parse_decimal(rest.substr(partial + 3));
        if (!width || *width == 0 || *width >= kTileWidth || tile->kind == TileKind::run)
            return std::nullopt;
        tile->width = static_cast<unsigned>(*width);
    }
    const auto n = parse_n(rest.substr(0, partial));
    if (!n) return std::nullopt;
    tile->n = *n;
    if (tile_path(*tile) != path) return std::nullopt;
    return tile;
}

unsigned partial_width(std::uint64_t size, unsigned level) {
    const unsigned shift = 8 * level;
    return shift > 63 ? 0 : static_cast<unsigned>((size >> shift) % kTileWidth);
}

std::uint64_t tiles_in_run(unsigned level) { return std::uint64_t{1} << (2 * level); }

std::vector<Tile> tiles_of(std::uint64_t size) {
    std::vector<Tile> tiles;
    add_tiles(tiles, {TileKind::entries, 0, 0, 256}, size);
    for (unsigned level = 0; level < 8 && (size >> (8 * level)) > 0; ++level)
        add_tiles(tiles, {TileKind::hashes, level, 0, 256}, size >> (8 * level));
    add_tiles(tiles, {TileKind::pack, 0, 0, 256}, size);
    for (unsigned level = 0; level <= kMaxRunLevel; ++level)
        for (std::uint64_t n = 0; n < size / kTileWidth / tiles_in_run(level); ++n)
            tiles.push_back({TileKind::run, level, n, 256});
    return tiles;
}

std::uint64_t first_entry(const Tile& tile) {
    const std::uint64_t tiles = tile.kind == TileKind::run ? tiles_in_run(tile.level) : 1;
    return tile.n * tiles * kTileWidth;
}

std::uint64_t end_entry(const Tile& tile) {
    const std::uint64_t tiles = tile.kind == TileKind::run ? tiles_in_run(tile.level) : 1;
    return first_entry(tile) + (tiles - 1) * kTileWidth + tile.width;
}

std::vector<Tile> plan_fetch(std::uint64_t have, std::uint64_t size) {
    std::vector<Tile> plan;
    if (have >= size) return plan;
    std::uint64_t n = have / kTileWidth;
    const std::uint64_t whole = size / kTileWidth;
    if (have % kTileWidth != 0 && n < whole) plan.push_back({TileKind::pack, 0, n++, 256});
    while (n < whole) {
        unsigned level = kMaxRunLevel;
        while (n % tiles_in_run(level) != 0 || n + tiles_in_run(level) > whole) --level;
        plan.push_back({TileKind::run, level, n / tiles_in_run(level), 256});
        n += tiles_in_run(level);
    }
    if (size % kTileWidth != 0)
        plan.push_back({TileKind::pack, 0, n, static_cast<unsigned>(size % kTileWidth)});
    return plan;
}

std::string blob_path(const Hash& digest) {
    const std::string hex = digest.hex();
    return "blob/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::optional<Hash> parse_blob_path(std::string_view path) {
    if (path.size() != 70 || !path.starts_with("blob/") || path[7] != '/') return std::nullopt;
    return Hash::from_hex(std::string(path.substr(5, 2)) + std::string(path.substr(8)));
}

std::string root_path(std::uint64_t version) { return "root/" + std::to_string(version); }

std::string device_keys_path(std::string_view device_id) {
    return "keys/" + std::string(device_id);
}

}  // namespace villageboard::feed
