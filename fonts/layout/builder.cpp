#include "fonts/layout/builder.h"

#include <algorithm>
#include <cmath>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/itemize.h"

namespace villageboard::fonts {
namespace {

/// The ideographic em box: 0.88 above the baseline, 0.12 below, in the CJK fonts as in most others.
constexpr float kAbove = 0.88f;

bool ends_line(char32_t c) { return c == '\n' || c == 0x2028 || c == 0x2029; }

bool is_blank(char32_t c) { return c == ' ' || c == 0x3000 || ends_line(c); }

}  // namespace

LayoutBuilder::LayoutBuilder(const FaceSet& faces, const Paragraph& paragraph)
    : faces_(faces), paragraph_(paragraph) {
    layout_.text_ = clean_text(paragraph.text, kMaxTextBytes);
    decoded_ = decode_utf8(layout_.text_);
    clusters_ = cluster_starts(decoded_.code_points);
    resolve_styles();
    for (const TextStyle& style : styles_) sizes_.push_back(whole_size(style));
    layout_.clusters_.reserve(clusters_.size());
    layout_.glyphs_.reserve(clusters_.size());
    if (paragraph.style.max_lines > 0) {
        const std::uint32_t ends[] = {0, 1};
        const std::uint16_t style[] = {0};
        ellipsis_ = shape_cells(faces, U"…", ends, style, styles_);
        ellipsis_width_ = ellipsis_.cells[0].advance;
    }
}

TextLayout LayoutBuilder::build() {
    bool first = true;
    for (const Part& part : split()) {
        add_part(part, first);
        first = false;
        if (done_) break;
    }
    layout_.height_ = bottom_;
    align();
    return std::move(layout_);
}

void LayoutBuilder::resolve_styles() {
    styles_.push_back(paragraph_.style.text);
    colours_.push_back(0);
    style_of_.assign(clusters_.size() - 1, 0);
    for (const Span& span : paragraph_.spans) {
        if (styles_.size() > 0xFFFF) break;
        const auto cluster_at = [&](std::size_t byte) {
            const auto after = std::upper_bound(
                clusters_.begin(), clusters_.end(), byte,
                [&](std::size_t at, std::uint32_t start) { return at < decoded_.bytes[start]; });
            return after - clusters_.begin() - 1;
        };
        const auto begin = cluster_at(span.begin);
        const auto end = cluster_at(std::max(span.begin, span.end));
        std::fill(style_of_.begin() + begin, style_of_.begin() + end,
                  static_cast<std::uint16_t>(styles_.size()));
        styles_.push_back(span.text);
        colours_.push_back(span.colour);
    }
}

std::vector<LayoutBuilder::Part> LayoutBuilder::split() const {
    std::vector<Part> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i + 1 < clusters_.size(); ++i) {
        if (!ends_line(decoded_.code_points[clusters_[i]])) continue;
        parts.push_back({begin, i, i + 1});
        begin = i + 1;
    }
    parts.push_back({begin, clusters_.size() - 1, clusters_.size() - 1});
    return parts;
}

float LayoutBuilder::available(float indent) const {
    return std::max(paragraph_.style.max_width - indent, 0.0f);
}

bool LayoutBuilder::is_last_line() const {
    return paragraph_.style.max_lines > 0 &&
           layout_.lines_.size() + 1 == static_cast<std::size_t>(paragraph_.style.max_lines);
}

bool LayoutBuilder::only_blanks_after(const Part& part, const CellText& cells,
                                      FilledLine line) const {
    const std::uint32_t origin = clusters_[part.first_cluster];
    const std::size_t from = line.end < cells.cells.size() ? origin + cells.cells[line.end].begin
                                                           : clusters_[part.end_cluster];
    const std::u32string_view rest = std::u32string_view(decoded_.code_points).substr(from);
    return std::all_of(rest.begin(), rest.end(), is_blank);
}

