#include "sync/county/store/repository.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "sync/county/store/migrations.h"
#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

constexpr long long kPageEntries = 64;

/// SOCI takes `name=value` pairs only, libpq knows how a URL becomes them.
std::string postgres_pairs(const std::string& url) {
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
        PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
    if (!options)
        throw Error(ErrorKind::invalid,
                    "The database URL in county.conf is not postgresql://USER:PASSWORD@HOST/NAME.");
    std::string pairs;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr) continue;
        const std::string value = option->val;
        if (value.find_first_of(" '\"\\\t") != std::string::npos)
            throw Error(ErrorKind::invalid,
                        "The database URL in county.conf has a space, a quote or a backslash in "
                        "its " +
                            std::string(option->keyword) + "; choose another one.");
        pairs += std::string(option->keyword) + "=" + value + " ";
    }
    return pairs;
}

std::string connection_string(const DatabaseLocation& location) {
    if (location.database != "sqlite") return postgres_pairs(location.database);
    return "db=\"" + (location.data / "county.db").string() + "\" timeout=120";
}

/// Makes the file so that only its owner may read it, as it holds village keys; SQLite's own side
/// files take its mode. A file that is there is left to SQLite alone: to open and close it here
/// would free every lock that this process's other connections hold on it (POSIX), and another
/// program would then delete the write-ahead log under them.
void prepare_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::close(descriptor);
    if (descriptor < 0 && (errno != EEXIST || ::access(file.c_str(), R_OK | W_OK) != 0))
        throw Error(ErrorKind::invalid,
                    "The county's database " + file.string() + " can't be opened (" +
                        std::strerror(errno) + "); run as its owner, or restore it.",
                    file.string());
}

std::string unpacked(const std::string& base64) {
    auto bytes = feed::from_base64(base64);
    if (!bytes)
        throw Error(ErrorKind::corrupt,
                    "The county's database holds a damaged row; restore it from a backup.");
    return std::move(*bytes);
}

}  // namespace

Error Repository::Impl::translated(const soci::soci_error& error) {
    const std::string reason = error.get_error_message();
    if (reason.find("locked") != std::string::npos)
        return Error(ErrorKind::retry, "The county's database is busy; try again in a minute.");
    if (reason.find("full") != std::string::npos || reason.find("No space") != std::string::npos)
        return Error(ErrorKind::retry,
                     "The disk that holds the county's database is full; free some space.");
    if (reason.find("I/O") != std::string::npos)
        return Error(ErrorKind::retry,
                     "The disk that holds the county's database fails or is full; free some space "
                     "or look at the disk.");
    if (reason.find("readonly") != std::string::npos)
        return Error(ErrorKind::invalid,
                     "The county's database can't be written; allow it for this user.");
    return Error(ErrorKind::retry, "The county's database failed: " + reason);
}

Repository::Impl::Impl(const DatabaseLocation& location) : sqlite(location.database == "sqlite") {
    if (sqlite) prepare_file(location.data / "county.db");
    try {
        sql.open(sqlite ? "sqlite3" : "postgresql", connection_string(location));
    } catch (const soci::soci_error& error) {
        const std::string where = sqlite ? "the file " + (location.data / "county.db").string()
                                         : "the PostgreSQL server named in county.conf";
        throw Error(sqlite ? ErrorKind::invalid : ErrorKind::retry,
                    "The county's database can't be opened: " + where + " (" +
                        error.get_error_message() + ").");
    }
    run([this] {
        if (!sqlite) {
            sql << "SET client_min_messages TO WARNING";
            return;
        }
        std::string mode;
        sql << "PRAGMA journal_mode=WAL", into(mode);
        sql << "PRAGMA synchronous=FULL";
        sql << "PRAGMA foreign_keys=ON";
        sql << "PRAGMA secure_delete=ON";
    });
}

int Repository::Impl::schema_version() {
    int tables = 0;
    if (sqlite)
        sql << "SELECT CAST(count(*) AS INTEGER) FROM sqlite_master WHERE type = 'table' AND "
               "name = 'schema_version'",
            into(tables);
    else
        sql << "SELECT CAST(count(*) AS INTEGER) FROM information_schema.tables WHERE "
               "table_schema = current_schema() AND table_name = 'schema_version'",
            into(tables);
    if (tables == 0) return 0;
    int version = 0;
    sql << "SELECT version FROM schema_version", into(version);
    return version;
}

void Repository::Impl::migrate() {
    const int present = schema_version();
    if (present > newest_schema())
        throw Error(ErrorKind::invalid, "The county's database has schema version " +
                                            std::to_string(present) +
                                            ", but this program knows only versions up to " +
                                            std::to_string(newest_schema()) +
                                            "; install the newer villageboard-county.");
    if (present == 0) {
        sql << "CREATE TABLE schema_version (version INTEGER NOT NULL)";
        sql << "INSERT INTO schema_version (version) VALUES (0)";
    }
    for (const Migration& step : migrations()) {
        if (step.version <= present) continue;
        for (const char* statement : step.statements) sql << statement;
        sql << "UPDATE schema_version SET version = :version", use(step.version);
    }
}

Transaction::Transaction(Repository& repository) : repository_(repository) {
    auto& impl = *repository_.impl_;
    impl.run([&impl] { impl.sql << (impl.sqlite ? "BEGIN IMMEDIATE" : "BEGIN"); });
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        repository_.impl_->sql << "ROLLBACK";
    } catch (const std::exception&) {
        // The connection is gone, and the transaction with it.
        open_ = false;
    }
}

void Transaction::commit() {
    auto& impl = *repository_.impl_;
    impl.run([&impl] { impl.sql << "COMMIT"; });
    open_ = false;
}

