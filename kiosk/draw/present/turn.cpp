#include "kiosk/draw/present/turn.h"

#include <algorithm>
#include <span>

namespace villageboard::draw {
namespace {

/// 32 x 32 pixels read and written: 8 KiB, a quarter of the smallest first-level cache in use.
constexpr int kBlockPx = 32;

/// Sideways, written along the target's rows.
void copy_block(const Canvas& from, const Rect& part, const Canvas& to, Turn turn,
                std::uint32_t bits) {
    const Rect target = turned(part, {from.width, from.height}, turn);
    const bool quarter = turn == Turn::quarter;
    const std::ptrdiff_t step = quarter ? -std::ptrdiff_t{from.stride} : from.stride;
    for (int y = target.y0; y < target.y1; ++y) {
        const int column = quarter ? y : from.width - 1 - y;
        const std::uint32_t* source = from.row(quarter ? part.y1 - 1 : part.y0) + column;
        std::uint32_t* row = to.row(y);
        for (int x = target.x0; x < target.x1; ++x, source += step) row[x] = *source | bits;
    }
}

void copy_sideways(const Canvas& from, const Rect& part, const Canvas& to, Turn turn,
                   std::uint32_t bits) {
    for (int y = part.y0; y < part.y1; y += kBlockPx) {
        for (int x = part.x0; x < part.x1; x += kBlockPx) {
            const Rect block{x, y, std::min(x + kBlockPx, part.x1),
                             std::min(y + kBlockPx, part.y1)};
            copy_block(from, block, to, turn, bits);
        }
    }
}

}  // namespace

std::optional<Turn> turn_of_degrees(int degrees) {
    if (degrees < 0 || degrees > 270 || degrees % 90 != 0) return std::nullopt;
    return static_cast<Turn>(degrees / 90);
}

Size turned(Size size, Turn turn) {
    return swaps_sides(turn) ? Size{size.height, size.width} : size;
}

Rect turned(const Rect& rect, Size laid_out, Turn turn) {
    switch (turn) {
        case Turn::quarter:
            return {laid_out.height - rect.y1, rect.x0, laid_out.height - rect.y0, rect.x1};
        case Turn::half:
            return {laid_out.width - rect.x1, laid_out.height - rect.y1, laid_out.width - rect.x0,
                    laid_out.height - rect.y0};
        case Turn::three_quarters:
            return {rect.y0, laid_out.width - rect.x1, rect.y1, laid_out.width - rect.x0};
        case Turn::none:
            break;
    }
    return rect;
}

Point turned_back(Point on_panel, Size panel, Turn turn) {
    const auto width = static_cast<float>(panel.width);
    const auto height = static_cast<float>(panel.height);
    switch (turn) {
        case Turn::quarter:
            return {on_panel.y, width - on_panel.x};
        case Turn::half:
            return {width - on_panel.x, height - on_panel.y};
        case Turn::three_quarters:
            return {height - on_panel.y, on_panel.x};
        case Turn::none:
            break;
    }
    return on_panel;
}

void copy_turned(const Canvas& from, const Rect& part, const Canvas& to, Turn turn,
                 std::uint32_t bits) {
    const Rect inside = intersect(part, {0, 0, from.width, from.height});
    if (inside.empty()) return;
    if (swaps_sides(turn)) return copy_sideways(from, inside, to, turn, bits);
    const auto with_bits = [bits](std::uint32_t pixel) { return pixel | bits; };
    for (int y = inside.y0; y < inside.y1; ++y) {
        const std::span source(from.row(y) + inside.x0, from.row(y) + inside.x1);
        if (turn == Turn::none) {
            std::ranges::transform(source, to.row(y) + inside.x0, with_bits);
        } else {
            std::uint32_t* target = to.row(from.height - 1 - y) + (from.width - inside.x1);
            std::transform(source.rbegin(), source.rend(), target, with_bits);
        }
    }
}

}  // namespace villageboard::draw
