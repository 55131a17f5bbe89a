#include "kiosk/draw/present/wayland_window.h"

#include <poll.h>
#include <wayland-client.h>
#include <xdg-shell-client-protocol.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "content/model/error.h"
#include "kiosk/draw/present/sdl_window.h"
#include "kiosk/draw/present/wayland_handle.h"

namespace villageboard::draw {
namespace {

constexpr std::uint32_t kCompositorVersion = 4;  ///< damage_buffer
constexpr std::uint32_t kOutputVersion = 2;      ///< scale
constexpr std::uint32_t kSeatVersion = 5;        ///< whole steps of the wheel

struct Output {
    WaylandHandle<wl_output, wl_output_destroy> object;
    std::uint32_t name = 0;
    Size px;
    int scale = 1;
    std::pair<int, int> mm;
    bool sideways = false;
};

}  // namespace

struct WaylandWindow::State {
    State(const std::string& title, WindowMode mode, Size size);
    void need(bool present, const char* what) const;
    void open(const std::string& title, WindowMode mode);
    const Output* output() const;
    int scale() const { return output() == nullptr ? 1 : std::max(1, output()->scale); }
    void dispatch() { broken = broken || wl_display_dispatch_pending(display.get()) < 0; }

    static void on_global(void* self, wl_registry* registry, std::uint32_t name,
                          const char* interface, std::uint32_t version) noexcept;
    static void on_gone(void* self, wl_registry*, std::uint32_t name) noexcept;
    static void on_geometry(void* self, wl_output* which, int, int, int width_mm, int height_mm,
                            int, const char*, const char*, int transform) noexcept;
    static void on_mode(void* self, wl_output* which, std::uint32_t flags, int width, int height,
                        int) noexcept;
    static void on_scale(void* self, wl_output* which, int factor) noexcept;
    static void on_toplevel(void* self, xdg_toplevel*, int width, int height, wl_array*) noexcept;
    static void on_configure(void* self, xdg_surface* surface, std::uint32_t serial) noexcept;
    Output* find(wl_output* object);

