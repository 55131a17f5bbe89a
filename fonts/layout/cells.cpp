#include "fonts/layout/cells.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/itemize.h"

namespace villageboard::fonts {
namespace {

/// Below this no character of one em is a Chinese one; figures and letters need their own care.
constexpr char32_t kFirstChinese = 0x2010;

bool is_latin(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x00C0 && c < 0x0250);
}

class CellShaper {
  public:
    CellShaper(const FaceSet& faces, std::u32string_view text, std::span<const TextStyle> styles)
        : faces_(faces), text_(text), styles_(styles) {
        for (const TextStyle& style : styles) sizes_.push_back(whole_size(style));
    }

    CellText shape(std::span<const std::uint32_t> clusters,
                   std::span<const std::uint16_t> style_of) {
        make_cells(clusters, style_of);
        std::set<std::pair<Family, Weight>> lists;
        std::uint32_t last = ~0u;
        for (const Cell& cell : out_.cells) {
            if (cell.style == last) continue;
            last = cell.style;
            lists.insert({styles_[last].family, styles_[last].weight});
        }
        for (const auto& [family, weight] : lists) shape_list(clusters, family, weight);
        mark_breaks(clusters);
        mark_trims();
        mark_gaps();
        return std::move(out_);
    }

  private:
    struct Piece {
        std::size_t first;  ///< cells
        std::size_t last;
        const Run& run;
        FaceId face;
    };

    void make_cells(std::span<const std::uint32_t> clusters,
                    std::span<const std::uint16_t> style_of) {
        out_.cells.resize(clusters.size() - 1);
        out_.glyphs.reserve(out_.cells.size());
        for (std::size_t i = 0; i < out_.cells.size(); ++i) {
            Cell& cell = out_.cells[i];
            cell.begin = clusters[i];
            cell.end = clusters[i + 1];
            cell.style = style_of[i];
            const char32_t first = text_[cell.begin];
            cell.western = is_western_mark(text_, cell.begin);
            cell.space = first == ' ' || first == 0x3000 ||
                         (first >= 0x2000 && first <= 0x200B && first != 0x2007);
        }
    }

    /// Shapes the cells that are set from one list of faces.
    void shape_list(std::span<const std::uint32_t> clusters, Family family, Weight weight) {
        const auto ids = faces_.faces(family, weight);
        std::size_t cell = 0;
        for (const Run& run : itemize(text_, clusters, faces_.coverages(family, weight))) {
            while (cell < out_.cells.size() && out_.cells[cell].begin < run.end) {
                const std::size_t end = piece_end(cell, run.end);
                const TextStyle& style = styles_[out_.cells[cell].style];
                if (style.family == family && style.weight == weight) {
                    shape_piece(cell, end, run, ids[run.face]);
                }
                cell = end;
            }
        }
    }

    /// The first cell after `cell` that is set otherwise, or beyond the run.
    std::size_t piece_end(std::size_t cell, std::uint32_t run_end) const {
        std::size_t end = cell + 1;
        while (end < out_.cells.size() && out_.cells[end].begin < run_end &&
               out_.cells[end].style == out_.cells[cell].style &&
               out_.cells[end].western == out_.cells[cell].western) {
            ++end;
        }
        return end;
    }

    void shape_piece(std::size_t first, std::size_t last, const Run& run, FaceId face) {
        const Piece piece{first, last, run, face};
        for (std::size_t i = first; i < last; ++i) out_.cells[i].level = run.level;
        const bool chinese = run.script == kHanScript && run.level % 2 == 0;
        if (!chinese) return shape_stretch(piece, first, last);
        // What a rule of the font might touch, with its like around it, goes through the shaper.
        std::size_t from = first;
        const LoneGlyph* ruled = nullptr;
        const auto shape_until = [&](std::size_t end) {
            if (end == from + 1 && ruled != nullptr) {
                place_alone(piece, from, *ruled);
            } else if (end > from) {
                shape_stretch(piece, from, end);
            }
        };
        for (std::size_t i = first; i < last; ++i) {
            const LoneGlyph* glyph = alone(piece, i);
            if (glyph == nullptr || glyph->ruled) {
                ruled = glyph;
                continue;
            }
            shape_until(i);
            place_alone(piece, i, *glyph);
            from = i + 1;
        }
        shape_until(last);
    }

