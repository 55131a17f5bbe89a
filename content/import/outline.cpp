#include "content/import/outline.h"

#include <algorithm>
#include <optional>

#include "content/check/text.h"

namespace villageboard::import_ {
namespace {

using check::decode_utf8;
using check::encode_utf8;
using check::fold;
using check::is_digit;
using check::trim;

constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百零〇";

std::size_t numerals_from(std::u32string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && kNumerals.find(text[end]) != kNumerals.npos) ++end;
    return end;
}

std::size_t digits_from(std::u32string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end;
}

struct Mark {
    int level;           ///< 1 to 4; 4 is "(1)"
    std::size_t length;  ///< code points of the numbering
};

// GB/T 9704 7.3.3: 一、 (一) 1. (1)
std::optional<Mark> mark_of(std::u32string_view folded) {
    if (const auto end = numerals_from(folded, 0); end > 0)
        return end < folded.size() && folded[end] == U'、' ? std::optional(Mark{1, end + 1})
                                                           : std::nullopt;
    if (const auto end = digits_from(folded, 0); end > 0 && end <= 2 && end < folded.size())
        if (folded[end] == U'.' || folded[end] == U'、')
            return end + 1 < folded.size() && !is_digit(folded[end + 1])
                       ? std::optional(Mark{3, end + 1})
                       : std::nullopt;
    if (!folded.starts_with(U"(")) return std::nullopt;
    const auto numerals = numerals_from(folded, 1);
    if (numerals > 1 && numerals < folded.size() && folded[numerals] == U')')
        return Mark{2, numerals + 1};
    const auto digits = digits_from(folded, 1);
    if (digits > 1 && digits < folded.size() && folded[digits] == U')') return Mark{4, digits + 1};
    return std::nullopt;
}

bool ends_sentence(char32_t c) {
    constexpr std::u32string_view kEnds = U"。；;！!？?，,：:、";
    return kEnds.find(c) != kEnds.npos;
}

bool is_bullet(std::u32string_view text) {
    constexpr std::u32string_view kBullets = U"·●•■◆○-*";
    return text.size() > 1 && kBullets.find(text[0]) != kBullets.npos &&
           (check::is_space(text[1]) || text[0] != U'-');
}

class Outline {
  public:
    explicit Outline(const std::string& title) : title_(decode_utf8(title)) {}

    void take(const std::string& line) {
        const std::u32string text = trim(std::u32string_view(decode_utf8(line)));
        if (text.empty()) return;
        const std::u32string folded = fold(text);
        if (is_inner_title(text)) return add_heading(1, text);
        const auto mark = mark_of(folded);
        if (!mark) return take_plain(text);
        take_numbered(text, *mark);
    }

    std::vector<Block> blocks() { return std::move(blocks_); }

  private:
    // The document's own title below the page's: short, first, half of it words of the title.
    bool is_inner_title(std::u32string_view text) const {
        constexpr std::size_t kLongest = 60;
        if (!blocks_.empty() || text.size() > kLongest || ends_sentence(text.back())) return false;
        if (mark_of(fold(text))) return false;
        const auto shared = std::count_if(
            text.begin(), text.end(), [&](char32_t c) { return title_.find(c) != title_.npos; });
        return static_cast<std::size_t>(shared) * 10 >= text.size() * 9;
    }

    void take_numbered(std::u32string_view text, const Mark& mark) {
        constexpr std::size_t kLongestHeading = 60;
        constexpr std::size_t kLongestRunIn = 45;
        const auto stop = text.find(U'。');
        const bool whole =
            stop == text.npos && text.size() <= kLongestHeading && !ends_sentence(text.back());
        if (mark.level <= 3 && whole) return add_heading(mark.level, text);
        const bool run_in = mark.level <= 2 && stop != text.npos && stop <= kLongestRunIn &&
                            text.substr(0, stop).find(U'，') == text.npos &&
                            text.substr(0, stop).find(U',') == text.npos;
        if (!run_in) return add_paragraph(text);
        add_heading(mark.level, text.substr(0, stop));
        const std::u32string rest = trim(text.substr(stop + 1));
        if (!rest.empty()) add_paragraph(rest);
    }

    void take_plain(std::u32string_view text) {
        if (!is_bullet(text)) return add_paragraph(text);
        const std::string item = encode_utf8(trim(text.substr(1)));
        auto* list = blocks_.empty() ? nullptr : std::get_if<ListBlock>(&blocks_.back());
        if (list == nullptr) {
            blocks_.emplace_back(ListBlock{});
            list = &std::get<ListBlock>(blocks_.back());
        }
        list->items.push_back(item);
    }

    void add_heading(int level, std::u32string_view text) {
        blocks_.emplace_back(Heading{level, encode_utf8(text)});
    }
    void add_paragraph(std::u32string_view text) {
        blocks_.emplace_back(Paragraph{encode_utf8(text)});
    }

    std::u32string title_;
    std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> outline(const std::vector<std::string>& lines, const std::string& title) {
    Outline outline(title);
    for (const std::string& line : lines) outline.take(line);
    return outline.blocks();
}

}  // namespace villageboard::import_
