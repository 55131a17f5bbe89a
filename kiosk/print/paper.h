/// The papers that a terminal prints on, and how large things are set on each. Lengths in mm.
/// Plain values; any thread.
#pragma once
#include <optional>
#include <string_view>

namespace villageboard::print {

enum class Paper { receipt58, receipt80, a5, a4, a3 };

struct Sheet {
    double width;
    double height;  ///< 0: a roll of paper, as long as what is on it
    double margin;  ///< left and right; a receipt printer doesn't reach the edges
    double body;    ///< size of a Hanzi
    double small;
    double heading;
    double title;
    double figure;
    double module;  ///< side of one square of a code
    double rule;    ///< thickness of the line under the title

    bool endless() const { return height == 0; }
    double column() const { return width - 2 * margin; }
};

const Sheet& sheet_of(Paper paper);

/// "58mm", "80mm", "a5", "a4", "a3"; nothing for anything else.
std::optional<Paper> parse_paper(std::string_view text);

}  // namespace villageboard::print
