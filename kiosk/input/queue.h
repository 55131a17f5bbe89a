/// Everything fingers, mouse and keys did, in the order in which it happened, handed out so that
/// a frame never sees more than one button edge: quick taps are never lost.
/// One thread. Knows no window system; kiosk/app/window translates into it.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace villageboard::kiosk {

enum class InputKind {
    press,
    move,
    release,
    cancel,  ///< the touch was taken away (a palm, another window): acts like sliding off
    wheel,
    key,
};

struct InputEvent {
    InputKind kind = InputKind::move;
    float x = 0;  ///< px in the panel
    float y = 0;
    float steps = 0;       ///< wheel only; positive is up
    std::string key = {};  ///< key only: "A" to "Z", "Backspace", "Escape"
};

enum class Edge { none, pressed, released, cancelled };

/// What one frame gets to know.
struct FrameInput {
    float x = -1;
    float y = -1;
    bool down = false;
    Edge edge = Edge::none;
    float wheel = 0;
    std::string key = {};
};

class BounceFilter;

class InputQueue {
  public:
    InputQueue();
    ~InputQueue();

    void push(InputEvent event);
    /// From now on a contact that trembles within so many px counts once; `clock` tells when an
    /// event comes. Without it every event counts.
    void steady(std::function<std::chrono::milliseconds()> clock, float px);
    bool empty() const { return events_.empty(); }

    /// Takes events up to and including the next edge, wheel step or key. Moves before it are
    /// folded into one position. With nothing queued: the pointer as it was left.
    FrameInput next();

    /// Forgets a finger that is down: nothing will be activated by its release.
    void drop_pointer();

  private:
    std::deque<InputEvent> events_;
    std::function<std::chrono::milliseconds()> clock_;
    std::unique_ptr<BounceFilter> bounce_;
    float x_ = -1;
    float y_ = -1;
    bool down_ = false;
};

}  // namespace villageboard::kiosk
