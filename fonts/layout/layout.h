/// Text set in lines: positioned glyphs, their measure, and which cluster lies where.
/// Immutable once made, so a layout may be kept and drawn for as long as its FaceSet lives.
/// All positions in px from the layout's top left corner, y downwards.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fonts/layout/style.h"
#include "fonts/shape/faces.h"

namespace villageboard::fonts {

struct PlacedGlyph {
    float x;  ///< origin on the baseline
    float y;
    std::uint16_t glyph;
    FaceId face;
    std::uint16_t size_px;
    bool whole_pixel;      ///< full-width: drawn at a whole pixel, so that strokes repeat exactly
    std::uint32_t colour;  ///< 0: the colour that the layout is drawn with
};

/// One cluster: bytes [begin, end) of text() between x0 and x1 (x0 < x1 also right to left).
struct PlacedCluster {
    std::uint32_t begin;
    std::uint32_t end;
    float x0;
    float x1;
    bool right_to_left;
};

struct Line {
    float x;      ///< left edge of its text
    float width;  ///< without trailing spaces and without a mark that hangs
    float top;
    float baseline;  ///< a whole pixel
    float bottom;
    std::uint32_t first_glyph, glyph_count;
    std::uint32_t first_cluster, cluster_count;  ///< logical order
    std::uint32_t begin, end;                    ///< bytes of text() in this line
};

/// A vertical line between clusters.
struct Caret {
    float x;
    float top;
    float bottom;
};

/// A part of one line, marked behind its text.
struct Stretch {
    float x0;
    float x1;
    float top;
    float bottom;
};

class TextLayout {
  public:
    /// What was set: the paragraph's text, cleaned. Byte offsets below refer to it; for valid text
    /// without controls it is the same as the paragraph's.
    const std::string& text() const { return text_; }
    std::span<const PlacedGlyph> glyphs() const { return glyphs_; }
    std::span<const PlacedCluster> clusters() const { return clusters_; }
    std::span<const Line> lines() const { return lines_; }

    /// The widest line (with its indent); never more than max_width unless one cluster is wider.
    float width() const { return width_; }
    float height() const { return height_; }
    /// The width that Align refers to: max_width, or width() where that is unlimited.
    float measure() const { return measure_; }
    /// Whether the text did not fit max_lines and ends in an ellipsis.
    bool truncated() const { return truncated_; }
    /// Clusters that no installed font can draw.
    std::uint32_t missing_glyphs() const { return missing_; }

    /// The byte offset of the cluster under the point; nothing outside of all lines' text.
    /// A pointer, null for nothing; owned by the layout.
    const PlacedCluster* hit(float x, float y) const;
    /// The caret offset nearest to the point, always a cluster boundary (0 to text().size()).
    std::uint32_t nearest_offset(float x, float y) const;
    /// The caret before the cluster that holds byte `offset`; at or past the end, after the last
    /// one.
    Caret caret(std::uint32_t offset) const;

    /// What lies behind the clusters of bytes [begin, end): a stretch a line, or several where text
    /// of both directions meets; from left to right, top to bottom. A cluster that is only partly
    /// in counts whole.
    std::vector<Stretch> selection(std::uint32_t begin, std::uint32_t end) const;
    /// Where the first line's first number has its point: the left edge of the '.' that a figure
    /// follows, else the right edge of its last figure; nothing without a figure. Figures of a
    /// column stand in line when these do.
    std::optional<float> point_x() const;

    /// Bytes held, for a cache's budget.
    std::size_t memory_bytes() const;

  private:
    friend class LayoutBuilder;
    friend class LayoutCache;
    void wipe();

    std::string text_;
    std::vector<PlacedGlyph> glyphs_;
    std::vector<PlacedCluster> clusters_;
    std::vector<Line> lines_;
    float width_ = 0;
    float height_ = 0;
    float measure_ = 0;
    std::uint32_t missing_ = 0;
    bool truncated_ = false;
};

/// Sets a paragraph. Never fails on text; throws FontError only if a font file can't be read.
/// Text of no characters gives one empty line, so that height and caret are those of the style.
TextLayout lay_out(const FaceSet& faces, const Paragraph& paragraph);

}  // namespace villageboard::fonts
