#include "kiosk/draw/presenter.h"

#include <SDL.h>

#include <utility>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorKind::retry, what + ": " + SDL_GetError());
}

struct DestroyWindow {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
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

bool is_xrgb8888(const SDL_Surface& surface) {
    return surface.format->format == SDL_PIXELFORMAT_RGB888 ||
           surface.format->format == SDL_PIXELFORMAT_ARGB8888;
}

}  // namespace

OffscreenPresenter::OffscreenPresenter(Size size) { resize(size); }

void OffscreenPresenter::resize(Size size) {
    if (size.width <= 0 || size.height <= 0) {
        throw Error(ErrorKind::invalid, "a screen needs a width and a height above zero");
    }
    size_ = size;
    pixels_.assign(static_cast<std::size_t>(size.width) * size.height, 0);
    ++epoch_;
}

Canvas OffscreenPresenter::canvas() {
    return {pixels_.data(), size_.width, size_.height, size_.width, epoch_};
}

void OffscreenPresenter::present(std::span<const Rect> damage) {
    if (!damage.empty()) ++frames_;
}

struct WindowPresenter::Handles {
    VideoSystem video;
    std::unique_ptr<SDL_Window, DestroyWindow> window;
    /// Only where the window's own format is another one: drawn into, then converted.
    std::unique_ptr<SDL_Surface, FreeSurface> shadow;
    SDL_Surface* surface = nullptr;  ///< the window's, owned by SDL
    void* pixels = nullptr;          ///< of the surface, to notice when SDL replaces it
    Size size;
};

WindowPresenter::WindowPresenter(const WindowOptions& options)
    : handles_(std::make_unique<Handles>()) {
    const Size size =
        options.size.width > 0 && options.size.height > 0 ? options.size : display_size();
    const bool panel = options.mode == WindowMode::panel;
    const int position = panel ? 0 : static_cast<int>(SDL_WINDOWPOS_CENTERED);
    const std::uint32_t flags =
        SDL_WINDOW_SHOWN | (panel ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_RESIZABLE);
    handles_->window.reset(SDL_CreateWindow(options.title.c_str(), position, position, size.width,
                                            size.height, flags));
    if (!handles_->window) fail("no window could be opened");
}

WindowPresenter::~WindowPresenter() = default;

Canvas WindowPresenter::canvas() {
    Handles& h = *handles_;
    h.surface = SDL_GetWindowSurface(h.window.get());
    if (h.surface == nullptr) fail("the window has no surface");
    const Size size{h.surface->w, h.surface->h};
    if (h.pixels != h.surface->pixels || h.size != size) {
        h.pixels = h.surface->pixels;
        h.size = size;
        ++epoch_;
        h.shadow.reset(is_xrgb8888(*h.surface)
                           ? nullptr
                           : SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32,
                                                            SDL_PIXELFORMAT_RGB888));
        if (!is_xrgb8888(*h.surface) && !h.shadow) fail("no memory for the screen");
    }
    const SDL_Surface& target = h.shadow ? *h.shadow : *h.surface;
    return {static_cast<std::uint32_t*>(target.pixels), size.width, size.height,
            target.pitch / static_cast<int>(sizeof(std::uint32_t)), epoch_};
}

void WindowPresenter::present(std::span<const Rect> damage) {
    Handles& h = *handles_;
    if (damage.empty() || h.surface == nullptr) return;
    std::vector<SDL_Rect> rects;
    for (const Rect& rect : damage) {
        rects.push_back({rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0});
        if (!h.shadow) continue;
        SDL_Rect from = rects.back();
        SDL_Rect to = from;
        SDL_BlitSurface(h.shadow.get(), &from, h.surface, &to);
    }
    // A window that is being resized right now refuses; the next canvas() then has a new epoch.
    SDL_UpdateWindowSurfaceRects(h.window.get(), rects.data(), static_cast<int>(rects.size()));
}

SDL_Window* WindowPresenter::window() const { return handles_->window.get(); }

void WindowPresenter::show_again() {
    if (handles_->surface == nullptr) return;
    const Rect all{0, 0, handles_->size.width, handles_->size.height};
    present(std::span(&all, 1));
}

}  // namespace villageboard::draw
