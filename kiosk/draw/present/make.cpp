#include "kiosk/draw/present/make.h"

#include "kiosk/draw/present/surface.h"
#include "kiosk/draw/present/turned.h"

namespace villageboard::draw {

std::unique_ptr<Presenter> presenter_for(const SdlWindow& window, Turn turn) {
    auto surface = std::make_unique<SurfacePresenter>(window);
    if (turn == Turn::none) return surface;
    return std::make_unique<TurnedPresenter>(std::move(surface), turn);
}

}  // namespace villageboard::draw
