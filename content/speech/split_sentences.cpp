#include <algorithm>

#include "content/speech/spoken_text.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::speech {
namespace {

constexpr std::size_t kLongSentence = 60;
constexpr std::u32string_view kEnds = U"。！？；…!?;\n";
constexpr std::u32string_view kCommas = U"，、：,";
constexpr std::u32string_view kClosing = U"”’」』）》】〉)\"'";

bool one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

bool ends_after(const std::u32string& text, std::size_t i, std::size_t from) {
    if (one_of(text[i], kEnds)) return true;
    if (text[i] == U'.') return i + 1 < text.size() && text[i + 1] == U' ';
    return i - from >= kLongSentence && one_of(text[i], kCommas);
}

// Figures, letters and Hanzi are words; marks and signs alone are not.
bool is_word(char32_t c) {
    if (c < 0x80)
        return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    const bool general_marks = c >= 0x2000 && c < 0x2E80;
    const bool chinese_marks = c >= 0x3000 && c < 0x3040;
    const bool wide_marks = c >= 0xFE00 && c < 0xFF10;
    return c >= 0xC0 && !general_marks && !chinese_marks && !wide_marks && !one_of(c, kEnds) &&
           !one_of(c, kCommas) && !one_of(c, kClosing);
}

bool has_words(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_word); }

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text) {
    const fonts::Decoded decoded = fonts::decode_utf8(text);
    const std::u32string& all = decoded.code_points;
    std::vector<Sentence> sentences;
    std::size_t from = 0;
    const auto finish = [&](std::size_t to) {
        while (from < to && (all[from] == U' ' || all[from] == U'\n' || all[from] == 0x3000))
            ++from;
        if (has_words(std::u32string_view(all).substr(from, to - from)))
            sentences.push_back({decoded.bytes[from], decoded.bytes[to]});
        from = to;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!ends_after(all, i, from)) continue;
        std::size_t to = i + 1;
        while (to < all.size() && (one_of(all[to], kClosing) || one_of(all[to], U"。！？…"))) ++to;
        i = to - 1;
        finish(to);
    }
    finish(all.size());
    return sentences;
}

bool has_hanzi(std::string_view text) {
    for (const char32_t c : fonts::decode_utf8(text).code_points)
        if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'〇')
            return true;
    return false;
}

}  // namespace villageboard::speech
