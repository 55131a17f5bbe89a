#include "kiosk/print/paper.h"

#include <array>
#include <utility>

namespace villageboard::print {

const Sheet& sheet_of(Paper paper) {
    static constexpr std::array<Sheet, 5> sheets{{
        {58, 0, 5, 3.6, 2.9, 4.0, 5.4, 6.6, 1.0, 0.5},
        {80, 0, 4, 4.2, 3.3, 4.8, 6.6, 8.6, 1.0, 0.6},
        {148, 210, 14, 4.6, 3.5, 5.4, 8.0, 11.0, 1.0, 0.8},
        {210, 297, 18, 7.2, 4.4, 8.6, 13.5, 19.0, 1.2, 1.4},
        {297, 420, 25, 10.4, 6.2, 12.4, 19.5, 27.0, 1.7, 2.0},
    }};
    return sheets.at(static_cast<std::size_t>(paper));
}

std::optional<Paper> parse_paper(std::string_view text) {
    constexpr std::pair<std::string_view, Paper> names[] = {{"58mm", Paper::receipt58},
                                                            {"80mm", Paper::receipt80},
                                                            {"a5", Paper::a5},
                                                            {"a4", Paper::a4},
                                                            {"a3", Paper::a3}};
    for (const auto& [name, paper] : names)
        if (name == text) return paper;
    return std::nullopt;
}

}  // namespace villageboard::print
