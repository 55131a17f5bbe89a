/// The search index of the cache: filled by the writer in the transaction of the item, asked by the
/// reader at every key. Holds what of live items can be found (search_text.h), nothing of items
/// that were corrected, withdrawn, expired, purged or erased. One connection, one thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/cache/database.h"
#include "content/model/kind.h"

namespace villageboard::cache {

/// What an index was made by. Grows with every change of what is found or how: the writer then
/// makes it anew when it opens the cache.
inline constexpr int kSearchVersion = 2;

/// Puts the item in, or what changed; takes it out where it is no longer to be found. `json` is the
/// body shown; nothing where there is none.
void index_item(Transaction& transaction, std::string_view id,
                std::optional<std::string_view> json);

/// Whether the index was made by this version of the program.
bool search_is_current(Database& database);
/// Empties the index and notes this version; the writer fills it in the same transaction.
void clear_search(Transaction& transaction);

/// Writes the indexes anew without what was taken out of them: FTS5 only marks it as deleted, and
/// of an erased text no byte may stay. Takes as long as the index is large.
void compact_search(Transaction& transaction);

/// Where in an item something was found.
enum class FoundIn { title, plain_title, programme, body };

struct Found {
    std::string id;
    FoundIn where = FoundIn::title;
    std::string text;       ///< the title, the programme's name, or the paragraph
    std::size_t begin = 0;  ///< bytes of `text` that match
    std::size_t end = 0;
};

struct SearchQuery {
    std::string typed = {};               ///< as it stands in the field
    std::vector<std::string> areas = {};  ///< significant digits; empty: all
    std::vector<Kind> kinds = {};         ///< empty: all
    std::optional<Instant> now = {};      ///< what has expired by then isn't found
    std::size_t limit = 30;
};

/// Titles before bodies, in each the newest first. Nothing for a query of blanks and marks.
std::vector<Found> find_items(Database& database, const SearchQuery& query);

/// Bytes of `text` that what was typed matches; nothing where it doesn't. For any words on the
/// screen, whether they came from the index or not.
std::optional<std::pair<std::size_t, std::size_t>> match_in(std::string_view text,
                                                            std::string_view typed);

/// Names of the programmes that live items tell of, each once.
std::vector<std::string> known_programmes(Database& database);

}  // namespace villageboard::cache
