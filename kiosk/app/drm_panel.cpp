#include <libudev.h>

#include <optional>

#include "content/model/error.h"
#include "kiosk/app/devices.h"
#include "kiosk/app/panel_loop.h"
#include "kiosk/draw/present/drm.h"

namespace villageboard::kiosk {
namespace {

/// The kernel's word that a display was plugged in or out.
class Hotplug {
  public:
    Hotplug() : udev_(udev_new()) {
        if (udev_) monitor_.reset(udev_monitor_new_from_netlink(udev_.get(), "udev"));
        if (!monitor_) return;
        udev_monitor_filter_add_match_subsystem_devtype(monitor_.get(), "drm", nullptr);
        udev_monitor_enable_receiving(monitor_.get());
    }

    /// Negative where udev isn't there; then only a lost display is looked for.
    int fd() const { return monitor_ ? udev_monitor_get_fd(monitor_.get()) : -1; }

    /// True when something changed since the last call.
    bool take() {
        bool changed = false;
        while (udev_device* device =
                   monitor_ ? udev_monitor_receive_device(monitor_.get()) : nullptr) {
            udev_device_unref(device);
            changed = true;
        }
        return changed;
    }

  private:
    struct DropUdev {
        void operator()(udev* context) const { udev_unref(context); }
    };
    struct DropMonitor {
        void operator()(udev_monitor* monitor) const { udev_monitor_unref(monitor); }
    };
    std::unique_ptr<udev, DropUdev> udev_;
    std::unique_ptr<udev_monitor, DropMonitor> monitor_;
};

std::unique_ptr<draw::DrmPresenter> first_display(draw::Turn turn) {
    std::string reasons;
    for (const std::string& path : draw::card_paths()) {
        try {
            return std::make_unique<draw::DrmPresenter>(draw::open_card(path), turn);
        } catch (const Error& error) {
            reasons += (reasons.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    if (reasons.empty()) reasons = "this machine has no graphics card (/dev/dri/card*)";
    throw Error(ErrorKind::retry, reasons);
}

class DrmPanel final : public BarePanel {
  public:
    DrmPanel(const WindowRun& run, InputQueue& queue)
        : turn_(run.turn),
          presenter_(first_display(run.turn)),
          input_(queue, presenter_->panel(), run.turn),
          devices_(input_) {}

    draw::Presenter& presenter() override { return *presenter_; }

    std::vector<int> fds() const override {
        return {presenter_->fd(), devices_.fd(), hotplug_.fd()};
    }

    void read() override {
        presenter_->handle_events();
        devices_.read();
        if (!hotplug_.take() && !presenter_->lost()) return;
        presenter_->look_again();
        input_.fit(presenter_->panel(), turn_);
    }

  private:
    draw::Turn turn_;
    std::unique_ptr<draw::DrmPresenter> presenter_;
    PanelInput input_;
    Devices devices_;
    Hotplug hotplug_;
};

}  // namespace

std::unique_ptr<BarePanel> drm_panel(const WindowRun& run, InputQueue& queue) {
    return std::make_unique<DrmPanel>(run, queue);
}

}  // namespace villageboard::kiosk
