/// The terminal on a panel that is reached without SDL: waits with poll() for fingers, keys, news
/// and the panel, and runs the stage. Asleep while nothing happens, but for the stage's own look
/// for new content. UI thread only.
#pragma once
#include <memory>
#include <vector>

#include "kiosk/app/window.h"
#include "kiosk/draw/presenter.h"
#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

/// Where the pixels go and the input comes from.
class BarePanel {
  public:
    virtual ~BarePanel() = default;
    virtual draw::Presenter& presenter() = 0;
    /// To be watched for reading; may change from one wait to the next.
    virtual std::vector<int> fds() const = 0;
    virtual void before_wait() {}
    /// After each wait: takes what has arrived, without waiting, and queues the input. Throws Error
    /// (retry) when nothing can be shown any more.
    virtual void read() = 0;
    /// Somebody closed the window.
    virtual bool closed() const { return false; }
};

/// A window under the compositor of WAYLAND_DISPLAY. `queue` must outlive the panel. Throws Error
/// (retry) when there is none.
std::unique_ptr<BarePanel> wayland_panel(const WindowRun& run, InputQueue& queue);

/// The first display of this machine's graphics cards, and its input devices. Throws Error (retry)
/// with one sentence that names each card and what is wrong with it. Never run with a real card.
std::unique_ptr<BarePanel> drm_panel(const WindowRun& run, InputQueue& queue);

/// Opens the panel and runs on it until it is closed in windowed mode, or the program is told to
/// end (SIGTERM, SIGINT). Throws what `open` throws, and Error retry when the panel goes away for
/// good.
void run_panel(const WindowRun& run,
               std::unique_ptr<BarePanel> (*open)(const WindowRun&, InputQueue&));

}  // namespace villageboard::kiosk
