#include "sync/county/people/audit.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "sync/county/people/audit_verification.h"
#include "sync/feed/checkpoint.h"
#include "tests/sync/county/postgres.h"
#include "tests/sync/county/sign_in.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

void record(CountyFixture& county, const std::string& act, const std::string& area = {},
            const std::string& detail = "{}") {
    const Tools tools = county.tools();
    Transaction transaction(tools.repository);
    Audit(tools).record(transaction, "p-1",
                        {.act = act, .area = area, .subject = "item", .detail = detail});
    transaction.commit();
}

/// Twelve lines, signed at seven and at twelve.
void fill(CountyFixture& county) {
    for (int i = 0; i < 12; ++i) {
        record(county, "act." + std::to_string(i));
        if (i == 6 || i == 11) Audit(county.tools()).sign(50min);
        county.pass(1s);
    }
}

/// What somebody does who may write the database, past the program.
void tamper(CountyFixture& county, const std::string& statement) {
    const Settings& settings = county.tools().settings;
    if (settings.database != "sqlite") {
        write_text(county.scratch() / "tamper.sql", statement);
        REQUIRE(run_command("psql -v ON_ERROR_STOP=1 -f " +
                            (county.scratch() / "tamper.sql").string() + " " + settings.database) ==
                0);
        return;
    }
    write_text(county.scratch() / "tamper.py",
               "import sqlite3, sys\n"
               "c = sqlite3.connect(sys.argv[1])\n"
               "c.executescript(open(sys.argv[2]).read())\n"
               "c.commit()\n");
    write_text(county.scratch() / "tamper.sql", statement);
    REQUIRE(run_command("/usr/bin/python3 " + (county.scratch() / "tamper.py").string() + " " +
                        (county.data() / "county.db").string() + " " +
                        (county.scratch() / "tamper.sql").string()) == 0);
}

/// Makes chain and head anew over what lies there, as a skilled forger would.
void forge_chain(CountyFixture& county) {
    const Tools tools = county.tools();
    std::string digest;
    feed::Frontier frontier;
    std::string statements;
    for (const AuditRow& row : AuditRows(tools.repository).read(0, 1000)) {
        digest = chained_digest(digest, row.line);
        frontier.append(feed::leaf_hash(row.line));
        statements += "UPDATE audit SET digest = '" + digest +
                      "', position = " + std::to_string(frontier.size() - 1) +
                      " WHERE position = " + std::to_string(row.position) + ";\n";
    }
    statements += "UPDATE audit_head SET size = " + std::to_string(frontier.size()) +
                  ", digest = '" + digest + "', frontier = '" +
                  feed::to_base64(frontier.to_bytes()) + "';\n";
    tamper(county, statements);
}

bool is_whole(CountyFixture& county, const std::vector<std::string>& kept = {}) {
    return verify_audit(county.tools(), kept).problems.empty();
}

/// A log of twelve lines after `statement`, then also with the chain made anew: both are found.
void check_found(const std::string& statement) {
    on_both_databases([&](CountyFixture& county) {
        INFO(statement);
        fill(county);
        REQUIRE(is_whole(county));
        tamper(county, statement);
        CHECK(!is_whole(county));
        forge_chain(county);
        CHECK(!is_whole(county));
    });
}

}  // namespace

TEST_CASE("a log that nobody touched verifies, whatever was written between two checkpoints") {
    on_both_databases([](CountyFixture& county) {
        CHECK(is_whole(county));
        fill(county);
        record(county, "after.the.last");
        const AuditReport report = verify_audit(county.tools());
        CHECK(report.problems.empty());
        CHECK(report.lines == 13);
        CHECK(report.checkpoints == 2);
    });
}

TEST_CASE("a changed line is found, also with the chain made anew") {
    check_found(
        "UPDATE audit SET line = replace(line, 'act.3', 'act.x'), act = 'act.x' "
        "WHERE position = 3");
}

