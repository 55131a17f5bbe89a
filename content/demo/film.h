/// The demo's short films: a few drawn scenes that dissolve into each other, with a soft bell at
/// each. Pure functions.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace villageboard::demo {

/// Scenes one below the other: 0xAARRGGBB, opaque, in rows without padding.
struct Strip {
    int width = 0;   ///< even
    int height = 0;  ///< a whole number of scenes of width * 9 / 16 each
    std::vector<std::uint32_t> pixels;
};

/// The film as WebM: each scene stands for two and a half seconds. The same strip gives the same
/// file. Throws Error invalid where the strip holds no whole scenes.
std::string make_film(const Strip& strip);

}  // namespace villageboard::demo
