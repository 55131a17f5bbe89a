#include "sync/agent/courier.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include <chrono>
#include <thread>

#include "content/cache/database.h"
#include "content/state/inquiry.h"
#include "content/state/outbox.h"
#include "content/state/own_payments.h"
#include "content/state/seal.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using namespace std::chrono_literals;
using state::InquiryState;

namespace {

void fill_random(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

/// A terminal at which somebody asks, and a county that answers as a test says.
struct Asked {
    Asked() : terminal(county) {
        county.add_notice(kVillage, "通知");
        county.publish_all();
        terminal.enrol();
        terminal.at_county().inquiries = [this](const fetch::PostRequest& request) {
            requests.push_back(request);
            return reply;
        };
        terminal.environment.running = [this] { return running; };
    }

    std::string ask() { return state::Inquiries(state()).ask(question, running, fill_random); }
    state::InquiryView look(const std::string& id) {
        return state::Inquiries(state()).look(id, running);
    }
    state::StateDb& state() {
        if (!state_) state_ = std::make_unique<state::StateDb>(terminal.data());
        return *state_;
    }
    Courier courier() {
        return Courier(terminal.data(), terminal.environment, fetch::PlainHttp::loopback_only);
    }

    SimulatedCounty county;
    Terminal terminal;
    state::RunningTime running{"boot-a", 500s};
    std::string question = std::string(state::kInquiryBytes + state::kSealBytes, 'q');
    fetch::PostReply reply{200, std::string(state::kInquiryAnswerBytes + state::kSealBytes, 'a')};
    std::vector<fetch::PostRequest> requests;

  private:
    std::unique_ptr<state::StateDb> state_;
};

}  // namespace

TEST_CASE(
    "a question goes to the county at once, signed, and the sealed answer lies there for it") {
    Asked asked;
    Courier courier = asked.courier();
    CHECK_FALSE(courier.work());
    const std::string id = asked.ask();
    CHECK(courier.work());
    REQUIRE(asked.requests.size() == 1);
    CHECK(asked.requests[0].path == "v1/payments/inquiries");
    CHECK(asked.requests[0].body == asked.question);
    CHECK(asked.requests[0].headers.size() == 3);
    const auto seen = asked.look(id);
    CHECK(seen.state == InquiryState::answered);
    CHECK(seen.answer == asked.reply.body);
    CHECK_FALSE(courier.work());
    CHECK(asked.requests.size() == 1);
    CHECK(state::Outbox(asked.state()).waiting(10).empty());
}

TEST_CASE(
    "without the county, or with any other answer of it, the question is unreachable at once") {
    Asked asked;
    Courier courier = asked.courier();
    for (const fetch::PostReply& reply :
         {fetch::PostReply{409, "{}"}, fetch::PostReply{200, "short"}, fetch::PostReply{404, ""}}) {
        asked.reply = reply;
        const std::string id = asked.ask();
        CHECK(courier.work());
        CHECK(asked.look(id).state == InquiryState::unreachable);
    }
    for (const ErrorKind kind : {ErrorKind::retry, ErrorKind::rejected, ErrorKind::invalid}) {
        int sent = 0;
        asked.terminal.at_county().inquiries = [&](const fetch::PostRequest&) -> fetch::PostReply {
            ++sent;
            throw Error(kind, "no way to the county");
        };
        const std::string id = asked.ask();
        CHECK(courier.work());
        CHECK(asked.look(id).state == InquiryState::unreachable);
        CHECK_FALSE(courier.work());
        CHECK(sent == 1);
    }
}

TEST_CASE("what is older than three minutes, or of an earlier boot, is never sent and goes") {
    Asked asked;
    Courier courier = asked.courier();
    asked.ask();
    asked.running.since_boot += 180s;
    CHECK_FALSE(courier.work());
    CHECK_FALSE(state::holds_inquiry(asked.state().database()));
    asked.ask();
    asked.running = {"boot-b", 510s};
    CHECK_FALSE(courier.work());
    CHECK_FALSE(state::holds_inquiry(asked.state().database()));
    CHECK(asked.requests.empty());
}

TEST_CASE("a question that the agent died over is sent again by the next one") {
    Asked asked;
    const std::string id = asked.ask();
    {
        Courier first = asked.courier();
        asked.terminal.at_county().inquiries = [](const fetch::PostRequest&) -> fetch::PostReply {
            throw std::runtime_error("killed");
        };
        CHECK_THROWS(first.work());
    }
    asked.terminal.at_county().inquiries = [&](const fetch::PostRequest&) { return asked.reply; };
    Courier second = asked.courier();
    CHECK(second.work());
    CHECK(asked.look(id).state == InquiryState::answered);
}

TEST_CASE("beside the rounds a question is carried within a second or two") {
    Asked asked;
    Courier courier = asked.courier();
    const CourierThread thread(courier);
    const std::string id = asked.ask();
    for (int i = 0; i < 100 && asked.look(id).state == InquiryState::asked; ++i)
        std::this_thread::sleep_for(50ms);
    CHECK(asked.look(id).state == InquiryState::answered);
}
