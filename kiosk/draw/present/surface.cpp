#include "kiosk/draw/present/surface.h"

#include <SDL.h>

#include <vector>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorKind::retry, what + ": " + SDL_GetError());
}

struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};

bool is_xrgb8888(const SDL_Surface& surface) {
    return surface.format->format == SDL_PIXELFORMAT_RGB888 ||
           surface.format->format == SDL_PIXELFORMAT_ARGB8888;
}

}  // namespace

struct SurfacePresenter::Handles {
    /// Only where the window's own format is another one: drawn into, then converted.
    std::unique_ptr<SDL_Surface, FreeSurface> shadow;
    SDL_Surface* surface = nullptr;  ///< the window's, owned by SDL
    void* pixels = nullptr;          ///< of the surface, to notice when SDL replaces it
    Size size;
};

SurfacePresenter::SurfacePresenter(const SdlWindow& window)
    : window_(window), handles_(std::make_unique<Handles>()) {}

SurfacePresenter::~SurfacePresenter() = default;

Canvas SurfacePresenter::canvas() {
    Handles& h = *handles_;
    h.surface = SDL_GetWindowSurface(window_.get());
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

void SurfacePresenter::present(std::span<const Rect> damage) {
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
    SDL_UpdateWindowSurfaceRects(window_.get(), rects.data(), static_cast<int>(rects.size()));
}

void SurfacePresenter::show_again() {
    if (handles_->surface == nullptr) return;
    const Rect all{0, 0, handles_->size.width, handles_->size.height};
    present(std::span(&all, 1));
}

}  // namespace villageboard::draw
