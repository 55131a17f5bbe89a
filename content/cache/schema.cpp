#include "content/cache/schema.h"

#include <array>
#include <charconv>
#include <fstream>
#include <string>

namespace villageboard::cache {
namespace {

// Times are Unix seconds, days are "YYYY-MM-DD", digests are lower-case hex.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE feed(
    area TEXT PRIMARY KEY, origin TEXT NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
    frontier BLOB NOT NULL, note TEXT NOT NULL, etag TEXT NOT NULL, source TEXT NOT NULL,
    confirmed INTEGER NOT NULL, contacted INTEGER NOT NULL, granted INTEGER NOT NULL,
    successor TEXT NOT NULL, pack_bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE revision(
    id TEXT NOT NULL, revision INTEGER NOT NULL, area TEXT NOT NULL, entry INTEGER NOT NULL,
    operation TEXT NOT NULL, kind TEXT NOT NULL, catalogue TEXT NOT NULL, priority INTEGER NOT NULL,
    formed TEXT, published INTEGER NOT NULL, embargo INTEGER, expires INTEGER, notice_from TEXT,
    notice_to TEXT, office TEXT NOT NULL, reviewers TEXT NOT NULL, "group" TEXT NOT NULL,
    PRIMARY KEY(id, revision)) STRICT, WITHOUT ROWID;
CREATE INDEX revision_embargo ON revision(embargo) WHERE embargo IS NOT NULL;
CREATE TABLE body(
    id TEXT NOT NULL, revision INTEGER NOT NULL, audience TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, keep_until INTEGER, state TEXT NOT NULL, content BLOB,
    PRIMARY KEY(id, revision, audience),
    FOREIGN KEY(id, revision) REFERENCES revision(id, revision)) STRICT;
CREATE INDEX body_keep_until ON body(keep_until) WHERE state IN ('present', 'sealed');
CREATE INDEX body_sealed ON body(state) WHERE state IN ('sealed', 'damaged');
CREATE TABLE attachment(
    id TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, audience TEXT NOT NULL,
    digest TEXT NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, language TEXT NOT NULL,
    role TEXT NOT NULL, held INTEGER NOT NULL,
    PRIMARY KEY(id, revision, position),
    FOREIGN KEY(id, revision) REFERENCES revision(id, revision)) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_digest ON attachment(digest);
CREATE INDEX attachment_wanted ON attachment(held) WHERE held = 0;
CREATE TABLE item(
    id TEXT PRIMARY KEY, area TEXT NOT NULL, revision INTEGER NOT NULL, newest INTEGER NOT NULL,
    kind TEXT NOT NULL, catalogue TEXT NOT NULL, priority INTEGER NOT NULL, state TEXT NOT NULL,
    body_state TEXT NOT NULL, audience TEXT NOT NULL, formed TEXT, published INTEGER NOT NULL,
    first_published INTEGER NOT NULL, expires INTEGER, notice_from TEXT, notice_to TEXT,
    office TEXT NOT NULL, reviewers TEXT NOT NULL, "group" TEXT NOT NULL, title TEXT NOT NULL,
    plain_title TEXT NOT NULL, summary TEXT NOT NULL) STRICT;
CREATE INDEX item_kind ON item(kind, area, published DESC);
CREATE INDEX item_urgency ON item(priority, published DESC);
CREATE INDEX item_published ON item(published DESC);
CREATE INDEX item_expires ON item(expires) WHERE state = 'live';
CREATE TABLE dictionary(
    area TEXT NOT NULL, dict_id INTEGER NOT NULL, entry INTEGER NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, content BLOB,
    PRIMARY KEY(area, dict_id)) STRICT;
CREATE TABLE removal(what TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(what, name))
    STRICT, WITHOUT ROWID;
)sql";

// What a file sealed for the village must hold once opened: `digest` is of the sealed bytes.
constexpr std::string_view kOpened = R"sql(
ALTER TABLE attachment ADD COLUMN opened TEXT NOT NULL DEFAULT '';
)sql";

