#include "kiosk/staff/door.h"

#include <sodium.h>
#include <spdlog/spdlog.h>

#include <numeric>
#include <utility>

#include "content/model/error.h"
#include "kiosk/staff/pin_wait.h"

namespace villageboard::kiosk {

StaffDoor::StaffDoor(state::StateDb& state, std::filesystem::path data_dir,
                     std::function<state::RunningTime()> running)
    : records_(state),
      data_dir_(std::move(data_dir)),
      running_(std::move(running)),
      attempts_(records_.attempts()) {}

StaffDoor::~StaffDoor() {
    if (check_.valid()) check_.wait();
}

void StaffDoor::approach() {
    if (check_.valid()) return;
    try {
        door_ = records_.pins().empty() ? Door::no_pins : Door::shut;
    } catch (const Error& error) {
        spdlog::error("reading what staff need: {}", error.what());
        door_ = Door::broken;
    }
}

void StaffDoor::try_pin(Pin pin) {
    if (check_.valid() || left() > std::chrono::seconds{0}) return;
    try {
        std::vector<state::PinHash> known = records_.pins();
        const state::PinAttempts counted = after_attempt(attempts_, running_());
        records_.set_attempts(counted);
        attempts_ = counted;
        check_ = std::async(std::launch::async, [pin = std::move(pin), known = std::move(known),
                                                 file = data_dir_ / state::kPepperFile] {
            return check_pin(pin, known, file);
        });
        door_ = Door::checking;
    } catch (const std::exception& error) {
        spdlog::error("checking a PIN: {}", error.what());
        door_ = Door::broken;
    }
}

bool StaffDoor::changed() {
    return (check_.valid() &&
            check_.wait_for(std::chrono::seconds{0}) == std::future_status::ready) ||
           std::exchange(counts_down_, false);
}

Door StaffDoor::look() {
    if (check_.valid() && check_.wait_for(std::chrono::seconds{0}) == std::future_status::ready) {
        try {
            settle(check_.get());
        } catch (const std::exception& error) {
            spdlog::error("checking a PIN: {}", error.what());
            door_ = Door::broken;
        }
    }
    if (door_ == Door::open) return std::exchange(door_, Door::shut);
    const bool waits = !check_.valid() && left() > std::chrono::seconds{0};
    counts_down_ = waits && door_ != Door::no_pins && door_ != Door::broken;
    return counts_down_ ? Door::waiting : door_;
}

void StaffDoor::settle(const CheckedPin& checked) {
    if (checked.verdict != PinVerdict::right) {
        door_ = checked.verdict == PinVerdict::wrong ? Door::wrong : Door::broken;
        return;
    }
    records_.set_attempts({});
    attempts_ = {};
    door_ = Door::open;
}

std::chrono::seconds StaffDoor::left() const { return left_to_wait(attempts_, running_()); }

int StaffDoor::free_attempts() const { return kiosk::free_attempts(attempts_); }

std::vector<int> StaffDoor::scrambled() const {
    std::vector<int> digits(10);
    std::iota(digits.begin(), digits.end(), 0);
    for (std::uint32_t i = 9; i > 0; --i) std::swap(digits[i], digits[randombytes_uniform(i + 1)]);
    return digits;
}

StaffDoor::Space StaffDoor::space() const {
    std::error_code failure;
    const auto space = std::filesystem::space(data_dir_, failure);
    if (failure) return {};
    return {space.available, space.capacity};
}

}  // namespace villageboard::kiosk
