#include "kiosk/draw/present/backing.h"

namespace villageboard::draw {
namespace {

/// Beyond this a list of rectangles costs more than copying everything.
constexpr std::size_t kMostRects = 256;

}  // namespace

void Backing::fit(Size panel) {
    const Size laid_out = turned(panel, turn_);
    if (laid_out == size_) return;
    size_ = laid_out;
    pixels_.assign(static_cast<std::size_t>(size_.width) * size_.height, 0);
    ++epoch_;
    for (std::size_t buffer = 0; buffer < lacks_.size(); ++buffer) forget(buffer);
}

Canvas Backing::canvas() {
    return {pixels_.data(), size_.width, size_.height, size_.width, epoch_};
}

void Backing::add(std::span<const Rect> damage) {
    for (auto& lack : lacks_) {
        lack.insert(lack.end(), damage.begin(), damage.end());
        if (lack.size() > kMostRects) lack.assign(1, whole());
    }
}

void Backing::forget(std::size_t buffer) { lacks_[buffer].assign(1, whole()); }

std::span<const Rect> Backing::bring(std::size_t buffer, const Canvas& to) {
    written_.clear();
    for (const Rect& rect : lacks_[buffer]) {
        copy_turned(canvas(), rect, to, turn_, bits_);
        written_.push_back(turned(rect, size_, turn_));
    }
    lacks_[buffer].clear();
    return written_;
}

}  // namespace villageboard::draw
