#include "kiosk/draw/rasteriser.h"

#include <algorithm>

#include "kiosk/draw/paint.h"

namespace villageboard::draw {
namespace {

std::uint64_t fold(std::uint64_t state, std::uint64_t value) {
    state = (state ^ value) * 0x9E3779B97F4A7C15u;
    return state ^ (state >> 32);
}

bool is_same_memory(const Canvas& a, const Canvas& b) {
    return a.pixels == b.pixels && a.width == b.width && a.height == b.height &&
           a.stride == b.stride && a.epoch == b.epoch;
}

}  // namespace

std::span<const Rect> Rasteriser::render(const ImDrawData& data, const Canvas& canvas,
                                         ImU32 background) {
    damage_.clear();
    if (canvas.width <= 0 || canvas.height <= 0 || canvas.pixels == nullptr) return damage_;
    const Size screen{canvas.width, canvas.height};
    flatten(data, atlas_, screen, primitives_);
    prepare_cells(canvas, background);
    hash_cells();
    collect_damage(screen);
    for (const Rect& rect : damage_) paint(canvas, rect, primitives_, atlas_, background);
    cells_.swap(next_);
    return damage_;
}

void Rasteriser::prepare_cells(const Canvas& canvas, ImU32 background) {
    if (!is_same_memory(canvas, last_)) cells_.clear();
    last_ = canvas;
    columns_ = (canvas.width + kCellPx - 1) / kCellPx;
    rows_ = (canvas.height + kCellPx - 1) / kCellPx;
    next_.assign(static_cast<std::size_t>(columns_) * rows_,
                 fold(0, std::uint64_t{background | IM_COL32_A_MASK}));
}

void Rasteriser::hash_cells() {
    for (const Primitive& primitive : primitives_.list) {
        const Rect& pixels = primitive.pixels;
        const int last_column = (pixels.x1 - 1) / kCellPx;
        const int last_row = (pixels.y1 - 1) / kCellPx;
        for (int row = pixels.y0 / kCellPx; row <= last_row; ++row) {
            std::uint64_t* cell = next_.data() + std::ptrdiff_t{row} * columns_;
            for (int column = pixels.x0 / kCellPx; column <= last_column; ++column) {
                cell[column] = fold(cell[column], primitive.hash);
            }
        }
    }
}

/// Changed cells as rectangles: runs of a row, each joined with the same run of the row above.
void Rasteriser::collect_damage(Size screen) {
    const bool all = cells_.size() != next_.size();
    const auto changed = [&](int row, int column) {
        const std::size_t cell = static_cast<std::size_t>(row) * columns_ + column;
        return all || cells_[cell] != next_[cell];
    };
    for (int row = 0; row < rows_; ++row) {
        int column = 0;
        while (column < columns_) {
            const int begin = column;
            while (column < columns_ && changed(row, column)) ++column;
            if (column == begin) {
                ++column;
                continue;
            }
            add_damage({begin * kCellPx, row * kCellPx, std::min(column * kCellPx, screen.width),
                        std::min((row + 1) * kCellPx, screen.height)});
        }
    }
}

void Rasteriser::add_damage(const Rect& run) {
    const auto above = std::find_if(damage_.begin(), damage_.end(), [&](const Rect& rect) {
        return rect.y1 == run.y0 && rect.x0 == run.x0 && rect.x1 == run.x1;
    });
    if (above != damage_.end()) {
        above->y1 = run.y1;
    } else {
        damage_.push_back(run);
    }
}

}  // namespace villageboard::draw
