#include "kiosk/app/display_minutes.h"

#include <utility>

namespace villageboard::kiosk {
namespace {

constexpr std::chrono::seconds kWriteEvery{60};
constexpr std::chrono::seconds kSilence{10};

}  // namespace

void DisplayMinutes::note(std::optional<std::string> item, Time now, Day today) {
    const Time passed = now - last_;
    if (item_ && passed > Time{0} && passed <= kSilence) {
        times_[kAnything] += passed;
        if (!item_->empty()) times_[*item_] += passed;
    }
    last_ = now;
    item_ = std::move(item);
    if (today != day_) {
        flush();
        // What could not be stored of a day that is over is given to the new one, not lost.
        day_ = today;
    }
    if (now - written_ < kWriteEvery) return;
    written_ = now;
    flush();
}

void DisplayMinutes::flush() {
    if (times_.empty()) return;
    if (write_(day_, times_)) times_.clear();
}

}  // namespace villageboard::kiosk
