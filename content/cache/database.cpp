#include "content/cache/database.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "content/model/error.h"

namespace villageboard::cache {
namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int kLengthLimit = 16 * 1024 * 1024;

Error to_error(const SQLite::Exception& failure, const std::string& place) {
    const int code = failure.getErrorCode();
    const bool damaged = code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT;
    return {damaged ? ErrorKind::corrupt : ErrorKind::retry,
            "The database " + place + " can't be used: " + failure.what() +
                (code == SQLITE_FULL ? "; free some disk space." : "."),
            place};
}

template <typename Action>
auto translated(const std::string& place, Action action) {
    try {
        return action();
    } catch (const SQLite::Exception& failure) {
        throw to_error(failure, place);
    }
}

int open_flags(Access access) {
    return access == Access::read ? SQLite::OPEN_READWRITE
                                  : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
}

/// A file that is there is never opened here: closing any descriptor of it would drop the POSIX
/// locks of this process's other connections (sqlite.org/howtocorrupt.html 2.2).
/// Makes the file with its permissions. One that is there is left to SQLite alone: opening and
/// closing it here would free the locks that this process's other connections hold on it (POSIX).
void make_file(const std::filesystem::path& path, unsigned mode) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file >= 0) ::close(file);
    if (file < 0 && errno != EEXIST)
        throw Error(ErrorKind::retry, "The database " + path.string() + " can't be made.",
                    path.string());
}

void set_limits(sqlite3* handle) {
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLengthLimit);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 40);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

std::string settings(const OpenOptions& options) {
    std::string sql =
        "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
        "PRAGMA mmap_size=0; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=8388608;";
    if (options.access == Access::read) return sql + "PRAGMA query_only=ON;";
    sql += "PRAGMA journal_mode=WAL;";
    return sql + (options.durability == Durability::acknowledged ? "PRAGMA synchronous=FULL;"
                                                                 : "PRAGMA synchronous=NORMAL;");
}

}  // namespace

Query::Query(std::shared_ptr<SQLite::Statement> statement, std::string place)
    : statement_(std::move(statement)), place_(std::move(place)) {}

Query::~Query() {
    if (!statement_) return;
    statement_->tryReset();
    statement_->clearBindings();
}

bool Query::step() {
    return translated(place_, [&] { return statement_->executeStep(); });
}

int Query::run() {
    return translated(place_, [&] { return statement_->exec(); });
}

bool Query::null(int column) const { return statement_->getColumn(column).isNull(); }

std::int64_t Query::integer(int column) const { return statement_->getColumn(column).getInt64(); }

std::string Query::text(int column) const { return statement_->getColumn(column).getString(); }

Bytes Query::blob(int column) const {
    const SQLite::Column value = statement_->getColumn(column);
    const auto* data = static_cast<const std::uint8_t*>(value.getBlob());
    return data ? Bytes(data, data + value.getBytes()) : Bytes{};
}

Instant Query::instant(int column) const { return Instant{std::chrono::seconds{integer(column)}}; }

std::optional<Instant> Query::maybe_instant(int column) const {
    return null(column) ? std::nullopt : std::optional(instant(column));
}

std::optional<Day> Query::maybe_day(int column) const {
    return null(column) ? std::nullopt : parse_day(text(column));
}

void Query::bind_next(std::int64_t value) {
    translated(place_, [&] { statement_->bind(next_++, value); });
}

void Query::bind_next(std::string_view value) {
    translated(place_, [&] { statement_->bind(next_++, std::string(value)); });
}

void Query::bind_next(const Bytes& value) {
    // a null pointer would bind as NULL, and an empty blob is not that
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    translated(place_, [&] { statement_->bind(next_++, data, static_cast<int>(value.size())); });
}

void Query::bind_next(std::nullopt_t) {
    translated(place_, [&] { statement_->bind(next_++); });
}

Database::Database(const std::filesystem::path& path, const OpenOptions& options)
    : path_(path), mode_(options.mode) {
    if (options.access == Access::write) make_file(path, options.mode);
    translated(path.string(), [&] {
        database_ = std::make_unique<SQLite::Database>(path.string(), open_flags(options.access),
                                                       kBusyMilliseconds, options.vfs);
        set_limits(database_->getHandle());
        database_->exec(settings(options));
    });
}

Database::~Database() = default;

sqlite3* Database::handle() { return database_->getHandle(); }

Query Database::query(const std::string& sql) {
    std::shared_ptr<SQLite::Statement>& kept = statements_[sql];
    const bool lent = kept && kept.use_count() > 1;
    if (kept && !lent) return {kept, path_.string()};
    auto made = translated(path_.string(),
                           [&] { return std::make_shared<SQLite::Statement>(*database_, sql); });
    if (!lent) kept = made;
    return {std::move(made), path_.string()};
}

void Database::execute(const std::string& sql) {
    translated(path_.string(), [&] { database_->exec(sql); });
}

int Database::schema_version() {
    Query query = this->query("PRAGMA user_version");
    query.step();
    return static_cast<int>(query.integer(0));
}

void Database::migrate(std::span<const std::string_view> migrations) {
    const int newest = static_cast<int>(migrations.size());
    if (schema_version() > newest)
        throw Error(ErrorKind::invalid,
                    path_.string() + " was made by a newer version of this program.",
                    path_.string());
    while (schema_version() < newest) {
        Transaction transaction(*this);
        // read again under the lock: another program may have just done it
        const int version = schema_version();
        if (version >= newest) return;
        execute(std::string(migrations[static_cast<std::size_t>(version)]));
        execute("PRAGMA user_version=" + std::to_string(version + 1));
        transaction.commit();
    }
}

bool Database::sound() {
    try {
        Query query = this->query("PRAGMA quick_check(1)");
        return query.step() && query.text(0) == "ok";
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::corrupt) return false;
        throw;
    }
}

void Database::truncate_log() {
    Query query = this->query("PRAGMA wal_checkpoint(TRUNCATE)");
    query.step();
    if (query.integer(0) != 0)
        throw Error(ErrorKind::retry, "A reader still holds the log of " + path_.string() + ".",
                    path_.string());
}

void Database::copy_to(const std::filesystem::path& to) {
    std::filesystem::path temporary = to;
    temporary += ".tmp";
    std::filesystem::remove(temporary);
    make_file(temporary, mode_);
    // VACUUM INTO attaches its target, which the limits forbid otherwise
    sqlite3_limit(database_->getHandle(), SQLITE_LIMIT_ATTACHED, 1);
    try {
        query("VACUUM INTO ?").bind(temporary.string()).run();
    } catch (...) {
        sqlite3_limit(database_->getHandle(), SQLITE_LIMIT_ATTACHED, 0);
        std::filesystem::remove(temporary);
        throw;
    }
    sqlite3_limit(database_->getHandle(), SQLITE_LIMIT_ATTACHED, 0);
    sync_path(temporary);
    std::filesystem::rename(temporary, to);
    sync_path(to.parent_path());
}

std::int64_t Database::data_version() {
    Query query = this->query("PRAGMA data_version");
    query.step();
    return query.integer(0);
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (done_) return;
    try {
        roll_back();
    } catch (const Error&) {
        // SQLite rolls back by itself after a full disk or an input or output error
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    done_ = true;
}

void Transaction::roll_back() {
    done_ = true;
    database_.execute("ROLLBACK");
}

void sync_path(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!synced)
        throw Error(ErrorKind::retry, path.string() + " can't be written to disk.", path.string());
}

}  // namespace villageboard::cache
