#include "kiosk/app/wayland_seat.h"

#include <linux/input-event-codes.h>
#include <unistd.h>
#include <wayland-client.h>

#include <algorithm>

#include "kiosk/draw/present/wayland_handle.h"

namespace villageboard::kiosk {
namespace {

constexpr double kUnitsOfStep = 10;  ///< of the wheel, from compositors that tell no steps

}  // namespace

struct WaylandSeat::State {
    State(const draw::WaylandWindow& of, draw::WindowMode how, PanelInput& into)
        : window(of), mode(how), input(into), seat(of.bind_seat()) {
        static constexpr wl_seat_listener kListener{on_devices,
                                                    [](void*, wl_seat*, const char*) noexcept {}};
        wl_seat_add_listener(seat.get(), &kListener, this);
    }

    static State& of(void* self) { return *static_cast<State*>(self); }
    double across(wl_fixed_t x) const {
        return wl_fixed_to_double(x) / std::max(1, window.size_units().width);
    }
    double down(wl_fixed_t y) const {
        return wl_fixed_to_double(y) / std::max(1, window.size_units().height);
    }

    static void on_devices(void* self, wl_seat*, std::uint32_t has) noexcept;
    void listen_to_pointer();
    void listen_to_touch();
    void listen_to_keyboard();
    void set_cursor(std::uint32_t serial);

    const draw::WaylandWindow& window;
    draw::WindowMode mode;
    PanelInput& input;
    draw::WaylandHandle<wl_seat, wl_seat_destroy> seat;
    draw::WaylandHandle<wl_pointer, wl_pointer_destroy> pointer;
    draw::WaylandHandle<wl_touch, wl_touch_destroy> touch;
    draw::WaylandHandle<wl_keyboard, wl_keyboard_destroy> keyboard;
    bool tells_steps = false;
};

void WaylandSeat::State::on_devices(void* self, wl_seat*, std::uint32_t has) noexcept {
    State& state = of(self);
    if ((has & WL_SEAT_CAPABILITY_POINTER) == 0) state.pointer.reset();
    if ((has & WL_SEAT_CAPABILITY_KEYBOARD) == 0) state.keyboard.reset();
    if ((has & WL_SEAT_CAPABILITY_TOUCH) == 0) {
        state.touch.reset();
        state.input.touch_cancel();
    }
    if ((has & WL_SEAT_CAPABILITY_POINTER) != 0 && !state.pointer) state.listen_to_pointer();
    if ((has & WL_SEAT_CAPABILITY_TOUCH) != 0 && !state.touch) state.listen_to_touch();
    if ((has & WL_SEAT_CAPABILITY_KEYBOARD) != 0 && !state.keyboard) state.listen_to_keyboard();
}

void WaylandSeat::State::listen_to_pointer() {
    pointer.reset(wl_seat_get_pointer(seat.get()));
    static constexpr wl_pointer_listener kListener{
        [](void* self, wl_pointer*, std::uint32_t serial, wl_surface*, wl_fixed_t x,
           wl_fixed_t y) noexcept {
            of(self).set_cursor(serial);
            of(self).input.pointer_to(of(self).across(x), of(self).down(y));
        },
        [](void* self, wl_pointer*, std::uint32_t, wl_surface*) noexcept {
            of(self).input.pointer_gone();
        },
        [](void* self, wl_pointer*, std::uint32_t, wl_fixed_t x, wl_fixed_t y) noexcept {
            of(self).input.pointer_to(of(self).across(x), of(self).down(y));
        },
        [](void* self, wl_pointer*, std::uint32_t, std::uint32_t, std::uint32_t button,
           std::uint32_t state) noexcept {
            if (button == BTN_LEFT)
                of(self).input.left_button(state == WL_POINTER_BUTTON_STATE_PRESSED);
        },
        [](void* self, wl_pointer*, std::uint32_t, std::uint32_t axis, wl_fixed_t value) noexcept {
            if (axis == WL_POINTER_AXIS_VERTICAL_SCROLL && !of(self).tells_steps)
                of(self).input.wheel(-wl_fixed_to_double(value) / kUnitsOfStep);
        },
        [](void* self, wl_pointer*) noexcept { of(self).tells_steps = false; },
        [](void*, wl_pointer*, std::uint32_t) noexcept {},
        [](void*, wl_pointer*, std::uint32_t, std::uint32_t) noexcept {},
        [](void* self, wl_pointer*, std::uint32_t axis, std::int32_t steps) noexcept {
            // Comes before the same movement's axis event.
            of(self).tells_steps = true;
            if (axis == WL_POINTER_AXIS_VERTICAL_SCROLL) of(self).input.wheel(-steps);
        },
        nullptr};
    wl_pointer_add_listener(pointer.get(), &kListener, this);
}

void WaylandSeat::State::listen_to_touch() {
    touch.reset(wl_seat_get_touch(seat.get()));
    static constexpr wl_touch_listener kListener{
        [](void* self, wl_touch*, std::uint32_t, std::uint32_t, wl_surface*, std::int32_t finger,
           wl_fixed_t x, wl_fixed_t y) noexcept {
            of(self).input.touch_down(finger, of(self).across(x), of(self).down(y));
        },
        [](void* self, wl_touch*, std::uint32_t, std::uint32_t, std::int32_t finger) noexcept {
            of(self).input.touch_up(finger);
        },
        [](void* self, wl_touch*, std::uint32_t, std::int32_t finger, wl_fixed_t x,
           wl_fixed_t y) noexcept {
            of(self).input.touch_move(finger, of(self).across(x), of(self).down(y));
        },
        [](void*, wl_touch*) noexcept {},
        [](void* self, wl_touch*) noexcept { of(self).input.touch_cancel(); },
        nullptr,
        nullptr};
    wl_touch_add_listener(touch.get(), &kListener, this);
}

void WaylandSeat::State::listen_to_keyboard() {
    keyboard.reset(wl_seat_get_keyboard(seat.get()));
    static constexpr wl_keyboard_listener kListener{
        [](void*, wl_keyboard*, std::uint32_t, std::int32_t keymap, std::uint32_t) noexcept {
            close(keymap);
        },
        [](void*, wl_keyboard*, std::uint32_t, wl_surface*, wl_array*) noexcept {},
        [](void*, wl_keyboard*, std::uint32_t, wl_surface*) noexcept {},
        [](void* self, wl_keyboard*, std::uint32_t, std::uint32_t, std::uint32_t key,
           std::uint32_t state) noexcept {
            if (state == WL_KEYBOARD_KEY_STATE_PRESSED) of(self).input.key_down(key);
        },
        [](void*, wl_keyboard*, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t,
           std::uint32_t) noexcept {},
        [](void*, wl_keyboard*, std::int32_t, std::int32_t) noexcept {}};
    wl_keyboard_add_listener(keyboard.get(), &kListener, this);
}

void WaylandSeat::State::set_cursor(std::uint32_t serial) {
    // In an ordinary window the compositor's own arrow stays.
    if (mode == draw::WindowMode::panel)
        wl_pointer_set_cursor(pointer.get(), serial, nullptr, 0, 0);
}

WaylandSeat::WaylandSeat(const draw::WaylandWindow& window, draw::WindowMode mode,
                         PanelInput& input)
    : state_(std::make_unique<State>(window, mode, input)) {}

WaylandSeat::~WaylandSeat() = default;

}  // namespace villageboard::kiosk
