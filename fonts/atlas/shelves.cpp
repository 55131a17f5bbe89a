#include "fonts/atlas/shelves.h"

#include <algorithm>
#include <bit>

namespace villageboard::fonts {
namespace {

/// Shelf heights come in steps of a quarter of the next smaller power of two, at least this, so
/// that glyphs of one size share shelves.
constexpr int kStep = 4;

int step_of(int height) {
    return std::max(kStep, static_cast<int>(std::bit_floor(static_cast<unsigned>(height))) / 4);
}

int shelf_height(int height) {
    const int step = step_of(height);
    return (height + step - 1) / step * step;
}

}  // namespace

std::optional<Place> Shelves::place(int width, int height, std::uint64_t frame) {
    if (width < 1 || height < 1 || width > width_ || height > max_height_) return std::nullopt;
    const int wanted = shelf_height(height);
    auto shelf = lowest_fitting(width, height, wanted + step_of(wanted));
    if (!shelf) shelf = open(std::min(wanted, max_height_));
    if (!shelf) return std::nullopt;
    return put(*shelf, width, frame);
}

std::optional<Place> Shelves::squeeze_in(int width, int height, std::uint64_t frame) {
    const auto shelf = lowest_fitting(width, height, max_height_);
    if (!shelf) return std::nullopt;
    return put(*shelf, width, frame);
}

std::optional<ShelfId> Shelves::lowest_fitting(int width, int height, int max_height) const {
    std::optional<ShelfId> lowest;
    for (ShelfId id = 0; id < shelves_.size(); ++id) {
        const Shelf& shelf = shelves_[id];
        const bool fits = shelf.live && !shelf.pinned && shelf.height >= height &&
                          shelf.height <= max_height && shelf.filled + width <= width_;
        if (fits && (!lowest || shelf.height < shelves_[*lowest].height)) lowest = id;
    }
    return lowest;
}

Place Shelves::put(ShelfId id, int width, std::uint64_t frame) {
    Shelf& shelf = shelves_[id];
    const Place place{id, shelf.filled, shelf.y, shelf.height};
    shelf.filled += width;
    shelf.used = frame;
    return place;
}

std::optional<ShelfId> Shelves::open(int height) {
    const auto y = take_rows(height);
    if (!y) return std::nullopt;
    ShelfId id = static_cast<ShelfId>(shelves_.size());
    if (spare_.empty()) {
        shelves_.emplace_back();
    } else {
        id = spare_.back();
        spare_.pop_back();
    }
    shelves_[id] = {*y, height, 0, 0, false, true};
    return id;
}

std::optional<int> Shelves::take_rows(int height) {
    const auto gap =
        std::find_if(gaps_.begin(), gaps_.end(), [&](const Gap& g) { return g.height >= height; });
    if (gap != gaps_.end()) {
        const int y = gap->y;
        gap->y += height;
        gap->height -= height;
        if (gap->height == 0) gaps_.erase(gap);
        return y;
    }
    if (bottom_ + height > max_height_) return std::nullopt;
    bottom_ += height;
    return bottom_ - height;
}

std::optional<ShelfId> Shelves::evict(std::uint64_t frame) {
    std::optional<ShelfId> oldest;
    for (ShelfId id = 0; id < shelves_.size(); ++id) {
        const Shelf& shelf = shelves_[id];
        if (!shelf.live || shelf.pinned || shelf.used >= frame) continue;
        if (!oldest || shelf.used < shelves_[*oldest].used) oldest = id;
    }
    if (!oldest) return std::nullopt;
    Shelf& shelf = shelves_[*oldest];
    shelf.live = false;
    free_rows(shelf.y, shelf.height);
    spare_.push_back(*oldest);
    return oldest;
}

void Shelves::free_rows(int y, int height) {
    auto next = std::find_if(gaps_.begin(), gaps_.end(), [&](const Gap& g) { return g.y > y; });
    next = gaps_.insert(next, {y, height});
    if (next + 1 != gaps_.end() && next->y + next->height == (next + 1)->y) {
        next->height += (next + 1)->height;
        gaps_.erase(next + 1);
    }
    if (next != gaps_.begin() && (next - 1)->y + (next - 1)->height == next->y) {
        (next - 1)->height += next->height;
        next = gaps_.erase(next) - 1;
    }
    if (next->y + next->height == bottom_) {
        bottom_ = next->y;
        gaps_.erase(next);
    }
}

}  // namespace villageboard::fonts
