/// The tokenizer of the search indexes, made known to a connection: 'villageboard words' for
/// running text, 'villageboard sounds' for titles, whose Hanzi also answer to their pinyin and to
/// first letters. What it makes of a text are the keys of search_keys.h.
#pragma once

namespace villageboard::cache {

class Database;

/// Must be called before the first use of search_title or search_body on this connection. Error
/// `retry` where SQLite has no FTS5.
void register_search_tokenizer(Database& database);

}  // namespace villageboard::cache
