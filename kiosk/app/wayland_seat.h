/// Touch panel, mouse and keyboard of a Wayland compositor, into PanelInput. Devices come and go as
/// the compositor tells. Run so far against a compositor of the tests' own only. UI thread only.
#pragma once
#include <memory>

#include "kiosk/app/panel_input.h"
#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/present/wayland_window.h"

namespace villageboard::kiosk {

class WaylandSeat {
  public:
    /// `window`, which has a seat, and `input` must outlive this. Over a panel the mouse has no
    /// arrow.
    WaylandSeat(const draw::WaylandWindow& window, draw::WindowMode mode, PanelInput& input);
    ~WaylandSeat();
    WaylandSeat(const WaylandSeat&) = delete;
    WaylandSeat& operator=(const WaylandSeat&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace villageboard::kiosk
