/// What is read of a page, in order: headings, prose, rows, figures, sentence by sentence, each
/// with the place where it is lit. Buttons and tabs aren't read, nor what must not be. Pure.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/widgets/tree.h"

namespace villageboard::kiosk {

struct PageSentence {
    std::string words;
    Lit where;
    std::chrono::milliseconds before{0};  ///< a pause
};

/// Of the nodes [from, to).
std::vector<PageSentence> page_words(const Tree& tree, std::size_t from, std::size_t to);

/// Its first heading, or its first words; empty where there are none.
std::string page_title(const Tree& tree, std::size_t from, std::size_t to);

}  // namespace villageboard::kiosk
