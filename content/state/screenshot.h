/// A picture of the screen that the county asks for, on its way through state.db: the agent writes
/// the request, the kiosk puts the picture beside it, the agent takes it to the county. One at a
/// time. Times are the machine's running time, so that no wrong clock prolongs a request; a boot
/// ends it. Failures as StateDb's. One object per thread.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "content/state/running_time.h"
#include "content/state/state.h"

namespace villageboard::state {

/// A request is good for at most so long.
inline constexpr std::chrono::seconds kLongestScreenshotWait{3600};
/// The longer side, in px, and the bytes of the PNG file.
inline constexpr int kMostScreenshotPx = 1280;
inline constexpr std::size_t kMostScreenshotBytes = std::size_t{768} * 1024;

struct TakenScreenshot {
    std::string request;
    std::string png;
};

class ScreenshotRecords {
  public:
    /// `state` must outlive it.
    explicit ScreenshotRecords(StateDb& state) : database_(state.database()) {}

    /// The county asks for a picture within `left`, cut to kLongestScreenshotWait. The same request
    /// again only moves the end; another one takes the place of what was there.
    void ask(const std::string& request, std::chrono::seconds left, const RunningTime& now);
    /// Nothing is asked for any more; a picture that was made is gone.
    void forget();

    /// The request that still waits for its picture.
    std::optional<std::string> wanted(const RunningTime& now) const;
    /// Keeps the picture; false where this request doesn't wait any more. Error `invalid` for one
    /// of more than kMostScreenshotBytes.
    bool put(const std::string& request, std::string_view png, const RunningTime& now);
    /// The picture that waits for the agent.
    std::optional<TakenScreenshot> taken(const RunningTime& now) const;

  private:
    cache::Database& database_;
};

}  // namespace villageboard::state
