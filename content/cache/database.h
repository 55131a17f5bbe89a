/// One SQLite database with this project's settings, and prepared statements that bind and read
/// the project's own types. Failures come out as Error: `corrupt` for a damaged or foreign file,
/// `retry` for everything that may pass (busy, full disk, input or output). One thread each.
/// Settings and their reasons: WAL so that a reader never waits for the writer; secure_delete so
/// that an erased text leaves no bytes behind; defensive mode since content comes from outside.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "content/model/time.h"

struct sqlite3;

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace villageboard::cache {

enum class Durability {
    rebuildable,   ///< synchronous NORMAL: a power cut may lose the last commits, never corrupt
    acknowledged,  ///< synchronous FULL: what is committed stays
};

enum class Access { write, read };

/// How a database is opened.
struct OpenOptions {
    Durability durability = Durability::rebuildable;
    Access access = Access::write;  ///< `read`: query_only, and the file must exist
    unsigned mode = 0660;           ///< permissions of a new file; its WAL inherits them
    std::string vfs = {};           ///< name of a registered SQLite VFS; empty: the default one
};

using Bytes = std::vector<std::uint8_t>;

/// A prepared statement, lent by its Database and given back when it goes out of scope.
class Query {
  public:
    Query(std::shared_ptr<SQLite::Statement> statement, std::string place);
    ~Query();
    Query(Query&&) noexcept = default;
    Query(const Query&) = delete;

    /// Binds the next parameters, in order. Optionals bind as NULL when empty.
    template <typename... Values>
    Query& bind(const Values&... values) {
        (bind_next(values), ...);
        return *this;
    }
    /// Goes to the next row; false at the end.
    bool step();
    /// Runs a statement that gives no rows; how many rows it changed.
    int run();

    bool null(int column) const;
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    Instant instant(int column) const;
    std::optional<Instant> maybe_instant(int column) const;
    std::optional<Day> maybe_day(int column) const;

  private:
    void bind_next(std::int64_t value);
    void bind_next(std::string_view value);
    void bind_next(const Bytes& value);
    void bind_next(Instant value) { bind_next(std::int64_t{value.time_since_epoch().count()}); }
    void bind_next(Day value) { bind_next(std::string_view(format_day(value))); }
    void bind_next(std::nullopt_t);
    template <typename T>
    requires std::is_integral_v<T>
    void bind_next(T value) { bind_next(static_cast<std::int64_t>(value)); }
    void bind_next(const std::string& value) { bind_next(std::string_view(value)); }
    void bind_next(const char* value) { bind_next(std::string_view(value)); }
    template <typename T>
    void bind_next(const std::optional<T>& value) {
        value ? bind_next(*value) : bind_next(std::nullopt);
    }

    std::shared_ptr<SQLite::Statement> statement_;
    std::string place_;
    int next_ = 1;
};

class Database {
  public:
    /// Opens `path` with the project's settings; for writing, makes the file when it is missing.
    Database(const std::filesystem::path& path, const OpenOptions& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Query query(const std::string& sql);
    /// Runs one or more statements without parameters.
    void execute(const std::string& sql);

    /// Runs the migrations that the file has not had, each with its number in one transaction.
    /// A released migration never changes. Error `invalid` when the file is of a newer version.
    void migrate(std::span<const std::string_view> migrations);
    int schema_version();
    /// PRAGMA quick_check: false when the file's structure is damaged.
    bool sound();
    /// Moves the write-ahead log into the file and empties it: erased text stays nowhere.
    void truncate_log();
    /// Writes a compact copy to `to`, synced, replacing what lies there by a rename.
    void copy_to(const std::filesystem::path& to);
    /// Changes whenever another connection committed (PRAGMA data_version).
    std::int64_t data_version();

    const std::filesystem::path& path() const { return path_; }
    /// For what SQLite offers in C only. Lives as long as this object.
    sqlite3* handle();

  private:
    std::filesystem::path path_;
    unsigned mode_;
    std::unique_ptr<SQLite::Database> database_;
    std::map<std::string, std::shared_ptr<SQLite::Statement>> statements_;
};

/// A write transaction (BEGIN IMMEDIATE). Rolls back when it goes out of scope uncommitted.
/// Functions that write ask for one, so that writing outside of a transaction does not compile.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();
    /// Ends it without a trace, where there turned out to be nothing to write.
    void roll_back();
    Database& database() { return database_; }

  private:
    Database& database_;
    bool done_ = false;
};

/// Makes what `path` names reach the disk: a file, or a folder's entries after a rename.
void sync_path(const std::filesystem::path& path);

}  // namespace villageboard::cache
