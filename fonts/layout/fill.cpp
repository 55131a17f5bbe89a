#include "fonts/layout/fill.h"

#include <algorithm>
#include <numeric>

namespace villageboard::fonts {
namespace {

/// Sums of floats may miss a width that fits by this much.
constexpr float kTolerance = 0.01f;

/// How far a line may change before it looks worse than a ragged one.
constexpr float kWidestWordGap = 0.125f;  ///< em added to a word space before Hanzi give way
constexpr float kWidestHanziGap = 0.08f;  ///< em added between Hanzi
constexpr float kTakenFromBlank = 0.5f;   ///< of the blank of a mark
constexpr float kTakenFromSpace = 0.25f;  ///< of a word space

/// Cells that a line keeps at least when it gives some to a lonely Hanzi in the next.
constexpr std::size_t kLeftBehind = 6;

bool is_comma(char32_t c) {
    constexpr std::u32string_view kCommas = U"，、；：。,;";
    return kCommas.find(c) != std::u32string_view::npos;
}

/// Cell `index` as neither the first nor the last of its line.
CellSpace inner_space(const Cell& cell) {
    CellSpace space{0, cell.advance + cell.gap_after};
    if (cell.trim_left) space.before = cell.blank_px;
    if (cell.trim_right) space.advance -= cell.blank_px;
    space.advance -= space.before;
    return space;
}

/// What cell `i` of a line can give up when the line is a little too long; an opening mark at its
/// begin has none left.
float give(std::span<const Cell> cells, std::size_t begin, std::size_t i) {
    const Cell& cell = cells[i];
    if (cell.space) return cell.advance * kTakenFromSpace;
    if (cell.blank == BlankSide::none || cell.trim_left || cell.trim_right) return 0;
    if (cell.blank == BlankSide::left && i == begin) return 0;
    return cell.blank_px * kTakenFromBlank;
}

float width_as_last(std::span<const Cell> cells, std::size_t begin, std::size_t i,
                    const Filling& filling) {
    const Cell& cell = cells[i];
    if (filling.hang && cell.may_hang && i > begin) return 0;
    const bool plain = cell.blank == BlankSide::none && !cell.trim_left;
    return plain ? cell.advance : cell_space(cells, {begin, i + 1}, i).advance;
}

enum class Joint : std::uint8_t { none, word, hanzi };

/// What kind of seam lies between a cell and the next.
Joint joint(const Cell& cell, const Cell& next) {
    if (next.joined) return Joint::none;
    if (cell.space || cell.gap_after > 0) return Joint::word;
    return cell.hanzi && next.hanzi ? Joint::hanzi : Joint::none;
}

std::vector<float> shrink(std::span<const Cell> cells, FilledLine line, float excess) {
    std::vector<float> change(line.end - line.begin, 0);
    for (std::size_t i = line.begin; i + 1 < line.end; ++i) {
        // An opening mark's blank lies before it.
        const float part = give(cells, line.begin, i);
        if (part > 0) change[i - line.begin - (cells[i].blank == BlankSide::left ? 1 : 0)] += part;
    }
    const float all = std::accumulate(change.begin(), change.end(), 0.0f);
    if (all < excess - kTolerance || all <= 0) return {};
    for (float& part : change) part *= -excess / all;
    return change;
}

std::vector<float> stretch(std::span<const Cell> cells, FilledLine line, float slack, float em) {
    std::vector<float> change(line.end - line.begin, 0);
    std::size_t words = 0;
    std::size_t seams = 0;
    for (std::size_t i = line.begin; i + 1 < line.end; ++i) {
        const Joint kind = joint(cells[i], cells[i + 1]);
        words += kind == Joint::word ? 1 : 0;
        seams += kind != Joint::none ? 1 : 0;
    }
    // Western words alone stay ragged: without hyphens their lines would be torn apart.
    if (seams == words) return {};
    const float most = static_cast<float>(words) * em * kWidestWordGap;
    const float in_words = std::min(slack, most);
    if (slack - in_words > static_cast<float>(seams) * em * kWidestHanziGap) return {};
    const float everywhere = (slack - in_words) / static_cast<float>(seams);
    const float word = words > 0 ? in_words / static_cast<float>(words) : 0;
    for (std::size_t i = line.begin; i + 1 < line.end; ++i) {
        const Joint kind = joint(cells[i], cells[i + 1]);
        if (kind == Joint::none) continue;
        change[i - line.begin] = everywhere + (kind == Joint::word ? word : 0);
    }
    return change;
}

}  // namespace

CellSpace cell_space(std::span<const Cell> cells, FilledLine line, std::size_t index) {
    const Cell& cell = cells[index];
    const bool first = index == line.begin;
    const bool last = index + 1 == line.end;
    CellSpace space{0, cell.advance + (last ? 0 : cell.gap_after)};
    if (cell.level % 2 != 0) return space;
    const bool gives_left = first ? cell.blank == BlankSide::left : cell.trim_left;
    const bool gives_right = last ? cell.blank == BlankSide::right : cell.trim_right;
    if (gives_left) space.before = cell.blank_px;
    space.advance -= space.before + (gives_right ? cell.blank_px : 0);
    return space;
}

std::size_t visible_end(std::span<const Cell> cells, FilledLine line) {
    std::size_t end = line.end;
    while (end > line.begin && cells[end - 1].space) --end;
    return end;
}

float natural_width(std::span<const Cell> cells, FilledLine line) {
    float width = 0;
    for (std::size_t i = line.begin; i < line.end; ++i) {
        const bool inner = i > line.begin && i + 1 < line.end && cells[i].level == 0;
        width += inner ? inner_space(cells[i]).advance : cell_space(cells, line, i).advance;
    }
    return width;
}

float hanging_width(std::span<const Cell> cells, FilledLine line) {
    if (line.begin == line.end || !cells[line.end - 1].may_hang) return 0;
    return cell_space(cells, line, line.end - 1).advance;
}

FilledLine fill_line(std::span<const Cell> cells, std::size_t begin, const Filling& filling) {
    std::size_t fit_end = begin;  // the last place to end the line as it is
    float fit_width = 0;
    std::size_t pushed_end = begin;   // the same if blanks give way
    std::size_t any_end = begin + 1;  // after a cell that is not joined to the next
    float pen = 0;
    float given = 0;  // how much shorter the line can be made
    float width = 0;  // with the cell as the line's last; spaces don't count
    for (std::size_t i = begin; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        // Its width as the last cell decides whether it fits, as an inner cell how far the pen
        // goes.
        if (!cell.space) width = pen + width_as_last(cells, begin, i, filling);
        const float excess = width - filling.width - kTolerance;
        if (excess > given && !cell.space && i > begin) break;
        pen += i > begin && cell.level == 0
                   ? inner_space(cell).advance
                   : cell_space(cells, {begin, cells.size() + 1}, i).advance;
        if (filling.push_in) given += give(cells, begin, i);
        if (excess <= 0 && (i + 1 == cells.size() || !cells[i + 1].joined)) any_end = i + 1;
        if (!cell.may_end_line) continue;
        if (excess <= 0) {
            fit_end = i + 1;
            fit_width = width;
        } else if (fit_end == begin || excess <= filling.width - fit_width) {
            // Taken in where that changes the line less than leaving it out would.
            pushed_end = i + 1;
        }
    }
    const std::size_t end = std::max(fit_end, pushed_end);
    return {begin, end > begin ? end : any_end};
}

void keep_company(std::span<const Cell> cells, std::vector<FilledLine>& lines) {
    if (lines.size() < 2 || lines.back().end != cells.size()) return;
    FilledLine& last = lines.back();
    FilledLine& before = lines[lines.size() - 2];
    const auto is_word = [](const Cell& cell) {
        return !cell.space && cell.blank == BlankSide::none;
    };
    const auto words =
        std::count_if(cells.begin() + static_cast<std::ptrdiff_t>(last.begin),
                      cells.begin() + static_cast<std::ptrdiff_t>(last.end), is_word);
    if (words != 1 || !cells[last.begin].hanzi) return;
    for (std::size_t end = before.end - 1; end >= before.begin + kLeftBehind; --end) {
        if (!cells[end - 1].may_end_line) continue;
        before.end = last.begin = end;
        return;
    }
}

FilledLine cut_line(std::span<const Cell> cells, FilledLine line, float width, float reserved,
                    std::u32string_view text) {
    std::size_t end = line.begin;
    float pen = 0;
    for (std::size_t i = line.begin; i < cells.size(); ++i) {
        pen += cell_space(cells, {line.begin, cells.size() + 1}, i).advance;
        if (pen + reserved > width + kTolerance) break;
        if (i + 1 == cells.size() || !cells[i + 1].joined) end = i + 1;
    }
    while (end > line.begin && (cells[end - 1].space || is_comma(text[cells[end - 1].begin]))) {
        --end;
    }
    return {line.begin, end};
}

std::vector<float> justify(std::span<const Cell> cells, FilledLine line, float slack, float em) {
    if (line.end <= line.begin + 1) return {};
    return slack < 0 ? shrink(cells, line, -slack) : stretch(cells, line, slack, em);
}

}  // namespace villageboard::fonts
