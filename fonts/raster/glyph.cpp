#include "fonts/raster/glyph.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cmath>

namespace villageboard::fonts {
namespace {

Bitmap copy_bitmap(const FT_GlyphSlot slot) {
    const FT_Bitmap& source = slot->bitmap;
    if (source.pixel_mode != FT_PIXEL_MODE_GRAY || source.width == 0 || source.rows == 0) return {};
    Bitmap bitmap{static_cast<int>(source.width),
                  static_cast<int>(source.rows),
                  slot->bitmap_left,
                  -slot->bitmap_top,
                  {}};
    bitmap.coverage.resize(static_cast<std::size_t>(source.width) * source.rows);
    for (unsigned y = 0; y < source.rows; ++y) {
        const auto* row = source.buffer + static_cast<std::ptrdiff_t>(y) * source.pitch;
        std::copy_n(row, source.width, bitmap.coverage.data() + std::size_t{y} * source.width);
    }
    return bitmap;
}

/// Between blending in sRGB (1) and in linear light (about 2.2): with this, light words on the
/// night ground have as much ink as a browser gives them, and dark ones need nothing.
constexpr double kLightGamma = 1.15;

const std::array<std::uint8_t, 256> kLightCoverage = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double coverage = std::pow(static_cast<double>(i) / 255, 1 / kLightGamma);
        table[i] = static_cast<std::uint8_t>(std::lround(coverage * 255));
    }
    return table;
}();

/// The CJK fonts are CFF with good hints: FreeType's light mode moves only horizontal strokes, onto
/// whole rows, and leaves advances and positions as they are. TrueType faces would go through the
/// auto-hinter, which costs 2.5 times as much and does not know the county's scripts.
FT_Int32 load_flags(bool cjk) {
    return FT_LOAD_NO_BITMAP |
           (cjk ? FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_AUTOHINT : FT_LOAD_NO_HINTING);
}

}  // namespace

Bitmap render_glyph(const FaceSet& faces, FaceId face, std::uint16_t glyph, std::uint16_t size_px,
                    std::uint8_t quarters, Tone tone) {
    FT_Face handle = faces.rasteriser(face);
    if (FT_Set_Pixel_Sizes(handle, 0, size_px) != 0) return {};
    if (FT_Load_Glyph(handle, glyph, load_flags(faces.is_cjk(face))) != 0) return {};
    if (handle->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    if (quarters != 0) FT_Outline_Translate(&handle->glyph->outline, quarters * 16, 0);
    if (FT_Render_Glyph(handle->glyph, FT_RENDER_MODE_NORMAL) != 0) return {};
    Bitmap bitmap = copy_bitmap(handle->glyph);
    if (tone == Tone::light) {
        for (std::uint8_t& coverage : bitmap.coverage) coverage = kLightCoverage[coverage];
    }
    return bitmap;
}

}  // namespace villageboard::fonts
