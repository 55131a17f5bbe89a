#include "sync/county/people/sign_in.h"

#include <doctest/doctest.h>

#include <ctime>
#include <set>

#include "sync/county/people/attempts.h"
#include "sync/county/people/passwords.h"
#include "tests/sync/county/postgres.h"
#include "tests/sync/county/sign_in.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

const Settings kSettings{kDataVersion, "board.yunling.example", area_code(kCounty), "sqlite"};

Instant at(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

std::vector<Appointment> clerk() { return {{Post::clerk, area_code(kVillage), {}, {}}}; }

}  // namespace

TEST_CASE("ASVS 6.2: a password has 8 characters and is none of those that are guessed first") {
    const auto fault = [](const char* password) {
        return password_fault(password, "zhangwei", kSettings);
    };
    for (const char* bad : {"",
                            "short7!",
                            "三月的山茶花",
                            "12345678",
                            "87654321",
                            "11111111",
                            "abcabcabc",
                            "password",
                            "Password123",
                            "P@ssw0rd!",
                            "qwertyuiop",
                            "1qaz2wsx",
                            "woaini1314",
                            "Woaini520",
                            "5201314520",
                            "147258369",
                            "wang123456",
                            "123456wang",
                            "zhangwei",
                            "Zhangwei1",
                            "zhangwei2024",
                            "19850312",
                            "12031985",
                            "villageboard",
                            "Villageboard1!",
                            "yunling539921",
                            "a123456789",
                            "woaiwoaiwoai",
                            "iloveyou",
                            "admin888",
                            "cunwugongkai123"}) {
        INFO(bad);
        CHECK(!fault(bad).empty());
    }
    CHECK(!fault(std::string(129, 'q').c_str()).empty());
    for (const char* good : {"三月的山茶和石板路", "correct horse battery", "dfk28!sw",
                             "        z7q    ", "woaini de shan cha hua", "19850312 zai shanli"}) {
        INFO(good);
        CHECK(fault(good).empty());
    }
}

TEST_CASE("ASVS 11.4: passwords are kept as argon2id of 64 MiB and 3 passes, each with its salt") {
    const std::string hash = hash_password("dfk28!sw");
    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    CHECK(hash != hash_password("dfk28!sw"));
    CHECK(verify_password("dfk28!sw", hash));
    CHECK(!verify_password("dfk28!sW", hash));
    CHECK(!verify_password("", ""));
}

TEST_CASE("ASVS 6.3.8: who has no password is answered no sooner") {
    const auto processor_time = [](const auto& work) {
        const std::clock_t begun = std::clock();
        work();
        return std::clock() - begun;
    };
    const std::string hash = hash_password("dfk28!sw");
    const auto known = processor_time([&] { verify_password("another one", hash); });
    const auto unknown = processor_time([&] { verify_password("another one", ""); });
    CHECK(unknown > known / 2);
}

TEST_CASE("codes are those of RFC 6238, in a window of one step, each good once") {
    const std::string secret = "12345678901234567890";
    CHECK(totp_code(secret, at(59)) == "287082");
    CHECK(totp_code(secret, at(1111111109)) == "081804");
    CHECK(totp_code(secret, at(20000000000)) == "353130");
    CHECK(totp_step(secret, "287082", at(59), 0) == 1U);
    CHECK(totp_step(secret, " 287 082 ", at(59), 0) == 1U);
    CHECK(totp_step(secret, "287082", at(89), 0) == 1U);
    CHECK(totp_step(secret, "287082", at(31), 0) == 1U);
    CHECK(!totp_step(secret, "287082", at(90), 0));
    CHECK(!totp_step(secret, "287082", at(59), 1));
    for (const char* bad : {"", "28708", "2870820", "28708x", "94287082", "\xEF\xBC\x92", "287083"})
        CHECK(!totp_step(secret, bad, at(59), 0));
}

TEST_CASE("a second factor's secret opens only for its owner and under its key") {
    const std::string key(32, 'k');
    const auto random = feed::system_random();
    const std::string sealed = seal_secret("secret", key, "p-1", random);
    CHECK(sealed != seal_secret("secret", key, "p-1", random));
    CHECK(open_secret(sealed, key, "p-1") == "secret");
    CHECK_THROWS_AS(open_secret(sealed, key, "p-2"), Error);
    CHECK_THROWS_AS(open_secret(sealed, std::string(32, 'x'), "p-1"), Error);
    CHECK_THROWS_AS(open_secret("", key, "p-1"), Error);
    CHECK_THROWS_AS(open_secret("AAAA", key, "p-1"), Error);
}

TEST_CASE("waits grow from nothing to a minute, and an IPv6 network counts as one address") {
    CHECK(wait_after(0) == 0s);
    CHECK(wait_after(4) == 0s);
    CHECK(wait_after(5) == 1s);
    CHECK(wait_after(6) == 2s);
    CHECK(wait_after(10) == 32s);
    CHECK(wait_after(11) == 60s);
    CHECK(wait_after(1'000'000) == 60s);
    CHECK(counted_address("192.0.2.7") == "192.0.2.7");
    CHECK(counted_address("2001:db8::1") == counted_address("2001:db8::ffff:1"));
    CHECK(counted_address("2001:db8::1") != counted_address("2001:db8:0:1::1"));
}

