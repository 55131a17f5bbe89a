#include "kiosk/draw/present/offscreen.h"

#include "content/model/error.h"

namespace villageboard::draw {

OffscreenPresenter::OffscreenPresenter(Size size) { resize(size); }

void OffscreenPresenter::resize(Size size) {
    if (size.width <= 0 || size.height <= 0) {
        throw Error(ErrorKind::invalid, "a screen needs a width and a height above zero");
    }
    size_ = size;
    pixels_.assign(static_cast<std::size_t>(size.width) * size.height, 0);
    ++epoch_;
}

Canvas OffscreenPresenter::canvas() {
    return {pixels_.data(), size_.width, size_.height, size_.width, epoch_};
}

void OffscreenPresenter::present(std::span<const Rect> damage) {
    if (!damage.empty()) ++frames_;
}

}  // namespace villageboard::draw