// What can be found (search_index.h). `entry` grows with the time of publication, so that the
// newest are found first without sorting; the texts lie beside their indexes, which need them to
// take one out again.
constexpr std::string_view kSearch = R"sql(
CREATE TABLE search_version(version INTEGER NOT NULL) STRICT;
CREATE TABLE search_entry(
    entry INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, expires INTEGER, title TEXT NOT NULL,
    plain_title TEXT NOT NULL, programme TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX search_programme ON search_entry(programme) WHERE programme != '';
CREATE VIRTUAL TABLE search_title USING fts5(
    title, plain_title, programme, content='search_entry', content_rowid='entry',
    tokenize='villageboard sounds', prefix='2 3', columnsize=0);
CREATE VIRTUAL TABLE search_body USING fts5(
    body, content='search_entry', content_rowid='entry', tokenize='villageboard words',
    columnsize=0);
)sql";

// Each list that a screen shows is read from an index in its own order, however many items there
// are. An announced event's end stands with the item, so that no body is opened to leave it out.
constexpr std::string_view kLists = R"sql(
ALTER TABLE item ADD COLUMN event_end INTEGER;
UPDATE item SET event_end = (
    SELECT coalesce(unixepoch(json_extract(text, '$.event_until')),
                    unixepoch(json_extract(text, '$.event_at'), '+8 hours', 'start of day',
                              '+1 day', '-8 hours'))
    FROM (SELECT CAST(b.content AS TEXT) AS text FROM body b WHERE b.id = item.id
              AND b.revision = item.revision AND b.audience = item.audience))
    WHERE kind = 'notice' AND body_state = 'present' AND state IN ('live', 'expired');
DROP INDEX item_kind;
CREATE INDEX item_kind ON item(kind, area, published DESC, id DESC);
CREATE INDEX item_catalogue ON item(catalogue, area, published DESC, id DESC);
CREATE INDEX item_area ON item(area, published DESC, id DESC);
)sql";

// What has to be told to the county: an erasure, a withdrawal or a keep-until that was carried out
// (`done`: when; NULL while files, log or other generations may still hold the text).
constexpr std::string_view kAcknowledged = R"sql(
CREATE TABLE IF NOT EXISTS acknowledgement(
    id TEXT NOT NULL, entry INTEGER NOT NULL, what TEXT NOT NULL, area TEXT NOT NULL,
    done INTEGER, PRIMARY KEY(id, entry, what)) STRICT, WITHOUT ROWID;
)sql";

// The same indexes by keys (search_keys.h) without places, emptied; the writer fills them anew.
constexpr std::string_view kSearchKeys = R"sql(
DROP TABLE search_title;
DROP TABLE search_body;
DELETE FROM search_entry;
DELETE FROM search_version;
CREATE VIRTUAL TABLE search_title USING fts5(
    title, plain_title, programme, content='search_entry', content_rowid='entry',
    tokenize='villageboard sounds', detail=none, columnsize=0);
CREATE VIRTUAL TABLE search_body USING fts5(
    body, content='search_entry', content_rowid='entry', tokenize='villageboard words',
    detail=none, columnsize=0);
)sql";

constexpr std::array<std::string_view, 6> kMigrations{kFirst, kOpened,       kSearch,
                                                      kLists, kAcknowledged, kSearchKeys};

}  // namespace

std::span<const std::string_view> cache_migrations() { return kMigrations; }

std::filesystem::path cache_path(const std::filesystem::path& data_dir, std::uint64_t generation) {
    return data_dir / ("cache." + std::to_string(generation) + ".db");
}

std::optional<std::uint64_t> current_generation(const std::filesystem::path& data_dir) {
    std::ifstream file(data_dir / "cache.current");
    std::string line;
    if (!std::getline(file, line) || !line.starts_with("cache.") || !line.ends_with(".db"))
        return std::nullopt;
    const std::string number = line.substr(6, line.size() - 9);
    std::uint64_t generation = 0;
    const auto [end, failure] =
        std::from_chars(number.data(), number.data() + number.size(), generation);
    if (failure != std::errc{} || end != number.data() + number.size()) return std::nullopt;
    if (!std::filesystem::exists(cache_path(data_dir, generation))) return std::nullopt;
    return generation;
}

std::filesystem::path file_path(const std::filesystem::path& data_dir, std::string_view digest) {
    return data_dir / "files" / digest.substr(0, 2) / digest.substr(2);
}

}  // namespace villageboard::cache
