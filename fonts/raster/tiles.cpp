#include "fonts/raster/tiles.h"

#include <algorithm>
#include <cmath>

#include "fonts/raster/outline.h"

namespace villageboard::fonts {
namespace {

/// One pass of a box filter along a row or column of `count` bytes `step` apart; the ends repeat.
void blur_line(std::uint8_t* first, int count, int step, int radius,
               std::vector<std::uint8_t>& line) {
    line.resize(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) line[static_cast<std::size_t>(i)] = first[i * step];
    const auto at = [&](int i) {
        return static_cast<int>(line[static_cast<std::size_t>(std::clamp(i, 0, count - 1))]);
    };
    const int span = 2 * radius + 1;
    int sum = 0;
    for (int i = -radius; i <= radius; ++i) sum += at(i);
    for (int i = 0; i < count; ++i) {
        first[i * step] = static_cast<std::uint8_t>((sum + span / 2) / span);
        sum += at(i + radius + 1) - at(i - radius);
    }
}

void blur(Bitmap& mask, int radius) {
    std::vector<std::uint8_t> line;
    for (int y = 0; y < mask.height; ++y) {
        blur_line(mask.coverage.data() + std::ptrdiff_t{y} * mask.width, mask.width, 1, radius,
                  line);
    }
    for (int x = 0; x < mask.width; ++x) {
        blur_line(mask.coverage.data() + x, mask.height, mask.width, radius, line);
    }
}

Bitmap render_quarter(Outline outline, float radius) {
    const int side = static_cast<int>(std::ceil(radius));
    Drawing drawing{static_cast<float>(side), static_cast<float>(side), {}};
    drawing.shapes.push_back({std::move(outline)});
    return render(drawing, side, side);
}

}  // namespace

Bitmap corner_tile(float radius_px) {
    const float centre = std::ceil(radius_px);
    return render_quarter(Outline().circle(centre, centre, radius_px), radius_px);
}

Bitmap border_corner_tile(float radius_px, float thickness_px) {
    const float centre = std::ceil(radius_px);
    const float inner = std::max(radius_px - thickness_px, 0.0f);
    return render_quarter(Outline().sector(centre, centre, radius_px, inner, 0, 360), radius_px);
}

Bitmap shadow_tile(float radius_px, float blur_px) {
    const int reach = std::max(1, static_cast<int>(std::ceil(blur_px)));
    const int side = 2 * reach + static_cast<int>(std::ceil(radius_px));
    const auto from = static_cast<float>(reach);
    const auto length = static_cast<float>(4 * side);  // beyond the tile: only this corner shows
    Drawing drawing{static_cast<float>(side), static_cast<float>(side), {}};
    drawing.shapes.push_back({Outline().round_rect(from, from, length, length, radius_px)});
    Bitmap mask = render(drawing, side, side);
    // Three boxes come close to a Gaussian, and together reach just as far as the blur.
    if (!mask.coverage.empty()) {
        for (int pass = 0; pass < 3; ++pass) blur(mask, std::max(1, reach / 3));
    }
    return mask;
}

}  // namespace villageboard::fonts
