/// What a panel's own devices report, without a window system, as the queue's events: touches,
/// mouse, keys, in px of the laid-out picture. One finger counts at a time, none of a palm, and a
/// trembling contact once. Pure but for the queue; knows no device library. UI thread only.
#pragma once
#include <cstdint>
#include <optional>

#include "kiosk/draw/present/turn.h"
#include "kiosk/input/one_finger.h"
#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

class PanelInput {
  public:
    /// `queue` must outlive this; `panel` is the glass as its hardware counts.
    PanelInput(InputQueue& queue, draw::Size panel, draw::Turn turn);

    /// The pointer stays where it was, as far as the panel reaches.
    void fit(draw::Size panel, draw::Turn turn);

    /// `finger` tells fingers apart; x and y are shares of the panel, 0 to 1.
    void touch_down(int finger, double x, double y);
    void touch_move(int finger, double x, double y);
    void touch_up(int finger);
    /// The device took all touches back: a palm, or it was unplugged.
    void touch_cancel();

    void pointer_by(double dx_px, double dy_px);  ///< a mouse was pushed so far
    void pointer_to(double x, double y);          ///< a tablet points there, shares of the panel
    void pointer_gone();                          ///< it left the window
    void left_button(bool pressed);
    void wheel(double steps);  ///< positive is up

    /// Number of the kernel's linux/input-event-codes.h; letters, Backspace and Escape count.
    void key_down(std::uint32_t code);

  private:
    draw::Point laid_out(draw::Point on_panel) const {
        return turned_back(on_panel, panel_, turn_);
    }
    draw::Point on_panel(double x, double y) const;
    void push(InputKind kind, draw::Point on_panel);
    void touched(OneFinger::Heard heard);

    InputQueue& queue_;
    draw::Size panel_;
    draw::Turn turn_;
    OneFinger fingers_;
    draw::Point touched_;
    draw::Point pointer_;
};

}  // namespace villageboard::kiosk
