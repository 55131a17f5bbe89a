#include "sync/county/payments/payment_inquiries.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "sync/county/inbox/inbox_keys.h"
#include "sync/county/payments/payment_codes.h"
#include "tests/sync/county/payment_support.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using state::PaymentState;
using state::ReturnReason;

TEST_CASE("a person with card and code reads their own payments, the latest first") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = nobodys_id("001");
        answered(hand_in(county, sheet_of(id)), 201);
        answered(hand_in(county, sheet_of(nobodys_id("002")), "other"), 201);
        const AskingSession session;
        const auto read = read_answer(
            session, bring(county, session.question(county, kName, id, code_for(county, id))));
        REQUIRE(read.answer.told);
        CHECK_FALSE(read.answer.more);
        REQUIRE(read.answer.payments.size() == 2);
        const auto& back = read.answer.payments[0];
        CHECK(back.programme == "草原生态补助");
        CHECK(back.period == "2026年度");
        CHECK(back.amount.value == 148000);
        CHECK(back.state == PaymentState::returned);
        CHECK(back.reason == ReturnReason::wrong_account);
        CHECK(back.where == "杉坪镇财政所 0886-3620001");
        CHECK(format_day(back.day) == "2026-11-02");
        const auto& paid = read.answer.payments[1];
        CHECK(paid.state == PaymentState::paid);
        CHECK(paid.amount.value == 13750);
        CHECK(paid.where.empty());
    });
}

TEST_CASE("whom nothing was paid is told so, a name may be written with other points and blanks") {
    CountyFixture county;
    const std::string id = nobodys_id("003");
    const std::string code = code_for(county, id, "阿 普•余");
    const AskingSession session;
    const auto read =
        read_answer(session, bring(county, session.question(county, "阿普·余", id, code)));
    CHECK(read.answer.told);
    CHECK(read.answer.payments.empty());
}

TEST_CASE("wrong code, name, number, a used or old code: all are refused in the same bytes") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = nobodys_id("001");
        const std::string other = nobodys_id("002");
        answered(hand_in(county, sheet_of(id)), 201);
        const std::string code = code_for(county, id);
        const std::string others_code = code_for(county, other, "李建国");
        const std::string wrong = code == "12345678" ? "12345679" : "12345678";
        const AskingSession session;
        std::string plain;
        const auto refused = [&](const std::string& name, const std::string& number,
                                 const std::string& shown) {
            // a terminal each, so that none has to wait
            static int terminal = 0;
            const auto read =
                read_answer(session, bring(county, session.question(county, name, number, shown),
                                           "d" + std::to_string(++terminal)));
            CHECK_FALSE(read.answer.told);
            CHECK(read.answer.payments.empty());
            if (plain.empty()) plain = std::string(read.plaintext.view());
            CHECK(read.plaintext.view() == plain);
        };
        refused(kName, id, wrong);
        refused("余阿大", id, code);
        refused(kName, other, code);
        refused(kName, id, others_code);
        refused(kName, nobodys_id("009"), code);
        CHECK(is_told(county, kName, id, code));
        refused(kName, id, code);
        const std::string next = code_for(county, id);
        county.pass(std::chrono::minutes(30));
        refused(kName, id, next);
    });
}

TEST_CASE("a new code of the window takes the place of the one before") {
    CountyFixture county;
    const std::string id = nobodys_id("001");
    const std::string first = code_for(county, id);
    const std::string second = code_for(county, id);
    if (first != second) CHECK_FALSE(is_told(county, kName, id, first));
    CHECK(is_told(county, kName, id, second));
}

TEST_CASE("a question sent again opens for its own session only, and for three minutes") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = nobodys_id("001");
        answered(hand_in(county, sheet_of(id)), 201);
        const std::string code = code_for(county, id);
        const AskingSession session;
        const std::string question = session.question(county, kName, id, code);
        CHECK(read_answer(session, bring(county, question)).answer.told);
        county.pass(std::chrono::minutes(2));
        const HttpResponse again = bring(county, question, "device-2");
        CHECK(read_answer(session, again).answer.told);
        const AskingSession thief;
        CHECK_FALSE(state::unseal(again.body, thief.keys));
        CHECK_FALSE(
            read_answer(thief, bring(county, thief.question(county, kName, id, code))).answer.told);
        county.pass(std::chrono::minutes(1));
        CHECK_FALSE(read_answer(session, bring(county, question)).answer.told);
    });
}

TEST_CASE(
    "guessing is slowed for person and terminal, over a restart too, and looks as any refusal") {
    CountyFixture county;
    const std::string id = nobodys_id("001");
    const std::string code = code_for(county, id);
    const std::string wrong = code == "12345678" ? "12345679" : "12345678";
    for (int i = 0; i < 5; ++i) CHECK_FALSE(is_told(county, kName, id, wrong));
    CHECK_FALSE(is_told(county, kName, id, wrong));
    // too early: the right code is refused as well, and not used up
    CHECK_FALSE(is_told(county, kName, id, code));
    OpenedCounty restarted(county.data(), county.effects());
    const AskingSession session;
    const auto early =
        state::unseal(PaymentInquiries(restarted.tools())
                          .answer("device-1", session.question(county, kName, id, code)),
                      session.keys);
    REQUIRE(early);
    CHECK_FALSE(state::parse_inquiry_answer(early->view())->told);
    county.pass(std::chrono::minutes(2));
    CHECK(is_told(county, kName, id, code));
}

TEST_CASE("what is no question is refused as such, and what no key opens too") {
    CountyFixture county;
    CHECK(answered(bring(county, "hello"), 422)["code"] == "size");
    const std::string noise(state::kInquiryBytes, 'x');
    const std::string key = county.county().keys().inbox_keys().front().public_key;
    CHECK(answered(bring(county, state::seal(noise, key)), 422)["code"] == "malformed");
    const auto stranger = state::box_keys_of(std::string(32, 'k'));
    CHECK(answered(bring(county, state::seal(noise, stranger.public_key)), 409)["code"] == "key");
}

TEST_CASE("the log tells who made a code and where it was used, and nobody's name or number") {
    CountyFixture county;
    const std::string id = nobodys_id("001");
    CHECK(is_told(county, kName, id, code_for(county, id), "device-7"));
    const HttpResponse log =
        call(county, somebody("admin", Post::county_admin, kCounty), "GET", "/v1/audit?limit=50");
    INFO(log.body);
    REQUIRE(log.status == 200);
    CHECK(log.body.find("payments.code") != std::string::npos);
    CHECK(log.body.find("payments.told") != std::string::npos);
    CHECK(log.body.find("device-7") != std::string::npos);
    CHECK(log.body.find(id) == std::string::npos);
    CHECK(log.body.find(kName) == std::string::npos);
}
