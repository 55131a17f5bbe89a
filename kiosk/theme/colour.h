/// Colours and how far apart two of them are to the eye (WCAG 2.2, relative luminance).
/// Pure functions; no screen, no state.
#pragma once
#include <cstdint>

namespace villageboard::kiosk {

/// An opaque or translucent colour, 8 bits a channel.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    friend constexpr bool operator==(Colour, Colour) = default;
};

/// From 0xRRGGBB.
constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), 255};
}

/// The order of Dear ImGui's vertices: red in the lowest byte.
std::uint32_t packed(Colour colour);

/// 1.0 (the same) to 21.0 (black on white). Alpha is ignored.
double contrast(Colour a, Colour b);

/// `from` moved towards `to`; 0 gives `from`, 1 gives `to`.
Colour mix(Colour from, Colour to, double part);

/// `colour`, moved in small steps towards white until it stands `ratio` against `paper`.
Colour lightened(Colour colour, Colour paper, double ratio);

}  // namespace villageboard::kiosk