    const LoneGlyph* alone(const Piece& piece, std::size_t index) const {
        const Cell& cell = out_.cells[index];
        const char32_t c = text_[cell.begin];
        if (cell.end != cell.begin + 1 || c < kFirstChinese || cell.western) return nullptr;
        return faces_.lone_glyph(piece.face, c);
    }

    void place_alone(const Piece& piece, std::size_t index, const LoneGlyph& glyph) {
        Cell& cell = out_.cells[index];
        cell.first_glyph = static_cast<std::uint32_t>(out_.glyphs.size());
        cell.glyph_count = 1;
        const bool full_width = is_full_width(piece.face, glyph.advance);
        out_.glyphs.push_back({0, 0, glyph.glyph, piece.face, full_width});
        cell.advance = glyph.advance * sizes_[cell.style] + styles_[cell.style].tracking_px;
        cell.missing = glyph.glyph == 0;
        if (full_width) mark_full_width(cell);
    }

    bool is_full_width(FaceId face, float advance) const {
        return std::abs(advance - 1.0f) < 0.01f && faces_.is_cjk(face);
    }

    void mark_full_width(Cell& cell) const {
        const char32_t c = text_[cell.begin];
        cell.hanzi = true;
        if (is_hanzi(c)) return;
        cell.blank = blank_side(c);
        cell.blank_px = cell.blank == BlankSide::none ? 0 : std::floor(sizes_[cell.style] / 2);
        // Where text runs from right to left, the last mark is not the rightmost one.
        cell.may_hang = cell.level == 0 && may_hang(c);
    }

    void shape_stretch(const Piece& piece, std::size_t first, std::size_t last) {
        Run stretch = piece.run;
        stretch.begin = out_.cells[first].begin;
        stretch.end = out_.cells[last - 1].end;
        const TextStyle& style = styles_[out_.cells[first].style];
        const Marks marks = out_.cells[first].western ? Marks::proportional : Marks::full_width;
        const auto glyphs = shape_run(faces_, piece.face, text_, stretch, style.figures, marks);
        for (std::size_t i = 0; i < glyphs.size();) {
            std::size_t end = i + 1;
            while (end < glyphs.size() && glyphs[end].cluster == glyphs[i].cluster) ++end;
            const Cell* cell = cell_at(first, last, glyphs[i].cluster);
            place(static_cast<std::size_t>(cell - out_.cells.data()),
                  std::span(glyphs).subspan(i, end - i), piece.face);
            i = end;
        }
        share_ligatures(first, last);
        for (std::size_t i = first; i < last; ++i) out_.cells[i].advance += style.tracking_px;
        if (piece.run.level % 2 != 0) move_ligatures(first, last);
    }

    const Cell* cell_at(std::size_t first, std::size_t last, std::uint32_t code_point) const {
        const auto begin = out_.cells.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = out_.cells.begin() + static_cast<std::ptrdiff_t>(last);
        const auto after =
            std::upper_bound(begin, end, code_point,
                             [](std::uint32_t at, const Cell& cell) { return at < cell.begin; });
        return &*(after == begin ? begin : after - 1);
    }

    void place(std::size_t index, std::span<const ShapedGlyph> glyphs, FaceId face) {
        Cell& cell = out_.cells[index];
        const float size = sizes_[cell.style];
        const bool full_width = glyphs.size() == 1 && is_full_width(face, glyphs[0].advance);
        // Several HarfBuzz clusters can fall into one of ours: it then keeps the glyphs of all.
        if (cell.glyph_count == 0) {
            cell.first_glyph = static_cast<std::uint32_t>(out_.glyphs.size());
        }
        for (const ShapedGlyph& glyph : glyphs) {
            out_.glyphs.push_back({cell.advance + glyph.offset_x * size, -glyph.offset_y * size,
                                   glyph.glyph, face, full_width});
            cell.advance += glyph.advance * size;
            cell.missing |= glyph.glyph == 0;
        }
        cell.glyph_count += static_cast<std::uint32_t>(glyphs.size());
        if (full_width) mark_full_width(cell);
    }

