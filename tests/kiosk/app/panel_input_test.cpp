#include "kiosk/app/panel_input.h"

#include <doctest/doctest.h>
#include <linux/input-event-codes.h>

namespace villageboard::kiosk {
namespace {

constexpr draw::Size kPanel{1920, 1080};

struct Devices {
    InputQueue queue;
    PanelInput input{queue, kPanel, draw::Turn::none};
};

}  // namespace

TEST_CASE("a finger presses, moves and lifts where it is on the panel") {
    Devices devices;
    devices.input.touch_down(3, 0.5, 0.25);
    devices.input.touch_move(3, 0.75, 0.25);
    devices.input.touch_up(3);
    const FrameInput pressed = devices.queue.next();
    CHECK(pressed.edge == Edge::pressed);
    CHECK(pressed.x == 960);
    CHECK(pressed.y == 270);
    const FrameInput released = devices.queue.next();
    CHECK(released.edge == Edge::released);
    CHECK(released.x == 1440);
    CHECK(devices.queue.empty());
}

TEST_CASE("a second finger is not heard until the first lifts") {
    Devices devices;
    devices.input.touch_down(0, 0.1, 0.1);
    devices.input.touch_down(1, 0.9, 0.9);
    devices.input.touch_move(1, 0.8, 0.8);
    devices.input.touch_up(1);
    CHECK(devices.queue.next().edge == Edge::pressed);
    CHECK(devices.queue.empty());
    devices.input.touch_up(0);
    devices.input.touch_down(1, 0.9, 0.9);
    CHECK(devices.queue.next().edge == Edge::released);
    CHECK(devices.queue.next().edge == Edge::pressed);
}

TEST_CASE("a palm, or a panel that is unplugged, activates nothing") {
    Devices devices;
    devices.input.touch_down(0, 0.1, 0.1);
    devices.input.touch_cancel();
    devices.input.touch_cancel();
    devices.input.touch_up(0);
    CHECK(devices.queue.next().edge == Edge::pressed);
    CHECK(devices.queue.next().edge == Edge::cancelled);
    CHECK(devices.queue.empty());
}

TEST_CASE("on a turned panel a finger is at what it sees") {
    InputQueue queue;
    PanelInput input(queue, kPanel, draw::Turn::quarter);
    input.touch_down(0, 1.0, 0.0);
    const FrameInput frame = queue.next();
    CHECK(frame.x == 0);
    CHECK(frame.y == 0.5f);
    input.fit(kPanel, draw::Turn::half);
    input.pointer_to(0.0, 0.0);
    CHECK(queue.next().x == 1920);
}

TEST_CASE("a mouse stops at the panel's edges") {
    Devices devices;
    devices.input.pointer_by(-5000, 10);
    CHECK(devices.queue.next().x == 0);
    devices.input.pointer_by(9000, 9000);
    FrameInput frame = devices.queue.next();
    CHECK(frame.x == 1919.5f);
    CHECK(frame.y == 1079.5f);
    devices.input.left_button(true);
    frame = devices.queue.next();
    CHECK(frame.edge == Edge::pressed);
    CHECK(frame.x == 1919.5f);
    devices.input.wheel(-2);
    CHECK(devices.queue.next().wheel == -2);
    devices.input.fit({800, 600}, draw::Turn::none);
    devices.input.pointer_by(0, 0);
    CHECK(devices.queue.next().x == 799.5f);
    devices.input.pointer_gone();
    CHECK(devices.queue.next().edge == Edge::cancelled);
}

TEST_CASE("letters, Backspace and Escape are heard, other keys are not") {
    Devices devices;
    for (const std::uint32_t code : {KEY_A, KEY_Z, KEY_M, KEY_BACKSPACE, KEY_ESC, KEY_F1, KEY_1})
        devices.input.key_down(code);
    for (const char* key : {"A", "Z", "M", "Backspace", "Escape"})
        CHECK(devices.queue.next().key == key);
    CHECK(devices.queue.empty());
}

}  // namespace villageboard::kiosk
