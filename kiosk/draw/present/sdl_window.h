/// A window of SDL's, without anything drawn in it: surface.h, wayland.h and gl_window.h do that.
/// UI thread only.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "kiosk/draw/canvas.h"

struct SDL_Window;

namespace villageboard::draw {

enum class WindowMode : std::uint8_t {
    panel,    ///< without border, over the whole display
    windowed  ///< an ordinary window of the given size
};

enum class WindowSurface : std::uint8_t {
    pixels,  ///< drawn by the processor
    opengl   ///< drawn by the graphics unit
};

struct WindowOptions {
    std::string title;
    WindowMode mode = WindowMode::panel;
    Size size;  ///< windowed, or panel where the display's size is not wanted; zero: the display's
    WindowSurface surface = WindowSurface::pixels;
};

class SdlWindow {
  public:
    /// Starts SDL's video if it is not running, and stops it again at the end. Throws Error (retry)
    /// when no window can be made, with SDL's reason.
    explicit SdlWindow(const WindowOptions& options);
    ~SdlWindow();
    SdlWindow(const SdlWindow&) = delete;
    SdlWindow& operator=(const SdlWindow&) = delete;

    /// Never null, owned by this object.
    SDL_Window* get() const;
    /// What the picture has to fill: more than the window's own units where the display is scaled.
    Size size_px() const;
    /// What SDL talks to: "x11", "wayland", "dummy"...
    std::string driver() const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

}  // namespace villageboard::draw
