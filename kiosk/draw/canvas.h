/// Pixels of a screen or a picture of it, and rectangles of them. Plain values.
#pragma once
#include <algorithm>
#include <cstdint>

namespace villageboard::draw {

struct Size {
    int width = 0;
    int height = 0;

    friend bool operator==(const Size&, const Size&) = default;
};

/// Pixels x0 <= x < x1, y0 <= y < y1.
struct Rect {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;

    bool empty() const { return x0 >= x1 || y0 >= y1; }
    friend bool operator==(const Rect&, const Rect&) = default;
};

inline Rect intersect(const Rect& a, const Rect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

/// Memory to draw into: 0x00RRGGBB in native byte order. Does not own its pixels.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;           ///< pixels from one row to the next
    std::uint32_t epoch = 0;  ///< changes when the pixels of the last frame are lost

    std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * stride; }
};

}  // namespace villageboard::draw
