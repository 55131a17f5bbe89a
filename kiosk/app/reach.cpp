#include "kiosk/app/reach.h"

#include <algorithm>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kTallMm = 700;
constexpr double kLowestControlMm = 800;
constexpr double kLoweredLeastMm = 280;
constexpr double kUsualShortSideMm = 268;
constexpr double kUsualDistanceMm = 600;
constexpr double kPageGrowth = 1.5;
constexpr double kBoardGrowth = 2;

double larger_than_usual(const Panel& panel) {
    return std::min(panel.width_mm, panel.height_mm) / kUsualShortSideMm;
}

}  // namespace

bool is_tall(const Panel& panel) { return panel.height_mm > kTallMm; }

Rect page_area(const Panel& panel, PageReach reach) {
    const double scale = panel.height_px / panel.height_mm;
    double free_mm = 0;
    if (panel.height_px > panel.width_px && panel.bottom_mm > 0)
        free_mm = std::clamp(kLowestControlMm - panel.bottom_mm, 0.0, panel.height_mm / 3);
    double height_mm = panel.height_mm - free_mm;
    if (reach == PageReach::lowered && is_tall(panel))
        height_mm = std::min(height_mm, std::max(panel.height_mm / 3, kLoweredLeastMm));
    const auto bottom = static_cast<float>(panel.height_px - std::lround(free_mm * scale));
    const auto height = static_cast<float>(std::lround(height_mm * scale));
    return {0, bottom - height, static_cast<float>(panel.width_px), height};
}

Panel with_size(Panel panel, double width_mm, double height_mm) {
    panel.width_mm = width_mm;
    panel.height_mm = height_mm;
    const double larger = larger_than_usual(panel);
    panel.distance_mm = larger > 1 ? kUsualDistanceMm * std::min(larger, kPageGrowth)
                                   : std::min(panel.distance_mm, kUsualDistanceMm);
    return panel;
}

Panel board_panel(const Panel& panel) {
    Panel further = panel;
    const double larger = larger_than_usual(panel);
    if (larger > 1)
        further.distance_mm =
            std::max(panel.distance_mm, kUsualDistanceMm * std::min(larger, kBoardGrowth));
    return further;
}

}  // namespace villageboard::kiosk
