#include "kiosk/film/yuv.h"

#include <doctest/doctest.h>
#include <vpx/vpx_image.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace villageboard::film {
namespace {

using Image = std::unique_ptr<vpx_image_t, decltype(&vpx_img_free)>;

Image even_image(int y, int u, int v, unsigned width, unsigned height) {
    Image image(vpx_img_alloc(nullptr, VPX_IMG_FMT_I420, width, height, 16), vpx_img_free);
    const auto fill = [&](int plane, int value, unsigned rows) {
        std::fill_n(image->planes[plane], image->stride[plane] * static_cast<int>(rows),
                    static_cast<std::uint8_t>(value));
    };
    fill(VPX_PLANE_Y, y, height);
    fill(VPX_PLANE_U, u, (height + 1) / 2);
    fill(VPX_PLANE_V, v, (height + 1) / 2);
    return image;
}

/// ITU-R BT.601, limited range, by floating point.
std::array<double, 3> reference(int y, int u, int v) {
    const double light = 255.0 / 219 * (y - 16);
    const double blue = 255.0 / 224 * (u - 128);
    const double red = 255.0 / 224 * (v - 128);
    const double kr = 0.299;
    const double kb = 0.114;
    const double kg = 1 - kr - kb;
    const std::array<double, 3> rgb{
        light + 2 * (1 - kr) * red,
        light - 2 * kb * (1 - kb) / kg * blue - 2 * kr * (1 - kr) / kg * red,
        light + 2 * (1 - kb) * blue};
    return {std::clamp(rgb[0], 0.0, 255.0), std::clamp(rgb[1], 0.0, 255.0),
            std::clamp(rgb[2], 0.0, 255.0)};
}

TEST_CASE("a film's colours are BT.601 of limited range, as floating point has them") {
    double worst = 0;
    for (int y = 0; y < 256; y += 15)
        for (int u = 0; u < 256; u += 17)
            for (int v = 0; v < 256; v += 17) {
                const Image image = even_image(y, u, v, 2, 2);
                const std::uint32_t pixel = to_pixels(*image, {2, 2})[0];
                CHECK((pixel >> 24) == 255);
                const auto want = reference(y, u, v);
                for (int c = 0; c < 3; ++c)
                    worst = std::max(worst, std::abs(want[static_cast<std::size_t>(c)] -
                                                     (pixel >> (16 - 8 * c) & 255)));
            }
    CAPTURE(worst);
    CHECK(worst <= 3);
    CHECK((to_pixels(*even_image(16, 128, 128, 2, 2), {2, 2})[0] & 0xFFFFFF) == 0);
    CHECK((to_pixels(*even_image(235, 128, 128, 2, 2), {2, 2})[3] & 0xFFFFFF) == 0xFFFFFF);
}

TEST_CASE("a film larger than its place is made smaller, odd sizes too") {
    for (const draw::Size size : {draw::Size{9, 7}, draw::Size{5, 3}, draw::Size{1, 1}}) {
        const auto pixels = to_pixels(*even_image(81, 90, 240, 9, 7), size);
        CHECK(pixels.size() == static_cast<std::size_t>(size.width) * size.height);
        for (const std::uint32_t pixel : pixels) {  // red
            CHECK((pixel >> 16 & 255) > 250);
            CHECK((pixel >> 8 & 255) < 5);
            CHECK((pixel & 255) < 5);
        }
    }
}

}  // namespace
}  // namespace villageboard::film
