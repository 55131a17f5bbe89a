#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "kiosk/draw/blend.h"

namespace villageboard::draw {
namespace {

std::vector<std::uint32_t> noise(std::size_t count, std::uint32_t seed, std::uint32_t mask) {
    std::mt19937 random(seed);
    std::vector<std::uint32_t> out(count);
    for (auto& value : out) value = static_cast<std::uint32_t>(random()) & mask;
    return out;
}

int exact(int below, int source, double alpha) {
    return static_cast<int>(std::lround(source * alpha + below * (1 - alpha)));
}

TEST_CASE("vector instructions give the bytes of the plain functions, at every length") {
    for (std::size_t count = 0; count < 70; ++count) {
        for (const int alpha : {0, 1, 77, 128, 254, 255}) {
            const auto a = static_cast<std::uint8_t>(alpha);
            const auto below = noise(count, 1, 0x00FFFFFF);
            const auto source = noise(count, 2, 0xFFFFFFFF);
            std::vector<std::uint8_t> mask(count);
            for (std::size_t i = 0; i < count; ++i) {
                mask[i] = static_cast<std::uint8_t>(i % 9 < 3 ? 255 : i % 9 < 6 ? 0 : source[i]);
            }
            auto fast = below;
            auto plain = below;
            blend_mask(fast.data(), mask.data(), count, 0x123456, a);
            portable::blend_mask(plain.data(), mask.data(), count, 0x123456, a);
            CHECK(fast == plain);
            blend_fill(fast.data(), count, 0xFEDCBA, a);
            portable::blend_fill(plain.data(), count, 0xFEDCBA, a);
            CHECK(fast == plain);
            blend_pixels(fast.data(), source.data(), count, a);
            portable::blend_pixels(plain.data(), source.data(), count, a);
            CHECK(fast == plain);
        }
    }
}

TEST_CASE("blending is the rounded exact value for every alpha, source and ground") {
    for (int alpha = 0; alpha < 256; ++alpha) {
        for (int below = 0; below < 256; below += 5) {
            for (int source = 0; source < 256; source += 3) {
                std::uint32_t pixel = static_cast<std::uint32_t>(below) * 0x010101;
                portable::blend_fill(&pixel, 1, static_cast<std::uint32_t>(source) * 0x010101,
                                     static_cast<std::uint8_t>(alpha));
                const auto got = static_cast<int>(pixel & 255);
                REQUIRE(got == exact(below, source, alpha / 255.0));
                REQUIRE(pixel == static_cast<std::uint32_t>(got) * 0x010101);
            }
        }
    }
}

TEST_CASE("no coverage changes nothing, full coverage is the colour itself") {
    std::vector<std::uint32_t> row = {0x112233, 0x445566};
    const std::uint8_t mask[] = {0, 255};
    blend_mask(row.data(), mask, 2, 0xABCDEF, 255);
    CHECK(row == std::vector<std::uint32_t>{0x112233, 0xABCDEF});
    blend_fill(row.data(), 0, 0, 255);
    CHECK(row[0] == 0x112233);
}

}  // namespace
}  // namespace villageboard::draw
