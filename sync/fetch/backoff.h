/// When to try again. Pure.
#pragma once
#include <chrono>
#include <cstdint>

namespace villageboard::fetch {

struct Pace {
    std::chrono::seconds poll{120};         ///< between rounds when all is well
    std::chrono::seconds longest{1800};     ///< after failures
    std::chrono::seconds boot_spread{120};  ///< a county's power returns for all at once
};

/// The pause before the next round: `poll` +-20 % when `failures` is 0, then doubled with each
/// failure in a row up to `longest` (+-20 %). `random` is any number; equal ones give equal pauses.
std::chrono::milliseconds next_pause(const Pace& pace, unsigned failures, std::uint64_t random);

/// The pause before the first round after boot: 0 to `boot_spread`.
std::chrono::milliseconds first_pause(const Pace& pace, std::uint64_t random);

}  // namespace villageboard::fetch
