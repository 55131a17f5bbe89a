/// The picture on an SDL window's surface, drawn by the processor (x11 and dummy drivers; for
/// Wayland see wayland.h). UI thread only.
#pragma once
#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

class SurfacePresenter final : public Presenter {
  public:
    /// `window` must outlive the presenter.
    explicit SurfacePresenter(const SdlWindow& window);
    ~SurfacePresenter() override;
    SurfacePresenter(const SurfacePresenter&) = delete;
    SurfacePresenter& operator=(const SurfacePresenter&) = delete;

    /// Throws Error (retry) while the window has no surface.
    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;
    void show_again() override;

  private:
    struct Handles;
    const SdlWindow& window_;
    std::unique_ptr<Handles> handles_;
    std::uint32_t epoch_ = 1;
};

}  // namespace villageboard::draw
