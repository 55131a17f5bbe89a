/// Glyphs to masks by FreeType. Horizontal strokes of Hanzi are hinted onto whole rows, as browsers
/// do; nothing is moved sideways.
#pragma once
#include <cstdint>

#include "fonts/raster/bitmap.h"
#include "fonts/shape/faces.h"

namespace villageboard::fonts {

/// Whether the words are darker than what they stand on. Blending in sRGB thins light ones, so
/// their partly covered pixels count a little more.
enum class Tone : std::uint8_t { dark, light };

/// The mask of a glyph at `size_px` per em with its origin moved right by `quarters`/4 px.
/// Empty for blanks and for a glyph that the file can't render.
Bitmap render_glyph(const FaceSet& faces, FaceId face, std::uint16_t glyph, std::uint16_t size_px,
                    std::uint8_t quarters, Tone tone = Tone::dark);

}  // namespace villageboard::fonts
