/// The terminal's window: waits for fingers, mouse, keys and news, and runs the stage. Draws
/// nothing while nothing changes; wakes once a second to look for new content.
#pragma once
#include <filesystem>
#include <functional>

#include "kiosk/app/stage.h"
#include "kiosk/draw/present/renderer.h"
#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/present/turn.h"

namespace villageboard::kiosk {

struct WindowRun {
    std::filesystem::path data_dir;
    Settings settings;
    draw::WindowMode mode = draw::WindowMode::panel;
    std::optional<draw::Size> size;  ///< of the window; else the display's
    draw::Turn turn = draw::Turn::none;
    draw::Renderer renderer = draw::Renderer::automatic;
    std::function<Panel(Panel)> refine;  ///< applies what is known of the glass in mm
    std::function<Instant()> clock;
};

/// Returns when the window is closed in windowed mode, or the program is told to end (SIGTERM).
/// Throws Error retry when there is no display.
void run_window(const WindowRun& run);

}  // namespace villageboard::kiosk
