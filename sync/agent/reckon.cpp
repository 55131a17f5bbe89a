#include "sync/agent/reckon.h"

#include <algorithm>

namespace villageboard::agent {

Times reckon(const Times& times, const RunningTime& running) {
    Times now = times;
    const std::int64_t seconds = running.since_boot.count();
    if (running.boot_id == times.boot_id && seconds > times.boot_seconds)
        now.reckoned += std::chrono::seconds{seconds - times.boot_seconds};
    now.reckoned = std::max(now.reckoned, now.floor);
    now.boot_id = running.boot_id;
    now.boot_seconds = seconds;
    return now;
}

Times confirm(Times times, Instant fresh) {
    times.floor = std::max(times.floor, fresh);
    const auto jump = std::max(times.floor - times.reckoned, std::chrono::seconds{0});
    times.reckoned += jump;
    // learning the time is no passing of time
    times.roots_asked += jump;
    times.keys_asked += jump;
    return times;
}

Times lower(Times times, const std::optional<Instant>& floor) {
    if (!floor || *floor >= times.floor) return times;
    times.floor = std::max(*floor, state::kReleaseTime);
    times.reckoned = times.floor;
    times.roots_asked = std::min(times.roots_asked, times.floor);
    times.keys_asked = std::min(times.keys_asked, times.floor);
    return times;
}

}  // namespace villageboard::agent
