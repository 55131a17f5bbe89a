/// What somebody typed, as what it may mean: characters, pinyin, first letters of pinyin, and any
/// mixture of them. A blank separates terms, all of which must be found. Pure; any thread.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/cache/search_tokens.h"

namespace villageboard::cache {

enum class PieceKind {
    word,      ///< a character, a word, a figure or a mark as written
    syllable,  ///< a Hanzi by its whole pinyin, or by the beginning of it
    initial,   ///< a Hanzi by the first letter of its pinyin
};

/// One token of the text that is looked for.
struct Piece {
    PieceKind kind = PieceKind::word;
    std::string text;
    bool beginning = false;  ///< the token may go on; only of a pattern's last piece
    char initial = 0;        ///< first letter of its sound; 0: has none

    friend bool operator==(const Piece&, const Piece&) = default;
};

/// Tokens that stand at once behind each other.
using Pattern = std::vector<Piece>;

/// One of these patterns has to be found.
struct Term {
    std::vector<Pattern> patterns;
};

std::vector<Term> parse_search(std::string_view typed);

/// Whether the pattern is of words alone, so that it can be found where sounds aren't known.
bool in_words(const Pattern& pattern);

/// Bytes of the text that the first pattern found in it covers.
std::optional<std::pair<std::size_t, std::size_t>> find_term(const std::vector<SearchToken>& tokens,
                                                             const Term& term);

/// The same, found without cutting the whole text into tokens, for a term whose patterns are all
/// in_words().
std::optional<std::pair<std::size_t, std::size_t>> find_words(std::string_view text,
                                                              const Term& term);

}  // namespace villageboard::cache
