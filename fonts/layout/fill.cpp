#include "fonts/layout/fill.h"

#include <algorithm>

namespace villageboard::fonts {
namespace {

/// Sums of floats may miss a width that fits by this much.
constexpr float kTolerance = 0.01f;

float blank_of(const Cell& cell, std::span<const TextStyle> styles) {
    return blank_width(styles[cell.style]);
}

bool is_comma(char32_t c) {
    constexpr std::u32string_view kCommas = U"，、；：。,;";
    return kCommas.find(c) != std::u32string_view::npos;
}

}  // namespace

CellSpace cell_space(std::span<const Cell> cells, std::span<const TextStyle> styles,
                     FilledLine line, std::size_t index) {
    const Cell& cell = cells[index];
    CellSpace space{0, cell.advance};
    if (index + 1 < line.end) space.advance += cell.gap_after;
    if (cell.level % 2 != 0) return space;
    const bool at_begin = index == line.begin && cell.blank == BlankSide::left;
    const bool at_end = index + 1 == line.end && cell.blank == BlankSide::right;
    if ((cell.trim_left && index > line.begin) || at_begin) {
        space.before = blank_of(cell, styles);
        space.advance -= space.before;
    }
    if ((cell.trim_right && index + 1 < line.end) || at_end) {
        space.advance -= blank_of(cell, styles);
    }
    return space;
}

std::size_t visible_end(std::span<const Cell> cells, FilledLine line) {
    std::size_t end = line.end;
    while (end > line.begin && cells[end - 1].space) --end;
    return end;
}

FilledLine fill_line(std::span<const Cell> cells, std::span<const TextStyle> styles,
                     std::size_t begin, float width) {
    std::size_t good_end = begin;     // after a cell that may end a line
    std::size_t any_end = begin + 1;  // after a cell that is not joined to the next
    float pen = 0;
    for (std::size_t i = begin; i < cells.size(); ++i) {
        // Its width as the last cell decides whether it fits, as an inner cell how far the pen
        // goes.
        const float as_last = cell_space(cells, styles, {begin, i + 1}, i).advance;
        if (!cells[i].space && pen + as_last > width + kTolerance && i > begin) {
            return {begin, good_end > begin ? good_end : any_end};
        }
        pen += cell_space(cells, styles, {begin, cells.size() + 1}, i).advance;
        if (i + 1 == cells.size() || !cells[i + 1].joined) any_end = i + 1;
        if (cells[i].may_end_line) good_end = i + 1;
    }
    return {begin, cells.size()};
}

FilledLine cut_line(std::span<const Cell> cells, std::span<const TextStyle> styles, FilledLine line,
                    float width, float reserved, std::u32string_view text) {
    std::size_t end = line.begin;
    float pen = 0;
    for (std::size_t i = line.begin; i < cells.size(); ++i) {
        pen += cell_space(cells, styles, {line.begin, cells.size() + 1}, i).advance;
        if (pen + reserved > width + kTolerance) break;
        if (i + 1 == cells.size() || !cells[i + 1].joined) end = i + 1;
    }
    while (end > line.begin && (cells[end - 1].space || is_comma(text[cells[end - 1].begin]))) {
        --end;
    }
    return {line.begin, end};
}

}  // namespace villageboard::fonts
