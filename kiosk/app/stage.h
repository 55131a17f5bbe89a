/// Everything between input and pixels in one place: fonts, atlas, pictures, ImGui, shell,
/// rasteriser. The window program and the scripts run the same stage; only the presenter differs.
/// UI thread only.
#pragma once
#include <chrono>
#include <functional>
#include <memory>

#include "fonts/atlas/atlas.h"
#include "fonts/shape/faces.h"
#include "kiosk/app/screenshots.h"
#include "kiosk/app/shell.h"
#include "kiosk/draw/picture_loader.h"
#include "kiosk/draw/presenter.h"
#include "kiosk/draw/rasteriser.h"
#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

/// What a terminal in use has, and scripts and tests go without.
struct StageOptions {
    /// What one frame may spend on rendering new glyphs; 0: no limit, so that every frame is whole
    /// and pictures are the same on every run.
    std::chrono::microseconds raster_time{0};
    film::OpenSound open_sound = {};  ///< without it films are silent
    Services services = {};
};

/// A frame of 16 ms can spare 4 for glyphs that were never drawn before.
inline constexpr std::chrono::microseconds kRasterTime{4000};

class Stage {
  public:
    /// `board` and `presenter` must outlive the stage. `wake` is called from another thread when a
    /// picture or a film's frame is ready; it must not block. Throws fonts::FontError when no font
    /// is installed.
    Stage(Board& board, draw::Presenter& presenter, Settings settings, std::function<void()> wake,
          StageOptions options = {});

    /// Takes every queued event, a frame each, and shows the last one. Nothing queued: one frame.
    void run(InputQueue& queue, Uptime now);

    /// Lets time pass, as Shell::tick(), and takes the picture that the county asks for once nobody
    /// is there; true when a new frame is due.
    bool tick(Uptime now);

    Shell& shell() { return shell_; }
    const Tree& tree() const { return ui_.tree(); }
    /// Whether the last frame lacks glyphs that found no time: run() again at once.
    bool unfinished() const { return atlas_.unfinished(); }
    int pending_pictures() const { return ui_.pending_pictures(); }
    /// Frames built so far: stands still while nothing happens.
    std::size_t frames() const { return frames_; }

  private:
    bool take_screenshot(Uptime now);

    static constexpr std::size_t kPictureBudget = std::size_t{48} << 20;

    fonts::FaceSet faces_;
    fonts::Atlas atlas_;
    draw::PictureLoader pictures_;
    film::Cinema cinema_;
    Ui ui_;
    Shell shell_;
    Screenshots screenshots_;
    draw::Rasteriser rasteriser_;
    draw::Presenter& presenter_;
    std::chrono::microseconds raster_time_;
    std::size_t frames_ = 0;
};

}  // namespace villageboard::kiosk
