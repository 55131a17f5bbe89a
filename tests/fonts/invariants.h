/// What must hold for every layout, whatever was set: used by the property tests and the fuzz
/// target. Each function names the first thing that is wrong, or gives an empty text.
#pragma once
#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "fonts/itemize/clusters.h"
#include "fonts/layout/layout.h"

namespace villageboard::fonts {

class Invariants {
  public:
    /// Both must outlive it. `paragraph` is what the layout was made from.
    Invariants(const TextLayout& layout, const Paragraph& paragraph)
        : layout_(layout), style_(paragraph.style) {
        const auto offsets = cluster_offsets(layout.text());
        cuts_.insert(offsets.begin(), offsets.end());
        tracking_ = paragraph.style.text.tracking_px;
        for (const Span& span : paragraph.spans)
            tracking_ = std::max(tracking_, span.text.tracking_px);
    }

    /// Lines and clusters cover the text, nothing is cut, nothing overlaps.
    std::string broken_order() const {
        if (layout_.lines().empty()) return "a layout has no line";
        std::uint32_t at = 0;
        std::uint32_t glyph = 0;
        std::uint32_t cluster = 0;
        float bottom = 0;
        for (const Line& line : layout_.lines()) {
            if (line.begin != at) return "the lines leave a gap or overlap";
            if (line.first_glyph != glyph) return "the lines' glyphs are not in order";
            if (line.first_cluster != cluster) return "the lines' clusters are not in order";
            if (!(line.top >= bottom)) return "a line stands above the end of the one before";
            if (line.baseline != std::floor(line.baseline)) return "a baseline between pixels";
            if (!(line.bottom > line.top)) return "a line without height";
            if (style_.line_height >= 1 && line.bottom < line.baseline)
                return "a line ends above its baseline";
            const std::string wrong = broken_clusters(line);
            if (!wrong.empty()) return wrong;
            at = line.end;
            glyph += line.glyph_count;
            cluster += line.cluster_count;
            bottom = line.bottom;
        }
        // Blanks beyond the last line allowed need no ellipsis.
        if (!layout_.truncated() && !is_all_blank(at)) return "text is left out";
        if (glyph != layout_.glyphs().size()) return "glyphs stand in no line";
        if (cluster != layout_.clusters().size()) return "clusters stand in no line";
        return std::all_of(layout_.glyphs().begin(), layout_.glyphs().end(), is_finite)
                   ? ""
                   : "a glyph stands nowhere";
    }

    /// What the clusters measure is what the line measures, and it fits.
    std::string broken_widths() const {
        for (std::size_t i = 0; i < layout_.lines().size(); ++i) {
            const Line& line = layout_.lines()[i];
            const bool cut = layout_.truncated() && i + 1 == layout_.lines().size();
            const auto shown = visible(line);
            double sum = 0;
            for (const PlacedCluster& c : shown) sum += c.x1 - c.x0;
            const double tolerance = 0.02 + 0.002 * static_cast<double>(shown.size());
            const double beyond = sum - line.width;  // a hanging mark is not of the line's width
            const double most = hanging(line) + tolerance + line.width * 1e-5;
            if (!cut && (beyond > most || beyond < hanging(line) - most))
                return "the clusters' widths do not add up to the line's";
            // One cluster may be wider than all, and so may one ligature of several.
            const bool whole = shown.size() <= 1 || line.glyph_count <= 1 || cut;
            const float indent = std::max(style_.first_line_indent, 0.0f);
            const float limit = std::max(style_.max_width, 0.0f);
            if (!whole && line.width > limit + 0.1f) return "a line is wider than allowed";
            if (style_.align == Align::left && !whole && i == 0 &&
                line.width > std::max(limit - indent, 0.0f) + 0.1f)
                return "an indented line is wider than allowed";
        }
        return "";
    }

    /// A point finds its cluster, a caret its offset.
    std::string broken_pointing() const {
        for (const Line& line : layout_.lines()) {
            const float y = (line.top + line.bottom) / 2;
            const auto clusters = clusters_of(line);
            const bool mixed = std::any_of(clusters.begin(), clusters.end(),
                                           [](const auto& c) { return c.right_to_left; });
            float last = -kUnlimited;
            for (const PlacedCluster& c : clusters) {
                const Caret caret = layout_.caret(c.begin);
                const float edge = c.right_to_left ? c.x1 : c.x0;
                if (caret.x != edge || caret.top != line.top) return "a caret beside its cluster";
                if (!mixed && caret.x < last) return "carets go back";
                last = caret.x;
                if (c.x1 - c.x0 < 1) continue;
                if (layout_.hit((c.x0 + c.x1) / 2, y) != &c) return "a point misses its cluster";
                if (mixed) continue;  // where directions meet, one place is two offsets
                const std::uint32_t near = layout_.nearest_offset(caret.x + 0.1f, y);
                if (std::abs(layout_.caret(near).x - caret.x) > 0.01f && near != line.begin &&
                    near != line.end)
                    return "the offset nearest to a caret is not its own";
            }
        }
        return "";
    }