TEST_CASE("a line that was taken out is found, also with the chain made anew") {
    check_found("DELETE FROM audit WHERE position = 5");
}

TEST_CASE("a line that was put in is found, also with the chain made anew") {
    check_found(
        "UPDATE audit SET position = position + 100 WHERE position >= 4;"
        "UPDATE audit SET position = position - 99 WHERE position >= 104;"
        "INSERT INTO audit (position, line, digest, at, actor, act, area) SELECT 4, line, digest, "
        "at, actor, act, area FROM audit WHERE position = 3");
}

TEST_CASE("lines that were cut off are found, also with the chain made anew") {
    check_found("DELETE FROM audit WHERE position >= 10");
}

TEST_CASE(
    "lines cut off together with their checkpoints are found by one that was kept elsewhere") {
    on_both_databases([](CountyFixture& county) {
        fill(county);
        const std::string kept = Audit(county.tools()).sign(0s);
        tamper(county,
               "DELETE FROM audit WHERE position >= 10;"
               "DELETE FROM audit_checkpoint WHERE size > 10");
        forge_chain(county);
        CHECK(is_whole(county));
        CHECK(!is_whole(county, {kept}));
        // and what is signed from then on is another history
        record(county, "act.10");
        record(county, "act.11");
        Audit(county.tools()).sign(0s);
        CHECK(!is_whole(county, {kept}));
    });
}

TEST_CASE("a line that is listed under another actor, act, area or time is found") {
    on_both_databases([](CountyFixture& county) {
        fill(county);
        for (const char* change :
             {"actor = 'p-2'", "act = 'x'", "area = '539921'", "at = at + 1"}) {
            tamper(county, std::string("UPDATE audit SET ") + change + " WHERE position = 2");
            CHECK(!is_whole(county));
            tamper(county,
                   "UPDATE audit SET actor = 'p-1', act = 'act.2', area = '', "
                   "at = (SELECT at FROM audit WHERE position = 1) + 1 WHERE position = 2");
            CHECK(is_whole(county));
        }
    });
}

TEST_CASE("a checkpoint that the log key did not sign proves nothing") {
    on_both_databases([](CountyFixture& county) {
        fill(county);
        const std::string origin = audit_origin(county.tools().settings);
        const auto signer =
            feed::Signer::generate(origin, feed::KeyType::ed25519, feed::system_random());
        const std::string forged = feed::sign_checkpoint(
            {.origin = origin, .size = 3, .root = feed::empty_root(), .extensions = {}}, signer,
            county.tools().keys.freshness(), county.tools().clock());
        CHECK(!is_whole(county, {forged}));
        CHECK(!is_whole(county, {"nothing of the kind"}));
        // the checkpoint of a feed is none of the log
        const auto feed = county.tools().repository.feed(kCounty);
        REQUIRE(feed);
        CHECK(!is_whole(county, {feed->note}));
    });
}

TEST_CASE("a checkpoint is signed anew when the log grew or the hour is over, and not else") {
    on_both_databases([](CountyFixture& county) {
        fill(county);
        Audit audit(county.tools());
        const std::string first = audit.sign(50min);
        CHECK(audit.sign(50min) == first);
        county.pass(51min);
        const std::string later = audit.sign(50min);
        CHECK(later != first);
        record(county, "one.more");
        CHECK(audit.sign(50min) != later);
        CHECK(verify_audit(county.tools()).checkpoints == 3);
    });
}

TEST_CASE("a log shorter than what was signed is not signed") {
    on_both_databases([](CountyFixture& county) {
        fill(county);
        tamper(county, "DELETE FROM audit WHERE position >= 9");
        forge_chain(county);
        CHECK_THROWS_AS(Audit(county.tools()).sign(0s), Error);
    });
}

