/// What time it is on a terminal whose clock may be wrong. Pure: readings come in.
/// A clock is known when it is at or above the time floor and was set by the network, or by a
/// real-time clock that is less than 400 days above the floor. Everything that depends on the date
/// asks here: an unknown clock never un-expires an item and never shows "days left".
#pragma once
#include "content/model/time.h"

namespace villageboard::state {

/// Nothing was released before this moment: the lowest possible time floor.
inline constexpr Instant kReleaseTime = std::chrono::sys_days{std::chrono::year{2026} / 11 / 1};

/// How far above the floor a real-time clock is still believed (its battery outlives no more).
inline constexpr std::chrono::days kBelievedAboveFloor{400};

/// How far a freshness time may lie after a known clock before it is refused.
inline constexpr std::chrono::hours kFreshnessAhead{24};

enum class ClockSource {
    network,    ///< the kernel says that the clock is disciplined (NTP)
    real_time,  ///< set from the machine's real-time clock at boot
};

struct ClockReading {
    Instant wall;
    ClockSource source = ClockSource::real_time;
};

struct JudgedTime {
    Instant now;         ///< the clock when known, else the reckoned time
    bool known = false;  ///< whether "days left" may be shown
};

/// `floor` is the newest verified freshness time (or kReleaseTime); `reckoned` is the floor plus
/// the running time since it was learnt, at least `floor`.
JudgedTime judge_clock(ClockReading reading, Instant floor, Instant reckoned);

/// Reads the machine's clock and asks the kernel whether the network set it (adjtimex).
ClockReading read_clock();

}  // namespace villageboard::state