    std::string broken() const {
        for (const std::string& wrong : {broken_order(), broken_widths(), broken_pointing()}) {
            if (!wrong.empty()) return wrong;
        }
        return "";
    }

  private:
    /// How far a mark may stand beyond the measure.
    float hanging(const Line& line) const {
        if (style_.line_end != LineEnd::hanging) return 0;
        std::uint16_t size = 0;
        for (const auto& glyph : layout_.glyphs().subspan(line.first_glyph, line.glyph_count))
            size = std::max(size, glyph.size_px);
        return static_cast<float>(size) / 2 + 1 + tracking_;
    }

    static bool is_finite(const PlacedGlyph& glyph) {
        return std::isfinite(glyph.x) && std::isfinite(glyph.y) && glyph.size_px >= 4 &&
               glyph.size_px <= 400;
    }

    std::span<const PlacedCluster> clusters_of(const Line& line) const {
        return layout_.clusters().subspan(line.first_cluster, line.cluster_count);
    }

    std::string broken_clusters(const Line& line) const {
        std::uint32_t at = line.begin;
        for (const PlacedCluster& c : clusters_of(line)) {
            if (c.begin != at || c.end <= c.begin) return "the clusters leave a gap or overlap";
            if (!cuts_.contains(c.begin) || !cuts_.contains(c.end)) return "a cluster is cut";
            if (!(c.x1 >= c.x0)) return "a cluster ends before it begins";
            at = c.end;
        }
        return at == line.end ? "" : "a line holds text without clusters";
    }

    bool is_all_blank(std::uint32_t begin) const {
        const auto size = static_cast<std::uint32_t>(layout_.text().size());
        return std::all_of(cuts_.lower_bound(begin), cuts_.end(),
                           [&](std::size_t cut) { return cut == size || is_blank(cut); });
    }

    bool is_blank(std::size_t offset) const {
        const std::string_view text = std::string_view(layout_.text()).substr(offset);
        if (text.starts_with(' ') || text.starts_with('\n') || text.starts_with("\u3000"))
            return true;
        const bool spaces = text.starts_with("\xE2\x80") && text.size() > 2;  // U+2000..U+203F
        if (!spaces) return false;
        const auto last = static_cast<unsigned char>(text[2]);
        return (last <= 0x8B && last != 0x87) || last == 0xA8 || last == 0xA9;
    }

    /// The line's clusters without the blanks at its end, which may stand beyond the edge.
    std::span<const PlacedCluster> visible(const Line& line) const {
        auto clusters = clusters_of(line);
        while (!clusters.empty() && is_blank(clusters.back().begin))
            clusters = clusters.first(clusters.size() - 1);
        return clusters;
    }

    const TextLayout& layout_;
    const ParagraphStyle& style_;
    std::set<std::size_t> cuts_;
    float tracking_ = 0;  ///< the widest
};

/// Whether two layouts are the same to the last bit.
inline bool are_equal(const TextLayout& a, const TextLayout& b) {
    const auto same_glyph = [](const PlacedGlyph& x, const PlacedGlyph& y) {
        return x.x == y.x && x.y == y.y && x.glyph == y.glyph && x.face == y.face &&
               x.size_px == y.size_px && x.colour == y.colour && x.whole_pixel == y.whole_pixel;
    };
    const auto same_cluster = [](const PlacedCluster& x, const PlacedCluster& y) {
        return x.begin == y.begin && x.end == y.end && x.x0 == y.x0 && x.x1 == y.x1 &&
               x.right_to_left == y.right_to_left;
    };
    const auto same_line = [](const Line& x, const Line& y) {
        return x.x == y.x && x.width == y.width && x.top == y.top && x.baseline == y.baseline &&
               x.bottom == y.bottom && x.begin == y.begin && x.end == y.end;
    };
    return a.text() == b.text() && a.width() == b.width() && a.height() == b.height() &&
           a.missing_glyphs() == b.missing_glyphs() && a.truncated() == b.truncated() &&
           std::equal(a.glyphs().begin(), a.glyphs().end(), b.glyphs().begin(), b.glyphs().end(),
                      same_glyph) &&
           std::equal(a.clusters().begin(), a.clusters().end(), b.clusters().begin(),
                      b.clusters().end(), same_cluster) &&
           std::equal(a.lines().begin(), a.lines().end(), b.lines().begin(), b.lines().end(),
                      same_line);
}

}  // namespace villageboard::fonts
