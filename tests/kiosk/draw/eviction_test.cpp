#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "fonts/itemize/utf8.h"
#include "fonts/raster/glyph.h"
#include "kiosk/draw/blend.h"
#include "tests/kiosk/draw/stage.h"

namespace villageboard::draw {
namespace {

constexpr int kSide = 320;
constexpr int kHanziPx = 16;
constexpr std::size_t kPerFrame = std::size_t{kSide / kHanziPx} * (kSide / kHanziPx);
constexpr std::size_t kGlyphs = 60'000;
constexpr ImU32 kInk = IM_COL32(0x1C, 0x21, 0x1E, 255);
constexpr std::uint32_t kInkPixel = 0x1C211E;
constexpr ImU32 kPaper = IM_COL32(255, 255, 255, 255);

/// Hanzi of NotoSansCJK and HanaMin, none twice.
std::u32string hanzi() {
    std::u32string all;
    for (char32_t c = 0x3400; c <= 0x4DB5; ++c) all += c;
    for (char32_t c = 0x4E00; c <= 0x9FEF; ++c) all += c;
    for (char32_t c = 0x20000; all.size() < kGlyphs; ++c) all += c;
    return all;
}

/// The same page without an atlas: each glyph rendered anew and blended where its layout says.
std::vector<std::uint32_t> direct_picture(const fonts::FaceSet& faces,
                                          const fonts::TextLayout& layout) {
    std::vector<std::uint32_t> pixels(std::size_t{kSide} * kSide, 0xFFFFFF);
    for (const fonts::PlacedGlyph& glyph : layout.glyphs()) {
        if (glyph.x != std::floor(glyph.x)) return {};  // Hanzi of 16 px stand on whole pixels
        const fonts::Bitmap mask =
            fonts::render_glyph(faces, glyph.face, glyph.glyph, glyph.size_px, 0);
        const int left = static_cast<int>(glyph.x) + mask.left;
        const int top = static_cast<int>(std::floor(glyph.y + 0.5f)) + mask.top;
        const int first = std::max(0, -left);
        const int last = std::min(mask.width, kSide - left);
        for (int y = std::max(0, -top); y < std::min(mask.height, kSide - top); ++y) {
            if (first >= last) break;
            blend_mask(pixels.data() + std::ptrdiff_t{top + y} * kSide + left + first,
                       mask.coverage.data() + std::ptrdiff_t{y} * mask.width + first,
                       static_cast<std::size_t>(last - first), kInkPixel, 255);
        }
    }
    return pixels;
}

TEST_CASE("sixty thousand glyphs pass through a small atlas, and every frame is right") {
    // Room for two frames' glyphs: almost each glyph takes the place of another.
    Stage stage({kSide, kSide}, {512, 512});
    const std::u32string all = hanzi();
    fonts::ParagraphStyle style;
    style.text.size_px = kHanziPx;
    style.line_height = 1;
    style.max_width = kSide;
    for (std::size_t begin = 0; begin < all.size(); begin += kPerFrame) {
        const std::string text = fonts::encode_utf8(all.substr(begin, kPerFrame));
        const auto layout = stage.layouts.get(text, style);
        CAPTURE(begin);
        REQUIRE(layout->missing_glyphs() == 0);
        stage.frame(
            [&](ImDrawList& list) {
                draw_layout(list, stage.atlas, {0, 0}, *layout, kInk);
            },
            kPaper);
        const bool right = stage.pixels() == direct_picture(stage.faces, *layout);
        REQUIRE(right);
    }
    CHECK(stage.atlas.rendered() > kGlyphs - 100);  // a few look alike and are one glyph
    CHECK(stage.atlas.evicted() > kGlyphs - 3'000);
    CHECK(stage.atlas.left_out() == 0);
    CHECK(stage.atlas.height() <= 512);
}

TEST_CASE("the first page comes back unchanged after thousands of others") {
    Stage stage({kSide, kSide}, {512, 512});
    const std::u32string all = hanzi();
    fonts::ParagraphStyle style;
    style.text.size_px = 15;  // between two sizes of shelves
    style.max_width = kSide;
    const auto show = [&](std::size_t begin) {
        const auto layout = stage.layouts.get(fonts::encode_utf8(all.substr(begin, 200)), style);
        stage.frame(
            [&](ImDrawList& list) {
                draw_layout(list, stage.atlas, {0, 0}, *layout, kInk);
            },
            kPaper);
        return stage.pixels();
    };
    const auto first = show(0);
    for (std::size_t begin = 200; begin < 6'000; begin += 200) show(begin);
    CHECK(stage.atlas.evicted() > 2'000);
    const bool same = show(0) == first;
    CHECK(same);
}

}  // namespace
}  // namespace villageboard::draw
