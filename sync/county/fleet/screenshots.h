/// Pictures of a terminal's screen on request: asked for by who looks after it, learnt by the
/// terminal from the answer to its report, kept until the next one. What is pictured and when, and
/// that the panel says so, is the terminal's (kiosk/app/screenshots.h). Every request and every
/// picture stands in the audit log.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/county/people/actor.h"
#include "sync/county/store/screenshot_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

inline constexpr std::chrono::hours kScreenshotWait{1};
inline constexpr std::chrono::days kScreenshotKept{30};
/// The terminal's own limits (content/state/screenshot.h).
inline constexpr std::size_t kMostScreenshotUpload = std::size_t{768} * 1024;
inline constexpr unsigned kMostScreenshotSide = 1280;

class Screenshots {
  public:
    explicit Screenshots(const Tools& tools) : tools_(tools) {}

    /// Asks the terminal for a picture, for an hour from now; while one is still being waited for,
    /// that wait is prolonged. Throws Refusal: unknown as Fleet::member(), conflict for a terminal
    /// that isn't accepted.
    ScreenshotRequestRow ask(const Actor& actor, const std::string& device);

    /// What the terminal has to be told.
    struct Waiting {
        std::string request;
        std::chrono::seconds left{0};
    };
    std::optional<Waiting> waiting(const std::string& device);

    /// Keeps the picture that answers this request, in place of the one before. Throws Refusal:
    /// forbidden for a revoked terminal, conflict where nobody asks for it (any more), invalid for
    /// bytes that are no plain PNG or too many.
    void take(const std::string& device, const std::string& request, const std::string& png);

    /// The newest picture. Throws Refusal(unknown): as Fleet::member(), or where there is none.
    ScreenshotRow newest(const Actor& actor, const std::string& device);

    /// Forgets pictures of more than kScreenshotKept and requests that ended. For the chores.
    std::uint64_t thin();

  private:
    Tools tools_;
};

}  // namespace villageboard::county
