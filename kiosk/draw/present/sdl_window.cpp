#include "kiosk/draw/present/sdl_window.h"

#include <SDL.h>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorKind::retry, what + ": " + SDL_GetError());
}

struct DestroyWindow {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};

/// SDL counts the starts of a subsystem, so the program may hold it as well.
class VideoSystem {
  public:
    VideoSystem() {
        // Without this SDL brings the surface to the window through OpenGL, several times slower.
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) fail("no display could be opened");
    }
    ~VideoSystem() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }
    VideoSystem(const VideoSystem&) = delete;
    VideoSystem& operator=(const VideoSystem&) = delete;
};

Size display_size() {
    SDL_Rect bounds{};
    if (SDL_GetDisplayBounds(0, &bounds) != 0) fail("the display's size is unknown");
    return {bounds.w, bounds.h};
}

bool on_wayland() { return std::string(SDL_GetCurrentVideoDriver()) == "wayland"; }

std::uint32_t window_flags(const WindowOptions& options, bool whole_display) {
    std::uint32_t flags = SDL_WINDOW_SHOWN;
    if (options.mode == WindowMode::windowed) return flags | SDL_WINDOW_RESIZABLE;
    flags |= SDL_WINDOW_BORDERLESS;
    // A Wayland client can't place itself; it can only ask for the whole output.
    if (on_wayland() && whole_display) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    return flags;
}

}  // namespace

struct SdlWindow::Handles {
    VideoSystem video;
    std::unique_ptr<SDL_Window, DestroyWindow> window;
};

SdlWindow::SdlWindow(const WindowOptions& options) : handles_(std::make_unique<Handles>()) {
    const bool whole = options.size.width <= 0 || options.size.height <= 0;
    const Size size = whole ? display_size() : options.size;
    const int position =
        options.mode == WindowMode::panel ? 0 : static_cast<int>(SDL_WINDOWPOS_CENTERED);
    std::uint32_t flags = window_flags(options, whole);
    if (options.surface == WindowSurface::opengl) flags |= SDL_WINDOW_OPENGL;
    if (on_wayland()) flags |= SDL_WINDOW_ALLOW_HIGHDPI;
    handles_->window.reset(SDL_CreateWindow(options.title.c_str(), position, position, size.width,
                                            size.height, flags));
    if (!handles_->window) fail("no window could be opened");
}

SdlWindow::~SdlWindow() = default;

SDL_Window* SdlWindow::get() const { return handles_->window.get(); }

Size SdlWindow::size_px() const {
    Size size;
    SDL_GetWindowSizeInPixels(get(), &size.width, &size.height);
    return size;
}

std::string SdlWindow::driver() const { return SDL_GetCurrentVideoDriver(); }

}  // namespace villageboard::draw
