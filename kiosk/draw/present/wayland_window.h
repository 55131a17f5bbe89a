/// A window under a Wayland compositor, without SDL: SDL's Wayland driver in Debian 12 (2.26) ends
/// the program when no input device is there yet (SDL bug 8898), and its window surface goes
/// through OpenGL. Speaks wl_compositor, wl_shm, wl_output and xdg-shell; the seat is left to who
/// reads input. UI thread only.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/draw/canvas.h"

struct wl_display;
struct wl_seat;
struct wl_shm;
struct wl_surface;

namespace villageboard::draw {

enum class WindowMode : std::uint8_t;

class WaylandWindow {
  public:
    /// Of WAYLAND_DISPLAY's compositor; a panel covers the output, a window has this size, in px.
    /// Throws Error (retry) when there is no compositor or it lacks what a window needs.
    WaylandWindow(const std::string& title, WindowMode mode, Size size);
    ~WaylandWindow();
    WaylandWindow(const WaylandWindow&) = delete;
    WaylandWindow& operator=(const WaylandWindow&) = delete;

    /// To be watched for reading; then read(). Before each wait: before_wait().
    int fd() const;
    void before_wait();
    /// Takes what has arrived, without waiting. Listeners are called from here.
    void read();

    /// What the picture has to fill: the window's size times the output's scale.
    Size size_px() const;
    /// In which the compositor counts the pointer.
    Size size_units() const;
    int scale() const;
    /// The glass as the output tells it, turned as the compositor turns it; 0x0 where it doesn't.
    std::pair<int, int> output_mm() const;

    bool asked_to_close() const;
    /// The compositor is gone: nothing will be shown any more.
    bool lost() const;

    // Owned by this object.
    wl_display* display() const;
    wl_surface* surface() const;
    wl_shm* shm() const;

    /// False while the compositor has no input devices.
    bool has_seat() const;
    /// Owned by the caller, who adds a listener before the next read(). Only while has_seat().
    wl_seat* bind_seat() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace villageboard::draw
