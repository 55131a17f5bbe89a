#include "kiosk/input/bounce.h"

#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr BounceFilter::Time kFromPress{80};
constexpr BounceFilter::Time kFromRelease{40};

}  // namespace

bool BounceFilter::bounces(const InputEvent& press, Time at) const {
    if (!any_ || std::hypot(press.x - x_, press.y - y_) > reach_) return false;
    return at - pressed_ < kFromPress || at - released_ < kFromRelease;
}

bool BounceFilter::counts(const InputEvent& event, Time at) {
    switch (event.kind) {
        case InputKind::press:
            swallowing_ = bounces(event, at);
            if (swallowing_) return false;
            any_ = true;
            x_ = event.x;
            y_ = event.y;
            pressed_ = at;
            released_ = at - kFromRelease;
            return true;
        case InputKind::move:
            return !swallowing_;
        case InputKind::release:
        case InputKind::cancel:
            released_ = at;
            if (!swallowing_) return true;
            swallowing_ = false;
            return false;
        default:
            return true;
    }
}

}  // namespace villageboard::kiosk
