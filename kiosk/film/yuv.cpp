#include "kiosk/film/yuv.h"

#include <libyuv/convert_argb.h>
#include <vpx/vpx_image.h>

#include <bit>

#include "kiosk/draw/area_scaler.h"

namespace villageboard::film {

static_assert(std::endian::native == std::endian::little,
              "libyuv's ARGB is 0xAARRGGBB only on little-endian processors");

std::vector<std::uint32_t> to_pixels(const vpx_image& image, draw::Size size) {
    const draw::Size own{static_cast<int>(image.d_w), static_cast<int>(image.d_h)};
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(own.width) * own.height);
    auto* bytes = reinterpret_cast<std::uint8_t*>(pixels.data());
    const auto convert = own == size ? libyuv::I420ToARGB : libyuv::I420ToABGR;
    convert(image.planes[VPX_PLANE_Y], image.stride[VPX_PLANE_Y], image.planes[VPX_PLANE_U],
            image.stride[VPX_PLANE_U], image.planes[VPX_PLANE_V], image.stride[VPX_PLANE_V], bytes,
            own.width * 4, own.width, own.height);
    return own == size ? pixels : draw::scaled(bytes, own, size);
}

}  // namespace villageboard::film
