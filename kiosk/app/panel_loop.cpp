#include "kiosk/app/panel_loop.h"

#include <poll.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "content/model/error.h"
#include "kiosk/app/equipment.h"
#include "kiosk/app/reach.h"
#include "kiosk/app/wake_fds.h"
#include "kiosk/film/sound.h"

namespace villageboard::kiosk {
namespace {

Uptime uptime() {
    return std::chrono::duration_cast<Uptime>(std::chrono::steady_clock::now().time_since_epoch());
}

class PanelLoop {
  public:
    PanelLoop(const WindowRun& run,
              std::unique_ptr<BarePanel> (*open)(const WindowRun&, InputQueue&))
        : run_(run),
          glass_(open(run, queue_)),
          board_(run.data_dir, run.clock),
          equipment_(run.data_dir, Prints::on_paper, speech::open_sdl_loudspeaker),
          panel_(panel_now()),
          stage_(board_, glass_->presenter(), with_panel(run.settings, panel_),
                 [this] { wake_.wake(); },
                 {kRasterTime, film::open_sdl_sound, equipment_.services()}) {}

    void run() {
        steady();
        step();
        while (!done_) {
            bool due = wait();
            due = fit() || due;
            due = stage_.tick(uptime()) || due;
            if (due || !queue_.empty() || stage_.unfinished()) step();
        }
    }

  private:
    Panel panel_now() {
        const draw::Canvas canvas = glass_->presenter().canvas();
        Panel panel = usual_panel(canvas.width, canvas.height);
        if (const auto mm = glass_->presenter().glass_mm())
            panel = with_size(panel, mm->first, mm->second);
        return run_.refine(panel);
    }

    static Settings with_panel(Settings settings, const Panel& panel) {
        settings.panel = panel;
        return settings;
    }

    // True when the layout has to follow the panel.
    bool fit() {
        const Panel now = panel_now();
        if (now.width_px == panel_.width_px && now.height_px == panel_.height_px) return false;
        panel_ = now;
        stage_.shell().set_panel(panel_);
        steady();
        return true;
    }

    void steady() { queue_.steady(uptime, stage_.shell().theme().drag_slop()); }

    // True when a picture is ready.
    bool wait() {
        const Uptime now = uptime();
        const auto until = std::max<Uptime::rep>(1, (stage_.shell().next_tick(now) - now).count());
        glass_->before_wait();
        std::vector<pollfd> fds{{end_.fd(), POLLIN, 0}, {wake_.fd(), POLLIN, 0}};
        for (const int fd : glass_->fds()) fds.push_back({fd, POLLIN, 0});
        const bool waits = queue_.empty() && !stage_.unfinished();
        poll(fds.data(), fds.size(), waits ? static_cast<int>(until) : 0);
        glass_->read();
        done_ = end_.take() || (glass_->closed() && run_.mode == draw::WindowMode::windowed);
        return wake_.take();
    }

    // The outermost loop: what goes wrong is logged, and the terminal goes on showing.
    void step() {
        try {
            stage_.run(queue_, uptime());
        } catch (const std::exception& error) {
            spdlog::error("drawing a frame: {}", error.what());
        }
    }

    const WindowRun& run_;
    EndFd end_;  // before any thread is started: threads inherit which signals are held back
    WakeFd wake_;
    InputQueue queue_;
    std::unique_ptr<BarePanel> glass_;
    Board board_;
    Equipment equipment_;
    Panel panel_;
    Stage stage_;
    bool done_ = false;
};

}  // namespace

void run_panel(const WindowRun& run,
               std::unique_ptr<BarePanel> (*open)(const WindowRun&, InputQueue&)) {
    PanelLoop(run, open).run();
}

}  // namespace villageboard::kiosk