TEST_CASE("ASVS 6.3.1: an attacker waits ever longer and can't keep the right person out") {
    on_both_databases([](CountyFixture& county) {
        Attempts attempts(county.tools());
        const auto waits = [&](const char* account, const char* address) {
            try {
                attempts.begin(account, address);
            } catch (const Refusal& refusal) {
                CHECK(refusal.kind() == RefusalKind::too_often);
                return refusal.wait();
            }
            return 0s;
        };
        for (int i = 0; i < 5; ++i) CHECK(waits("zhang", "192.0.2.1") == 0s);
        CHECK(waits("zhang", "192.0.2.1") == 1s);
        CHECK(waits("zhang", "192.0.2.1") == 1s);  // a refused attempt is not counted
        CHECK(waits("li", "192.0.2.1") == 1s);     // the address waits at every account
        county.pass(1s);
        CHECK(waits("zhang", "192.0.2.1") == 0s);
        CHECK(waits("zhang", "192.0.2.1") == 2s);
        // from many addresses, without end
        for (int i = 0; i < 40; ++i) {
            const std::string address = "198.51.100." + std::to_string(i);
            waits("zhang", address.c_str());
        }
        county.pass(60s);
        for (int i = 0; i < 40; ++i) {
            const std::string address = "198.51.100." + std::to_string(i);
            CHECK(waits("zhang", address.c_str()) == 0s);
        }
        // the right person's first call begins their turn, which nobody else can use up
        CHECK(waits("zhang", "203.0.113.5") == 60s);
        for (int second = 0; second < 60; ++second) {
            county.pass(1s);
            waits("zhang", "192.0.2.1");
            waits("zhang", "198.51.100.200");
        }
        CHECK(waits("zhang", "203.0.113.5") == 0s);
        {
            const Tools tools = county.tools();
            Transaction transaction(tools.repository);
            attempts.succeeded(transaction, "zhang", "203.0.113.5");
            transaction.commit();
        }
        CHECK(waits("zhang", "203.0.113.6") == 0s);
        // time alone ends it as well
        county.pass(25h);
        for (int i = 0; i < 5; ++i) CHECK(waits("zhang", "192.0.2.1") == 0s);
    });
}

TEST_CASE("an activation code is good once, for a day, and a bad password does not use it up") {
    on_both_databases([](CountyFixture& county) {
        const Tools tools = county.tools();
        const Actor by = command_line_actor(tools.settings.area);
        Users users(tools);
        const NewUser zhang{.sign_in = "zhang",
                            .shown = "张",
                            .appointments = clerk(),
                            .kin_of = {},
                            .program = false};
        const MadeUser made = users.add(by, zhang);
        Browser browser(county);
        const auto activate = [&](const std::string& code, const char* password, int status) {
            return browser.post("/v1/activation", {{"code", code}, {"password", password}}, status);
        };
        CHECK(activate("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", kGoodPassword, 401).at("code") ==
              "activation");
        CHECK(activate("'; DROP TABLE person", kGoodPassword, 401).at("code") == "activation");
        for (int i = 0; i < 6; ++i)
            CHECK(activate(made.activation, "zhang123", 422).at("place") == "/password");
        activate(made.activation, kGoodPassword, 201);
        CHECK(browser.get("/v1/session").at("second_factor") == false);
        activate(made.activation, kGoodPassword, 401);
        // a new start voids the code before it
        const std::string first = users.reset(by, made.id);
        const std::string second = users.reset(by, made.id);
        browser.get("/v1/session", 401);
        activate(first, kGoodPassword, 401);
        county.pass(24h);
        activate(second, kGoodPassword, 401);
        users.disable(by, made.id);
        const MadeUser other = users.add(by, {.sign_in = "other",
                                              .shown = "other",
                                              .appointments = clerk(),
                                              .kin_of = {},
                                              .program = false});
        users.disable(by, other.id);
        activate(other.activation, kGoodPassword, 401);
    });
}

