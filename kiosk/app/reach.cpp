#include "kiosk/app/reach.h"

#include <algorithm>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kTallMm = 700;
constexpr double kLowestControlMm = 800;
constexpr double kLoweredLeastMm = 280;

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

Panel board_panel(const Panel& panel) {
    constexpr double kUsualShortSideMm = 268;
    Panel further = panel;
    const double side = std::min(panel.width_mm, panel.height_mm);
    further.distance_mm *= std::clamp(side / kUsualShortSideMm, 1.0, 2.0);
    return further;
}

}  // namespace villageboard::kiosk
