#include "kiosk/staff/pin_wait.h"

#include <algorithm>
#include <array>

namespace villageboard::kiosk {
namespace {

constexpr std::array<std::chrono::minutes, 4> kWaits{
    std::chrono::minutes{1}, std::chrono::minutes{5}, std::chrono::minutes{15},
    std::chrono::minutes{60}};
constexpr int kMostCounted = 1000;

}  // namespace

state::PinAttempts after_attempt(const state::PinAttempts& before, const state::RunningTime& now) {
    state::PinAttempts after;
    after.failures = std::clamp(before.failures + 1, 1, kMostCounted);
    after.boot_id = now.boot_id;
    after.since_boot = now.since_boot;
    if (after.failures > kFreeAttempts) {
        const auto step = static_cast<std::size_t>(after.failures - kFreeAttempts - 1);
        after.wait = kWaits[std::min(step, kWaits.size() - 1)];
    }
    return after;
}

std::chrono::seconds left_to_wait(const state::PinAttempts& attempts,
                                  const state::RunningTime& now) {
    const bool same_boot = attempts.boot_id == now.boot_id && now.since_boot >= attempts.since_boot;
    const auto begun = same_boot ? attempts.since_boot : std::chrono::seconds{0};
    return std::max(std::chrono::seconds{0}, attempts.wait - (now.since_boot - begun));
}

int free_attempts(const state::PinAttempts& attempts) {
    return std::max(0, kFreeAttempts - attempts.failures);
}

}  // namespace villageboard::kiosk
