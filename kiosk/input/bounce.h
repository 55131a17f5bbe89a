/// A contact that trembles is one touch: a press at the place of the last one, within 80 ms of its
/// beginning or 40 ms of its end, is no touch of its own. Fast taps elsewhere all count, and so
/// does the same key struck as fast as a finger can. Pure: time comes in.
#pragma once
#include <chrono>

#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

class BounceFilter {
  public:
    using Time = std::chrono::milliseconds;

    /// How far from the last place, in px, still counts as the same one.
    void set_reach(float px) { reach_ = px; }
    /// Whether the event counts. With a press that doesn't, what follows up to its release doesn't
    /// either.
    bool counts(const InputEvent& event, Time at);

  private:
    bool bounces(const InputEvent& press, Time at) const;

    float reach_ = 0;
    float x_ = 0;
    float y_ = 0;
    bool any_ = false;
    bool swallowing_ = false;
    Time pressed_{0};
    Time released_{0};
};

}  // namespace villageboard::kiosk
