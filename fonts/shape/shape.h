/// Shapes one run with HarfBuzz: code points to glyphs with advances and offsets.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "fonts/itemize/itemize.h"
#include "fonts/shape/faces.h"

namespace villageboard::fonts {

enum class Figures : std::uint8_t { proportional, tabular };

/// How wide the marks are that Chinese and Western text share (quotes, dashes, the ellipsis).
enum class Marks : std::uint8_t { full_width, proportional };

/// One glyph in units of the em (1.0 is the type size); y grows upwards.
struct ShapedGlyph {
    std::uint32_t cluster;  ///< index of the first code point of its HarfBuzz cluster
    std::uint16_t glyph;    ///< 0 is .notdef
    float advance;
    float offset_x;
    float offset_y;
};

/// Shapes code points [run.begin, run.end) of `text`, with the rest of `text` as context.
/// Glyphs come in visual order; `face` is the set's id of the run's face.
std::vector<ShapedGlyph> shape_run(const FaceSet& faces, FaceId face, std::u32string_view text,
                                   const Run& run, Figures figures,
                                   Marks marks = Marks::full_width);

}  // namespace villageboard::fonts
