#include "sync/feed/partials.h"

#include <algorithm>

#include "sync/feed/bytes.h"
#include "sync/feed/hash.h"
#include "sync/feed/writer.h"

namespace villageboard::feed {
namespace {

constexpr std::string_view kTemporary = ".tmp-";
/// Enough that two writers never take the same name.
constexpr std::size_t kNameBytes = 8;
constexpr std::string_view kPartialFolder = ".p/";

/// "539921/pack/000.p/" of any partial of the tile.
std::string partial_folder(const std::string& base, Tile tile) {
    tile.width = 1;
    const std::string path = base + tile_path(tile);
    return path.substr(0, path.size() - 1);
}

std::set<unsigned> widths_in(FileSystem& files, const std::string& folder) {
    std::set<unsigned> widths;
    for (const std::string& name : files.list(folder)) {
        const auto width = parse_decimal(name);
        if (width && *width > 0 && *width < kTileWidth)
            widths.insert(static_cast<unsigned>(*width));
    }
    return widths;
}

class Sweeper {
  public:
    Sweeper(FileSystem& files, std::string base, std::uint64_t size, Instant now,
            Leftovers leftovers)
        : files_(files), base_(std::move(base)), size_(size), now_(now), leftovers_(leftovers) {}

    void sweep(const std::string& folder) {
        for (const std::string& name : files_.list(folder)) {
            if (name.ends_with(kPartialFolder)) {
                sweep_partials(folder + name);
                if (leftovers_ == Leftovers::remove_temporary) sweep(folder + name);
            } else if (name.ends_with('/')) {
                sweep(folder + name);
            } else if (name.starts_with(kTemporary) && leftovers_ == Leftovers::remove_temporary) {
                files_.remove(folder + name);
            }
        }
    }

  private:
    void sweep_partials(const std::string& folder) {
        const auto tile = parse_tile_path(folder.substr(base_.size()) + "1");
        if (!tile) return;
        const std::set<unsigned> widths = widths_in(files_, folder);
        bool all_gone = !widths.empty();
        for (auto width = widths.begin(); width != widths.end(); ++width) {
            const auto next = std::next(width);
            const std::string newer = next == widths.end()
                                          ? folder.substr(0, folder.size() - kPartialFolder.size())
                                          : folder + std::to_string(*next);
            if (is_current(*tile, *width) || !is_old(newer)) {
                all_gone = false;
            } else {
                files_.remove(folder + std::to_string(*width));
            }
        }
        if (all_gone && files_.list(folder).empty()) files_.remove(folder);
    }

    bool is_current(const Tile& tile, unsigned width) const {
        const std::uint64_t count =
            tile.kind == TileKind::hashes ? size_ >> (8 * tile.level) : size_;
        return count / kTileWidth == tile.n && count % kTileWidth == width;
    }

    bool is_old(const std::string& newer) {
        const auto info = files_.info(newer);
        return info && info->modified + kKeepPartials < now_;
    }

    FileSystem& files_;
    std::string base_;
    std::uint64_t size_;
    Instant now_;
    Leftovers leftovers_;
};

}  // namespace

std::string temporary_path(const std::string& path) {
    const auto slash = path.rfind('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    return path.substr(0, name) + std::string(kTemporary) + to_hex(system_random()(kNameBytes)) +
           "-" + path.substr(name);
}

void remove_old_temporaries(FileSystem& files, const std::string& folder, Instant now) {
    for (const std::string& name : files.list(folder)) {
        if (!name.starts_with(kTemporary)) continue;
        const auto info = files.info(folder + name);
        if (info && info->modified + kKeepPartials < now) files.remove(folder + name);
    }
}

std::set<unsigned> kept_widths(FileSystem& files, const std::string& base, const Tile& tile) {
    return widths_in(files, partial_folder(base, tile));
}

void remove_replaced_partials(FileSystem& files, const std::string& base, std::uint64_t size,
                              Instant now, Leftovers leftovers) {
    Sweeper(files, base, size, now, leftovers).sweep(base);
}

}  // namespace villageboard::feed