void LayoutBuilder::add_part(const Part& part, bool first) {
    const std::uint32_t origin = clusters_[part.first_cluster];
    const std::size_t count = part.end_cluster - part.first_cluster;
    std::vector<std::uint32_t> starts(count + 1);
    for (std::size_t i = 0; i <= count; ++i) starts[i] = clusters_[part.first_cluster + i] - origin;
    const auto text = std::u32string_view(decoded_.code_points).substr(origin, starts.back());
    const auto style_of = std::span(style_of_).subspan(part.first_cluster, count);
    const CellText cells = shape_cells(faces_, text, starts, style_of, styles_);
    if (!first) bottom_ += std::max(paragraph_.style.paragraph_gap, 0.0f);

    float indent = std::max(paragraph_.style.first_line_indent, 0.0f);
    for (FilledLine line : fill_part(cells, indent)) {
        const bool last = is_last_line();
        const bool cut = last && !only_blanks_after(part, cells, line);
        if (cut) {
            line = cut_line(cells.cells, line, available(indent), ellipsis_width_, text);
        }
        add_line(part, cells, line, cut, indent);
        done_ = last;
        layout_.truncated_ |= cut;
        indent = 0;
    }
}

std::vector<FilledLine> LayoutBuilder::fill_part(const CellText& cells, float indent) const {
    const ParagraphStyle& style = paragraph_.style;
    const std::size_t most = style.max_lines > 0
                                 ? static_cast<std::size_t>(style.max_lines) - layout_.lines_.size()
                                 : cells.cells.size() + 1;
    Filling filling{available(indent), style.align == Align::justified,
                    style.line_end == LineEnd::hanging};
    std::vector<FilledLine> lines;
    std::size_t begin = 0;
    while (begin < cells.cells.size() && lines.size() < most) {
        lines.push_back(fill_line(cells.cells, begin, filling));
        begin = lines.back().end;
        filling.width = available(0);
    }
    if (lines.empty()) lines.push_back({0, 0});
    keep_company(cells.cells, lines);
    return lines;
}

LayoutBuilder::Extent LayoutBuilder::extent(const TextStyle& style) const {
    const float size = whole_size(style);
    const float pitch = std::round(size * std::max(paragraph_.style.line_height, 0.5f));
    const float above = std::round((pitch - size) / 2 + size * kAbove);
    return {above, pitch - above};
}

LayoutBuilder::Extent LayoutBuilder::extent(const CellText& cells, FilledLine line) const {
    if (line.begin == line.end) return extent(styles_[0]);
    Extent all{0, 0};
    std::uint16_t last = 0xFFFF;
    for (std::size_t i = line.begin; i < line.end; ++i) {
        if (cells.cells[i].style == last) continue;
        last = cells.cells[i].style;
        const Extent own = extent(styles_[last]);
        all = {std::max(all.above, own.above), std::max(all.below, own.below)};
    }
    return all;
}

LayoutBuilder::Setting LayoutBuilder::setting(const CellText& cells, FilledLine line,
                                              float indent) const {
    line.end = visible_end(cells.cells, line);
    const ParagraphStyle& style = paragraph_.style;
    Setting setting{natural_width(cells.cells, line), 0, {}};
    if (style.line_end == LineEnd::hanging) {
        setting.hanging = hanging_width(cells.cells, line);
        setting.width -= setting.hanging;
    }
    if (style.align != Align::justified || !std::isfinite(style.max_width)) return setting;
    const float slack = available(indent) - setting.width;
    const bool last = line.end == visible_end(cells.cells, {0, cells.cells.size()});
    if (last && slack >= 0) return setting;
    const float em = line.begin < line.end ? sizes_[cells.cells[line.begin].style] : 0;
    setting.added = justify(cells.cells, line, slack, em);
    if (!setting.added.empty()) setting.width += slack;
    return setting;
}

void LayoutBuilder::add_line(const Part& part, const CellText& cells, FilledLine line,
                             bool ellipsis, float indent) {
    const Extent box = extent(cells, line);
    Line out{};
    out.x = indent;
    out.top = std::round(bottom_);
    out.baseline = out.top + box.above;
    out.bottom = out.baseline + box.below;
    out.first_glyph = static_cast<std::uint32_t>(layout_.glyphs_.size());
    out.first_cluster = static_cast<std::uint32_t>(layout_.clusters_.size());
    out.begin = decoded_.bytes[clusters_[part.first_cluster + line.begin]];
    out.end = decoded_.bytes[clusters_[part.first_cluster + line.end]];
    Setting set = setting(cells, line, indent);
    if (ellipsis) set = {set.width + set.hanging, 0, {}};
    out.width = set.width;
    place_cells(part, cells, line, indent, set.added, out);
    if (ellipsis) {
        place_ellipsis(indent + out.width, out.baseline);
        out.width += ellipsis_width_;
    } else if (line.end == cells.cells.size()) {
        add_line_end(part, out, indent + out.width + set.hanging);
    }
    out.glyph_count = static_cast<std::uint32_t>(layout_.glyphs_.size()) - out.first_glyph;
    out.cluster_count = static_cast<std::uint32_t>(layout_.clusters_.size()) - out.first_cluster;
    layout_.width_ = std::max(layout_.width_, out.x + out.width);
    bottom_ = out.bottom;
    layout_.lines_.push_back(out);
}

