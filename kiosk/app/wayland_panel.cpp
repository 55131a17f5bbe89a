#include <optional>

#include "content/model/error.h"
#include "kiosk/app/panel_loop.h"
#include "kiosk/app/wayland_seat.h"
#include "kiosk/draw/present/wayland.h"

namespace villageboard::kiosk {
namespace {

class WaylandPanel final : public BarePanel {
  public:
    WaylandPanel(const WindowRun& run, InputQueue& queue)
        : mode_(run.mode),
          turn_(run.turn),
          window_("Villageboard", run.mode, run.size.value_or(draw::Size{})),
          presenter_(window_, run.turn),
          input_(queue, window_.size_px(), run.turn) {
        attach_seat();
    }

    draw::Presenter& presenter() override { return presenter_; }
    std::vector<int> fds() const override { return {window_.fd()}; }
    void before_wait() override { window_.before_wait(); }
    bool closed() const override { return window_.asked_to_close(); }

    void read() override {
        window_.read();
        if (window_.lost()) throw Error(ErrorKind::retry, "the Wayland compositor went away");
        input_.fit(window_.size_px(), turn_);
        attach_seat();
    }

  private:
    // A compositor may get its first device at any time, and lose its last.
    void attach_seat() {
        if (seat_ && !window_.has_seat()) seat_.reset();
        if (!seat_ && window_.has_seat()) seat_.emplace(window_, mode_, input_);
    }

    draw::WindowMode mode_;
    draw::Turn turn_;
    draw::WaylandWindow window_;
    draw::WaylandPresenter presenter_;
    PanelInput input_;
    std::optional<WaylandSeat> seat_;
};

}  // namespace

std::unique_ptr<BarePanel> wayland_panel(const WindowRun& run, InputQueue& queue) {
    return std::make_unique<WaylandPanel>(run, queue);
}

}  // namespace villageboard::kiosk
