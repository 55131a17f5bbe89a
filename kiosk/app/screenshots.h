/// The picture of the screen that the county may ask for: the agent leaves the request in state.db,
/// and the picture goes back the same way. When it may be taken, the shell decides. UI thread only.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "kiosk/draw/canvas.h"

namespace villageboard::state {
class StateDb;
}

namespace villageboard::kiosk {

/// The canvas with its longer side brought down to `most_px`, each pixel the mean of those it
/// stands for; as a PNG file.
std::string shrunk_png(const draw::Canvas& canvas, int most_px);

class Screenshots {
  public:
    /// `state` may be null: nothing is ever asked for then. It must outlive this.
    explicit Screenshots(state::StateDb* state) : state_(state) {}

    /// Whether the county waits for a picture; looks once a second at most. `now` never goes back.
    bool wanted(std::chrono::milliseconds now);
    /// Leaves the picture for the agent. False where the request ended meanwhile or the picture
    /// couldn't be kept, which is logged; this request is then asked for no more.
    bool keep(const draw::Canvas& canvas);

  private:
    state::StateDb* state_;
    std::optional<std::string> request_;
    std::string given_up_;
    std::optional<std::chrono::milliseconds> looked_;
};

}  // namespace villageboard::kiosk
