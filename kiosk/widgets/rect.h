/// A rectangle in px of the panel, and cutting pieces off it: how screens divide their space.
#pragma once
#include <algorithm>

namespace villageboard::kiosk {

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    float mid_x() const { return x + w / 2; }
    float mid_y() const { return y + h / 2; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool contains(float px, float py) const {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    Rect inset(float by) const { return inset(by, by); }
    Rect inset(float dx, float dy) const {
        return {x + dx, y + dy, std::max(0.F, w - 2 * dx), std::max(0.F, h - 2 * dy)};
    }
    Rect meet(const Rect& other) const {
        const float left = std::max(x, other.x);
        const float top = std::max(y, other.y);
        return {left, top, std::max(0.F, std::min(right(), other.right()) - left),
                std::max(0.F, std::min(bottom(), other.bottom()) - top)};
    }

    /// Cuts a piece off this rectangle and gives it back.
    Rect cut_top(float size) {
        const Rect piece{x, y, w, size};
        y += size;
        h = std::max(0.F, h - size);
        return piece;
    }
    Rect cut_bottom(float size) {
        h = std::max(0.F, h - size);
        return {x, y + h, w, size};
    }
    Rect cut_left(float size) {
        const Rect piece{x, y, size, h};
        x += size;
        w = std::max(0.F, w - size);
        return piece;
    }
    Rect cut_right(float size) {
        w = std::max(0.F, w - size);
        return {x + w, y, size, h};
    }

    friend bool operator==(const Rect&, const Rect&) = default;
};

/// The i-th of `count` equal cells of a row, `gap` apart; whole pixels.
inline Rect nth_column(const Rect& row, int i, int count, float gap) {
    const float width = static_cast<float>(static_cast<int>(
        (row.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count)));
    return {row.x + static_cast<float>(i) * (width + gap), row.y, width, row.h};
}

}  // namespace villageboard::kiosk
