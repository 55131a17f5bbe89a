/// Which cells stand in which line: greedy filling with squeezed marks. Pure; inner part of
/// layout.h.
#pragma once
#include <cstddef>
#include <span>

#include "fonts/layout/cells.h"

namespace villageboard::fonts {

/// Cells [begin, end) of one line.
struct FilledLine {
    std::size_t begin;
    std::size_t end;
};

/// The line that begins with cell `begin`, within `width` px. It holds at least one cell, and ends
/// after a cell that may end a line, or where nothing else is possible between any two clusters.
FilledLine fill_line(std::span<const Cell> cells, std::span<const TextStyle> styles,
                     std::size_t begin, float width);

/// The longest part of a line from `begin` that leaves room for `reserved` px within `width`,
/// without spaces or commas at its end; may hold no cell.
FilledLine cut_line(std::span<const Cell> cells, std::span<const TextStyle> styles, FilledLine line,
                    float width, float reserved, std::u32string_view text);

/// How far cell `index` moves the pen in a line that holds cells [line.begin, line.end): its
/// advance, less the blank halves that it gives up to its neighbours and at the line's edges, plus
/// the gap to a neighbour of another script.
struct CellSpace {
    float before;   ///< given up on its left
    float advance;  ///< what is left
};
CellSpace cell_space(std::span<const Cell> cells, std::span<const TextStyle> styles,
                     FilledLine line, std::size_t index);

/// The end of the line's cells without trailing spaces.
std::size_t visible_end(std::span<const Cell> cells, FilledLine line);

}  // namespace villageboard::fonts
