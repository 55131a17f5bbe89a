/// The county's side of the pages for a person's own payments, as its server answers a question
/// that the terminal has put down, and the way there.
#pragma once
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "content/state/inquiry.h"
#include "content/state/own_payments.h"
#include "content/state/running_time.h"
#include "tests/kiosk/support/letters.h"
#include "tests/support/id_number.h"

namespace villageboard::kiosk_test {

inline state::InquiryAnswer own_payments_told() {
    using state::PaymentState;
    using state::ReturnReason;
    return {.told = true,
            .more = false,
            .payments = {{.programme = "草原生态保护补助奖励",
                          .period = "2026年度",
                          .amount = {148000},
                          .state = PaymentState::returned,
                          .reason = ReturnReason::wrong_account,
                          .where = "杉坪镇财政所 0886-3620001",
                          .day = *parse_day("2026-11-02")},
                         {.programme = "耕地地力保护补贴",
                          .period = "2026年第一批",
                          .amount = {13750},
                          .state = PaymentState::paid,
                          .reason = ReturnReason::none,
                          .where = {},
                          .day = *parse_day("2026-06-12")}}};
}

/// As the agent leaves it after a round that reached the county.
inline void link_up(LetterBox& box) {
    state::AgentHealth health;
    health.result = state::RoundResult::fresh;
    health.finished = fixture_now();
    health.fresh = fixture_now();
    box.state().set_health(health);
}

/// The question that waits, as the county opens it.
struct OpenedQuestion {
    std::string id;
    state::SecretBytes plaintext;
    state::PaymentInquiry inquiry;
};
inline OpenedQuestion opened_question(LetterBox& box) {
    const auto waiting = state::Inquiries(box.state()).waiting(state::running_time());
    REQUIRE(waiting);
    auto plaintext = state::unseal(waiting->sealed, county_key(1));
    REQUIRE(plaintext);
    const auto inquiry = state::parse_inquiry(plaintext->view());
    REQUIRE(inquiry);
    return {waiting->id, std::move(*plaintext), *inquiry};
}

/// Answers it; to `key` where one is given, in place of the session's own.
inline void answer_question(LetterBox& box, const state::InquiryAnswer& answer,
                            const std::string& key = {}) {
    const OpenedQuestion question = opened_question(box);
    const std::string to = key.empty() ? std::string(question.inquiry.answer_key) : key;
    state::Inquiries(box.state())
        .answer(question.id, state::seal(state::print_inquiry_answer(answer).view(), to));
}

}  // namespace villageboard::kiosk_test
