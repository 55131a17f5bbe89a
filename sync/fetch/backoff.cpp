#include "sync/fetch/backoff.h"

#include <algorithm>

namespace villageboard::fetch {

std::chrono::milliseconds next_pause(const Pace& pace, unsigned failures, std::uint64_t random) {
    std::chrono::milliseconds pause = pace.poll;
    for (unsigned i = 0; i < failures && pause < pace.longest; ++i) pause *= 2;
    pause = std::min<std::chrono::milliseconds>(pause, std::max(pace.longest, pace.poll));
    const auto permille = static_cast<std::int64_t>(800 + random % 401);
    return pause * permille / 1000;
}

std::chrono::milliseconds first_pause(const Pace& pace, std::uint64_t random) {
    const std::chrono::milliseconds spread = pace.boot_spread;
    return std::chrono::milliseconds{
        static_cast<std::int64_t>(random % static_cast<std::uint64_t>(spread.count() + 1))};
}

}  // namespace villageboard::fetch
