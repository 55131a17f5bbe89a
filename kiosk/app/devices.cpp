#include "kiosk/app/devices.h"

#include <fcntl.h>
#include <libinput.h>
#include <libudev.h>
#include <linux/input-event-codes.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

int open_device(const char* path, int flags, void*) noexcept {
    const int fd = open(path, flags | O_CLOEXEC);
    if (fd >= 0) return fd;
    const int reason = errno;
    spdlog::warn("can't open {}: {} (the user must be in the group input)", path,
                 std::strerror(reason));
    return -reason;
}

void close_device(int fd, void*) noexcept { close(fd); }

constexpr libinput_interface kInterface{open_device, close_device};

// Shares of the panel: the library scales to a width and height that it is given.
void touch(PanelInput& input, libinput_event* event, libinput_event_type type) {
    libinput_event_touch* touch = libinput_event_get_touch_event(event);
    if (type == LIBINPUT_EVENT_TOUCH_CANCEL) return input.touch_cancel();
    const int finger = libinput_event_touch_get_seat_slot(touch);
    if (type == LIBINPUT_EVENT_TOUCH_UP) return input.touch_up(finger);
    const double x = libinput_event_touch_get_x_transformed(touch, 1);
    const double y = libinput_event_touch_get_y_transformed(touch, 1);
    if (type == LIBINPUT_EVENT_TOUCH_DOWN) input.touch_down(finger, x, y);
    if (type == LIBINPUT_EVENT_TOUCH_MOTION) input.touch_move(finger, x, y);
}

void pointer(PanelInput& input, libinput_event* event, libinput_event_type type) {
    constexpr double kDegreesOfStep = 15;
    libinput_event_pointer* pointer = libinput_event_get_pointer_event(event);
    switch (type) {
        case LIBINPUT_EVENT_POINTER_MOTION:
            return input.pointer_by(libinput_event_pointer_get_dx(pointer),
                                    libinput_event_pointer_get_dy(pointer));
        case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE:
            return input.pointer_to(libinput_event_pointer_get_absolute_x_transformed(pointer, 1),
                                    libinput_event_pointer_get_absolute_y_transformed(pointer, 1));
        case LIBINPUT_EVENT_POINTER_BUTTON:
            if (libinput_event_pointer_get_button(pointer) == BTN_LEFT)
                input.left_button(libinput_event_pointer_get_button_state(pointer) ==
                                  LIBINPUT_BUTTON_STATE_PRESSED);
            return;
        case LIBINPUT_EVENT_POINTER_SCROLL_WHEEL:
            if (libinput_event_pointer_has_axis(pointer, LIBINPUT_POINTER_AXIS_SCROLL_VERTICAL))
                input.wheel(-libinput_event_pointer_get_scroll_value(
                                pointer, LIBINPUT_POINTER_AXIS_SCROLL_VERTICAL) /
                            kDegreesOfStep);
            return;
        default:
            return;
    }
}

void hand_on(PanelInput& input, libinput_event* event) {
    const libinput_event_type type = libinput_event_get_type(event);
    switch (type) {
        case LIBINPUT_EVENT_TOUCH_DOWN:
        case LIBINPUT_EVENT_TOUCH_MOTION:
        case LIBINPUT_EVENT_TOUCH_UP:
        case LIBINPUT_EVENT_TOUCH_CANCEL:
            return touch(input, event, type);
        case LIBINPUT_EVENT_KEYBOARD_KEY: {
            libinput_event_keyboard* key = libinput_event_get_keyboard_event(event);
            if (libinput_event_keyboard_get_key_state(key) == LIBINPUT_KEY_STATE_PRESSED)
                input.key_down(libinput_event_keyboard_get_key(key));
            return;
        }
        case LIBINPUT_EVENT_DEVICE_REMOVED:
            return input.touch_cancel();
        default:
            return pointer(input, event, type);
    }
}

struct DropUdev {
    void operator()(udev* context) const { udev_unref(context); }
};
struct DropInput {
    void operator()(libinput* context) const { libinput_unref(context); }
};

}  // namespace

struct Devices::Handles {
    std::unique_ptr<udev, DropUdev> udev_context;
    std::unique_ptr<libinput, DropInput> context;
};

Devices::Devices(PanelInput& input) : handles_(std::make_unique<Handles>()), input_(input) {
    handles_->udev_context.reset(udev_new());
    if (handles_->udev_context)
        handles_->context.reset(
            libinput_udev_create_context(&kInterface, nullptr, handles_->udev_context.get()));
    if (!handles_->context || libinput_udev_assign_seat(handles_->context.get(), "seat0") != 0)
        throw Error(ErrorKind::retry, "the input devices can't be listed: is udev running?");
    read();
}

Devices::~Devices() = default;

int Devices::fd() const { return libinput_get_fd(handles_->context.get()); }

void Devices::read() {
    libinput* context = handles_->context.get();
    libinput_dispatch(context);
    while (libinput_event* event = libinput_get_event(context)) {
        hand_on(input_, event);
        libinput_event_destroy(event);
    }
}

}  // namespace villageboard::kiosk