TEST_CASE("ASVS 16.4.1: a line is one line, whatever stands in it") {
    on_both_databases([](CountyFixture& county) {
        record(county, "odd\n\x1b[31m", "", R"({"code":"a\nb"})");
        const auto row = AuditRows(county.tools().repository).read(0, 10).back();
        for (const char c : row.line) CHECK(static_cast<unsigned char>(c) >= 0x20);
        CHECK(is_whole(county));
    });
}

TEST_CASE("several servers write one log without a gap") {
    on_both_databases([](CountyFixture& county) {
        std::vector<std::thread> servers;
        std::atomic<int> failures = 0;
        for (int i = 0; i < 3; ++i)
            servers.emplace_back([&] {
                try {
                    OpenedCounty own(county.data(), county.effects());
                    for (int n = 0; n < 10; ++n) {
                        const Tools tools = own.tools();
                        Transaction transaction(tools.repository);
                        Audit(tools).record(transaction, "p-1", {"act", "", "item", "{}"});
                        transaction.commit();
                    }
                } catch (const std::exception& error) {
                    MESSAGE(error.what());
                    ++failures;
                }
            });
        for (std::thread& one : servers) one.join();
        CHECK(failures == 0);
        CHECK(verify_audit(county.tools()).lines == 30);
        CHECK(is_whole(county));
    });
}

TEST_CASE("the log is read by administrators only, in pages, by area, actor, act and time") {
    on_both_databases([](CountyFixture& county) {
        const Actor boss = somebody("boss", Post::county_admin, kCounty);
        for (int i = 0; i < 9; ++i) {
            record(county, i % 3 == 0 ? "item.approve" : "item.draft", i < 4 ? kVillage : kTown,
                   R"({"code":"N02"})");
            county.pass(1s);
        }
        const auto get = [&](const std::string& query) {
            return answered(call(county, boss, "GET", "/v1/audit" + query));
        };
        const Json first = get("?limit=4");
        CHECK(first.at("rows").at(0).at("position") == 8);
        CHECK(first.at("rows").at(0).at("detail").at("code") == "N02");
        const Json second = get("?limit=4&after=" + first.at("next").get<std::string>());
        CHECK(second.at("rows").at(0).at("position") == 4);
        const Json last = get("?limit=4&after=" + second.at("next").get<std::string>());
        CHECK(last.at("rows").size() == 1);
        CHECK(last.at("next").is_null());
        CHECK(get("?act=item.approve").at("rows").size() == 3);
        CHECK(get(std::string("?area=") + kVillage).at("rows").size() == 4);
        CHECK(get(std::string("?area=") + kTown).at("rows").size() == 9);
        CHECK(get(std::string("?area=") + kCounty + "&act=item.approve").at("rows").size() == 3);
        CHECK(get("?area=539921103").at("rows").empty());
        answered(call(county, boss, "GET", "/v1/audit?area=110101"), 422);
        CHECK(get("?actor=p-1&act=item.draft").at("rows").size() == 6);
        CHECK(get("?actor=nobody").at("rows").empty());
        const Instant now = county.tools().clock();
        const auto since = [&](Instant at) {
            std::string text = format_instant(at);
            for (std::size_t colon = text.find(':'); colon != std::string::npos;
                 colon = text.find(':'))
                text.replace(colon, 1, "%3A");
            return get("?since=" + text).at("rows").size();
        };
        CHECK(since(now - 3s) == 3);
        CHECK(since(now) == 0);
        answered(call(county, boss, "GET", "/v1/audit?since=yesterday"), 422);
        answered(call(county, boss, "GET", "/v1/audit?act=' OR 1=1"), 422);
        CHECK(call(county, boss, "GET", "/v1/audit/checkpoint").body.find("/audit\n9\n") !=
              std::string::npos);
        for (const Post post : kPosts) {
            if (post == Post::county_admin) continue;
            answered(call(county, somebody("x", post, kCounty), "GET", "/v1/audit"), 403);
            answered(call(county, somebody("x", post, kCounty), "GET", "/v1/audit/checkpoint"),
                     403);
        }
    });
}
