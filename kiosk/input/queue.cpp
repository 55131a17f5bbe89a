#include "kiosk/input/queue.h"

#include <utility>

#include "kiosk/input/bounce.h"

namespace villageboard::kiosk {

InputQueue::InputQueue() = default;
InputQueue::~InputQueue() = default;

void InputQueue::steady(std::function<std::chrono::milliseconds()> clock, float px) {
    clock_ = std::move(clock);
    if (!bounce_) bounce_ = std::make_unique<BounceFilter>();
    bounce_->set_reach(px);
}

void InputQueue::push(InputEvent event) {
    if (bounce_ && !bounce_->counts(event, clock_())) return;
    const bool folds =
        event.kind == InputKind::move && !events_.empty() && events_.back().kind == InputKind::move;
    if (folds) {
        events_.back() = std::move(event);
    } else {
        events_.push_back(std::move(event));
    }
}

FrameInput InputQueue::next() {
    FrameInput frame;
    bool done = false;
    while (!events_.empty() && !done) {
        const InputEvent event = std::move(events_.front());
        events_.pop_front();
        done = event.kind != InputKind::move;
        if (event.kind != InputKind::key) {
            x_ = event.x;
            y_ = event.y;
        }
        switch (event.kind) {
            case InputKind::move:
                break;
            case InputKind::press:
                frame.edge = down_ ? Edge::none : Edge::pressed;
                down_ = true;
                break;
            case InputKind::release:
                frame.edge = down_ ? Edge::released : Edge::none;
                down_ = false;
                break;
            case InputKind::cancel:
                frame.edge = down_ ? Edge::cancelled : Edge::none;
                down_ = false;
                break;
            case InputKind::wheel:
                frame.wheel = event.steps;
                break;
            case InputKind::key:
                frame.key = event.key;
                break;
        }
    }
    frame.x = x_;
    frame.y = y_;
    frame.down = down_;
    return frame;
}

void InputQueue::drop_pointer() { down_ = false; }

}  // namespace villageboard::kiosk
