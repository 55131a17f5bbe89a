#include "kiosk/theme/colour.h"

#include <algorithm>
#include <cmath>

namespace villageboard::kiosk {
namespace {

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

std::uint8_t blend(std::uint8_t from, std::uint8_t to, double part) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * part));
}

}  // namespace

std::uint32_t packed(Colour colour) {
    return static_cast<std::uint32_t>(colour.red) | static_cast<std::uint32_t>(colour.green) << 8 |
           static_cast<std::uint32_t>(colour.blue) << 16 |
           static_cast<std::uint32_t>(colour.alpha) << 24;
}

double contrast(Colour a, Colour b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

Colour mix(Colour from, Colour to, double part) {
    return {blend(from.red, to.red, part), blend(from.green, to.green, part),
            blend(from.blue, to.blue, part), blend(from.alpha, to.alpha, part)};
}

Colour lightened(Colour colour, Colour paper, double ratio) {
    constexpr int kSteps = 100;
    for (int step = 0; step < kSteps; ++step) {
        const Colour candidate = mix(colour, rgb(0xFFFFFF), step / double{kSteps});
        if (contrast(candidate, paper) >= ratio) return candidate;
    }
    return rgb(0xFFFFFF);
}

}  // namespace villageboard::kiosk
