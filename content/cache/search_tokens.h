/// What a text is made of when it is looked for: each Hanzi, each figure, each word of a script
/// with letters, and one token for any run of marks between them. Capitals are small letters,
/// full-width forms half-width ones; blanks and variation selectors are nothing. A title's Hanzi
/// also have their sound. Pure functions; any thread. A change here needs a new kSearchVersion.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::cache {

enum class TokenKind {
    hanzi,  ///< or another character that is a word by itself
    word,   ///< letters with their marks: Latin, Lisu with its tone letters, Tibetan
    figure,
    mark,  ///< the word kMarkWord, whatever stood there
};

inline constexpr std::string_view kMarkWord = ",";

struct SearchToken {
    TokenKind kind = TokenKind::mark;
    std::string word;       ///< folded
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;
    std::string_view syllable;  ///< of a Hanzi: its pinyin; empty where it has none
    std::string initials;       ///< of it and up to two Hanzi that follow at once, one letter each
};

enum class Sounds { with, without };

/// Without sounds it takes a fraction of the time.
std::vector<SearchToken> search_tokens(std::string_view text, Sounds sounds = Sounds::with);

/// The first tokens of a text, at most so many, without sounds.
std::vector<SearchToken> first_tokens(std::string_view text, std::size_t most);

}  // namespace villageboard::cache
