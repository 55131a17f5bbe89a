#include "tests/bench/html.h"

#include <cstdio>
#include <sstream>

namespace villageboard::bench {
namespace {

constexpr const char* kFallbacks =
    "'Noto Sans','Noto Sans Lisu','Noto Serif Tibetan','Nuosu SIL','Noto Sans Miao','Noto Sans Tai "
    "Le','Noto Sans New Tai Lue',HanaMinA,HanaMinB,Symbola";

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string css_colour(std::uint32_t rgb) {
    char text[8];
    std::snprintf(text, sizeof text, "#%06X", static_cast<unsigned>(rgb & 0xFFFFFF));
    return text;
}

std::string css_font(const fonts::TextStyle& style) {
    std::ostringstream css;
    css << "font-family:'Noto " << (style.family == fonts::Family::serif ? "Serif" : "Sans")
        << " CJK SC'," << kFallbacks
        << ";font-weight:" << (style.weight == fonts::Weight::bold ? 700 : 400)
        << ";font-size:" << style.size_px << "px;";
    if (style.figures == fonts::Figures::tabular) css << "font-variant-numeric:tabular-nums;";
    if (style.tracking_px != 0) css << "letter-spacing:" << style.tracking_px << "px;";
    return css.str();
}

}  // namespace villageboard::bench
