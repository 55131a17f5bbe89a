#include "kiosk/app/wayland_seat.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <linux/input-event-codes.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wayland-client-core.h>
#include <wayland-server.h>
#include <xdg-shell-server-protocol.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

namespace villageboard::kiosk {
namespace {

/// The least of a compositor, in a thread of its own: one window of 400x200 units, an output scaled
/// by two, and a seat that plays a fixed piece on each device as soon as somebody listens.
class Compositor {
  public:
    Compositor() : display_(wl_display_create()) {
        int ends[2];
        REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        REQUIRE(wl_client_create(display_, ends[0]) != nullptr);
        setenv("WAYLAND_SOCKET", std::to_string(ends[1]).c_str(), 1);
        wl_display_init_shm(display_);
        wl_global_create(display_, &wl_compositor_interface, 4, this, bind_compositor);
        wl_global_create(display_, &xdg_wm_base_interface, 1, this, bind_shell);
        wl_global_create(display_, &wl_output_interface, 2, this, bind_output);
        wl_global_create(display_, &wl_seat_interface, 5, this, bind_seat);
        thread_ = std::thread([this] {
            while (!done_) {
                wl_display_flush_clients(display_);
                wl_event_loop_dispatch(wl_display_get_event_loop(display_), 10);
            }
        });
    }
    ~Compositor() {
        done_ = true;
        thread_.join();
        wl_display_destroy_clients(display_);
        wl_display_destroy(display_);
    }
    Compositor(const Compositor&) = delete;
    Compositor& operator=(const Compositor&) = delete;

  private:
    static wl_resource* make(wl_client* client, const wl_interface& type, int version,
                             std::uint32_t id, const void* calls) {
        wl_resource* resource = wl_resource_create(client, &type, version, id);
        wl_resource_set_implementation(resource, calls, nullptr, nullptr);
        return resource;
    }
    static void drop(wl_client*, wl_resource* resource) { wl_resource_destroy(resource); }

    static void bind_compositor(wl_client* client, void*, std::uint32_t version, std::uint32_t id) {
        static const struct wl_surface_interface surface = [] {
            struct wl_surface_interface calls {};
            calls.destroy = drop;
            calls.commit = [](wl_client*, wl_resource*) {};
            return calls;
        }();
        static const struct wl_compositor_interface calls {
            [](wl_client* to, wl_resource*, std::uint32_t new_id) {
                make(to, wl_surface_interface, 4, new_id, &surface);
            },
                nullptr
        };
        make(client, wl_compositor_interface, static_cast<int>(version), id, &calls);
    }

    static void bind_shell(wl_client* client, void*, std::uint32_t version, std::uint32_t id) {
        static const struct xdg_toplevel_interface toplevel = [] {
            struct xdg_toplevel_interface calls {};
            calls.destroy = drop;
            calls.set_title = [](wl_client*, wl_resource*, const char*) {};
            calls.set_app_id = [](wl_client*, wl_resource*, const char*) {};
            calls.set_fullscreen = [](wl_client*, wl_resource*, wl_resource*) {};
            return calls;
        }();
        static const struct xdg_surface_interface surface = [] {
            struct xdg_surface_interface calls {};
            calls.destroy = drop;
            calls.ack_configure = [](wl_client*, wl_resource*, std::uint32_t) {};
            calls.get_toplevel = [](wl_client* to, wl_resource* role, std::uint32_t new_id) {
                wl_resource* window = make(to, xdg_toplevel_interface, 1, new_id, &toplevel);
                wl_array states;
                wl_array_init(&states);
                xdg_toplevel_send_configure(window, 400, 200, &states);
                xdg_surface_send_configure(role, 1);
                xdg_toplevel_send_close(window);
            };
            return calls;
        }();
        static const struct xdg_wm_base_interface calls = [] {
            struct xdg_wm_base_interface shell {};
            shell.destroy = drop;
            shell.pong = [](wl_client*, wl_resource*, std::uint32_t) {};
            shell.get_xdg_surface = [](wl_client* to, wl_resource*, std::uint32_t new_id,
                                       wl_resource*) {
                make(to, xdg_surface_interface, 1, new_id, &surface);
            };
            return shell;
        }();
        make(client, xdg_wm_base_interface, static_cast<int>(version), id, &calls);
    }

    static void bind_output(wl_client* client, void*, std::uint32_t version, std::uint32_t id) {
        wl_resource* output =
            make(client, wl_output_interface, static_cast<int>(version), id, nullptr);
        wl_output_send_geometry(output, 0, 0, 100, 200, 0, "", "", WL_OUTPUT_TRANSFORM_90);
        wl_output_send_mode(output, WL_OUTPUT_MODE_CURRENT, 400, 800, 60000);
        wl_output_send_scale(output, 2);
        wl_output_send_done(output);
    }

    static void bind_seat(wl_client* client, void*, std::uint32_t version, std::uint32_t id) {
        static const struct wl_seat_interface calls = [] {
            struct wl_seat_interface seat {};
            seat.get_touch = play_touch;
            seat.get_pointer = play_pointer;
            seat.get_keyboard = play_keyboard;
            seat.release = drop;
            return seat;
        }();
        wl_resource* seat = make(client, wl_seat_interface, static_cast<int>(version), id, &calls);
        wl_seat_send_capabilities(seat, WL_SEAT_CAPABILITY_TOUCH | WL_SEAT_CAPABILITY_POINTER |
                                            WL_SEAT_CAPABILITY_KEYBOARD);
    }

