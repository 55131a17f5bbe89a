#include "sync/county/store/database_copy.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>

#include "sync/county/store/repository_impl.h"

extern char** environ;

namespace villageboard::county {
namespace {

using soci::into;

constexpr const char* kSqliteFile = "county.db";
constexpr const char* kPostgresFile = "county.pgdump";

void read_state(Repository& repository, DatabaseCopy& copy) {
    for (const std::string& area : repository.areas()) {
        if (auto feed = repository.feed(area)) copy.feeds.push_back(std::move(*feed));
        for (std::string& blob : repository.blobs(area)) copy.blobs.push_back(std::move(blob));
    }
    std::sort(copy.blobs.begin(), copy.blobs.end());
    copy.blobs.erase(std::unique(copy.blobs.begin(), copy.blobs.end()), copy.blobs.end());
}

std::string quoted(std::string text) {
    for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 2))
        text.insert(at, 1, '\'');
    return "'" + text + "'";
}

DatabaseCopy copy_sqlite(Repository& repository, const std::filesystem::path& folder) {
    auto& impl = repository.impl();
    const auto file = folder / kSqliteFile;
    impl.run([&] { impl.sql << "VACUUM INTO " + quoted(file.string()); });
    ::chmod(file.c_str(), 0600);
    DatabaseCopy copy{kSqliteFile, {}, {}};
    Repository opened({folder, "sqlite"});
    read_state(opened, copy);
    return copy;
}

/// A program of PostgreSQL with the connection in its environment, where no list of processes
/// shows a password.
class PostgresTool {
  public:
    explicit PostgresTool(const std::string& url) {
        const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
            PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
        if (!options)
            throw Error(ErrorKind::invalid,
                        "The database URL is not postgresql://USER:PASSWORD@HOST/NAME.");
        for (char** variable = environ; *variable != nullptr; ++variable)
            if (!std::string_view(*variable).starts_with("PG")) environment_.push_back(*variable);
        for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
            if (option->val == nullptr) continue;
            if (option->envvar != nullptr)
                environment_.push_back(std::string(option->envvar) + "=" + option->val);
            if (std::string_view(option->keyword) == "dbname") database_ = option->val;
        }
    }

    const std::string& database() const { return database_; }

    /// Throws with the first line that the program said when it fails.
    void run(std::vector<std::string> words, const std::filesystem::path& log) const {
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::vector<std::string> variables = environment_;
        std::vector<char*> environment;
        for (std::string& variable : variables) environment.push_back(variable.data());
        environment.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                           O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
        pid_t child = 0;
        const int started = ::posix_spawnp(&child, arguments[0], &actions, nullptr,
                                           arguments.data(), environment.data());
        ::posix_spawn_file_actions_destroy(&actions);
        int status = -1;
        if (started == 0)
            while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
            }
        if (started != 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
            throw Error(ErrorKind::invalid,
                        words[0] + " is not installed; install the package postgresql-client.");
        std::string said;
        std::ifstream in(log);
        std::getline(in, said);
        std::error_code ignored;
        std::filesystem::remove(log, ignored);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            throw Error(ErrorKind::retry, words[0] + " failed: " + said);
    }

  private:
    std::vector<std::string> environment_;
    std::string database_ = "postgres";
};

/// A read-only transaction of one moment, which others can read in as long as it lives.
class Snapshot {
  public:
    explicit Snapshot(soci::session& sql) : sql_(sql) {
        sql_ << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        sql_ << "SELECT pg_export_snapshot()", into(name_);
    }
    ~Snapshot() {
        try {
            sql_ << "ROLLBACK";
        } catch (const soci::soci_error&) {
            // The connection is gone, and the transaction with it.
            return;
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    const std::string& name() const { return name_; }

  private:
    soci::session& sql_;
    std::string name_;
};

DatabaseCopy copy_postgres(Repository& repository, const std::string& url,
                           const std::filesystem::path& folder) {
    auto& impl = repository.impl();
    return impl.run([&] {
        const Snapshot snapshot(impl.sql);
        DatabaseCopy copy{kPostgresFile, {}, {}};
        read_state(repository, copy);
        const PostgresTool tool(url);
        tool.run({"pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                  "--snapshot=" + snapshot.name(), "--file=" + (folder / kPostgresFile).string()},
                 folder / "pg_dump.log");
        ::chmod((folder / kPostgresFile).c_str(), 0600);
        return copy;
    });
}

}  // namespace

DatabaseCopy copy_database(Repository& repository, const DatabaseLocation& from,
                           const std::filesystem::path& folder) {
    return from.database == "sqlite" ? copy_sqlite(repository, folder)
                                     : copy_postgres(repository, from.database, folder);
}

void restore_database(const std::filesystem::path& folder, const DatabaseLocation& to) {
    const bool sqlite = to.database == "sqlite";
    if (std::filesystem::exists(folder / (sqlite ? kPostgresFile : kSqliteFile)))
        throw Error(ErrorKind::invalid,
                    sqlite ? "The backup is of a county on PostgreSQL; name an empty database "
                             "with --database."
                           : "The backup is of a county on SQLite; leave --database out.");
    if (sqlite) {
        std::error_code error;
        std::filesystem::copy_file(folder / kSqliteFile, to.data / kSqliteFile, error);
        if (error)
            throw Error(ErrorKind::retry, "The database can't be copied to " + to.data.string() +
                                              " (" + error.message() + ").");
        ::chmod((to.data / kSqliteFile).c_str(), 0600);
        return;
    }
    const PostgresTool tool(to.database);
    try {
        tool.run({"pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
                  "--single-transaction", "--dbname=" + tool.database(),
                  (folder / kPostgresFile).string()},
                 to.data / "pg_restore.log");
    } catch (const Error& error) {
        if (std::string_view(error.what()).find("already exists") == std::string_view::npos) throw;
        throw Error(ErrorKind::invalid,
                    "The database named with --database is not empty; name an empty one.");
    }
}

}  // namespace villageboard::county
