/// What of a long paragraph is shown around what matched. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace villageboard::kiosk {

struct Excerpt {
    std::string text;       ///< with an ellipsis where something is left out
    std::size_t begin = 0;  ///< bytes that match
    std::size_t end = 0;
};

/// At most `characters` before and after the match, cut between characters.
Excerpt excerpt_of(std::string_view text, std::size_t begin, std::size_t end,
                   std::size_t characters);

}  // namespace villageboard::kiosk
