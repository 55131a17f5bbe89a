#include "fonts/layout/breaks.h"

#include <linebreak.h>

#include <algorithm>
#include <string>

namespace villageboard::fonts {
namespace {

/// Marks that no line may begin with, beyond what UAX #14 says.
bool must_not_begin_line(char32_t c) {
    constexpr std::u32string_view kMarks = U"\u00B7\uFF5E~\uFF0D\uFF0F\uFF1E\u30FB";
    return kMarks.find(c) != std::u32string_view::npos;
}

bool is_figure(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/// Whether the line may not end between code points i and i + 1, although UAX #14 allows it.
bool is_kept_together(std::u32string_view text, std::size_t i) {
    const char32_t before = text[i];
    const char32_t after = text[i + 1];
    if (must_not_begin_line(after) || before == 0xFF1C) return true;
    const auto figure_at = [&](std::size_t at) { return at < text.size() && is_figure(text[at]); };
    if (after == 0xFF1A) return is_figure(before) && figure_at(i + 2);
    return before == 0xFF1A && i > 0 && figure_at(i - 1) && is_figure(after);
}

/// libunibreak 1.1 (Unicode 6.2) aborts on regional indicators and on U+FFFF; a Hanzi breaks alike.
std::u32string for_library(std::u32string_view text) {
    std::u32string safe(text);
    std::replace_if(
        safe.begin(), safe.end(),
        [](char32_t c) { return (c >= 0x1F1E6 && c <= 0x1F1FF) || c == 0xFFFF || c == 0; }, U'一');
    return safe;
}

/// libunibreak fills an index of its own once; without it each look-up walks the whole table.
void prepare_library() {
    static const bool kReady = (init_linebreak(), true);
    static_cast<void>(kReady);
}

}  // namespace

std::vector<Break> line_breaks(std::u32string_view text, std::span<const std::uint32_t> clusters) {
    std::vector<Break> breaks(text.size(), Break::forbidden);
    if (text.empty()) return breaks;
    prepare_library();
    const std::u32string safe = for_library(text);
    std::vector<char> found(text.size());
    set_linebreaks_utf32(reinterpret_cast<const utf32_t*>(safe.data()), safe.size(), "zh",
                         found.data());
    for (std::size_t cluster = 1; cluster < clusters.size(); ++cluster) {
        const std::size_t last = clusters[cluster] - 1;
        if (last + 1 == text.size()) {
            breaks[last] = text[last] == '\n' ? Break::mandatory : Break::allowed;
        } else if (found[last] == LINEBREAK_MUSTBREAK) {
            breaks[last] = Break::mandatory;
        } else if (found[last] == LINEBREAK_ALLOWBREAK && !is_kept_together(text, last)) {
            breaks[last] = Break::allowed;
        }
    }
    return breaks;
}

BlankSide blank_side(char32_t code_point) {
    constexpr std::u32string_view kBlankRight = U"，。、；：）】》」』〕〉〗］｝”’";
    constexpr std::u32string_view kBlankLeft = U"（【《「『〔〈〖［｛“‘";
    if (kBlankRight.find(code_point) != std::u32string_view::npos) return BlankSide::right;
    if (kBlankLeft.find(code_point) != std::u32string_view::npos) return BlankSide::left;
    return BlankSide::none;
}

}  // namespace villageboard::fonts
