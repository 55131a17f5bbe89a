#include "content/cache/reader.h"

#include <algorithm>

#include "content/cache/database.h"
#include "content/cache/digest.h"
#include "content/cache/names.h"
#include "content/cache/schema.h"
#include "content/cache/search_tokenizer.h"
#include "content/model/error.h"

namespace villageboard::cache {

struct CacheReader::Open {
    Open(const std::filesystem::path& path, std::uint64_t number)
        : database(path, {.access = Access::read}), generation(number) {
        register_search_tokenizer(database);
    }

    Database database;
    std::uint64_t generation;
    std::int64_t seen = 0;
};

namespace {

constexpr const char* kItemColumns =
    "SELECT id, revision, kind, catalogue, area, priority, state, body_state, audience, formed,"
    " published, first_published, expires, notice_from, notice_to, office, reviewers, \"group\","
    " title, plain_title, summary, event_end FROM item ";

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < line.size();) {
        const std::size_t to = std::min(line.find(' ', from), line.size());
        words.push_back(line.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

ItemRow read_item(const Query& row, const std::optional<Instant>& now) {
    ItemRow item{.id = row.text(0),
                 .revision = static_cast<std::uint32_t>(row.integer(1)),
                 .kind = stored_kind(row.text(2)),
                 .catalogue = row.text(3),
                 .area = row.text(4),
                 .priority = static_cast<Priority>(row.integer(5)),
                 .state = item_state(row.text(6)),
                 .body_state = body_state(row.text(7)),
                 .audience = stored_audience(row.text(8)),
                 .formed = row.maybe_day(9),
                 .published = row.instant(10),
                 .first_published = row.instant(11),
                 .expires = row.maybe_instant(12),
                 .notice_from = row.maybe_day(13),
                 .notice_to = row.maybe_day(14),
                 .office = row.text(15),
                 .reviewers = split(row.text(16)),
                 .group = row.text(17),
                 .title = row.text(18),
                 .plain_title = row.text(19),
                 .summary = row.text(20),
                 .event_end = row.maybe_instant(21)};
    if (now && item.state == ItemState::live && item.expires && *item.expires <= *now)
        item.state = ItemState::expired;
    return item;
}

constexpr const char* kFileColumns =
    "SELECT a.digest, a.size, a.mime, a.role, a.language, a.audience, a.held, a.opened"
    " FROM attachment a";

AttachmentRow read_file(const Query& row, const std::filesystem::path& data_dir) {
    AttachmentRow file{.digest = row.text(0),
                       .size = static_cast<std::uint64_t>(row.integer(1)),
                       .mime = row.text(2),
                       .role = row.text(3),
                       .language = row.text(4),
                       .audience = stored_audience(row.text(5)),
                       .file = std::nullopt,
                       .file_digest = row.text(7)};
    if (row.integer(6) != 0) file.file = file_path(data_dir, file.digest);
    if (file.audience == Audience::public_) file.file_digest = file.digest;
    return file;
}

/// Far below the number of SELECTs that SQLite joins in one statement (500).
constexpr std::size_t kMaxStretches = 200;

std::string marks(std::size_t count) {
    std::string list = "(";
    for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ",?";
    return list + ")";
}

/// What holds for an item beside its kind, area and code.
std::string conditions(const ListQuery& query) {
    std::string sql;
    if (query.at_least) sql += " AND priority <= ?";
    if (!query.group.empty()) sql += " AND \"group\" IN ('', ?)";
    if (query.events_after) sql += " AND (event_end IS NULL OR event_end > ?)";
    const std::size_t states = std::max<std::size_t>(query.states.size(), 1);
    return sql +
           " AND CASE WHEN state = 'live' AND expires <= ? THEN 'expired' ELSE state END IN " +
           marks(states);
}

void bind_conditions(Query& statement, const ListQuery& query) {
    if (query.at_least) statement.bind(static_cast<int>(*query.at_least));
    if (!query.group.empty()) statement.bind(query.group);
    if (query.events_after) statement.bind(*query.events_after);
    statement.bind(query.now);
    if (query.states.empty()) statement.bind(to_string(ItemState::live));
    for (const ItemState state : query.states) statement.bind(to_string(state));
}

std::string where(const ListQuery& query) {
    std::string sql = "WHERE 1";
    if (!query.kinds.empty()) sql += " AND kind IN " + marks(query.kinds.size());
    if (!query.areas.empty()) sql += " AND area IN " + marks(query.areas.size());
    if (!query.catalogue.empty()) sql += " AND catalogue IN " + marks(query.catalogue.size());
    return sql + conditions(query);
}

void bind(Query& statement, const ListQuery& query) {
    for (const Kind kind : query.kinds) statement.bind(to_string(kind));
    for (const std::string& area : query.areas) statement.bind(area);
    for (const std::string& code : query.catalogue) statement.bind(code);
    bind_conditions(statement, query);
}

/// A stretch of the index whose column is `name`, for one value of it in one area.
struct Stretch {
    const char* name;
    std::string_view value;
    std::string_view area;
};

/// The stretches of an index that hold all items of the query in its order; none where there is no
/// such index.
std::vector<Stretch> stretches(const ListQuery& query) {
    std::vector<Stretch> all;
    const bool by_kind = query.catalogue.empty();
    if (query.order != ListOrder::newest_first || (!by_kind && !query.kinds.empty())) return all;
    for (const std::string& area : query.areas) {
        for (const Kind kind : query.kinds) all.push_back({"kind", to_string(kind), area});
        for (const std::string& code : query.catalogue) all.push_back({"catalogue", code, area});
    }
    return all.size() <= kMaxStretches ? all : std::vector<Stretch>{};
}

/// The first rows of each stretch, already in order; what comes after them can't be in the list.
std::string merged(const std::vector<Stretch>& parts, const ListQuery& query) {
    std::string sql = "WHERE rowid IN (";
    for (std::size_t i = 0; i < parts.size(); ++i)
        sql += std::string(i == 0 ? "" : " UNION ALL ") +
               "SELECT * FROM (SELECT rowid FROM item WHERE " + parts[i].name +
               " = ? AND area = ?" + conditions(query) +
               " ORDER BY published DESC, id DESC LIMIT ?)";
    return sql + ")";
}

std::string order(ListOrder by) {
    switch (by) {
        case ListOrder::newest_first:
            return " ORDER BY published DESC, id DESC";
        case ListOrder::period_then_date:
            return " ORDER BY formed DESC NULLS LAST, published DESC, id DESC";
        default:
            return " ORDER BY priority, published DESC, id DESC";
    }
}

std::optional<StoredBody> read_body(Database& database, std::string_view id, std::uint32_t revision,
                                    std::string_view audiences) {
    // of a withdrawn item only the withdrawal itself still speaks
    Query row = database.query(
        "SELECT b.audience, b.digest, b.content FROM body b JOIN item i ON i.id = b.id"
        " WHERE b.id = ? AND b.revision = ? AND b.state = 'present' AND b.revision <= i.newest AND"
        " (i.state != 'withdrawn' OR b.revision = i.revision) AND b.audience IN " +
        std::string(audiences) + " ORDER BY b.audience DESC LIMIT 1");
    if (!row.bind(id, revision).step()) return std::nullopt;
    const Bytes content = row.blob(2);
    StoredBody body{std::string(id), revision, stored_audience(row.text(0)),
                    std::string(content.begin(), content.end())};
    if (sha256_hex(body.json) != row.text(1))
        throw Error(ErrorKind::corrupt, "A text in the cache is not what was published.",
                    database.path().string());
    return body;
}

}  // namespace

CacheReader::CacheReader(std::filesystem::path data_dir) : data_dir_(std::move(data_dir)) {}

CacheReader::~CacheReader() = default;

bool CacheReader::refresh() {
    const auto current = current_generation(data_dir_);
    if (!current) return false;
    if (!open_ || open_->generation != *current) {
        auto opened = std::make_unique<Open>(cache_path(data_dir_, *current), *current);
        const auto known = static_cast<int>(cache_migrations().size());
        if (opened->database.schema_version() > known)
            throw Error(ErrorKind::invalid,
                        "The cache was made by a newer version of this program.",
                        opened->database.path().string());
        if (opened->database.schema_version() < known) return false;
        opened->seen = opened->database.data_version();
        open_ = std::move(opened);
        return true;
    }
    const std::int64_t version = open_->database.data_version();
    return std::exchange(open_->seen, version) != version;
}

bool CacheReader::ready() const { return open_ != nullptr; }

std::uint64_t CacheReader::generation() const { return open_ ? open_->generation : 0; }

CacheReader::Batch::Batch(CacheReader& reader) : reader_(reader) {
    if (reader_.open_) reader_.open_->database.execute("BEGIN");
}

CacheReader::Batch::~Batch() {
    try {
        if (reader_.open_) reader_.open_->database.execute("COMMIT");
    } catch (const Error&) {
        // nothing was written: a transaction that can't be closed ends with its connection
    }
}

std::vector<ItemRow> CacheReader::list(const ListQuery& query) const {
    std::vector<ItemRow> items;
    if (!open_) return items;
    const auto parts = stretches(query);
    Query rows =
        open_->database.query(kItemColumns + (parts.empty() ? where(query) : merged(parts, query)) +
                              order(query.order) + " LIMIT ? OFFSET ?");
    if (parts.empty()) bind(rows, query);
    for (const Stretch& part : parts) {
        rows.bind(part.value, part.area);
        bind_conditions(rows, query);
        rows.bind(query.limit + query.offset);
    }
    rows.bind(query.limit, query.offset);
    while (rows.step()) items.push_back(read_item(rows, query.now));
    return items;
}

std::size_t CacheReader::count(const ListQuery& query) const {
    if (!open_) return 0;
    Query rows = open_->database.query("SELECT count(*) FROM item " + where(query));
    bind(rows, query);
    rows.step();
    return static_cast<std::size_t>(rows.integer(0));
}

std::optional<ItemRow> CacheReader::item(std::string_view id) const {
    if (!open_) return std::nullopt;
    Query row = open_->database.query(std::string(kItemColumns) + "WHERE id = ?");
    if (!row.bind(id).step()) return std::nullopt;
    return read_item(row, std::nullopt);
}

std::optional<Instant> CacheReader::first_published(std::string_view area) const {
    if (!open_) return std::nullopt;
    Query row = open_->database.query(
        "SELECT first_published FROM item WHERE area = ? AND state != 'erased'"
        " ORDER BY published, id LIMIT 1");
    if (!row.bind(area).step()) return std::nullopt;
    return row.instant(0);
}

std::optional<StoredBody> CacheReader::body(std::string_view id, std::uint32_t revision) const {
    if (!open_) return std::nullopt;
    return read_body(open_->database, id, revision, "('public', 'village')");
}

std::optional<StoredBody> CacheReader::public_body(std::string_view id,
                                                   std::uint32_t revision) const {
    if (!open_) return std::nullopt;
    return read_body(open_->database, id, revision, "('public')");
}

std::vector<RevisionRow> CacheReader::revisions(std::string_view id) const {
    std::vector<RevisionRow> steps;
    if (!open_) return steps;
    Query rows = open_->database.query(
        "SELECT r.revision, r.operation, r.published, r.formed,"
        " (SELECT b.state FROM body b WHERE b.id = r.id AND b.revision = r.revision"
        "  ORDER BY b.state = 'present' DESC, b.audience DESC LIMIT 1)"
        " FROM revision r JOIN item i ON i.id = r.id"
        " WHERE r.id = ? AND r.revision <= i.newest ORDER BY r.revision");
    rows.bind(id);
    while (rows.step())
        steps.push_back(
            {.revision = static_cast<std::uint32_t>(rows.integer(0)),
             .operation = stored_operation(rows.text(1)),
             .published = rows.instant(2),
             .formed = rows.maybe_day(3),
             .body_state = rows.null(4) ? BodyState::absent : body_state(rows.text(4))});
    return steps;
}

std::vector<AttachmentRow> CacheReader::attachments(std::string_view id,
                                                    std::uint32_t revision) const {
    std::vector<AttachmentRow> files;
    if (!open_) return files;
    Query rows = open_->database.query(
        std::string(kFileColumns) +
        " JOIN item i ON i.id = a.id WHERE a.id = ? AND a.revision = ? AND a.revision <= i.newest"
        " AND i.state != 'withdrawn' ORDER BY a.position");
    rows.bind(id, revision);
    while (rows.step()) files.push_back(read_file(rows, data_dir_));
    return files;
}

std::vector<AttachmentRow> CacheReader::awaited() const {
    std::vector<AttachmentRow> files;
    if (!open_) return files;
    Query rows = open_->database.query(
        std::string(kFileColumns) +
        " JOIN item i ON i.id = a.id AND i.revision = a.revision WHERE a.held = 0"
        " AND i.state = 'live' GROUP BY a.digest");
    while (rows.step()) files.push_back(read_file(rows, data_dir_));
    return files;
}

std::vector<SearchHit> CacheReader::search(const SearchQuery& query) const {
    std::vector<SearchHit> hits;
    if (!open_) return hits;
    for (Found& found : find_items(open_->database, query))
        if (auto row = item(found.id)) hits.push_back({std::move(*row), std::move(found)});
    return hits;
}

std::vector<std::string> CacheReader::programmes() const {
    return open_ ? known_programmes(open_->database) : std::vector<std::string>{};
}

std::vector<FeedRow> CacheReader::feeds() const {
    std::vector<FeedRow> feeds;
    if (!open_) return feeds;
    Query rows = open_->database.query(
        "SELECT area, origin, size, root, confirmed, contacted, granted, successor FROM feed"
        " ORDER BY granted, length(area), area");
    while (rows.step())
        feeds.push_back({.area = rows.text(0),
                         .origin = rows.text(1),
                         .size = static_cast<std::uint64_t>(rows.integer(2)),
                         .root = rows.text(3),
                         .confirmed = rows.instant(4),
                         .contacted = rows.instant(5),
                         .granted = rows.integer(6) != 0,
                         .successor = rows.text(7)});
    return feeds;
}

}  // namespace villageboard::cache
