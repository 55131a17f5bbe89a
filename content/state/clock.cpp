#include "content/state/clock.h"

#include <sys/timex.h>

#include <algorithm>

namespace villageboard::state {

JudgedTime judge_clock(ClockReading reading, Instant floor, Instant reckoned) {
    const bool above = reading.wall >= floor;
    const bool believed =
        reading.source == ClockSource::network || reading.wall - floor < kBelievedAboveFloor;
    if (above && believed) return {reading.wall, true};
    return {std::max(floor, reckoned), false};
}

ClockReading read_clock() {
    timex kernel{};
    const bool disciplined = ::adjtimex(&kernel) >= 0 && (kernel.status & STA_UNSYNC) == 0;
    return {wall_clock(), disciplined ? ClockSource::network : ClockSource::real_time};
}

}  // namespace villageboard::state
