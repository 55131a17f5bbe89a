#include "content/speech/sandhi.h"

#include <algorithm>
#include <string_view>

namespace villageboard::speech {
namespace {

constexpr std::u32string_view kFigures = U"零一二三四五六七八九两";
constexpr std::u32string_view kPlaces = U"百千万亿";
constexpr std::u32string_view kInOrder = U"月日号季组楼期";

bool one_of(char32_t c, std::u32string_view set) {
    return c != 0 && set.find(c) != std::u32string_view::npos;
}

bool counts_in_order(std::span<const Syllable> phrase, std::size_t i) {
    const char32_t before = i > 0 ? phrase[i - 1].hanzi : U'\0';
    const char32_t next = i + 1 < phrase.size() ? phrase[i + 1].hanzi : U'\0';
    const char32_t after = i + 2 < phrase.size() ? phrase[i + 2].hanzi : U'\0';
    if (next == 0 || one_of(next, kInOrder) || one_of(next, kFigures) || next == U'十') return true;
    if (one_of(before, kFigures) || one_of(before, U"第十初点"))
        return !one_of(next, kPlaces) || before != U'零';
    if (one_of(before, kPlaces)) return !one_of(next, kPlaces);
    return next == U'点' && one_of(after, kFigures);
}

void change_yi_and_bu(std::span<Syllable> phrase) {
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        Syllable& syllable = phrase[i];
        if (syllable.tone == 5) continue;
        const int next = i + 1 < phrase.size() ? phrase[i + 1].tone : 0;
        if (syllable.hanzi == U'不') syllable.tone = next == 4 ? 2 : 4;
        if (syllable.hanzi != U'一') continue;
        const bool lively = next == 4 || (next == 5 && phrase[i + 1].hanzi == U'个');
        syllable.tone = counts_in_order(phrase, i) ? 1 : lively ? 2 : 4;
    }
}

void change_third_tones(std::span<Syllable> phrase) {
    std::vector<bool> third(phrase.size());
    for (std::size_t i = 0; i < phrase.size(); ++i) third[i] = phrase[i].tone == 3;
    const auto pair = [&](std::size_t i) {
        return i + 1 < phrase.size() && third[i] && third[i + 1];
    };
    for (std::size_t i = 0; i < phrase.size(); ++i)
        if (pair(i) && !phrase[i + 1].begins_word) phrase[i].tone = 2;
    for (std::size_t i = 0; i < phrase.size(); ++i)
        if (pair(i) && phrase[i + 1].begins_word && phrase[i + 1].tone == 3) phrase[i].tone = 2;
}

}  // namespace

void apply_sandhi(std::span<Syllable> phrase) {
    change_yi_and_bu(phrase);
    change_third_tones(phrase);
}

}  // namespace villageboard::speech
