/// The keys under which the search indexes hold a text, and those that a pattern must find there.
/// The indexes hold keys without places (FTS5's detail=none), which makes them small and short to
/// walk; so a key is seldom of one character: neighbours make a key together ("农+业"), figures up
/// to four. Whatever a pattern fits has all of the pattern's keys; the reverse has to be looked up
/// in the text itself (search_pattern.h). Pure functions; any thread. A change here needs a new
/// kSearchVersion.
///
/// Of a token "农" before 业, 补:
///   words          农  农+业
///   sounds, also   ^n  ^ny  ^nyb  ~no  ~non  ~nong  ~nong.  ~nong.y  ~nong.ye  ~nong.ye.
/// A figure 2 before 0, 2, 6: 2  2+0  202  2026. Marks have none.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "content/cache/search_pattern.h"
#include "content/cache/search_tokens.h"

namespace villageboard::cache {

enum class KeySet {
    words,   ///< of running text
    sounds,  ///< of titles: words, and how they are read
};

/// Replaces `keys` by those of the token at `at`; the tokens must have their sounds for
/// KeySet::sounds.
void keys_at(const std::vector<SearchToken>& tokens, std::size_t at, KeySet set,
             std::vector<std::string>& keys);

struct WantedKey {
    std::string text = {};
    bool beginning = false;  ///< any key that begins like this; only of words with letters

    friend bool operator==(const WantedKey&, const WantedKey&) = default;
};

/// What every text has that the pattern fits; one to four, none for a pattern of marks. A pattern
/// must be of words alone for KeySet::words.
std::vector<WantedKey> keys_of(const Pattern& pattern);

}  // namespace villageboard::cache
