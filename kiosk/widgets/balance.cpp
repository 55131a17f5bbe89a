#include "kiosk/widgets/balance.h"

#include <cmath>

namespace villageboard::kiosk {

float balanced_width(Ui& ui, std::string_view words, const Look& look, float width) {
    const auto height = [&](float at) { return ui.set(words, look, at)->height(); };
    const float lowest = height(width);
    if (lowest <= ui.theme().line(look.type) * 1.5F) return width;
    const float step = std::max(1.F, ui.theme().type(look.type) / 2);
    float good = width;
    // Narrower by half a Hanzi at a time: a heading has few, and widths that were tried stay
    // cached.
    for (float at = width - step; at > width / 3; at -= step) {
        const auto set = ui.set(words, look, at);
        if (set->height() > lowest || set->width() > at) break;
        good = at;
    }
    return std::floor(good);
}

}  // namespace villageboard::kiosk
