#include "kiosk/draw/present/wayland.h"

#include <spdlog/spdlog.h>
#include <wayland-client.h>

#include <array>
#include <limits>

#include "kiosk/draw/present/backing.h"
#include "kiosk/draw/present/glass.h"
#include "kiosk/draw/present/shm_buffer.h"

namespace villageboard::draw {
namespace {

constexpr std::size_t kBuffers = 2;
/// The byte that the format leaves unused: compositors' screenshots take it for opacity.
constexpr std::uint32_t kOpaque = 0xFF000000;
constexpr std::size_t kMostDamage = 64;  ///< rectangles told to the compositor one by one

}  // namespace

struct WaylandPresenter::Surface {
    Surface(const WaylandWindow& of, Turn turn) : window(of), backing(turn, kBuffers, kOpaque) {}

    void commit();
    void on_release() noexcept;
    std::optional<std::size_t> free_buffer();
    void tell_damage(std::span<const Rect> damage) const;

    const WaylandWindow& window;
    Backing backing;
    Size size;      ///< of the panel in px, as of the last canvas()
    int scale = 1;  ///< px a unit, likewise
    std::array<std::unique_ptr<ShmBuffer>, kBuffers> buffers;
    std::size_t committed = 0;
    std::size_t released = 0;
    bool waits = false;
};

std::optional<std::size_t> WaylandPresenter::Surface::free_buffer() {
    for (std::size_t i = 0; i < kBuffers; ++i) {
        auto& buffer = buffers[i];
        const bool other_size = buffer && buffer->size() != size;
        if (buffer && buffer->busy() && !other_size) continue;
        if (!buffer || other_size) {
            buffer.reset();
            buffer = std::make_unique<ShmBuffer>(window.shm(), size, [this] { on_release(); });
            backing.forget(i);
        }
        return i;
    }
    return std::nullopt;
}

void WaylandPresenter::Surface::commit() {
    const auto free = free_buffer();
    waits = !free;
    if (!free) return;
    ShmBuffer& buffer = *buffers[*free];
    const auto damage = backing.bring(*free, buffer.canvas());
    if (damage.empty()) return;
    wl_surface* surface = window.surface();
    wl_surface_set_buffer_scale(surface, scale);
    wl_surface_attach(surface, buffer.get(), 0, 0);
    tell_damage(damage);
    wl_surface_commit(surface);
    wl_display_flush(window.display());
    buffer.lend();
    ++committed;
}

void WaylandPresenter::Surface::tell_damage(std::span<const Rect> damage) const {
    constexpr int kAll = std::numeric_limits<int>::max();
    wl_surface* surface = window.surface();
    const bool in_pixels =
        wl_surface_get_version(surface) >= WL_SURFACE_DAMAGE_BUFFER_SINCE_VERSION;
    if (!in_pixels || damage.size() > kMostDamage) {
        wl_surface_damage(surface, 0, 0, kAll, kAll);
        return;
    }
    for (const Rect& rect : damage)
        wl_surface_damage_buffer(surface, rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0);
}

void WaylandPresenter::Surface::on_release() noexcept {
    ++released;
    if (!waits) return;
    try {
        commit();
    } catch (const std::exception& error) {
        spdlog::error("showing a frame: {}", error.what());
    }
}

WaylandPresenter::WaylandPresenter(const WaylandWindow& window, Turn turn)
    : surface_(std::make_unique<Surface>(window, turn)) {}

WaylandPresenter::~WaylandPresenter() = default;

Canvas WaylandPresenter::canvas() {
    surface_->size = surface_->window.size_px();
    surface_->scale = surface_->window.scale();
    surface_->backing.fit(surface_->size);
    return surface_->backing.canvas();
}

void WaylandPresenter::present(std::span<const Rect> damage) {
    if (damage.empty() || surface_->size == Size{}) return;
    surface_->backing.add(damage);
    surface_->commit();
}

void WaylandPresenter::show_again() {
    if (surface_->size == Size{}) return;
    for (std::size_t i = 0; i < kBuffers; ++i) surface_->backing.forget(i);
    surface_->commit();
}

std::optional<std::pair<double, double>> WaylandPresenter::glass_mm() const {
    const auto [width, height] = surface_->window.output_mm();
    return believed_mm(surface_->window.size_px(), width, height, surface_->backing.turn());
}

std::size_t WaylandPresenter::committed() const { return surface_->committed; }

std::size_t WaylandPresenter::released() const { return surface_->released; }

bool WaylandPresenter::waits() const { return surface_->waits; }

}  // namespace villageboard::draw