void LayoutBuilder::place_cells(const Part& part, const CellText& cells, FilledLine line, float x,
                                std::span<const float> added, Line& out) {
    layout_.clusters_.resize(out.first_cluster + line.end - line.begin);
    const std::size_t visible = visible_end(cells.cells, line);
    std::vector<std::uint8_t> levels(line.end - line.begin, 0);
    bool mixed = false;
    for (std::size_t i = line.begin; i < visible; ++i) {
        levels[i - line.begin] = cells.cells[i].level;
        mixed |= cells.cells[i].level != 0;
    }
    const FilledLine shown{line.begin, visible};
    float pen = x;
    const auto place = [&](std::size_t i) {
        place_cell(part, cells, shown, i, pen, out);
        const std::size_t at = i - line.begin;
        if (at >= added.size()) return;
        pen += added[at];
        layout_.clusters_[out.first_cluster + at].x1 = pen;
    };
    if (!mixed) {
        for (std::size_t i = line.begin; i < line.end; ++i) place(i);
        return;
    }
    for (const std::uint32_t i : visual_order(levels)) place(line.begin + i);
}

void LayoutBuilder::place_cell(const Part& part, const CellText& cells, FilledLine line,
                               std::size_t index, float& pen, const Line& out) {
    const Cell& cell = cells.cells[index];
    const CellSpace space = cell_space(cells.cells, line, index);
    const std::uint16_t size = sizes_[cell.style];
    for (std::size_t i = 0; i < cell.glyph_count; ++i) {
        const CellGlyph& glyph = cells.glyphs[cell.first_glyph + i];
        layout_.glyphs_.push_back({pen - space.before + glyph.x, out.baseline + glyph.y,
                                   glyph.glyph, glyph.face, size, glyph.whole_pixel,
                                   colours_[cell.style]});
    }
    const std::size_t cluster = part.first_cluster + index;
    layout_.clusters_[out.first_cluster + index - line.begin] = {
        decoded_.bytes[clusters_[cluster]], decoded_.bytes[clusters_[cluster + 1]], pen,
        pen + space.advance, cell.level % 2 != 0};
    layout_.missing_ += cell.missing ? 1 : 0;
    pen += space.advance;
}

void LayoutBuilder::add_line_end(const Part& part, Line& out, float x) {
    if (part.end_cluster == part.end_with_break) return;
    out.end = decoded_.bytes[clusters_[part.end_with_break]];
    if (out.cluster_count == 0 && layout_.clusters_.size() > out.first_cluster) {
        x = layout_.clusters_.back().x1;
    }
    layout_.clusters_.push_back(
        {decoded_.bytes[clusters_[part.end_cluster]], out.end, x, x, false});
}

void LayoutBuilder::place_ellipsis(float x, float baseline) {
    for (const CellGlyph& glyph : ellipsis_.glyphs) {
        layout_.glyphs_.push_back({x + glyph.x, baseline + glyph.y, glyph.glyph, glyph.face,
                                   sizes_[0], glyph.whole_pixel, 0});
    }
}

void LayoutBuilder::align() {
    const float limit = paragraph_.style.max_width;
    layout_.measure_ = std::isfinite(limit) ? std::max(limit, 0.0f) : layout_.width_;
    const bool shifted =
        paragraph_.style.align == Align::center || paragraph_.style.align == Align::right;
    if (!shifted) return;
    const float part = paragraph_.style.align == Align::center ? 0.5f : 1.0f;
    for (Line& line : layout_.lines_) {
        const float shift = std::floor((layout_.measure_ - line.width) * part - line.x);
        line.x += shift;
        for (auto& glyph : std::span(layout_.glyphs_).subspan(line.first_glyph, line.glyph_count)) {
            glyph.x += shift;
        }
        for (auto& cluster :
             std::span(layout_.clusters_).subspan(line.first_cluster, line.cluster_count)) {
            cluster.x0 += shift;
            cluster.x1 += shift;
        }
    }
}

}  // namespace villageboard::fonts
