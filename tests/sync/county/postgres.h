/// A PostgreSQL server for one test program, and every test on both engines.
#pragma once
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/sync/county/support.h"

namespace villageboard::county {

inline int run_command(const std::string& command) {
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// On a free port of loopback, ended with the object. Needs root, as the server refuses to run as
/// root and takes the user postgres.
class PostgresServer {
  public:
    PostgresServer() {
        const std::string bin = "/usr/lib/postgresql/15/bin/";
        if (::geteuid() != 0 || !std::filesystem::exists(bin + "initdb")) return;
        std::filesystem::permissions(scratch_.path(), std::filesystem::perms::all);
        const std::string folder = (scratch_.path() / "pg").string();
        const std::string as = "runuser -u postgres -- " + bin;
        port_ = 42000 + static_cast<int>(::getpid() % 20000);
        stop_ = as + "pg_ctl -D " + folder + " -m immediate -w stop";
        if (run_command(as + "initdb -D " + folder + " -A trust -E UTF8 --locale=C.UTF-8") != 0)
            return;
        running_ = run_command(as + "pg_ctl -D " + folder + " -o \"-p " + std::to_string(port_) +
                               " -h 127.0.0.1 -k " + folder + "\" -w start") == 0;
    }
    ~PostgresServer() {
        if (running_) run_command(stop_);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    bool running() const { return running_; }
    std::string url(const std::string& database = "postgres") const {
        return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
    }
    /// The URL of a database with nothing in it, or of a copy of one that nobody has open.
    std::string fresh_database(const std::string& like = "template1") {
        const std::string name = "county" + std::to_string(++databases_);
        REQUIRE(run_command("psql " + url() + " -c 'create database " + name + " template " + like +
                            "'") == 0);
        return url(name);
    }

  private:
    ScratchFolder scratch_;
    int port_ = 0;
    int databases_ = 0;
    std::string stop_;
    bool running_ = false;
};

/// The county whose database all others on this server are copies of.
inline const std::filesystem::path& untouched_on(PostgresServer& server) {
    static const UntouchedCounty county([&] {
        REQUIRE(run_command("psql " + server.url() + " -c 'create database untouched'") == 0);
        return server.url("untouched");
    }());
    static const std::filesystem::path folder = county.folder();
    return folder;
}

/// One server for all tests of the program, started by the first that asks; nothing where none can
/// be started.
inline PostgresServer* shared_postgres() {
    static PostgresServer server;
    return server.running() ? &server : nullptr;
}

/// Runs `test` with a county on SQLite, then with one on PostgreSQL where one can be started.
inline void on_both_databases(const std::function<void(CountyFixture&)>& test) {
    {
        CountyFixture county;
        test(county);
    }
    PostgresServer* server = shared_postgres();
    if (server == nullptr) {
        MESSAGE("no PostgreSQL could be started here");
        return;
    }
    INFO("on PostgreSQL");
    const std::filesystem::path& untouched = untouched_on(*server);
    CountyFixture county(untouched, server->fresh_database("untouched"));
    test(county);
}

}  // namespace villageboard::county
