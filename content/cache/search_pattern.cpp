#include "content/cache/search_pattern.h"

#include <algorithm>
#include <array>

#include "content/pinyin/pinyin.h"
#include "content/pinyin/utf8.h"

namespace villageboard::cache {
namespace {

constexpr std::size_t kMostTyped = 200;    // bytes; nobody types more into one line
constexpr std::size_t kMostPatterns = 24;  // of one term
constexpr std::size_t kMostReadings = 8;   // ways to cut letters into syllables
constexpr std::size_t kLongestSyllable = 6;

Piece syllable(std::string_view letters, bool whole) {
    return {PieceKind::syllable, std::string(letters), !whole, letters.front()};
}

bool may_begin_hanzi(char letter) {
    return letter >= 'a' && letter <= 'z' && letter != 'i' && letter != 'u' && letter != 'v';
}

bool initials_only(std::string_view letters) {
    return std::all_of(letters.begin(), letters.end(), may_begin_hanzi);
}

Pattern initials(std::string_view letters) {
    Pattern pattern;
    for (const char letter : letters)
        pattern.push_back({PieceKind::initial, std::string(1, letter), false, letter});
    return pattern;
}

/// Cuts letters into whole syllables, the longest first; the last may be only begun where `open`.
class Cutter {
  public:
    Cutter(std::string_view letters, bool open) : letters_(letters), open_(open) {}

    std::vector<Pattern> cut() {
        go_on(0);
        return std::move(found_);
    }

  private:
    void go_on(std::size_t from) {
        if (found_.size() >= kMostReadings || ++steps_ > kMostSteps) return;
        if (from == letters_.size()) {
            found_.push_back(now_);
            return;
        }
        const auto rest = letters_.substr(from);
        // a single letter is a first letter, which meanings() knows
        if (open_ && rest.size() > 1 && !is_syllable(rest) && begins_syllable(rest)) {
            now_.push_back(syllable(rest, false));
            go_on(letters_.size());
            now_.pop_back();
        }
        for (std::size_t size = std::min(rest.size(), kLongestSyllable); size > 0; --size) {
            if (!is_syllable(rest.substr(0, size))) continue;
            // what ends the text may be the beginning of a longer syllable, too
            const bool whole = !open_ || size < rest.size();
            now_.push_back(syllable(rest.substr(0, size), whole));
            go_on(from + size);
            now_.pop_back();
        }
    }

    static constexpr int kMostSteps = 2000;

