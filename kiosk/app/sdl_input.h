/// Turns SDL's events into the queue's, in px of the laid-out picture. One finger at a time; others
/// are not heard until it lifts. UI thread only.
#pragma once
#include <cstdint>
#include <optional>

#include "kiosk/draw/present/turn.h"
#include "kiosk/input/one_finger.h"
#include "kiosk/input/queue.h"

union SDL_Event;
struct SDL_TouchFingerEvent;
struct SDL_MouseButtonEvent;
struct SDL_MouseWheelEvent;

namespace villageboard::kiosk {

/// The window that the events come from.
struct EventPlane {
    draw::Size units;  ///< in which SDL counts the mouse
    draw::Size px;     ///< what the picture fills; the same where the display isn't scaled
    draw::Turn turn = draw::Turn::none;
};

class SdlInput {
  public:
    /// `queue` must outlive this.
    SdlInput(InputQueue& queue, const EventPlane& plane) : queue_(queue), plane_(plane) {}

    void fit(const EventPlane& plane) { plane_ = plane; }
    /// Other events than of fingers, mouse and keys are passed over.
    void take(const SDL_Event& event);

  private:
    void finger(const SDL_TouchFingerEvent& touch, OneFinger::Heard heard);
    void button(const SDL_MouseButtonEvent& button, InputKind kind);
    void wheel(const SDL_MouseWheelEvent& wheel);
    void key(std::int32_t code);
    draw::Point mouse_at(int x, int y) const;
    void push(InputKind kind, draw::Point at) { queue_.push({kind, at.x, at.y}); }

    InputQueue& queue_;
    EventPlane plane_;
    OneFinger fingers_;
};

}  // namespace villageboard::kiosk
