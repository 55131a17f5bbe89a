/// One line of text without line ends, shaped: each grapheme cluster with its glyphs and advance.
/// Inner part of layout.h.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fonts/layout/breaks.h"
#include "fonts/layout/style.h"
#include "fonts/shape/faces.h"

namespace villageboard::fonts {

/// Positions in px from the cell's left edge; y downwards.
struct CellGlyph {
    float x;
    float y;
    std::uint16_t glyph;
    FaceId face;
    bool whole_pixel;
};

struct Cell {
    std::uint32_t begin = 0;  ///< code points of the line's text
    std::uint32_t end = 0;
    std::uint32_t first_glyph = 0;
    std::uint32_t glyph_count = 0;
    float advance = 0;        ///< px
    std::uint16_t style = 0;  ///< index in the styles given
    std::uint8_t level = 0;
    BlankSide blank = BlankSide::none;  ///< only for full-width marks
    float blank_px = 0;                 ///< how wide that blank is
    bool space = false;
    bool western = false;    ///< a quote, dash or ellipsis of Western text
    bool hanzi = false;      ///< a Hanzi or a full-width mark: may be set apart from its neighbours
    bool joined = false;     ///< one glyph with the cell before: no line may end between them
    bool missing = false;    ///< no face draws it
    bool trim_left = false;  ///< gives up the blank half towards its neighbour
    bool trim_right = false;
    float gap_after = 0;  ///< px to a neighbour of another script in the same line
    bool may_end_line = false;
    bool may_hang = false;  ///< a full-width comma or stop: its ink may stand beyond the measure
};

struct CellText {
    std::vector<Cell> cells;
    std::vector<CellGlyph> glyphs;
};

/// Shapes one line. `clusters` as from cluster_starts(text); `style_of` gives the index in `styles`
/// for each cluster.
CellText shape_cells(const FaceSet& faces, std::u32string_view text,
                     std::span<const std::uint32_t> clusters,
                     std::span<const std::uint16_t> style_of, std::span<const TextStyle> styles);

/// The size that a style is set in: whole pixels, within bounds.
std::uint16_t whole_size(const TextStyle& style);

}  // namespace villageboard::fonts
