/// Puts a TextLayout together line by line. Inner part of layout.h.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/itemize/utf8.h"
#include "fonts/layout/cells.h"
#include "fonts/layout/fill.h"
#include "fonts/layout/layout.h"

namespace villageboard::fonts {

class LayoutBuilder {
  public:
    /// Both must outlive the builder.
    LayoutBuilder(const FaceSet& faces, const Paragraph& paragraph);
    TextLayout build();

  private:
    /// A part of the text between two mandatory breaks; clusters by index.
    struct Part {
        std::size_t first_cluster;
        std::size_t end_cluster;  ///< without the line end
        std::size_t end_with_break;
    };
    /// How wide a line is set: without what hangs beyond it, and what is added after each cell.
    struct Setting {
        float width;
        float hanging;
        std::vector<float> added;
    };
    /// Where a line's boxes reach above and below its baseline.
    struct Extent {
        float above;
        float below;
    };

    void resolve_styles();
    std::vector<Part> split() const;
    void add_part(const Part& part, bool first);
    std::vector<FilledLine> fill_part(const CellText& cells, float indent) const;
    void add_line(const Part& part, const CellText& cells, FilledLine line, bool ellipsis,
                  float indent);
    void place_cells(const Part& part, const CellText& cells, FilledLine line, float x,
                     std::span<const float> added, Line& out);
    void place_cell(const Part& part, const CellText& cells, FilledLine line, std::size_t index,
                    float& pen, const Line& out);
    void add_line_end(const Part& part, Line& out, float x);
    void place_ellipsis(float x, float baseline);
    Extent extent(const CellText& cells, FilledLine line) const;
    Extent extent(const TextStyle& style) const;
    Setting setting(const CellText& cells, FilledLine line, float indent) const;
    float available(float indent) const;
    bool only_blanks_after(const Part& part, const CellText& cells, FilledLine line) const;
    bool is_last_line() const;
    void align();

    const FaceSet& faces_;
    const Paragraph& paragraph_;
    TextLayout layout_;
    Decoded decoded_;
    std::vector<std::uint32_t> clusters_;  ///< code points
    std::vector<TextStyle> styles_;        ///< the paragraph's, then one for each span
    std::vector<std::uint16_t> sizes_;     ///< px; the same indices
    std::vector<std::uint32_t> colours_;
    std::vector<std::uint16_t> style_of_;  ///< a cluster
    CellText ellipsis_;
    float ellipsis_width_ = 0;
    float bottom_ = 0;
    bool done_ = false;
};

}  // namespace villageboard::fonts
