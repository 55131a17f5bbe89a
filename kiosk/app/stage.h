/// Everything between input and pixels in one place: fonts, atlas, pictures, ImGui, shell,
/// rasteriser. The window program and the scripts run the same stage; only the presenter differs.
/// UI thread only.
#pragma once
#include <chrono>
#include <functional>
#include <memory>

#include "fonts/atlas/atlas.h"
#include "fonts/shape/faces.h"
#include "kiosk/app/shell.h"
#include "kiosk/draw/picture_loader.h"
#include "kiosk/draw/presenter.h"
#include "kiosk/draw/rasteriser.h"
#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

class Stage {
  public:
    /// No limit: every frame is whole, and pictures are the same on every run.
    static constexpr std::chrono::microseconds kWholeFrames{0};

    /// `board` and `presenter` must outlive the stage. `wake` is called from another thread when a
    /// picture is ready; it must not block. `raster_time` is what one frame may spend on rendering
    /// new glyphs. Throws fonts::FontError when no font is installed.
    Stage(Board& board, draw::Presenter& presenter, Settings settings, std::function<void()> wake,
          std::chrono::microseconds raster_time = kWholeFrames);

    /// Takes every queued event, a frame each, and shows the last one. Nothing queued: one frame.
    void run(InputQueue& queue, Uptime now);

    Shell& shell() { return shell_; }
    const Tree& tree() const { return ui_.tree(); }
    /// Whether the last frame lacks glyphs that found no time: run() again at once.
    bool unfinished() const { return atlas_.unfinished(); }
    int pending_pictures() const { return ui_.pending_pictures(); }
    /// Frames built so far: stands still while nothing happens.
    std::size_t frames() const { return frames_; }

  private:
    static constexpr std::size_t kPictureBudget = std::size_t{48} << 20;

    fonts::FaceSet faces_;
    fonts::Atlas atlas_;
    draw::PictureLoader pictures_;
    Ui ui_;
    Shell shell_;
    draw::Rasteriser rasteriser_;
    draw::Presenter& presenter_;
    std::chrono::microseconds raster_time_;
    std::size_t frames_ = 0;
};

}  // namespace villageboard::kiosk