    static void play_touch(wl_client* client, wl_resource*, std::uint32_t id) {
        static const struct wl_touch_interface calls { drop };
        wl_resource* touch = make(client, wl_touch_interface, 5, id, &calls);
        const auto at = wl_fixed_from_int;
        // The surface's number is the first that the client made: no event needs it to be right.
        wl_touch_send_down(touch, 1, 0, surface_of(client), 7, at(100), at(50));
        wl_touch_send_down(touch, 1, 0, surface_of(client), 8, at(5), at(5));
        wl_touch_send_motion(touch, 0, 7, at(110), at(60));
        wl_touch_send_up(touch, 1, 0, 7);
        wl_touch_send_down(touch, 1, 0, surface_of(client), 9, at(200), at(100));
        wl_touch_send_frame(touch);
        wl_touch_send_cancel(touch);
    }

    static void play_pointer(wl_client* client, wl_resource*, std::uint32_t id) {
        static const struct wl_pointer_interface calls {
            [](wl_client*, wl_resource*, std::uint32_t, wl_resource*, std::int32_t, std::int32_t) {
            },
                drop
        };
        wl_resource* pointer = make(client, wl_pointer_interface, 5, id, &calls);
        const auto at = wl_fixed_from_int;
        wl_pointer_send_enter(pointer, 1, surface_of(client), at(10), at(20));
        wl_pointer_send_motion(pointer, 0, at(300), at(150));
        wl_pointer_send_button(pointer, 1, 0, BTN_RIGHT, WL_POINTER_BUTTON_STATE_PRESSED);
        wl_pointer_send_button(pointer, 1, 0, BTN_LEFT, WL_POINTER_BUTTON_STATE_PRESSED);
        wl_pointer_send_button(pointer, 1, 0, BTN_LEFT, WL_POINTER_BUTTON_STATE_RELEASED);
        wl_pointer_send_axis_discrete(pointer, WL_POINTER_AXIS_VERTICAL_SCROLL, 1);
        wl_pointer_send_axis(pointer, 0, WL_POINTER_AXIS_VERTICAL_SCROLL, at(10));
        wl_pointer_send_frame(pointer);
        wl_pointer_send_axis(pointer, 0, WL_POINTER_AXIS_VERTICAL_SCROLL, at(-20));
        wl_pointer_send_frame(pointer);
        wl_pointer_send_leave(pointer, 1, surface_of(client));
    }

    static void play_keyboard(wl_client* client, wl_resource*, std::uint32_t id) {
        static const struct wl_keyboard_interface calls { drop };
        wl_resource* keyboard = make(client, wl_keyboard_interface, 5, id, &calls);
        const int keymap = open("/dev/null", O_RDONLY | O_CLOEXEC);
        wl_keyboard_send_keymap(keyboard, WL_KEYBOARD_KEYMAP_FORMAT_NO_KEYMAP, keymap, 0);
        close(keymap);
        for (const std::uint32_t key : {KEY_Q, KEY_F5, KEY_ESC}) {
            wl_keyboard_send_key(keyboard, 1, 0, key, WL_KEYBOARD_KEY_STATE_PRESSED);
            wl_keyboard_send_key(keyboard, 1, 0, key, WL_KEYBOARD_KEY_STATE_RELEASED);
        }
    }

    static wl_resource* surface_of(wl_client* client) {
        wl_resource* found = nullptr;
        wl_client_for_each_resource(
            client,
            [](wl_resource* resource, void* out) {
                if (std::string(wl_resource_get_class(resource)) != "wl_surface")
                    return WL_ITERATOR_CONTINUE;
                *static_cast<wl_resource**>(out) = resource;
                return WL_ITERATOR_STOP;
            },
            &found);
        return found;
    }

    wl_display* display_;
    std::atomic<bool> done_{false};
    std::thread thread_;
};

}  // namespace

TEST_CASE("under Wayland fingers, mouse and keys arrive in order, in the picture's own pixels") {
    const Compositor compositor;
    draw::WaylandWindow window("test", draw::WindowMode::panel, {});
    CHECK(window.size_px() == draw::Size{800, 400});
    CHECK(window.output_mm() == std::pair{200, 100});
    CHECK(window.asked_to_close());
    REQUIRE(window.has_seat());
    InputQueue queue;
    PanelInput input(queue, window.size_px(), draw::Turn::none);
    const WaylandSeat seat(window, draw::WindowMode::panel, input);
    // The devices are told of, then listened to, then played.
    for (int i = 0; i < 3; ++i) wl_display_roundtrip(window.display());
    const auto next = [&] { return queue.next(); };
    // The mouse is listened to first, then the touch panel, then the keyboard.
    FrameInput frame = next();
    CHECK(frame.edge == Edge::pressed);
    CHECK(frame.x == 600);
    CHECK(frame.y == 300);
    CHECK(next().edge == Edge::released);
    CHECK(next().wheel == -1);
    CHECK(next().wheel == 2);
    CHECK(next().edge == Edge::none);  // it left the window with nothing pressed
    frame = next();
    CHECK(frame.edge == Edge::pressed);
    CHECK(frame.x == 200);
    CHECK(frame.y == 100);
    frame = next();
    CHECK(frame.edge == Edge::released);
    CHECK(frame.x == 220);
    CHECK(frame.y == 120);
    CHECK(next().edge == Edge::pressed);
    CHECK(next().edge == Edge::cancelled);
    CHECK(next().key == "Q");
    CHECK(next().key == "Escape");
    CHECK(queue.empty());
}

}  // namespace villageboard::kiosk
