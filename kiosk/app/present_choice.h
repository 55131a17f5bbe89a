/// By which way the picture reaches the panel. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/draw/present/renderer.h"
#include "kiosk/draw/present/sdl_window.h"

namespace villageboard::kiosk {

enum class PresentWay : std::uint8_t {
    automatic,  ///< what this machine's session offers
    window,     ///< a window of SDL's, under X11
    wayland,    ///< a window under a Wayland compositor
    drm         ///< the bare display
};

/// "auto", "window", "wayland" or "drm"; nothing for anything else.
std::optional<PresentWay> parse_present(std::string_view text);

/// What the environment says: the variables' values, empty where they aren't set.
struct SessionEnvironment {
    std::string_view wayland_display;  ///< WAYLAND_DISPLAY
    std::string_view display;          ///< DISPLAY
    std::string_view sdl_driver;       ///< SDL_VIDEODRIVER
    draw::WindowMode mode = draw::WindowMode::panel;
};

/// Never automatic. OpenGL draws in a window of SDL's only, whatever the compositor; so does a
/// driver of SDL's that was asked for by name. An ordinary window rather goes to X11, which frames
/// it, where a session has both. Throws Error (invalid) when OpenGL is asked for where it can't
/// draw.
PresentWay chosen_way(PresentWay wanted, draw::Renderer renderer,
                      const SessionEnvironment& session);

}  // namespace villageboard::kiosk
