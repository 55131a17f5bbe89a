#include "fonts/layout/breaks.h"

#include <linebreak.h>
#include <utf8proc.h>

#include <algorithm>
#include <string>

#include "fonts/itemize/hanzi.h"

namespace villageboard::fonts {
namespace {

/// Marks that no line may begin with, beyond what libunibreak says. U+3000 since Unicode 6.3.
bool must_not_begin_line(char32_t c) {
    constexpr std::u32string_view kMarks = U"\u3000\u00B7\uFF5E~\uFF0D\uFF0F\uFF1E\u30FB";
    return kMarks.find(c) != std::u32string_view::npos;
}

bool is_ellipsis(char32_t c) { return (c >= 0x2024 && c <= 0x2026) || c == 0x22EF; }

bool is_figure(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

bool is_letter(char32_t c) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/// A letter with upper and lower case, as words with an apostrophe have.
bool is_cased(char32_t c) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LT;
}

/// What a full-width bracket may be parted from, although libunibreak takes it for an ASCII one
/// (LB30 as of Unicode 13).
bool may_stand_before_bracket(char32_t c) {
    constexpr std::u32string_view kUnits = U"%％‰℃°";
    return is_figure(c) || is_letter(c) || kUnits.find(c) != std::u32string_view::npos;
}

/// What is to be broken: the clusters of a text, each seen as its first code point.
class Clusters {
  public:
    Clusters(std::u32string_view text, std::span<const std::uint32_t> starts)
        : text_(text), starts_(starts) {}

    std::size_t size() const { return starts_.size() - 1; }
    std::size_t last(std::size_t i) const { return starts_[i + 1] - 1; }
    /// 0 beyond the end.
    char32_t at(std::size_t i) const { return i < size() ? text_[starts_[i]] : 0; }

    /// A Hanzi without a mark.
    bool is_plain(std::size_t i) const { return is_plain_hanzi(at(i)) && last(i) == starts_[i]; }

    /// Whether the line may not end between clusters i and i + 1, although libunibreak allows it.
    bool are_kept_together(std::size_t i) const {
        const char32_t before = at(i);
        const char32_t after = at(i + 1);
        if (must_not_begin_line(after) || before == 0xFF1C) return true;
        // A sum keeps its 元, with or without a space between them.
        if (after == U'元' && is_figure(before == ' ' && i > 0 ? at(i - 1) : before)) return true;
        // LB22 as of Unicode 13: after everything but a space.
        if (is_ellipsis(after)) return before != ' ' && before != 0x200B;
        if (text_[last(i)] == kJoiner) return true;  // LB8a
        if (before == 0x2019) return i > 0 && is_cased(at(i - 1)) && is_cased(after);
        if (after == 0xFF1A) return is_figure(before) && is_figure(at(i + 2));
        return before == 0xFF1A && i > 0 && is_figure(at(i - 1)) && is_figure(after);
    }

    /// Whether it may end there, although libunibreak forbids it.
    bool are_parted(std::size_t i) const {
        return blank_side(at(i + 1)) == BlankSide::left && may_stand_before_bracket(at(i)) &&
               text_[last(i)] != kJoiner;
    }

    /// One code point a cluster: a mark takes the class of what it stands on (LB9).
    std::u32string for_library() const {
        std::u32string out(size(), 0);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = for_library(i);
        return out;
    }

  private:
    static constexpr char32_t kJoiner = 0x200D;

    /// libunibreak 1.1 (Unicode 6.2) aborts on regional indicators and on U+FFFF, and glues
    /// pictures together like letters: a Hanzi stands for them.
    char32_t for_library(std::size_t i) const {
        const char32_t c = at(i);
        if (c == ' ' && last(i) > starts_[i]) return 'x';  // a mark shown on its own (LB10)
        const bool picture = (c >= 0x1F1E6 && c < 0x1F650) || (c >= 0x1F680 && c < 0x1F700) ||
                             (c >= 0x1F7E0 && c < 0x1F800) || (c >= 0x1F900 && c < 0x1FB00);
        return picture || c == 0xFFFF || c == 0 ? U'一' : c;
    }

    std::u32string_view text_;
    std::span<const std::uint32_t> starts_;
};

/// libunibreak fills an index of its own once; without it each look-up walks the whole table.
void prepare_library() {
    static const bool kReady = (init_linebreak(), true);
    static_cast<void>(kReady);
}

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
        const auto window = text_.substr(begin, end - begin);
        answer_.resize(window.size());
        set_linebreaks_utf32(reinterpret_cast<const utf32_t*>(window.data()), window.size(), "zh",
                             answer_.data());
        // Its last answer is for the end of the window, which need not be the text's.
        const std::size_t count = end == text_.size() ? window.size() : window.size() - 1;
        std::copy_n(answer_.begin(), count, found_.begin() + static_cast<std::ptrdiff_t>(begin));
    }

    std::u32string_view text_;
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
    const Clusters all(text, clusters);
    const std::u32string safe = all.for_library();
    const RawBreaks found(safe);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Break& here = breaks[all.last(i)];
        if (i + 1 == all.size()) {
            here = text.back() == '\n' ? Break::mandatory : Break::allowed;
        } else if (all.is_plain(i) && all.is_plain(i + 1)) {
            here = Break::allowed;
        } else if (found[i] == LINEBREAK_MUSTBREAK) {
            here = Break::mandatory;
        } else if (found[i] == LINEBREAK_ALLOWBREAK ? !all.are_kept_together(i)
                                                    : all.are_parted(i)) {
            here = Break::allowed;
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

/// How far a mark looks for its neighbours: a hostile text is nothing but marks.
constexpr int kNear = 32;

enum class Side : std::uint8_t { western, other, edge };

bool is_western(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x00C0 && c < 0x0530);
}

/// The first letter or figure from `begin` in steps of `step`; marks and spaces are passed over.
Side nearest(std::u32string_view text, std::size_t begin, std::size_t step) {
    std::size_t i = begin;
    for (int seen = 0; seen < kNear && i < text.size(); ++seen, i += step) {
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
