#include "kiosk/app/present_choice.h"

#include "content/model/error.h"

namespace villageboard::kiosk {

std::optional<PresentWay> parse_present(std::string_view text) {
    if (text == "auto") return PresentWay::automatic;
    if (text == "window") return PresentWay::window;
    if (text == "wayland") return PresentWay::wayland;
    if (text == "drm") return PresentWay::drm;
    return std::nullopt;
}

PresentWay chosen_way(PresentWay wanted, draw::Renderer renderer,
                      const SessionEnvironment& session) {
    const bool opengl = renderer == draw::Renderer::opengl;
    if (opengl && (wanted == PresentWay::wayland || wanted == PresentWay::drm))
        throw Error(ErrorKind::invalid,
                    "OpenGL draws in a window only: use --present window, or another --renderer");
    if (wanted != PresentWay::automatic) return wanted;
    if (opengl || !session.sdl_driver.empty()) return PresentWay::window;
    const bool framed = session.mode == draw::WindowMode::windowed && !session.display.empty();
    if (!session.wayland_display.empty() && !framed) return PresentWay::wayland;
    return session.display.empty() ? PresentWay::drm : PresentWay::window;
}

}  // namespace villageboard::kiosk
