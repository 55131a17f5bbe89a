#include "content/cache/search_index.h"

#include <algorithm>

#include "content/cache/names.h"
#include "content/cache/search_text.h"
#include "content/model/error.h"

namespace villageboard::cache {
namespace {

constexpr std::int64_t kEntriesAMinute = 256;
// 2020-01-01; what was published earlier counts as of this day
constexpr std::int64_t kFirstMinute = 26297280;

std::int64_t minute_of(Instant published) {
    return std::max<std::int64_t>(0, published.time_since_epoch().count() / 60 - kFirstMinute);
}

// The next free number among those of the minute, or of the first later one that has any.
std::int64_t free_entry(Database& database, Instant published) {
    for (std::int64_t minute = minute_of(published);; ++minute) {
        const std::int64_t first = minute * kEntriesAMinute;
        Query row =
            database.query("SELECT max(entry) FROM search_entry WHERE entry >= ? AND entry < ?");
        row.bind(first, first + kEntriesAMinute).step();
        if (row.null(0)) return first;
        if (row.integer(0) + 1 < first + kEntriesAMinute) return row.integer(0) + 1;
    }
}

void remove(Database& database, std::string_view id) {
    Query row = database.query(
        "SELECT entry, title, plain_title, programme, body FROM search_entry WHERE id = ?");
    if (!row.bind(id).step()) return;
    const std::int64_t entry = row.integer(0);
    database
        .query(
            "INSERT INTO search_title(search_title, rowid, title, plain_title, programme)"
            " VALUES('delete', ?, ?, ?, ?)")
        .bind(entry, row.text(1), row.text(2), row.text(3))
        .run();
    database.query("INSERT INTO search_body(search_body, rowid, body) VALUES('delete', ?, ?)")
        .bind(entry, row.text(4))
        .run();
    database.query("DELETE FROM search_entry WHERE entry = ?").bind(entry).run();
}

// What a reader can't make sense of has no words that could be found.
std::optional<SearchText> words_of(Kind kind, std::string_view json) {
    try {
        return search_text(parse_body(kind, json, Strictness::lenient));
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

void index_item(Transaction& transaction, std::string_view id,
                std::optional<std::string_view> json) {
    Database& database = transaction.database();
    remove(database, id);
    Query item = database.query(
        "SELECT kind, published, expires FROM item"
        " WHERE id = ? AND state = 'live' AND body_state = 'present'");
    if (!json || !item.bind(id).step()) return;
    const Kind kind = stored_kind(item.text(0));
    if (is_reference(kind)) return;
    const auto words = words_of(kind, *json);
    if (!words) return;
    const std::int64_t entry = free_entry(database, item.instant(1));
    std::optional<std::int64_t> expires;
    if (!item.null(2)) expires = item.integer(2);
    database.query("INSERT INTO search_entry VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(entry, id, expires, words->title, words->plain_title, words->programme, words->body)
        .run();
    database
        .query("INSERT INTO search_title(rowid, title, plain_title, programme) VALUES(?, ?, ?, ?)")
        .bind(entry, words->title, words->plain_title, words->programme)
        .run();
    database.query("INSERT INTO search_body(rowid, body) VALUES(?, ?)")
        .bind(entry, words->body)
        .run();
}

bool search_is_current(Database& database) {
    Query row = database.query("SELECT version FROM search_version");
    return row.step() && row.integer(0) == kSearchVersion;
}

void clear_search(Transaction& transaction) {
    Database& database = transaction.database();
    database.execute(
        "INSERT INTO search_title(search_title) VALUES('delete-all');"
        "INSERT INTO search_body(search_body) VALUES('delete-all');"
        "DELETE FROM search_entry; DELETE FROM search_version;");
    database.query("INSERT INTO search_version VALUES(?)").bind(kSearchVersion).run();
}

void compact_search(Transaction& transaction) {
    transaction.database().execute(
        "INSERT INTO search_title(search_title) VALUES('optimize');"
        "INSERT INTO search_body(search_body) VALUES('optimize');");
}

}  // namespace villageboard::cache
