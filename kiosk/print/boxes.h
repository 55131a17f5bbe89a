/// A document cut into boxes that stand below each other and are never torn apart: one line of a
/// paragraph, one fact, one code. Measures only. Lengths in mm.
#pragma once
#include <memory>
#include <vector>

#include "fonts/layout/layout.h"
#include "kiosk/print/paper.h"
#include "kiosk/print/slip.h"

namespace villageboard::print {

/// Layouts are set with so many px a mm.
inline constexpr double kPxPerMm = 10;

/// One line of a layout at (x, y) in its box.
struct LineInk {
    std::shared_ptr<const fonts::TextLayout> layout;
    std::size_t line = 0;
    double x = 0;
    double y = 0;
    Tone tone = Tone::plain;
};

/// A filled rectangle or, with a thickness, its edge.
struct RectInk {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    double thickness = 0;
};

struct Box {
    double height = 0;
    std::vector<LineInk> lines;
    std::vector<RectInk> rects;
    bool keeps_next = false;  ///< the next box stands on the same page
    bool is_space = false;    ///< left out at the top of a page
};

/// Throws FontError when a font can't be read.
std::vector<Box> boxes_of(const SlipDocument& document, const Sheet& sheet,
                          const fonts::FaceSet& faces);
/// The boxes of small words over the column's width: foot and page number.
std::vector<Box> small_words(const std::string& words, const Sheet& sheet,
                             const fonts::FaceSet& faces);

/// Which boxes stand on which page; `room` is what a page holds. A box higher than a page stands
/// alone. Pure.
std::vector<std::vector<Box>> paged(std::vector<Box> boxes, double room);

double height_of(const std::vector<Box>& boxes);

}  // namespace villageboard::print
