/// The picture on an SDL window, drawn by the graphics unit with OpenGL 3.3 or OpenGL ES 3.0.
/// Frames that are the same as the one before are not drawn. Run so far on Mesa's software
/// rasterizer only, where its pixels were compared; no graphics hardware was at hand. UI thread
/// only.
#pragma once
#include <memory>
#include <optional>

#include "kiosk/draw/present/gl_painter.h"
#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

/// An OpenGL context on a window made for it; current while it lives.
class GlContext {
  public:
    /// Throws Error (retry) when there is neither OpenGL 3.3 nor OpenGL ES 3.0. `window` must
    /// outlive the context.
    explicit GlContext(const SdlWindow& window);
    ~GlContext();
    GlContext(const GlContext&) = delete;
    GlContext& operator=(const GlContext&) = delete;

    const GlApi& api() const { return *api_; }

  private:
    void* context_ = nullptr;
    std::unique_ptr<GlApi> api_;
};

class GlPresenter final : public Presenter {
  public:
    /// `window` is made with WindowSurface::opengl and outlives the presenter. Throws as GlContext.
    GlPresenter(const SdlWindow& window, Turn turn);

    bool draw(const ImDrawData& data, const fonts::Atlas& atlas, ImU32 background) override;
    /// Has no memory to draw into: only the size.
    Canvas canvas() override;
    void present(std::span<const Rect>) override {}
    void show_again() override { drawn_.reset(); }

    std::size_t frames() const { return frames_; }  ///< given to the window
    const GlPainter& painter() const { return painter_; }

  private:
    const SdlWindow& window_;
    Turn turn_;
    GlContext context_;
    GlPainter painter_;
    Primitives primitives_;
    std::optional<std::uint64_t> drawn_;  ///< hash of the frame that the window shows
    std::size_t frames_ = 0;
};

}  // namespace villageboard::draw