    std::string_view letters_;
    bool open_;
    Pattern now_;
    std::vector<Pattern> found_;
    int steps_ = 0;
};

void add(std::vector<Pattern>& all, Pattern pattern) {
    if (pattern.empty() || all.size() >= kMostPatterns) return;
    if (std::find(all.begin(), all.end(), pattern) == all.end()) all.push_back(std::move(pattern));
}

Pattern joined(Pattern first, const Pattern& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

// Everything that letters may mean: a word as written, first letters, syllables, syllables with
// first letters before or after them.
std::vector<Pattern> meanings(const std::string& letters, bool open) {
    std::vector<Pattern> all;
    add(all, {{PieceKind::word, letters, open, 0}});
    if (initials_only(letters)) add(all, initials(letters));
    for (Pattern& cut : Cutter(letters, open).cut()) add(all, std::move(cut));
    for (std::size_t at = 1; at < letters.size(); ++at) {
        const auto before = std::string_view(letters).substr(0, at);
        const auto after = std::string_view(letters).substr(at);
        if (initials_only(after))
            for (const Pattern& cut : Cutter(before, false).cut())
                add(all, joined(cut, initials(after)));
        if (initials_only(before))
            for (const Pattern& cut : Cutter(after, open).cut())
                add(all, joined(initials(before), cut));
    }
    return all;
}

bool is_pinyin(const SearchToken& token) {
    return token.kind == TokenKind::word &&
           std::all_of(token.word.begin(), token.word.end(),
                       [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

Term term_of(std::string_view typed) {
    const auto tokens = search_tokens(typed);
    Term term{{Pattern{}}};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const SearchToken& token = tokens[i];
        const bool last = i + 1 == tokens.size();
        std::vector<Pattern> pieces;
        if (is_pinyin(token)) {
            pieces = meanings(token.word, last);
        } else {
            const bool open = last && token.kind == TokenKind::word;
            const char sound = token.syllable.empty() ? '\0' : token.syllable.front();
            pieces.push_back({{PieceKind::word, token.word, open, sound}});
        }
        std::vector<Pattern> longer;
        for (const Pattern& before : term.patterns)
            for (const Pattern& piece : pieces) add(longer, joined(before, piece));
        term.patterns = std::move(longer);
    }
    return term;
}

bool only_marks(const Term& term) {
    return std::all_of(term.patterns.begin(), term.patterns.end(), [](const Pattern& pattern) {
        return std::all_of(pattern.begin(), pattern.end(),
                           [](const Piece& piece) { return piece.text == kMarkWord; });
    });
}

bool fits(const Piece& piece, const SearchToken& token) {
    switch (piece.kind) {
        case PieceKind::initial:
            return !token.syllable.empty() && token.syllable.front() == piece.initial;
        case PieceKind::syllable:
            return piece.beginning ? token.syllable.starts_with(piece.text)
                                   : token.syllable == piece.text;
        default:
            return piece.beginning ? token.word.starts_with(piece.text) : token.word == piece.text;
    }
}

bool fits_at(const Pattern& pattern, const std::vector<SearchToken>& tokens, std::size_t at) {
    if (at + pattern.size() > tokens.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (!fits(pattern[i], tokens[at + i])) return false;
    return true;
}

// A Hanzi is itself in any text, and a token wherever it stands.
bool is_hanzi(const Piece& piece) {
    std::string_view rest = piece.text;
    if (piece.kind != PieceKind::word || rest.size() != 3) return false;
    const char32_t character = take_character(rest);
    return rest.empty() && character >= 0x3400 && character <= 0x9FFF;
}

std::optional<std::pair<std::size_t, std::size_t>> find_pattern(std::string_view text,
                                                                const Pattern& pattern) {
    for (const Piece& piece : pattern)
        if (is_hanzi(piece) && text.find(piece.text) == std::string_view::npos) return std::nullopt;
    if (!is_hanzi(pattern.front()))
        return find_term(search_tokens(text, Sounds::without), {{pattern}});
    for (std::size_t at = text.find(pattern.front().text); at != std::string_view::npos;
         at = text.find(pattern.front().text, at + 1)) {
        const auto tokens = first_tokens(text.substr(at), pattern.size());
        if (fits_at(pattern, tokens, 0)) return std::pair{at, at + tokens.back().end};
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 2> kBlanks{" ", "\u3000"};

// Cuts one term off the beginning.
std::string_view next_term(std::string_view& rest) {
    std::size_t end = rest.size();
    std::size_t width = 0;
    for (const std::string_view blank : kBlanks)
        if (const auto at = rest.find(blank); at < end) {
            end = at;
            width = blank.size();
        }
    const auto term = rest.substr(0, end);
    rest.remove_prefix(end + width);
    return term;
}

}  // namespace

std::vector<Term> parse_search(std::string_view typed) {
    std::vector<Term> terms;
    for (auto rest = typed.substr(0, kMostTyped); !rest.empty();) {
        Term term = term_of(next_term(rest));
        if (!only_marks(term)) terms.push_back(std::move(term));
    }
    return terms;
}

bool in_words(const Pattern& pattern) {
    return std::all_of(pattern.begin(), pattern.end(),
                       [](const Piece& piece) { return piece.kind == PieceKind::word; });
}

std::optional<std::pair<std::size_t, std::size_t>> find_term(const std::vector<SearchToken>& tokens,
                                                             const Term& term) {
    for (const Pattern& pattern : term.patterns)
        for (std::size_t at = 0; at < tokens.size(); ++at)
            if (fits_at(pattern, tokens, at))
                return std::pair{tokens[at].begin, tokens[at + pattern.size() - 1].end};
    return std::nullopt;
}

std::optional<std::pair<std::size_t, std::size_t>> find_words(std::string_view text,
                                                              const Term& term) {
    for (const Pattern& pattern : term.patterns)
        if (const auto place = find_pattern(text, pattern)) return place;
    return std::nullopt;
}

}  // namespace villageboard::cache
