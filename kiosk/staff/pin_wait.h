/// How long one has to wait after PINs tried in vain: four are free, the fifth costs 1 minute, the
/// next 5, then 15, then 60 each time. Time is the machine's running time, which no clock changes;
/// a boot begins the wait anew, so that pulling the plug doesn't shorten it. Pure.
#pragma once
#include <chrono>

#include "content/state/running_time.h"
#include "content/state/staff.h"

namespace villageboard::kiosk {

inline constexpr int kFreeAttempts = 4;

/// What is written down before a PIN is checked, so that cutting the power during the check doesn't
/// give an attempt back. A good PIN sets it to PinAttempts{}.
state::PinAttempts after_attempt(const state::PinAttempts& before, const state::RunningTime& now);

/// Zero: a PIN may be tried.
std::chrono::seconds left_to_wait(const state::PinAttempts& attempts,
                                  const state::RunningTime& now);

/// Attempts that cost no wait yet.
int free_attempts(const state::PinAttempts& attempts);

}  // namespace villageboard::kiosk
