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
char32_t for_library(char32_t c) {
    return (c >= 0x1F1E6 && c <= 0x1F1FF) || c == 0xFFFF || c == 0 ? U'一' : c;
}

/// libunibreak fills an index of its own once; without it each look-up walks the whole table.
void prepare_library() {
    static const bool kReady = (init_linebreak(), true);
    static_cast<void>(kReady);
}

/// Of class ID in every version of UAX #14, so that what stands before one can't matter behind it.
bool is_plain_hanzi(char32_t c) { return c >= 0x4E00 && c <= 0x9FA5; }

/// The library's opinion, one a code point. Between Hanzi a line may end (LB31); the library, which
/// is not fast, is asked only for the stretches between them, each with the Hanzi beside it.
class RawBreaks {
  public:
    explicit RawBreaks(std::u32string_view text)
        : text_(text), found_(text.size(), LINEBREAK_ALLOWBREAK) {
        std::size_t i = 0;
        while (i < text.size()) {
            if (is_plain_hanzi(text[i])) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < text.size() && !is_plain_hanzi(text[end])) ++end;
            ask(i > 0 ? i - 1 : 0, std::min(end + 1, text.size()));
            i = end;
        }
    }

    char operator[](std::size_t i) const { return found_[i]; }

  private:
    void ask(std::size_t begin, std::size_t end) {
        window_.assign(text_.substr(begin, end - begin));
        std::transform(window_.begin(), window_.end(), window_.begin(), for_library);
        answer_.resize(window_.size());
        set_linebreaks_utf32(reinterpret_cast<const utf32_t*>(window_.data()), window_.size(), "zh",
                             answer_.data());
        // Its last answer is for the end of the window, which need not be the text's.
        const auto count =
            static_cast<std::ptrdiff_t>(end == text_.size() ? end - begin : end - begin - 1);
        std::copy_n(answer_.begin(), count, found_.begin() + static_cast<std::ptrdiff_t>(begin));
    }

    std::u32string_view text_;
    std::u32string window_;
    std::vector<char> answer_;
    std::vector<char> found_;
};

}  // namespace

bool is_hanzi(char32_t c) {
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x40000);
}

std::vector<Break> line_breaks(std::u32string_view text, std::span<const std::uint32_t> clusters) {
    std::vector<Break> breaks(text.size(), Break::forbidden);
    if (text.empty()) return breaks;
    prepare_library();
    const RawBreaks found(text);
    for (std::size_t cluster = 1; cluster < clusters.size(); ++cluster) {
        const std::size_t last = clusters[cluster] - 1;
        if (last + 1 == text.size()) {
            breaks[last] = text[last] == '\n' ? Break::mandatory : Break::allowed;
        } else if (is_plain_hanzi(text[last]) && is_plain_hanzi(text[last + 1])) {
            breaks[last] = Break::allowed;
        } else if (found[last] == LINEBREAK_MUSTBREAK) {
            breaks[last] = Break::mandatory;
        } else if (found[last] == LINEBREAK_ALLOWBREAK && !is_kept_together(text, last)) {
            breaks[last] = Break::allowed;
        }
    }
    return breaks;
}

BlankSide blank_side(char32_t code_point) {
    constexpr std::u32string_view kBlankRight = U"，。、；：？！）】》」』〕〉〗］｝”’";
    constexpr std::u32string_view kBlankLeft = U"（【《「『〔〈〖［｛“‘";
    if (kBlankRight.find(code_point) != std::u32string_view::npos) return BlankSide::right;
    if (kBlankLeft.find(code_point) != std::u32string_view::npos) return BlankSide::left;
    return BlankSide::none;
}

namespace {

enum class Side : std::uint8_t { western, other, edge };

bool is_western(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x00C0 && c < 0x0530);
}

/// The first letter or figure from `begin` in steps of `step`; marks and spaces are passed over.
Side nearest(std::u32string_view text, std::size_t begin, std::size_t step) {
    for (std::size_t i = begin; i < text.size(); i += step) {
        if (is_western(text[i])) return Side::western;
        if (text[i] >= 0x2E80) return Side::other;
    }
    return Side::edge;
}

}  // namespace

bool is_western_mark(std::u32string_view text, std::size_t index) {
    constexpr std::u32string_view kShared = U"“”‘’—…";
    if (kShared.find(text[index]) == std::u32string_view::npos) return false;
    // Unsigned steps: -1 leads from 0 beyond every size.
    const Side before = nearest(text, index - 1, ~std::size_t{0});
    const Side after = nearest(text, index + 1, 1);
    return before != Side::other && after != Side::other &&
           (before == Side::western || after == Side::western);
}

bool may_hang(char32_t code_point) {
    constexpr std::u32string_view kCornerMarks = U"，。、．";
    return kCornerMarks.find(code_point) != std::u32string_view::npos;
}

}  // namespace villageboard::fonts
