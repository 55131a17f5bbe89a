/// The presenter that fits a window: the one place that knows which there are.
#pragma once
#include <memory>

#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/present/turn.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

/// `window` must outlive the presenter, whose canvas has the turned size.
std::unique_ptr<Presenter> presenter_for(const SdlWindow& window, Turn turn);

}  // namespace villageboard::draw
