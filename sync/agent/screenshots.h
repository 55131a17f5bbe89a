/// The picture of the screen that the county may ask for in its answer to a report: the request
/// goes to the kiosk through state.db, and the picture that the kiosk made, to the county. Never in
/// the way of a round. One thread.
#pragma once
#include <optional>
#include <string_view>

#include "content/state/screenshot.h"
#include "sync/agent/environment.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

/// Between two attempts to send a picture: it weighs more than a day's entries.
inline constexpr std::chrono::minutes kBetweenPictures{5};

struct ScreenshotAsk {
    std::string request;  ///< 32 hexadecimal digits
    std::chrono::seconds left{0};
};

/// What the answer to a report asks for; nothing for any other answer. Pure.
std::optional<ScreenshotAsk> read_screenshot_ask(std::string_view answer);

/// Hands the request of this answer to the kiosk, and forgets a former one where there is none.
void hand_over_screenshot_ask(std::string_view answer, state::StateDb& state,
                              const state::RunningTime& now);

enum class SentScreenshot {
    none,         ///< there is no picture, or it was tried a moment ago
    done,         ///< the county has it
    refused,      ///< the county doesn't want it: it is forgotten
    unreachable,  ///< later again
};

class ScreenshotPost {
  public:
    /// All must outlive it.
    ScreenshotPost(const Environment& environment, TrustStore& trust, state::StateDb& state)
        : environment_(environment), trust_(trust), records_(state) {}

    /// Sends the picture that waits. Never throws Error.
    SentScreenshot send(fetch::PlainHttp plain);

  private:
    SentScreenshot post(const Identity& identity, const state::TakenScreenshot& taken,
                        fetch::PlainHttp plain);

    const Environment& environment_;
    TrustStore& trust_;
    state::ScreenshotRecords records_;
    std::optional<RunningTime> attempted_;
};

}  // namespace villageboard::agent
