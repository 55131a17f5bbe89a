#include "sync/county/people/sessions.h"

#include <doctest/doctest.h>

#include <future>
#include <mutex>

#include "sync/county/api/api.h"
#include "sync/county/store/audit_rows.h"
#include "tests/sync/county/postgres.h"
#include "tests/sync/county/sign_in.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

std::string field(const HttpResponse& response, const std::string& name) {
    std::string all;
    for (const auto& [key, value] : response.fields)
        if (key == name) all += value;
    return all;
}

std::vector<Appointment> clerk() { return {{Post::clerk, area_code(kVillage), {}, {}}}; }

}  // namespace

TEST_CASE(
    "ASVS 3.3: the cookie is for this host, secure, out of scripts' reach, not in the store") {
    on_both_databases([](CountyFixture& county) {
        Browser own(county);
        const Account zhang = make_account(county, own, "zhang", clerk());
        Browser browser(county);
        const HttpResponse response =
            browser.send("POST", "/v1/session", credentials(county, zhang));
        const std::string cookie = field(response, "Set-Cookie");
        CHECK(cookie.starts_with("__Host-villageboard="));
        CHECK(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"));
        const std::string token = browser.cookie.substr(browser.cookie.find('=') + 1);
        CHECK(token.size() == 64);
        CHECK(response.body.find(token) == std::string::npos);
        for (const SessionRow& row : SessionRows(county.tools().repository).of_person(zhang.id))
            CHECK(row.digest != token);
        // a digest from a stolen database opens nothing
        Browser thief(county);
        thief.cookie = "__Host-villageboard=" + feed::sha256(token).hex();
        thief.get("/v1/session", 401);
        thief.cookie = "__Host-villageboard=";
        thief.get("/v1/session", 401);
        thief.cookie = "__Host-villageboard-other=" + token;
        thief.get("/v1/session", 401);
    });
}

TEST_CASE("ASVS 7.3: a session ends after 15 idle minutes, and after 12 hours whatever happens") {
    on_both_databases([](CountyFixture& county) {
        Browser idle = signed_in(county, "idle", Post::clerk, kVillage);
        county.pass(14min);
        idle.get("/v1/session");
        county.pass(15min);
        CHECK(idle.get("/v1/session", 401).at("code") == "session_ended");
        Browser busy = signed_in(county, "busy", Post::clerk, kVillage);
        for (int i = 0; i < 71; ++i) {
            county.pass(10min);
            busy.get("/v1/users");
        }
        county.pass(10min);
        busy.get("/v1/users", 401);
        const Tools tools = county.tools();
        Sessions(tools).sweep();
        Sessions(tools).sweep();
        const auto ended =
            AuditRows(tools.repository)
                .find({.area = {}, .actor = "sweep", .act = "session.end", .since = 0}, 1000, 100);
        CHECK(ended.size() == 2);
    });
}

TEST_CASE("ASVS 7.4: signing out ends the session at the server") {
    on_both_databases([](CountyFixture& county) {
        Browser own = signed_in(county, "zhang", Post::clerk, kVillage);
        Browser copy = own;
        const HttpResponse out = own.send("DELETE", "/v1/session");
        CHECK(field(out, "Set-Cookie").find("Max-Age=0") != std::string::npos);
        copy.get("/v1/session", 401);
        copy.get("/v1/users", 401);
        Browser nobody(county);
        nobody.get("/v1/session", 401);
        nobody.get("/v1/users", 401);
    });
}

TEST_CASE("ASVS 7.5.2: people see their sessions, end one, or all others, and nobody else's") {
    on_both_databases([](CountyFixture& county) {
        Browser first(county, "192.0.2.1");
        const Account zhang = make_account(county, first, "zhang", clerk());
        Browser second(county, "192.0.2.2");
        second.post("/v1/session", credentials(county, zhang), 201);
        Browser third(county, "192.0.2.3");
        third.post("/v1/session", credentials(county, zhang), 201);
        Browser stranger = signed_in(county, "stranger", Post::clerk, kVillage);
        const Json rows = first.get("/v1/sessions").at("rows");
        REQUIRE(rows.size() == 3);
        CHECK(rows.at(0).at("address") == "192.0.2.3");
        CHECK(rows.at(2).at("this") == true);
        const std::string of_third = rows.at(0).at("id").get<std::string>();
        answered(stranger.send("DELETE", "/v1/sessions/" + of_third), 404);
        answered(first.send("DELETE", "/v1/sessions/" + of_third));
        answered(first.send("DELETE", "/v1/sessions/" + of_third), 404);
        third.get("/v1/session", 401);
        CHECK(answered(first.send("DELETE", "/v1/sessions")).at("ended") == 1);
        second.get("/v1/session", 401);
        CHECK(first.get("/v1/sessions").at("rows").size() == 1);
        stranger.get("/v1/session");
    });
}

TEST_CASE("ASVS 3.5: a changing call by cookie must come from our own pages") {
    on_both_databases([](CountyFixture& county) {
        Browser own(county);
        const Account zhang = make_account(county, own, "zhang", clerk());
        own.own_pages = false;
        const HttpResponse forged = own.send("DELETE", "/v1/sessions");
        CHECK(forged.status == 403);
        CHECK(answered(forged, 403).at("code") == "forged");
        CHECK(own.send("DELETE", "/v1/session").status == 403);
        CHECK(own.send("POST", "/v1/totp").status == 403);
        own.get("/v1/sessions");
        own.own_pages = true;
        for (const char* origin : {"https://evil.example", "null", "https://board.example.evil",
                                   "https://board.example:444"})
            CHECK(own.send("DELETE", "/v1/sessions", {}, {{"Origin", origin}}).status == 403);
        CHECK(
            own.send("DELETE", "/v1/sessions", {}, {{"Origin", "https://board.example"}}).status ==
            200);
        // nobody is signed in to somebody else's account by another site's form
        Browser victim(county);
        CHECK(victim
                  .send("POST", "/v1/session", credentials(county, zhang),
                        {{"Origin", "https://evil.example"}})
                  .status == 403);
        CHECK(victim.cookie.empty());
        const auto denied =
            AuditRows(county.tools().repository)
                .find({.area = {}, .actor = zhang.id, .act = "call.denied", .since = 0}, 1000, 100);
        CHECK(denied.size() == 7);
    });
}

TEST_CASE("a program's token acts until it is revoked, expires, or its account is disabled") {
    on_both_databases([](CountyFixture& county) {
        const Tools tools = county.tools();
        const Actor by = command_line_actor(tools.settings.area);
        Browser boss = signed_in(county, "boss", Post::county_admin, kCounty);
        const std::string gateway =
            boss.post("/v1/users",
                      {{"sign_in", "gateway"},
                       {"shown", "气象台"},
                       {"appointments",
                        Json::array({{{"post", "alert_gateway"}, {"area", kCounty}}})},
                       {"program", true}},
                      201)
                .at("id")
                .get<std::string>();
        const auto make = [&](int days, int status = 201) {
            return boss.post("/v1/tokens",
                             {{"user", gateway}, {"purpose", "alerts"}, {"days", days}}, status);
        };
        for (const int days : {0, -1, 401}) make(days, 422);
        const Json made = make(30);
        const std::string token = made.at("token").get<std::string>();
        const auto status = [&](const std::string& bearer) {
            Browser program(county);
            program.own_pages = false;
            return program
                .send("GET", "/v1/users/" + gateway, {}, {{"Authorization", "Bearer " + bearer}})
                .status;
        };
        CHECK(status(token) == 200);
        for (const std::string& bad : {std::string(), token.substr(1), token + "0",
                                       std::string("villageboard_"), feed::sha256(token).hex()})
            CHECK(status(bad) == 401);
        {
            Browser program(county);
            program.own_pages = false;
            // no header is needed, but what needs a confirmation stays closed
            const HttpResponse response = program.send("POST", "/v1/users/" + gateway + "/disable",
                                                       {}, {{"Authorization", "Bearer " + token}});
            CHECK(answered(response, 401).at("code") == "confirm");
        }
        const Json list = boss.get("/v1/tokens");
        CHECK(list.at("rows").size() == 1);
        CHECK(list.dump().find(token) == std::string::npos);
        answered(boss.send("DELETE", "/v1/tokens/" + made.at("id").get<std::string>()));
        answered(boss.send("DELETE", "/v1/tokens/" + made.at("id").get<std::string>()), 404);
        CHECK(status(token) == 401);
        const std::string second = make(1).at("token").get<std::string>();
        CHECK(status(second) == 200);
        Users(tools).disable(by, gateway);
        CHECK(status(second) == 401);
        Users(tools).enable(by, gateway);
        CHECK(status(second) == 401);
        const std::string third =
            Sessions(tools).make_token(by, gateway, "alerts", std::chrono::days(1)).token;
        CHECK(status(third) == 200);
        county.pass(24h);
        CHECK(status(third) == 401);
        Sessions(tools).sweep();
        CHECK(Sessions(tools).tokens(by, "", 10).empty());
        // people sign in; they get no token
        const Actor clerk_actor = somebody("x", Post::clerk, kVillage);
        CHECK_THROWS_AS(Sessions(tools).tokens(clerk_actor, "", 10), Refusal);
        const auto people = Users(tools).list(by, "", 10);
        CHECK_THROWS_AS(Sessions(tools).make_token(by, people.at(0).id, "me", std::chrono::days(1)),
                        Refusal);
    });
}

TEST_CASE(
    "a flood of sign-ins holds up no other call, and what has no room is told to come again") {
    CountyFixture county;
    const auto connection = [&] {
        std::vector<std::unique_ptr<Repository>> one;
        one.push_back(county.county().connect());
        return one;
    };
    WorkPool pool(connection());
    WorkPool hashing(connection(), 2);
    Metrics metrics;
    Api api(
        county.data(), pool, hashing,
        [&](Repository& repository) { return county.county().tools_for(repository); },
        [] { return std::chrono::steady_clock::now(); }, metrics);
    std::mutex mutex;
    std::vector<HttpResponse> answers;
    const Json guess{{"name", "zhang"}, {"password", "a guess"}, {"code", "000000"}};
    for (int i = 0; i < 10; ++i)
        api.handle({.method = "POST",
                    .target = "/v1/session",
                    .fields = {},
                    .body = guess.dump(),
                    .peer = "192.0.2.7"},
                   [&](HttpResponse response) {
                       const std::lock_guard lock(mutex);
                       answers.push_back(std::move(response));
                   });
    std::promise<int> other;
    api.handle({.method = "GET",
                .target = "/v1/openapi.json",
                .fields = {},
                .body = {},
                .peer = "192.0.2.8"},
               [&](const HttpResponse& response) { other.set_value(response.status); });
    CHECK(other.get_future().get() == 200);
    hashing.close();
    pool.close();
    REQUIRE(answers.size() == 10);
    int refused = 0;
    for (const HttpResponse& answer : answers) {
        if (answer.status == 401) continue;
        CHECK(answer.status == 503);
        CHECK(field(answer, "Retry-After") == "5");
        ++refused;
    }
    CHECK(refused >= 7);
}

TEST_CASE("ASVS 3.4: every answer of the API forbids scripts, frames, guesses and copies") {
    CountyFixture county;
    Browser browser(county);
    for (const HttpResponse& response :
         {browser.send("GET", "/v1/session"), browser.send("GET", "/v1/openapi.json"),
          browser.send("PATCH", "/v1/session"), browser.send("POST", "/v1/session", Json("x"))}) {
        CHECK(field(response, "Content-Security-Policy") ==
              "default-src 'none'; frame-ancestors 'none'");
        CHECK(field(response, "X-Content-Type-Options") == "nosniff");
        CHECK(field(response, "Referrer-Policy") == "no-referrer");
        CHECK(field(response, "Cache-Control") == "no-store");
        CHECK(field(response, "Strict-Transport-Security").empty());
    }
    CHECK(field(browser.send("GET", "/v1/session", {}, {{"X-Forwarded-Proto", "https"}}),
                "Strict-Transport-Security") == "max-age=31536000");
}
