/// VP8's picture to the terminal's: BT.601 of limited range, as RFC 6386 section 9.2 has it, by
/// libyuv. Any thread.
#pragma once
#include <cstdint>
#include <vector>

#include "kiosk/draw/canvas.h"

struct vpx_image;

namespace villageboard::film {

/// 0xAARRGGBB, opaque, of `size`, which is at most the image's: made smaller in linear light.
std::vector<std::uint32_t> to_pixels(const vpx_image& image, draw::Size size);

}  // namespace villageboard::film
