/// The picture in a Wayland window, drawn by the processor into wl_shm buffers.
///
/// Two buffers: a buffer is written only while the compositor has released it. With none free the
/// frame is kept and shown at the next release; nothing ever waits for the compositor, and no frame
/// callbacks are asked for. UI thread only.
#pragma once
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/draw/present/turn.h"
#include "kiosk/draw/present/wayland_window.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

class WaylandPresenter final : public Presenter {
  public:
    /// `window` must outlive the presenter; its read() shows the frames that were kept.
    WaylandPresenter(const WaylandWindow& window, Turn turn);
    ~WaylandPresenter() override;
    WaylandPresenter(const WaylandPresenter&) = delete;
    WaylandPresenter& operator=(const WaylandPresenter&) = delete;

    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;
    void show_again() override;

    std::optional<std::pair<double, double>> glass_mm() const override;

    std::size_t committed() const;  ///< frames given to the compositor
    std::size_t released() const;   ///< buffers that came back
    bool waits() const;             ///< a frame is kept until a buffer comes back

  private:
    struct Surface;
    std::unique_ptr<Surface> surface_;
};

}  // namespace villageboard::draw
