#include "sync/agent/courier.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "content/model/error.h"
#include "content/state/inquiry.h"
#include "content/state/own_payments.h"
#include "content/state/seal.h"
#include "sync/agent/reckon.h"
#include "sync/agent/signed_post.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{500};
constexpr std::size_t kAnswerBytes = state::kInquiryAnswerBytes + state::kSealBytes;

}  // namespace

Courier::Courier(std::filesystem::path data_dir, Environment environment, fetch::PlainHttp plain)
    : data_dir_(std::move(data_dir)), environment_(std::move(environment)), plain_(plain) {}

Courier::~Courier() = default;

bool Courier::work() {
    if (!state_) state_ = std::make_unique<state::StateDb>(data_dir_);
    if (!state::holds_inquiry(state_->database())) return false;
    state::Inquiries inquiries(*state_);
    inquiries.forget_old(environment_.running());
    const auto question = inquiries.waiting(environment_.running());
    if (!question) return false;
    const auto answer = answer_of(question->sealed);
    if (answer)
        inquiries.answer(question->id, *answer);
    else
        inquiries.set_unreachable(question->id);
    return true;
}

std::optional<std::string> Courier::answer_of(const std::string& sealed) {
    TrustStore trust(data_dir_);
    const auto identity = trust.identity();
    if (!identity || !takes_posts(*identity)) return std::nullopt;
    const Times times = reckon(trust.times(), environment_.running());
    const Instant now = state::judge_clock(environment_.clock(), times.floor, times.reckoned).now;
    try {
        const auto plain = plain_ == fetch::PlainHttp::anywhere ? plain_ : identity->plain;
        const auto county = environment_.fetcher(identity->county, plain);
        const fetch::PostReply reply = post_signed(*county, *identity,
                                                   {.path = "v1/payments/inquiries",
                                                    .body = sealed,
                                                    .content_type = "application/octet-stream"},
                                                   now, environment_.random);
        if (reply.status == 200 && reply.body.size() == kAnswerBytes) return reply.body;
    } catch (const Error&) {
        // the person is told at once, and the question never asked twice; the rounds meet the same
        // fault and report it
    }
    return std::nullopt;
}

CourierThread::CourierThread(Courier& courier)
    : thread_([&courier](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any wake;
          std::unique_lock lock(mutex);
          while (!stop.stop_requested()) {
              try {
                  courier.work();
              } catch (const std::exception&) {
                  // the rounds meet the same fault and report it
              }
              wake.wait_for(lock, stop, kBetweenLooks, [] { return false; });
          }
      }) {}

CourierThread::~CourierThread() = default;

}  // namespace villageboard::agent
