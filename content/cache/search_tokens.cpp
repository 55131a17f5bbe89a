#include "content/cache/search_tokens.h"

#include <utf8proc.h>

#include <algorithm>

#include "content/pinyin/pinyin.h"
#include "content/pinyin/utf8.h"

namespace villageboard::cache {
namespace {

constexpr std::size_t kLongestWord = 64;
constexpr std::size_t kInitials = 3;

enum class Class { hanzi, letter, joiner, figure, blank, mark };

struct Range {
    char32_t first;
    char32_t last;
};

// Scripts whose characters are words, or that are written without blanks.
constexpr Range kSingle[] = {{0x2E80, 0x2FDF},   {0x3005, 0x3007},   {0x3021, 0x3029},
                             {0x3040, 0x30FA},   {0x30FC, 0x312F},   {0x31A0, 0x31BF},
                             {0x31F0, 0x31FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
                             {0xA000, 0xA48C},   {0xA490, 0xA4CF},   {0xAC00, 0xD7A3},
                             {0xE000, 0xFAFF},   {0x17000, 0x18DFF}, {0x1B000, 0x1B2FF},
                             {0x20000, 0x3FFFF}, {0xF0000, 0x10FFFF}};

bool single(char32_t character) {
    return std::any_of(std::begin(kSingle), std::end(kSingle), [&](const Range& range) {
        return character >= range.first && character <= range.last;
    });
}

char32_t folded(char32_t character) {
    if (character == 0x3000) return U' ';
    if (character >= 0xFF01 && character <= 0xFF5E) character -= 0xFEE0;
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(character)));
}

Class class_of(char32_t character) {
    if (character == U'\n') return Class::mark;
    if (single(character)) return Class::hanzi;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
            return Class::letter;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_CF:
            return Class::joiner;
        case UTF8PROC_CATEGORY_ND:
            return Class::figure;
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return Class::hanzi;
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_CC:
            return Class::blank;
        default:
            return Class::mark;
    }
}

class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text), rest_(text) {}

    // `most`: goes on until the last of so many tokens is whole.
    std::vector<SearchToken> split(std::size_t most = std::string_view::npos) {
        while (!rest_.empty() && tokens_.size() <= most) {
            const std::size_t begin = text_.size() - rest_.size();
            const char32_t character = folded(take_character(rest_));
            take(character, class_of(character), begin, text_.size() - rest_.size());
        }
        return std::move(tokens_);
    }

  private:
    void take(char32_t character, Class of, std::size_t begin, std::size_t end) {
        const bool joins = of == Class::letter || of == Class::joiner;
        if (joins && in_word_) {
            SearchToken& word = tokens_.back();
            // a format character only joins; a vowel sign belongs to the word
            if (word.word.size() < kLongestWord) put_character(word.word, character);
            word.end = end;
            return;
        }
        in_word_ = of == Class::letter;
        if (of == Class::joiner || of == Class::blank) return;
        if (of == Class::mark) {
            if (tokens_.empty() || tokens_.back().kind != TokenKind::mark)
                tokens_.push_back({TokenKind::mark, std::string(kMarkWord), begin, end, {}, {}});
            tokens_.back().end = end;
            return;
        }
        const TokenKind kind = of == Class::hanzi    ? TokenKind::hanzi
                               : of == Class::figure ? TokenKind::figure
                                                     : TokenKind::word;
        tokens_.push_back({kind, {}, begin, end, {}, {}});
        put_character(tokens_.back().word, character);
    }

    std::string_view text_;
    std::string_view rest_;
    std::vector<SearchToken> tokens_;
    bool in_word_ = false;
};

// Gives the Hanzi from `begin` to `end` their sounds, read as one stretch of text.
void sound(std::vector<SearchToken>& tokens, std::size_t begin, std::size_t end) {
    std::u32string stretch;
    for (std::size_t i = begin; i < end; ++i) stretch += characters_of(tokens[i].word);
    if (stretch.size() != end - begin) return;
    const auto syllables = syllables_of(stretch);
    for (std::size_t i = begin; i < end; ++i) tokens[i].syllable = syllables[i - begin];
    for (std::size_t i = begin; i < end; ++i)
        for (std::size_t j = i; j < std::min(end, i + kInitials); ++j) {
            if (tokens[j].syllable.empty()) break;
            tokens[i].initials += tokens[j].syllable.front();
        }
}

}  // namespace

std::vector<SearchToken> search_tokens(std::string_view text, Sounds sounds) {
    auto tokens = Splitter(text).split();
    if (sounds == Sounds::without) return tokens;
    for (std::size_t i = 0; i < tokens.size();) {
        std::size_t end = i;
        while (end < tokens.size() && tokens[end].kind == TokenKind::hanzi) ++end;
        if (end > i) sound(tokens, i, end);
        i = end + 1;
    }
    return tokens;
}

std::vector<SearchToken> first_tokens(std::string_view text, std::size_t most) {
    auto tokens = Splitter(text).split(most);
    if (tokens.size() > most) tokens.resize(most);
    return tokens;
}

}  // namespace villageboard::cache