    // Destroyed in the opposite order: the connection last.
    WaylandHandle<wl_display, wl_display_disconnect> display;
    WaylandHandle<wl_registry, wl_registry_destroy> registry;
    WaylandHandle<wl_compositor, wl_compositor_destroy> compositor;
    WaylandHandle<wl_shm, wl_shm_destroy> shm;
    WaylandHandle<xdg_wm_base, xdg_wm_base_destroy> shell;
    std::vector<Output> outputs;
    wl_output* entered = nullptr;
    WaylandHandle<wl_surface, wl_surface_destroy> surface;
    WaylandHandle<xdg_surface, xdg_surface_destroy> role;
    WaylandHandle<xdg_toplevel, xdg_toplevel_destroy> toplevel;
    Size wanted;  ///< px, where the compositor leaves it to us
    Size asked;   ///< units that the compositor is about to give
    Size units;
    std::uint32_t seat_name = 0;  ///< 0: none
    std::uint32_t seat_version = 0;
    bool configured = false;
    bool close = false;
    bool broken = false;
};

Output* WaylandWindow::State::find(wl_output* object) {
    const auto it = std::ranges::find_if(
        outputs, [&](const Output& output) { return output.object.get() == object; });
    return it == outputs.end() ? nullptr : &*it;
}

const Output* WaylandWindow::State::output() const {
    for (const Output& each : outputs)
        if (each.object.get() == entered) return &each;
    return outputs.empty() ? nullptr : &outputs.front();
}

void WaylandWindow::State::on_global(void* self, wl_registry* registry, std::uint32_t name,
                                     const char* interface, std::uint32_t version) noexcept {
    auto& state = *static_cast<State*>(self);
    const std::string_view is(interface);
    const auto bind = [&](const wl_interface& type, std::uint32_t most) {
        return wl_registry_bind(registry, name, &type, std::min(version, most));
    };
    if (is == wl_compositor_interface.name) {
        state.compositor.reset(
            static_cast<wl_compositor*>(bind(wl_compositor_interface, kCompositorVersion)));
    } else if (is == wl_shm_interface.name) {
        state.shm.reset(static_cast<wl_shm*>(bind(wl_shm_interface, 1)));
    } else if (is == xdg_wm_base_interface.name) {
        state.shell.reset(static_cast<xdg_wm_base*>(bind(xdg_wm_base_interface, 1)));
        static constexpr xdg_wm_base_listener kListener{
            [](void*, xdg_wm_base* asking, std::uint32_t serial) noexcept {
                xdg_wm_base_pong(asking, serial);
            }};
        xdg_wm_base_add_listener(state.shell.get(), &kListener, self);
    } else if (is == wl_seat_interface.name && state.seat_name == 0) {
        state.seat_name = name;
        state.seat_version = std::min(version, kSeatVersion);
    } else if (is == wl_output_interface.name) {
        Output& output = state.outputs.emplace_back();
        output.name = name;
        output.object.reset(static_cast<wl_output*>(bind(wl_output_interface, kOutputVersion)));
        static constexpr wl_output_listener kListener{
            on_geometry, on_mode, [](void*, wl_output*) noexcept {}, on_scale, nullptr, nullptr};
        wl_output_add_listener(output.object.get(), &kListener, self);
    }
}

void WaylandWindow::State::on_gone(void* self, wl_registry*, std::uint32_t name) noexcept {
    auto& state = *static_cast<State*>(self);
    if (name == state.seat_name) state.seat_name = 0;
    std::erase_if(state.outputs, [&](const Output& output) { return output.name == name; });
}

void WaylandWindow::State::on_geometry(void* self, wl_output* which, int, int, int width_mm,
                                       int height_mm, int, const char*, const char*,
                                       int transform) noexcept {
    Output* output = static_cast<State*>(self)->find(which);
    if (output == nullptr) return;
    output->sideways = transform % 2 != 0;
    output->mm = output->sideways ? std::pair{height_mm, width_mm} : std::pair{width_mm, height_mm};
}

void WaylandWindow::State::on_mode(void* self, wl_output* which, std::uint32_t flags, int width,
                                   int height, int) noexcept {
    Output* output = static_cast<State*>(self)->find(which);
    if (output != nullptr && (flags & WL_OUTPUT_MODE_CURRENT) != 0) output->px = {width, height};
}

void WaylandWindow::State::on_scale(void* self, wl_output* which, int factor) noexcept {
    Output* output = static_cast<State*>(self)->find(which);
    if (output != nullptr) output->scale = factor;
}

void WaylandWindow::State::on_toplevel(void* self, xdg_toplevel*, int width, int height,
                                       wl_array*) noexcept {
    static_cast<State*>(self)->asked = {width, height};
}

void WaylandWindow::State::on_configure(void* self, xdg_surface* surface,
                                        std::uint32_t serial) noexcept {
    auto& state = *static_cast<State*>(self);
    xdg_surface_ack_configure(surface, serial);
    state.configured = true;
    if (state.asked.width > 0 && state.asked.height > 0) {
        state.units = state.asked;
    } else if (state.units == Size{}) {
        const int scale = state.scale();
        state.units = {std::max(1, state.wanted.width / scale),
                       std::max(1, state.wanted.height / scale)};
    }
}

WaylandWindow::State::State(const std::string& title, WindowMode mode, Size size)
    : display(wl_display_connect(nullptr)), wanted(size) {
    need(display != nullptr, "no Wayland compositor answers");
    registry.reset(wl_display_get_registry(display.get()));
    static constexpr wl_registry_listener kListener{on_global, on_gone};
    wl_registry_add_listener(registry.get(), &kListener, this);
    wl_display_roundtrip(display.get());  // names the globals
    wl_display_roundtrip(display.get());  // describes the outputs
    need(compositor && shm && shell,
         "the Wayland compositor lacks wl_compositor, wl_shm or xdg_wm_base");
    if (wanted == Size{} && output() != nullptr) {
        const Output& out = *output();
        wanted = out.sideways ? Size{out.px.height, out.px.width} : out.px;
    }
    if (wanted == Size{}) wanted = {1280, 800};
    open(title, mode);
    while (!configured && !broken) broken = wl_display_roundtrip(display.get()) < 0;
    need(!broken, "the Wayland compositor refuses the window");
}

void WaylandWindow::State::need(bool present, const char* what) const {
    if (!present) throw Error(ErrorKind::retry, what);
}

void WaylandWindow::State::open(const std::string& title, WindowMode mode) {
    surface.reset(wl_compositor_create_surface(compositor.get()));
    static constexpr wl_surface_listener kSurface{
        [](void* self, wl_surface*, wl_output* output) noexcept {
            static_cast<State*>(self)->entered = output;
        },
        [](void*, wl_surface*, wl_output*) noexcept {}};
    wl_surface_add_listener(surface.get(), &kSurface, this);
    role.reset(xdg_wm_base_get_xdg_surface(shell.get(), surface.get()));
    static constexpr xdg_surface_listener kRole{on_configure};
    xdg_surface_add_listener(role.get(), &kRole, this);
    toplevel.reset(xdg_surface_get_toplevel(role.get()));
    static constexpr xdg_toplevel_listener kToplevel{
        on_toplevel,
        [](void* self, xdg_toplevel*) noexcept { static_cast<State*>(self)->close = true; },
        nullptr, nullptr};
    xdg_toplevel_add_listener(toplevel.get(), &kToplevel, this);
    xdg_toplevel_set_title(toplevel.get(), title.c_str());
    xdg_toplevel_set_app_id(toplevel.get(), "villageboard");
    if (mode == WindowMode::panel) xdg_toplevel_set_fullscreen(toplevel.get(), nullptr);
    wl_surface_commit(surface.get());
}

WaylandWindow::WaylandWindow(const std::string& title, WindowMode mode, Size size)
    : state_(std::make_unique<State>(title, mode, size)) {}

WaylandWindow::~WaylandWindow() = default;

int WaylandWindow::fd() const { return wl_display_get_fd(state_->display.get()); }

void WaylandWindow::before_wait() {
    state_->dispatch();
    wl_display_flush(state_->display.get());
}

void WaylandWindow::read() {
    if (state_->broken) return;
    wl_display* display = state_->display.get();
    while (wl_display_prepare_read(display) != 0) {
        state_->dispatch();
        if (state_->broken) return;
    }
    wl_display_flush(display);
    pollfd readable{fd(), POLLIN, 0};
    if (poll(&readable, 1, 0) > 0) {
        state_->broken = wl_display_read_events(display) < 0;
    } else {
        wl_display_cancel_read(display);
    }
    state_->dispatch();
    wl_display_flush(display);
}

Size WaylandWindow::size_units() const { return state_->units; }

int WaylandWindow::scale() const { return state_->scale(); }

Size WaylandWindow::size_px() const {
    return {state_->units.width * scale(), state_->units.height * scale()};
}

std::pair<int, int> WaylandWindow::output_mm() const {
    return state_->output() == nullptr ? std::pair{0, 0} : state_->output()->mm;
}

bool WaylandWindow::asked_to_close() const { return state_->close; }

bool WaylandWindow::lost() const {
    return state_->broken || wl_display_get_error(state_->display.get()) != 0;
}

wl_display* WaylandWindow::display() const { return state_->display.get(); }

wl_surface* WaylandWindow::surface() const { return state_->surface.get(); }

wl_shm* WaylandWindow::shm() const { return state_->shm.get(); }

bool WaylandWindow::has_seat() const { return state_->seat_name != 0; }

wl_seat* WaylandWindow::bind_seat() const {
    return static_cast<wl_seat*>(wl_registry_bind(state_->registry.get(), state_->seat_name,
                                                  &wl_seat_interface, state_->seat_version));
}

}  // namespace villageboard::draw
