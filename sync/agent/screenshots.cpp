#include "sync/agent/screenshots.h"

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "content/state/clock.h"
#include "sync/agent/reckon.h"
#include "sync/agent/signed_post.h"
#include "sync/feed/bytes.h"

namespace villageboard::agent {
namespace {

constexpr std::size_t kRequestDigits = 32;

bool is_request(const std::string& id) {
    return id.size() == kRequestDigits && feed::from_hex(id).has_value();
}

/// Refusals after which the same picture has no use.
bool is_final(int status) {
    return status >= 400 && status < 500 && status != 401 && status != 429;
}

}  // namespace

std::optional<ScreenshotAsk> read_screenshot_ask(std::string_view answer) {
    const auto json = nlohmann::json::parse(answer, nullptr, false);
    if (!json.is_object() || !json.contains("screenshot")) return std::nullopt;
    const auto& ask = json["screenshot"];
    if (!ask.is_object() || !ask.contains("request") || !ask["request"].is_string() ||
        !ask.contains("seconds") || !ask["seconds"].is_number_unsigned())
        return std::nullopt;
    ScreenshotAsk read{ask["request"].get<std::string>(), {}};
    constexpr std::uint64_t kMost = state::kLongestScreenshotWait.count();
    read.left = std::chrono::seconds{std::min(ask["seconds"].get<std::uint64_t>(), kMost)};
    if (!is_request(read.request) || read.left.count() == 0) return std::nullopt;
    return read;
}

void hand_over_screenshot_ask(std::string_view answer, state::StateDb& state,
                              const state::RunningTime& now) {
    state::ScreenshotRecords records(state);
    if (const auto ask = read_screenshot_ask(answer))
        records.ask(ask->request, ask->left, now);
    else
        records.forget();
}

SentScreenshot ScreenshotPost::send(fetch::PlainHttp plain) {
    try {
        const auto identity = trust_.identity();
        if (!identity || !takes_posts(*identity)) return SentScreenshot::none;
        const RunningTime now = environment_.running();
        const auto taken = records_.taken(now);
        if (!taken) return SentScreenshot::none;
        if (attempted_ && attempted_->boot_id == now.boot_id &&
            now.since_boot - attempted_->since_boot < kBetweenPictures)
            return SentScreenshot::none;
        const SentScreenshot sent = post(*identity, *taken, plain);
        // one that came through doesn't hold up the next
        attempted_.reset();
        if (sent == SentScreenshot::unreachable) attempted_ = now;
        if (sent != SentScreenshot::unreachable) records_.forget();
        return sent;
    } catch (const Error&) {
        attempted_ = environment_.running();
        return SentScreenshot::unreachable;
    }
}

SentScreenshot ScreenshotPost::post(const Identity& identity, const state::TakenScreenshot& taken,
                                    fetch::PlainHttp plain) {
    const Times times = reckon(trust_.times(), environment_.running());
    const Instant now = state::judge_clock(environment_.clock(), times.floor, times.reckoned).now;
    const auto county = environment_.fetcher(
        identity.county, plain == fetch::PlainHttp::anywhere ? plain : identity.plain);
    const fetch::PostReply reply = post_signed(
        *county, identity,
        {.path = "v1/screenshots/" + taken.request, .body = taken.png, .content_type = "image/png"},
        now, environment_.random);
    if (reply.status == 201) return SentScreenshot::done;
    return is_final(reply.status) ? SentScreenshot::refused : SentScreenshot::unreachable;
}

}  // namespace villageboard::agent