    /// A glyph that stands for several clusters: each gets an equal share of its advance.
    void share_ligatures(std::size_t first, std::size_t last) {
        std::size_t i = first;
        while (i < last) {
            std::size_t end = i + 1;
            while (end < last && out_.cells[end].glyph_count == 0) ++end;
            const float share = out_.cells[i].advance / static_cast<float>(end - i);
            for (std::size_t k = i; k < end; ++k) {
                out_.cells[k].advance = share;
                out_.cells[k].joined = k > i;
            }
            i = end;
        }
    }

    /// From right to left the other cells of a ligature stand on the left of the one with the
    /// glyph.
    void move_ligatures(std::size_t first, std::size_t last) {
        std::size_t head = first;
        for (std::size_t i = first; i < last; ++i) {
            if (!out_.cells[i].joined) head = i;
            if (head == i) continue;
            for (std::uint32_t k = 0; k < out_.cells[head].glyph_count; ++k) {
                out_.glyphs[out_.cells[head].first_glyph + k].x -= out_.cells[i].advance;
            }
        }
    }

    void mark_breaks(std::span<const std::uint32_t> clusters) {
        const auto breaks = line_breaks(text_, clusters);
        for (std::size_t i = 0; i < out_.cells.size(); ++i) {
            const bool joined = i + 1 < out_.cells.size() && out_.cells[i + 1].joined;
            out_.cells[i].may_end_line =
                !joined && breaks[out_.cells[i].end - 1] != Break::forbidden;
        }
    }

    /// Two blank halves that meet are one too many (CLREQ, 3.1.6: adjustment of adjacent marks).
    void mark_trims() {
        for (std::size_t i = 0; i + 1 < out_.cells.size(); ++i) {
            Cell& cell = out_.cells[i];
            Cell& next = out_.cells[i + 1];
            if (cell.level % 2 != 0 || next.level % 2 != 0) continue;
            if (cell.blank == BlankSide::right && next.blank != BlankSide::none) {
                cell.trim_right = true;
            } else if (cell.blank == BlankSide::left && next.blank == BlankSide::left) {
                next.trim_left = true;
            }
        }
    }

    /// Hanzi stand an eighth of an em off the Latin words and figures beside them.
    void mark_gaps() {
        for (std::size_t i = 0; i + 1 < out_.cells.size(); ++i) {
            Cell& cell = out_.cells[i];
            const Cell& next = out_.cells[i + 1];
            const char32_t last = text_[cell.end - 1];
            const char32_t first = text_[next.begin];
            if ((is_hanzi(last) && is_latin(first)) || (is_latin(last) && is_hanzi(first))) {
                cell.gap_after = std::round(sizes_[cell.style] / 8);
            }
        }
    }

    const FaceSet& faces_;
    std::u32string_view text_;
    std::span<const TextStyle> styles_;
    std::vector<float> sizes_;  ///< px, a style
    CellText out_;
};

}  // namespace

CellText shape_cells(const FaceSet& faces, std::u32string_view text,
                     std::span<const std::uint32_t> clusters,
                     std::span<const std::uint16_t> style_of, std::span<const TextStyle> styles) {
    return CellShaper(faces, text, styles).shape(clusters, style_of);
}

std::uint16_t whole_size(const TextStyle& style) {
    const float size = std::isfinite(style.size_px) ? style.size_px : 4.0f;
    return static_cast<std::uint16_t>(std::lround(std::clamp(size, 4.0f, 400.0f)));
}

}  // namespace villageboard::fonts
