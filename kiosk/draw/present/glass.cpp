#include "kiosk/draw/present/glass.h"

#include <algorithm>
#include <cmath>

namespace villageboard::draw {
namespace {

constexpr double kLeastDiagonal = 150;
constexpr double kMostDiagonal = 2600;
constexpr double kSquare = 0.10;

/// EDID's ratio written as if it were a size.
bool is_ratio(int width_mm, int height_mm) {
    constexpr std::pair<int, int> kRatios[] = {{160, 90}, {160, 100}, {16, 9}, {16, 10}};
    return std::ranges::any_of(kRatios, [&](const std::pair<int, int>& ratio) {
        return ratio == std::pair{width_mm, height_mm} || ratio == std::pair{height_mm, width_mm};
    });
}

}  // namespace

std::optional<std::pair<double, double>> believed_mm(Size panel_px, int width_mm, int height_mm,
                                                     Turn turn) {
    if (panel_px.width <= 0 || panel_px.height <= 0 || width_mm <= 0 || height_mm <= 0)
        return std::nullopt;
    if (is_ratio(width_mm, height_mm) || panel_px == Size{width_mm, height_mm}) return std::nullopt;
    const double diagonal = std::hypot(width_mm, height_mm);
    const double across = static_cast<double>(panel_px.width) / width_mm;
    const double down = static_cast<double>(panel_px.height) / height_mm;
    const bool square = std::abs(across / down - 1) <= kSquare;
    if (!square || diagonal < kLeastDiagonal || diagonal > kMostDiagonal) return std::nullopt;
    if (swaps_sides(turn)) std::swap(width_mm, height_mm);
    return std::pair<double, double>{width_mm, height_mm};
}

}  // namespace villageboard::draw