Repository::Repository(const DatabaseLocation& location) : impl_(std::make_unique<Impl>(location)) {
    if (impl_->run([this] { return impl_->schema_version(); }) == newest_schema()) return;
    Transaction transaction(*this);
    impl_->run([this] {
        if (!impl_->sqlite) impl_->sql << "SELECT pg_advisory_xact_lock(539921)";
        impl_->migrate();
    });
    transaction.commit();
}

Repository::~Repository() = default;

bool Repository::alive() {
    try {
        int one = 0;
        impl_->sql << "SELECT 1", into(one);
        return one == 1;
    } catch (const soci::soci_error&) {
        return false;
    }
}

FeedRow Repository::lock_feed(Transaction&, const std::string& area) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO feed (area, size, frontier, note, note_size, note_time) "
                      "VALUES (:area, 0, '', '', 0, 0) ON CONFLICT (area) DO NOTHING",
            use(area);
        if (impl_->sqlite) return;
        std::string locked;
        impl_->sql << "SELECT area FROM feed WHERE area = :area FOR UPDATE", into(locked),
            use(area);
    });
    return *feed(area);
}

std::optional<FeedRow> Repository::feed(const std::string& area) {
    return impl_->run([&]() -> std::optional<FeedRow> {
        FeedRow row;
        std::string frontier;
        std::string note;
        long long size = 0;
        long long note_size = 0;
        long long note_time = 0;
        impl_->sql << "SELECT size, frontier, note, note_size, note_time FROM feed "
                      "WHERE area = :area",
            into(size), into(frontier), into(note), into(note_size), into(note_time), use(area);
        if (!impl_->sql.got_data()) return std::nullopt;
        return FeedRow{area,           static_cast<std::uint64_t>(size),      unpacked(frontier),
                       unpacked(note), static_cast<std::uint64_t>(note_size), note_time};
    });
}

std::vector<std::string> Repository::areas() {
    return impl_->run([&] {
        std::vector<std::string> all;
        std::string area;
        soci::statement query =
            (impl_->sql.prepare << "SELECT area FROM feed ORDER BY area", into(area));
        query.execute();
        while (query.fetch()) all.push_back(area);
        return all;
    });
}

void Repository::grow_feed(Transaction&, const std::string& area, std::uint64_t size,
                           const std::string& frontier) {
    impl_->run([&] {
        const auto rows = static_cast<long long>(size);
        const std::string packed = feed::to_base64(frontier);
        impl_->sql << "UPDATE feed SET size = :size, frontier = :frontier WHERE area = :area",
            use(rows), use(packed), use(area);
    });
}

void Repository::store_note(Transaction&, const FeedRow& row) {
    impl_->run([&] {
        const auto size = static_cast<long long>(row.note_size);
        const long long time = row.note_time;
        const std::string note = feed::to_base64(row.note);
        impl_->sql << "UPDATE feed SET note = :note, note_size = :size, note_time = :time "
                      "WHERE area = :area",
            use(note), use(size), use(time), use(row.area);
    });
}

void Repository::add_entry(Transaction&, const std::string& area, const EntryRow& row) {
    impl_->run([&] {
        const auto index = static_cast<long long>(row.index);
        const long long revision = row.revision;
        const std::string entry = feed::to_base64(row.entry);
        const std::string record = feed::to_base64(row.record);
        impl_->sql << "INSERT INTO entry (area, position, item, revision, entry, record) "
                      "VALUES (:area, :position, :item, :revision, :entry, :record)",
            use(area), use(index), use(row.item), use(revision), use(entry), use(record);
    });
}

void Repository::visit_entries(const std::string& area, std::uint64_t first, std::uint64_t count,
                               const VisitEntry& visit) {
    const long long end = static_cast<long long>(first) + static_cast<long long>(count);
    for (auto from = static_cast<long long>(first); from < end; from += kPageEntries) {
        std::vector<EntryRow> page;
        impl_->run([&] {
            const long long until = std::min(end, from + kPageEntries);
            long long index = 0;
            long long revision = 0;
            std::string item;
            std::string entry;
            std::string record;
            soci::statement query =
                (impl_->sql.prepare
                     << "SELECT position, item, revision, entry, record FROM entry WHERE "
                        "area = :area AND position >= :first AND position < :until "
                        "ORDER BY position",
                 into(index), into(item), into(revision), into(entry), into(record), use(area),
                 use(from), use(until));
            query.execute();
            while (query.fetch())
                page.push_back({static_cast<std::uint64_t>(index), item,
                                static_cast<std::uint32_t>(revision), unpacked(entry),
                                unpacked(record)});
        });
        for (const EntryRow& row : page) visit(row);
    }
}

std::vector<EntryRow> Repository::entries_of_item(const std::string& area,
                                                  const std::string& item) {
    std::vector<std::uint64_t> positions = impl_->run([&] {
        std::vector<std::uint64_t> found;
        long long index = 0;
        soci::statement query =
            (impl_->sql.prepare << "SELECT position FROM entry WHERE area = :area AND item = :item "
                                   "ORDER BY position",
             into(index), use(area), use(item));
        query.execute();
        while (query.fetch()) found.push_back(static_cast<std::uint64_t>(index));
        return found;
    });
    std::vector<EntryRow> rows;
    for (const std::uint64_t position : positions)
        visit_entries(area, position, 1, [&rows](const EntryRow& row) { rows.push_back(row); });
    return rows;
}

void Repository::replace_record(Transaction&, const std::string& area, std::uint64_t index,
                                const std::string& bytes) {
    impl_->run([&] {
        const auto position = static_cast<long long>(index);
        const std::string record = feed::to_base64(bytes);
        impl_->sql << "UPDATE entry SET record = :record WHERE area = :area AND "
                      "position = :position",
            use(record), use(area), use(position);
    });
}

}  // namespace villageboard::county
