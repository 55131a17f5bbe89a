/// Sheets of text to be set by the terminal and by a browser with equal CSS, and looked at side by
/// side. Plain values; nothing is measured or judged here.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "fonts/layout/layout.h"

namespace villageboard::bench {

/// One paragraph at its place on the sheet, px from the top left.
struct SpecimenText {
    float x = 0;
    float y = 0;
    fonts::Paragraph paragraph;
    std::uint32_t colour = 0x1C211E;  ///< 0xRRGGBB
};

struct Specimen {
    std::string name;  ///< of files: lower case, without blanks
    int width = 0;     ///< px
    int height = 0;
    std::uint32_t ground = 0xFBF7EF;  ///< 0xRRGGBB
    std::vector<SpecimenText> texts;
};

/// Every sheet. `faces` is asked for heights, so that each paragraph stands below the one before.
std::vector<Specimen> specimens(const fonts::FaceSet& faces);

/// All sheets below each other for a browser: each paragraph an absolute box with the same font,
/// size, line height, width and alignment. A script on the page writes the browser's own lines
/// (for each paragraph text, left and right edge) as JSON into <pre id="lines">, for --dump-dom.
std::string specimen_html(const std::vector<Specimen>& sheets);

/// What that page measures, px.
int total_width(const std::vector<Specimen>& sheets);
int total_height(const std::vector<Specimen>& sheets);

}  // namespace villageboard::bench
