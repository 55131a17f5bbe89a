#include "kiosk/draw/present/gl_window.h"

#include <SDL.h>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

std::uint64_t hash_of(const Primitives& primitives, Size size, ImU32 background) {
    std::uint64_t state = background | std::uint64_t{static_cast<unsigned>(size.width)} << 32;
    const auto fold = [&](std::uint64_t value) {
        state = (state ^ value) * 0x9E3779B97F4A7C15u;
        state ^= state >> 32;
    };
    fold(static_cast<unsigned>(size.height));
    for (const Primitive& primitive : primitives.list) fold(primitive.hash);
    return state;
}

}  // namespace

GlContext::GlContext(const SdlWindow& window) {
    for (const bool embedded : {false, true}) {
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK,
                            embedded ? SDL_GL_CONTEXT_PROFILE_ES : SDL_GL_CONTEXT_PROFILE_CORE);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, embedded ? 0 : 3);
        context_ = SDL_GL_CreateContext(window.get());
        if (context_ != nullptr) break;
    }
    if (context_ == nullptr)
        throw Error(ErrorKind::retry,
                    std::string("neither OpenGL 3.3 nor OpenGL ES 3.0: ") + SDL_GetError());
    try {
        api_ = std::make_unique<GlApi>();
    } catch (...) {
        SDL_GL_DeleteContext(context_);
        throw;
    }
}

GlContext::~GlContext() { SDL_GL_DeleteContext(context_); }

GlPresenter::GlPresenter(const SdlWindow& window, Turn turn)
    : window_(window), turn_(turn), context_(window), painter_(context_.api()) {
    SDL_GL_SetSwapInterval(1);
}

Canvas GlPresenter::canvas() {
    const Size size = turned(window_.size_px(), turn_);
    return {nullptr, size.width, size.height, 0, 0};
}

bool GlPresenter::draw(const ImDrawData& data, const fonts::Atlas& atlas, ImU32 background) {
    const Size laid_out = turned(window_.size_px(), turn_);
    flatten(data, atlas, laid_out, primitives_);
    const std::uint64_t hash = hash_of(primitives_, laid_out, background);
    if (drawn_ == hash) return true;
    painter_.paint(primitives_, atlas, laid_out, turn_, background);
    SDL_GL_SwapWindow(window_.get());
    drawn_ = hash;
    ++frames_;
    return true;
}

}  // namespace villageboard::draw
