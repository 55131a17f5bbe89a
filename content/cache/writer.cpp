#include "content/cache/writer.h"

#include <algorithm>

#include "content/cache/names.h"
#include "content/cache/schema.h"
#include "content/cache/search_index.h"
#include "content/cache/search_tokenizer.h"

namespace villageboard::cache {
namespace {

std::string join(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

constexpr const char* kFeedColumns =
    "SELECT area, origin, size, root, frontier, note, etag, source, confirmed, contacted, granted,"
    " successor, pack_bytes FROM feed ";

FeedState read_feed(const Query& row) {
    return {.area = row.text(0),
            .origin = row.text(1),
            .size = static_cast<std::uint64_t>(row.integer(2)),
            .root = row.text(3),
            .frontier = row.blob(4),
            .note = row.text(5),
            .etag = row.text(6),
            .source = row.text(7),
            .confirmed = row.instant(8),
            .contacted = row.instant(9),
            .granted = row.integer(10) != 0,
            .successor = row.text(11),
            .pack_bytes = static_cast<std::uint64_t>(row.integer(12))};
}

}  // namespace

CacheWriter::CacheWriter(const std::filesystem::path& path, const std::string& vfs)
    : database_(path, {.durability = Durability::rebuildable, .vfs = vfs}) {
    register_search_tokenizer(database_);
    database_.migrate(cache_migrations());
    if (!search_is_current(database_)) rebuild_search();
}

void CacheWriter::rebuild_search() {
    std::vector<std::string> ids;
    Transaction transaction(database_);
    clear_search(transaction);
    {
        Query rows = database_.query("SELECT id FROM item WHERE state = 'live'");
        while (rows.step()) ids.push_back(rows.text(0));
    }
    for (const std::string& id : ids) index_shown(transaction, id);
    transaction.commit();
}

void CacheWriter::index_shown(Transaction& transaction, std::string_view id) {
    // the village's rendition before the public one, as the screens show it
    Query row = database_.query(
        "SELECT b.content FROM item i JOIN body b ON b.id = i.id AND b.revision = i.revision"
        " AND b.audience = i.audience WHERE i.id = ? AND b.state = 'present'");
    if (!row.bind(id).step()) return index_item(transaction, id, std::nullopt);
    const Bytes content = row.blob(0);
    index_item(transaction, id,
               std::string_view(reinterpret_cast<const char*>(content.data()), content.size()));
}

std::vector<FeedState> CacheWriter::feeds() {
    std::vector<FeedState> feeds;
    Query rows = database_.query(std::string(kFeedColumns) + "ORDER BY area");
    while (rows.step()) feeds.push_back(read_feed(rows));
    return feeds;
}

std::optional<FeedState> CacheWriter::feed(std::string_view area) {
    Query row = database_.query(std::string(kFeedColumns) + "WHERE area = ?");
    return row.bind(area).step() ? std::optional(read_feed(row)) : std::nullopt;
}

void CacheWriter::put_feed(Transaction&, const FeedState& feed) {
    database_.query("INSERT OR REPLACE INTO feed VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(feed.area, feed.origin, feed.size, feed.root, feed.frontier, feed.note, feed.etag,
              feed.source, feed.confirmed, feed.contacted, feed.granted, feed.successor,
              feed.pack_bytes)
        .run();
}

void CacheWriter::touch_feed(Transaction&, std::string_view area, Instant contacted) {
    database_.query("UPDATE feed SET contacted = ? WHERE area = ?").bind(contacted, area).run();
}

std::optional<KnownItem> CacheWriter::known(std::string_view id) {
    Query row = database_.query(
        "SELECT area, revision, kind, operation, entry FROM revision WHERE id = ?"
        " ORDER BY revision DESC LIMIT 1");
    if (!row.bind(id).step()) return std::nullopt;
    return KnownItem{.area = row.text(0),
                     .newest = static_cast<std::uint32_t>(row.integer(1)),
                     .kind = stored_kind(row.text(2)),
                     .operation = stored_operation(row.text(3)),
                     .entry = static_cast<std::uint64_t>(row.integer(4))};
}

void CacheWriter::add(Transaction& transaction, const NewRevision& revision, Instant now) {
    if (revision.operation == Operation::erase) drop_bodies(transaction, revision.id);
    insert(transaction, revision);
    project(transaction, revision.id, now);
    note_request(transaction, revision, now);
}

void CacheWriter::note_request(Transaction&, const NewRevision& revision, Instant now) {
    const bool erased = revision.operation == Operation::erase;
    if (!erased && revision.operation != Operation::withdraw) return;
    // a withdrawn text is off the screen with this transaction; an erased one has to leave the disk
    const std::optional<Instant> done = erased ? std::nullopt : std::optional(now);
    database_.query("INSERT OR REPLACE INTO acknowledgement VALUES(?, ?, ?, ?, ?)")
        .bind(revision.id, revision.entry, to_string(revision.operation), revision.area, done)
        .run();
}

void CacheWriter::insert(Transaction&, const NewRevision& from) {
    database_.query("INSERT INTO revision VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(from.id, from.revision, from.area, from.entry, to_string(from.operation),
              to_string(from.kind), from.catalogue, static_cast<int>(from.priority), from.formed,
              from.published, from.embargo, from.expires, from.notice_from, from.notice_to,
              from.office, join(from.reviewers), from.group)
        .run();
    for (const NewBody& body : from.bodies) {
        const std::optional<Bytes> content =
            body.content.empty() ? std::nullopt
                                 : std::optional(Bytes(body.content.begin(), body.content.end()));
        database_.query("INSERT INTO body VALUES(?,?,?,?,?,?,?,?)")
            .bind(from.id, from.revision, to_string(body.audience), body.digest, body.size,
                  body.keep_until, to_string(body.state), content)
            .run();
    }
    int position = 0;
    for (const NewAttachment& file : from.attachments)
        database_.query("INSERT INTO attachment VALUES(?,?,?,?,?,?,?,?,?,0,'')")
            .bind(from.id, from.revision, position++, to_string(file.audience), file.digest,
                  file.size, file.mime, file.language, file.role)
            .run();
}

void CacheWriter::drop_bodies(Transaction& transaction, std::string_view id) {
    std::vector<std::string> digests;
    {
        Query rows = database_.query("SELECT DISTINCT digest FROM attachment WHERE id = ?");
        rows.bind(id);
        while (rows.step()) digests.push_back(rows.text(0));
    }
    database_.query("DELETE FROM attachment WHERE id = ?").bind(id).run();
    database_.query("DELETE FROM body WHERE id = ?").bind(id).run();
    note_removals(transaction, digests);
}

void CacheWriter::note_removals(Transaction&, const std::vector<std::string>& digests) {
    for (const std::string& digest : digests)
        if (!needed(digest))
            database_.query("INSERT OR IGNORE INTO removal VALUES('file', ?)").bind(digest).run();
    database_.query("INSERT OR IGNORE INTO removal VALUES('log', '')").run();
}

CacheWriter::Removals CacheWriter::removals() {
    Removals due;
    Query rows = database_.query("SELECT what, name FROM removal");
    while (rows.step()) {
        if (rows.text(0) == "file")
            due.files.push_back(rows.text(1));
        else
            due.log = true;
    }
    return due;
}

void CacheWriter::removed(Transaction&, const Removals& done, Instant now) {
    for (const std::string& digest : done.files)
        database_.query("DELETE FROM removal WHERE what = 'file' AND name = ?").bind(digest).run();
    if (!done.log) return;
    database_.query("DELETE FROM removal WHERE what = 'log'").run();
    database_.query("UPDATE acknowledgement SET done = ? WHERE done IS NULL").bind(now).run();
}

std::vector<Acknowledgement> CacheWriter::acknowledgements(std::size_t limit) {
    std::vector<Acknowledgement> carried_out;
    Query rows = database_.query(
        "SELECT id, area, entry, what, done FROM acknowledgement WHERE done IS NOT NULL LIMIT ?");
    rows.bind(limit);
    while (rows.step())
        carried_out.push_back({.id = rows.text(0),
                               .area = rows.text(1),
                               .entry = static_cast<std::uint64_t>(rows.integer(2)),
                               .what = rows.text(3),
                               .done = rows.instant(4)});
    return carried_out;
}

bool CacheWriter::any_acknowledgement() {
    return database_.query("SELECT 1 FROM acknowledgement WHERE done IS NOT NULL LIMIT 1").step();
}

void CacheWriter::told(Transaction&, const std::vector<Acknowledgement>& told) {
    for (const Acknowledgement& one : told)
        database_.query("DELETE FROM acknowledgement WHERE id = ? AND entry = ? AND what = ?")
            .bind(one.id, one.entry, one.what)
            .run();
}

void CacheWriter::compact(Transaction& transaction) { compact_search(transaction); }

std::vector<WaitingBody> CacheWriter::waiting(std::string_view area, std::size_t limit) {
    std::vector<WaitingBody> bodies;
    Query rows = database_.query(
        "SELECT b.id, b.revision, r.area, b.digest, b.size, b.content FROM body b"
        " JOIN revision r USING(id, revision) WHERE b.state = 'sealed' AND r.area = ? LIMIT ?");
    rows.bind(area, limit);
    while (rows.step()) {
        const Bytes sealed = rows.blob(5);
        bodies.push_back({.id = rows.text(0),
                          .revision = static_cast<std::uint32_t>(rows.integer(1)),
                          .area = rows.text(2),
                          .digest = rows.text(3),
                          .size = static_cast<std::uint64_t>(rows.integer(4)),
                          .sealed = {sealed.begin(), sealed.end()}});
    }
    return bodies;
}

bool CacheWriter::any_waiting() {
    return database_.query("SELECT 1 FROM body WHERE state = 'sealed' LIMIT 1").step();
}

void CacheWriter::open_body(Transaction& transaction, const WaitingBody& body,
                            const std::string& json, Instant now) {
    database_
        .query(
            "UPDATE body SET state = 'present', content = ?"
            " WHERE id = ? AND revision = ? AND digest = ? AND state = 'sealed'")
        .bind(Bytes(json.begin(), json.end()), body.id, body.revision, body.digest)
        .run();
    project(transaction, body.id, now);
}

std::vector<WantedFile> CacheWriter::wanted(std::size_t limit) {
    std::vector<WantedFile> files;
    Query rows = database_.query(
        "SELECT a.digest, a.size, a.audience, r.area FROM attachment a"
        " JOIN revision r USING(id, revision) WHERE a.held = 0"
        " GROUP BY a.digest ORDER BY min(r.priority), max(r.published) DESC LIMIT ?");
    rows.bind(limit);
    while (rows.step())
        files.push_back({.digest = rows.text(0),
                         .size = static_cast<std::uint64_t>(rows.integer(1)),
                         .audience = stored_audience(rows.text(2)),
                         .area = rows.text(3)});
    return files;
}

std::vector<FileUse> CacheWriter::uses(std::string_view digest) {
    std::vector<FileUse> uses;
    Query rows = database_.query("SELECT id, revision FROM attachment WHERE digest = ?");
    rows.bind(digest);
    while (rows.step()) uses.push_back({rows.text(0), static_cast<std::uint32_t>(rows.integer(1))});
    return uses;
}

std::vector<std::string> CacheWriter::live_bodies(Kind kind) {
    std::vector<std::string> bodies;
    Query rows = database_.query(
        "SELECT b.content FROM item i JOIN body b ON b.id = i.id AND b.revision = i.revision"
        " WHERE i.kind = ? AND i.state = 'live' AND b.audience = 'public' AND b.state = 'present'"
        " ORDER BY i.published DESC");
    rows.bind(to_string(kind));
    while (rows.step()) {
        const Bytes content = rows.blob(0);
        bodies.emplace_back(content.begin(), content.end());
    }
    return bodies;
}

void CacheWriter::set_held(Transaction&, std::string_view digest, std::string_view opened) {
    database_.query("UPDATE attachment SET held = 1, opened = ? WHERE digest = ?")
        .bind(opened, digest)
        .run();
}

bool CacheWriter::needed(std::string_view digest) {
    return database_.query("SELECT 1 FROM attachment WHERE digest = ? LIMIT 1").bind(digest).step();
}

std::vector<KnownDictionary> CacheWriter::dictionaries(std::string_view area) {
    std::vector<KnownDictionary> found;
    Query rows = database_.query(
        "SELECT dict_id, entry, digest, size, content FROM dictionary WHERE area = ?");
    rows.bind(area);
    while (rows.step())
        found.push_back({.dict_id = static_cast<std::uint32_t>(rows.integer(0)),
                         .entry = static_cast<std::uint64_t>(rows.integer(1)),
                         .digest = rows.text(2),
                         .size = static_cast<std::uint64_t>(rows.integer(3)),
                         .content = rows.blob(4)});
    return found;
}

void CacheWriter::put_dictionary(Transaction&, std::string_view area,
                                 const KnownDictionary& dictionary) {
    database_.query("INSERT OR REPLACE INTO dictionary VALUES(?,?,?,?,?,?)")
        .bind(area, dictionary.dict_id, dictionary.entry, dictionary.digest, dictionary.size,
              dictionary.content)
        .run();
}

}  // namespace villageboard::cache
