/// Brings pixels to the panel. The rasteriser draws into canvas(); present() shows what changed.
/// The ways there are in kiosk/draw/present/. UI thread only.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "kiosk/draw/canvas.h"

struct ImDrawData;

namespace villageboard::fonts {
class Atlas;
}

namespace villageboard::draw {

class Presenter {
  public:
    virtual ~Presenter() = default;
    /// Draws and shows a whole frame where the presenter paints by itself; false where it is to be
    /// painted into canvas(). `background` is 0xAABBGGRR.
    virtual bool draw(const ImDrawData&, const fonts::Atlas&, std::uint32_t /*background*/) {
        return false;
    }
    /// Memory of the panel's present size, valid until the next call of canvas().
    virtual Canvas canvas() = 0;
    /// Shows these rectangles of the canvas; none shows nothing.
    virtual void present(std::span<const Rect> damage) = 0;
    /// The window system lost what it showed: shows the whole canvas again.
    virtual void show_again() {}
    /// Width and height of the glass in mm, as laid out, where the panel tells and can be believed.
    virtual std::optional<std::pair<double, double>> glass_mm() const { return std::nullopt; }
};

}  // namespace villageboard::draw
