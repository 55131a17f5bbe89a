/// Pieces of HTML and CSS that say to a browser what the terminal's own types say. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "fonts/layout/style.h"

namespace villageboard::bench {

/// With & < > " as entities.
std::string html_text(std::string_view text);

/// "#rrggbb" of 0xRRGGBB.
std::string css_colour(std::uint32_t rgb);

/// font-family (Debian's Noto by name, then the terminal's fallbacks), weight, size in px, figures,
/// tracking; each declaration ends in a semicolon.
std::string css_font(const fonts::TextStyle& style);

}  // namespace villageboard::bench
