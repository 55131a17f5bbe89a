#include "kiosk/input/one_finger.h"

#include <utility>

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kPalm = 3;

}  // namespace

OneFinger::Heard OneFinger::down(std::int64_t finger) {
    fingers_.insert(finger);
    if (fingers_.size() >= kPalm) {
        palm_ = true;
        return std::exchange(counts_, std::nullopt) ? Heard::cancel : Heard::nothing;
    }
    if (palm_ || counts_) return Heard::nothing;
    counts_ = finger;
    return Heard::press;
}

OneFinger::Heard OneFinger::move(std::int64_t finger) const {
    return counts_ == finger ? Heard::move : Heard::nothing;
}

OneFinger::Heard OneFinger::up(std::int64_t finger) {
    fingers_.erase(finger);
    if (fingers_.empty()) palm_ = false;
    if (counts_ != finger) return Heard::nothing;
    counts_.reset();
    return Heard::release;
}

OneFinger::Heard OneFinger::all_gone() {
    fingers_.clear();
    palm_ = false;
    return std::exchange(counts_, std::nullopt) ? Heard::cancel : Heard::nothing;
}

}  // namespace villageboard::kiosk