TEST_CASE("ASVS 6.3.3: without a second factor a session can only set one up") {
    on_both_databases([](CountyFixture& county) {
        const Tools tools = county.tools();
        const MadeUser made =
            Users(tools).add(command_line_actor(tools.settings.area), {.sign_in = "zhang",
                                                                       .shown = "张",
                                                                       .appointments = clerk(),
                                                                       .kin_of = {},
                                                                       .program = false});
        Browser browser(county);
        browser.post("/v1/activation", {{"code", made.activation}, {"password", kGoodPassword}},
                     201);
        CHECK(browser.get("/v1/users", 401).at("code") == "second_factor");
        browser.get("/v1/sessions", 401);
        browser.post("/v1/password", {{"password", "another good one"}}, 401);
        browser.post("/v1/session/confirm", {{"password", kGoodPassword}, {"code", "000000"}}, 401);
        CHECK(browser.post("/v1/totp/confirm", {{"code", "000000"}}, 422).at("code") ==
              "second_factor");
        const Json lost = browser.post("/v1/totp", {}, 201);
        const Json offered = browser.post("/v1/totp", {}, 201);
        CHECK(offered.at("uri").get<std::string>().starts_with(
            "otpauth://totp/board.yunling.example:zhang?secret="));
        const auto code = [&](const Json& of) {
            return totp_code(*feed::from_base32(of.at("secret").get_ref<const std::string&>()),
                             tools.clock());
        };
        browser.post("/v1/totp/confirm", {{"code", code(lost)}}, 422);
        const std::string before = browser.cookie;
        browser.post("/v1/totp/confirm", {{"code", code(offered)}});
        // ASVS 7.2.4: the token of the lesser session opens nothing any more
        CHECK(browser.cookie != before);
        browser.get("/v1/users");
        Browser thief(county);
        thief.cookie = before;
        thief.get("/v1/session", 401);
        // the secret is nowhere in the database as it is
        const auto person = PersonRows(tools.repository).find(made.id);
        CHECK(person->factor.find(offered.at("secret").get<std::string>()) == std::string::npos);
    });
}

TEST_CASE("ASVS 6.3.8: a wrong name, password, code and a disabled account get one answer") {
    on_both_databases([](CountyFixture& county) {
        Browser own(county);
        const Account zhang = make_account(county, own, "zhang", clerk());
        const Json right = credentials(county, zhang);
        std::set<std::string> answers;
        int address = 0;
        const auto refused = [&](const Json& body) {
            Browser browser(county, "198.51.100." + std::to_string(++address));
            const HttpResponse response = browser.send("POST", "/v1/session", body);
            CHECK(response.status == 401);
            CHECK(browser.cookie.empty());
            answers.insert(response.body);
        };
        Json wrong = right;
        wrong["name"] = "nobody";
        refused(wrong);
        wrong = right;
        wrong["password"] = "not this one";
        refused(wrong);
        wrong = right;
        wrong["code"] = "000000";
        refused(wrong);
        wrong.erase("code");
        refused(wrong);
        {
            const Tools tools = county.tools();
            Users(tools).disable(command_line_actor(tools.settings.area), zhang.id);
            refused(right);
            Users(tools).enable(command_line_actor(tools.settings.area), zhang.id);
        }
        CHECK(answers.size() == 1);
        // the same credentials are good, once; a name is not told apart by its case
        Json upper = right;
        upper["name"] = "ZHANG";
        Browser browser(county);
        browser.post("/v1/session", upper, 201);
        CHECK(browser.get("/v1/session").at("user").at("id") == zhang.id);
        Browser replay(county);
        replay.post("/v1/session", right, 401);
    });
}

TEST_CASE("the sixth failed attempt is told how long to wait, also with the right password") {
    on_both_databases([](CountyFixture& county) {
        Browser own(county);
        const Account zhang = make_account(county, own, "zhang", clerk());
        const Json right = credentials(county, zhang);
        Json wrong = right;
        wrong["code"] = "000000";
        Browser attacker(county, "198.51.100.1");
        for (int i = 0; i < 5; ++i) attacker.post("/v1/session", wrong, 401);
        const HttpResponse told = attacker.send("POST", "/v1/session", right);
        CHECK(told.status == 429);
        CHECK(std::ranges::find(told.fields, std::pair<std::string, std::string>(
                                                 "Retry-After", "1")) != told.fields.end());
        CHECK(own.get("/v1/session").at("user").at("id") == zhang.id);
        county.pass(1s);
        attacker.post("/v1/session", right, 201);
        // codes in a session are guesses too
        for (int i = 0; i < 5; ++i)
            own.post("/v1/session/confirm", {{"password", kGoodPassword}, {"code", "000000"}}, 401);
        own.post("/v1/session/confirm", {{"password", kGoodPassword}, {"code", "000000"}}, 429);
    });
}

TEST_CASE("a changed password needs both factors just before, and ends the other sessions") {
    on_both_databases([](CountyFixture& county) {
        Browser own(county);
        const Account zhang = make_account(county, own, "zhang", clerk());
        Browser other(county);
        other.post("/v1/session", credentials(county, zhang), 201);
        county.pass(6min);
        CHECK(own.post("/v1/password", {{"password", "a path of stone"}}, 401).at("code") ==
              "confirm");
        Json again = credentials(county, zhang);
        again.erase("name");
        const std::string before = own.cookie;
        CHECK(own.post("/v1/session/confirm", again).at("confirmed") == true);
        CHECK(own.cookie != before);
        own.post("/v1/password", {{"password", "zhang"}}, 422);
        own.post("/v1/password", {{"password", "a path of stone"}});
        other.get("/v1/session", 401);
        own.get("/v1/session");
        other.post("/v1/session", credentials(county, zhang), 401);
        other.post("/v1/session", credentials(county, zhang, "a path of stone"), 201);
    });
}
