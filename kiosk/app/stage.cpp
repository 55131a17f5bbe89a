#include "kiosk/app/stage.h"

#include "kiosk/draw/present/offscreen.h"

namespace villageboard::kiosk {

Stage::Stage(Board& board, draw::Presenter& presenter, Settings settings,
             std::function<void()> wake, StageOptions options)
    : atlas_(faces_),
      pictures_(kPictureBudget, wake),
      cinema_(std::move(wake), std::move(options.open_sound)),
      ui_(faces_, atlas_, &pictures_, &cinema_),
      shell_(board, ui_, std::move(settings), options.services),
      screenshots_(options.services.state),
      rasteriser_(atlas_),
      presenter_(presenter),
      raster_time_(options.raster_time) {}

void Stage::run(InputQueue& queue, Uptime now) {
    const ImDrawData* data = nullptr;
    if (raster_time_.count() > 0) atlas_.limit_rendering(raster_time_);
    do {
        data = &shell_.frame(queue.next(), now);
        ++frames_;
    } while (!queue.empty());
    const Colour paper = shell_.theme().colour(Ink::paper);
    if (presenter_.draw(*data, atlas_, packed(paper))) return;
    presenter_.present(rasteriser_.render(*data, presenter_.canvas(), packed(paper)));
}

bool Stage::tick(Uptime now) {
    const bool due = shell_.tick(now);
    return take_screenshot(now) || due;
}

// Built anew into memory of its own: what is on the glass is never read.
bool Stage::take_screenshot(Uptime now) {
    if (!screenshots_.wanted(now) || !shell_.is_unused(now)) return false;
    if (raster_time_.count() > 0) atlas_.limit_rendering(raster_time_);
    const ImDrawData& data = shell_.unused_frame(now);
    ++frames_;
    if (unfinished() || pending_pictures() > 0) return true;
    const Panel& panel = shell_.theme().panel();
    draw::OffscreenPresenter memory({panel.width_px, panel.height_px});
    draw::Rasteriser(atlas_).render(data, memory.canvas(),
                                    packed(shell_.theme().colour(Ink::paper)));
    if (screenshots_.keep(memory.canvas())) shell_.announce_screenshot(now);
    return true;
}

}  // namespace villageboard::kiosk
