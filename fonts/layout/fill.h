/// Which cells stand in which line, and how far apart: greedy filling with squeezed, pushed-in and
/// hanging marks, and justified lines, as CLREQ describes them (section 3.2). Pure; inner part of
/// layout.h.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fonts/layout/cells.h"

namespace villageboard::fonts {

/// Cells [begin, end) of one line.
struct FilledLine {
    std::size_t begin;
    std::size_t end;
};

/// How lines may be filled.
struct Filling {
    float width;
    /// Whether a line that is a little too long may give up blank to take in what follows.
    bool push_in = false;
    bool hang = false;  ///< whether a comma or stop may stand beyond the line's end
};

/// The line that begins with cell `begin`. It holds at least one cell, and ends after a cell that
/// may end a line, or where nothing else is possible between any two clusters.
FilledLine fill_line(std::span<const Cell> cells, std::size_t begin, const Filling& filling);

/// A paragraph does not end in a line of one Hanzi where the line before can spare its last ones.
void keep_company(std::span<const Cell> cells, std::vector<FilledLine>& lines);

/// The longest part of a line from `begin` that leaves room for `reserved` px within `width`,
/// without spaces or commas at its end; may hold no cell.
FilledLine cut_line(std::span<const Cell> cells, FilledLine line, float width, float reserved,
                    std::u32string_view text);

/// How far cell `index` moves the pen in a line that holds cells [line.begin, line.end): its
/// advance, less the blank halves that it gives up to its neighbours and at the line's edges, plus
/// the gap to a neighbour of another script.
struct CellSpace {
    float before;   ///< given up on its left
    float advance;  ///< what is left
};
CellSpace cell_space(std::span<const Cell> cells, FilledLine line, std::size_t index);

/// The end of the line's cells without trailing spaces.
std::size_t visible_end(std::span<const Cell> cells, FilledLine line);

/// The sum of the advances in the line, which holds no trailing space.
float natural_width(std::span<const Cell> cells, FilledLine line);

/// What the line's last mark reaches beyond the measure when it hangs, px; 0 if it is none.
float hanging_width(std::span<const Cell> cells, FilledLine line);

/// What is added after each cell of a line without trailing spaces so that it grows by `slack` px
/// (or, below 0, shrinks): first word spaces and gaps between scripts, then between all Hanzi
/// alike; shrinking takes from the blanks of marks and from spaces. `em` is the line's type size.
/// Empty where the line would be torn apart: it then stays as it is.
std::vector<float> justify(std::span<const Cell> cells, FilledLine line, float slack, float em);

}  // namespace villageboard::fonts
