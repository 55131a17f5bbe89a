#include "kiosk/app/stage.h"

namespace villageboard::kiosk {

Stage::Stage(Board& board, draw::Presenter& presenter, Settings settings,
             std::function<void()> wake, StageOptions options)
    : atlas_(faces_),
      pictures_(kPictureBudget, wake),
      cinema_(std::move(wake), std::move(options.open_sound)),
      ui_(faces_, atlas_, &pictures_, &cinema_),
      shell_(board, ui_, std::move(settings), options.services),
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

}  // namespace villageboard::kiosk
