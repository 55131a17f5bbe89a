/// Where headings may end a line: Chinese has no blanks between words, so a line is filled to its
/// last Hanzi and 财务 comes apart. A small table of the words that a village board's headings are
/// made of keeps those whole; running text is set as usual. Pure; any thread.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace villageboard::kiosk {

/// The byte at which the known word, or the figure with what it counts (2026年), begins that a
/// line's end at byte `at` would cut; nothing when none is cut.
std::optional<std::size_t> cut_word(std::string_view text, std::size_t at);

}  // namespace villageboard::kiosk
