#include <doctest/doctest.h>

#include "sync/county/people/audit.h"
#include "tests/sync/county/postgres.h"
#include "tests/sync/county/sign_in.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

struct Ran {
    int code = -1;
    std::string out;
    std::string err;
};

/// The real program on the county's data folder.
Ran run(CountyFixture& county, const std::string& verb, const std::string& rest) {
    const auto file = [&](const char* name) { return (county.scratch() / name).string(); };
    const std::string command = std::string(VILLAGEBOARD_BINARY_DIR) + "/villageboard-county " +
                                verb + " --data " + county.data().string() + " " + rest + " >" +
                                file("out") + " 2>" + file("err");
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(county.scratch() / "out"),
            read_text(county.scratch() / "err")};
}

std::string last_word(const std::string& line) {
    const auto end = line.find_last_not_of('\n');
    const auto start = line.find_last_of(' ', end);
    return line.substr(start + 1, end - start);
}

Json json_of(const Ran& ran) {
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    return Json::parse(ran.out);
}

}  // namespace

TEST_CASE("the first administrator is made at the command line and signs in") {
    CountyFixture county;
    const Ran made = run(county, "user add", "--post county_admin --shown 管理 boss");
    REQUIRE(made.code == 0);
    const Json person = json_of(run(county, "user show", "--json boss"));
    CHECK(person.at("appointments").at(0).at("area") == kCounty);
    CHECK(person.at("password") == false);
    // the program's clock is the real one, the fixture's stands still: the code is still good
    Browser browser(county);
    activated(county, browser, {person.at("id").get<std::string>(), last_word(made.out)}, "boss");
    CHECK(browser.get("/v1/users").at("rows").size() == 1);
    // break-glass: nobody needs to be signed in, and it is in the log
    const Json again = json_of(run(county, "user reset", "--json boss"));
    browser.get("/v1/session", 401);
    activated(county, browser,
              {person.at("id").get<std::string>(), again.at("activation").get<std::string>()},
              "boss");
    const Json log = json_of(run(county, "audit show", "--actor command-line --json"));
    REQUIRE(log.size() >= 2);
    CHECK(log.front().at("act") == "user.add");
    CHECK(log.dump().find("user.reset") != std::string::npos);
}

TEST_CASE("accounts are listed, changed and refused at the command line in one sentence") {
    CountyFixture county;
    REQUIRE(run(county, "user add", "--post county_admin boss").code == 0);
    REQUIRE(
        run(county, "user add", std::string("--post clerk --area ") + kVillage + " zhang").code ==
        0);
    REQUIRE(run(county, "user appoint",
                std::string("--post accountant --code F --area ") + kVillage + " zhang")
                .code == 0);
    CHECK(json_of(run(county, "user list", "--json")).size() == 2);
    const Ran pair = run(county, "user appoint",
                         std::string("--post supervision --area ") + kVillage + " zhang");
    CHECK(pair.code == 2);
    CHECK(pair.err.find("supervision committee") != std::string::npos);
    CHECK(pair.err.find('\n') == pair.err.size() - 1);
    CHECK(run(county, "user appoint", "--post mayor zhang").code == 2);
    CHECK(run(county, "user disable", "boss").code == 2);
    CHECK(run(county, "user disable", "zhang").out.find("disabled") != std::string::npos);
    CHECK(run(county, "user enable", "zhang").out.find("active") != std::string::npos);
    CHECK(
        run(county, "user dismiss", std::string("--post accountant --area ") + kVillage + " zhang")
            .code == 0);
    CHECK(run(county, "user show", "nobody").code == 2);
    REQUIRE(run(county, "user add", "--program --post alert_gateway gateway").code == 0);
    const Ran token = run(county, "user token make", "--purpose alerts gateway");
    CHECK(last_word(token.out).starts_with("villageboard_"));
    const Json tokens = json_of(run(county, "user token list", "--json"));
    REQUIRE(tokens.size() == 1);
    CHECK(run(county, "user token revoke", tokens.at(0).at("id").get<std::string>()).code == 0);
    CHECK(run(county, "user token make", "--purpose me zhang").code == 2);
}

TEST_CASE("'audit verify' tells a whole log from one that was touched") {
    CountyFixture county;
    REQUIRE(run(county, "user add", "--post county_admin boss").code == 0);
    const Ran note = run(county, "audit checkpoint", "");
    REQUIRE(note.code == 0);
    write_text(county.scratch() / "kept", note.out);
    const std::string kept = "--checkpoint " + (county.scratch() / "kept").string();
    CHECK(json_of(run(county, "audit verify", kept + " --json")).at("problems").empty());
    {
        const Tools tools = county.tools();
        Transaction transaction(tools.repository);
        AuditRows rows(tools.repository);
        AuditRow row = rows.read(0, 1).at(0);
        row.position = 7;
        rows.add(transaction, row);
        transaction.commit();
    }
    const Ran found = run(county, "audit verify", kept + " --json");
    CHECK(found.code == 2);
    CHECK(Json::parse(found.out).at("problems").size() == 1);
    CHECK(found.err.find("not as it was signed") != std::string::npos);
}
