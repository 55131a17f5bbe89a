/// A town that hands in payments, its window, and a person who asks about them, for the tests of
/// sync/county/payments.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "content/state/own_payments.h"
#include "content/state/seal.h"
#include "sync/feed/hash.h"
#include "tests/support/id_number.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/messages.h"

namespace villageboard::county {

inline const char* const kName = "余阿普";

inline std::string sheet_of(const std::string& id) {
    return "姓名,身份证号,项目名称,发放期次,金额(元),发放状态,退回原因,办理地点,发放日期,"
           "银行账号\r\n"
           "余阿普," +
           id +
           ",耕地地力保护补贴,2026年第一批,137.50,已发放,,,2026-06-12,6217\r\n"
           "余阿普," +
           id +
           ",草原生态补助,2026年度,\"1,480.00\",退回,卡号错误,杉坪镇财政所 0886-3620001,"
           "2026/11/02,6217\r\n";
}

inline Actor accountant() { return somebody("acc", Post::accountant, kTown); }
inline Actor window() { return somebody("window", Post::town_reviewer, kTown); }

inline HttpResponse hand_in(CountyFixture& county, const std::string& csv,
                            const std::string& batch = "2026-11", const Actor& actor = accountant(),
                            const std::string& area = kTown, const std::string& more = {}) {
    return call(county, actor, "POST",
                "/v1/payments/batches?area=" + area + "&batch=" + batch + more, csv);
}

inline std::string code_for(CountyFixture& county, const std::string& id,
                            const std::string& name = kName) {
    const Json made =
        answered(call(county, window(), "POST", "/v1/payments/codes",
                      Json{{"area", kTown}, {"name", name}, {"id_number", id}}.dump()),
                 201);
    return made["code"];
}

/// One session at the glass.
struct AskingSession {
    state::BoxKeys keys = state::box_keys_of(feed::system_random()(32));

    std::string question(CountyFixture& county, const std::string& name, const std::string& id,
                         const std::string& code) const {
        return state::seal(
            state::print_inquiry(
                {.name = name, .id_number = id, .code = code, .answer_key = keys.public_key})
                .view(),
            county.county().keys().inbox_keys().front().public_key);
    }
};

inline HttpResponse bring(CountyFixture& county, const std::string& sealed,
                          const std::string& device = "device-1") {
    return call(county, somebody("nobody", Post::clerk, kVillage), "POST", "/v1/payments/inquiries",
                sealed, device);
}

/// What the session reads in an answer; the plaintext it points into is kept with it.
struct ReadAnswer {
    state::SecretBytes plaintext;
    state::InquiryAnswer answer;
};
inline ReadAnswer read_answer(const AskingSession& session, const HttpResponse& response) {
    INFO(response.body.substr(0, 200));
    REQUIRE(response.status == 200);
    CHECK(response.body.size() == state::kInquiryAnswerBytes + state::kSealBytes);
    auto plaintext = state::unseal(response.body, session.keys);
    REQUIRE(plaintext);
    auto answer = state::parse_inquiry_answer(plaintext->view());
    REQUIRE(answer);
    return {std::move(*plaintext), std::move(*answer)};
}

/// Asks in a session of its own; true when something was told.
inline bool is_told(CountyFixture& county, const std::string& name, const std::string& id,
                    const std::string& code, const std::string& device = "device-1") {
    const AskingSession session;
    return read_answer(session, bring(county, session.question(county, name, id, code), device))
        .answer.told;
}

}  // namespace villageboard::county
