/// Brings pixels to the panel. The rasteriser draws into canvas(); present() shows what changed.
/// The ways there are in kiosk/draw/present/. UI thread only.
#pragma once
#include <span>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

class Presenter {
  public:
    virtual ~Presenter() = default;
    /// Memory of the panel's present size, valid until the next call of canvas().
    virtual Canvas canvas() = 0;
    /// Shows these rectangles of the canvas; none shows nothing.
    virtual void present(std::span<const Rect> damage) = 0;
    /// The window system lost what it showed: shows the whole canvas again.
    virtual void show_again() {}
};

}  // namespace villageboard::draw
