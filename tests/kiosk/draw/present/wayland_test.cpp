#include "kiosk/draw/present/wayland.h"

#include <doctest/doctest.h>
#include <poll.h>

#include <cstdlib>

#include "content/model/error.h"
#include "kiosk/draw/present/glass.h"
#include "kiosk/draw/present/sdl_window.h"
#include "tests/kiosk/draw/present/weston.h"

namespace villageboard::draw {
namespace {

constexpr Size kOutput{403, 301};

/// Every pixel tells its place, and the seed its frame.
std::uint32_t colour(int x, int y, std::uint32_t seed) {
    return (static_cast<std::uint32_t>(x) * 2654435761u ^ static_cast<std::uint32_t>(y) * 40503u ^
            seed * 2246822519u) &
           0xFFFFFF;
}

void show(Presenter& presenter, const Rect& part, std::uint32_t seed) {
    const Canvas canvas = presenter.canvas();
    for (int y = part.y0; y < part.y1; ++y)
        for (int x = part.x0; x < part.x1; ++x) canvas.row(y)[x] = colour(x, y, seed);
    presenter.present(std::span(&part, 1));
}

void show_all(Presenter& presenter, std::uint32_t seed) {
    const Canvas canvas = presenter.canvas();
    show(presenter, {0, 0, canvas.width, canvas.height}, seed);
}

/// Lets the window's loop run until the compositor has answered; false when it doesn't in 20 s.
template <typename Done>
bool wait_until(WaylandWindow& window, Done done) {
    for (int i = 0; i < 400; ++i) {
        if (done()) return true;
        window.before_wait();
        pollfd readable{window.fd(), POLLIN, 0};
        poll(&readable, 1, 50);
        window.read();
    }
    return false;
}

bool settled(const WaylandPresenter& presenter) {
    return !presenter.waits() && presenter.released() + 1 >= presenter.committed();
}

/// Pixels of the compositor's output that are not what the canvas says, turned.
int differences(const Picture& seen, const Canvas& canvas, Turn turn) {
    const Size laid_out{canvas.width, canvas.height};
    if (seen.size != turned(laid_out, turn)) return -1;
    int wrong = 0;
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const Rect at = turned({x, y, x + 1, y + 1}, laid_out, turn);
            const auto index = static_cast<std::size_t>(at.y0) * seen.size.width + at.x0;
            wrong += (seen.pixels[index] & 0xFFFFFF) != canvas.row(y)[x];
        }
    }
    return wrong;
}

/// Weston fades its first picture in, so the output is looked at until it is right, 20 s at most.
bool shows(Weston& weston, WaylandWindow& window, WaylandPresenter& presenter, Turn turn) {
    for (int i = 0; i < 100; ++i) {
        if (settled(presenter) && differences(*weston.screenshot(), presenter.canvas(), turn) == 0)
            return true;
        int left = 2;
        wait_until(window, [&] { return left-- == 0; });
    }
    return false;
}

}  // namespace

TEST_CASE("without a Wayland compositor one sentence says so") {
    setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
    setenv("WAYLAND_DISPLAY", "nobody", 1);
    CHECK_THROWS_WITH_AS(WaylandWindow("test", WindowMode::panel, {}),
                         "no Wayland compositor answers", Error);
    unsetenv("WAYLAND_DISPLAY");
}

TEST_CASE("under a Wayland compositor the output shows every pixel, also after small changes") {
    Weston weston(kOutput);
    WaylandWindow window("test", WindowMode::panel, {});
    CHECK(window.size_px() == kOutput);
    CHECK_FALSE(window.has_seat());
    WaylandPresenter presenter(window, Turn::none);
    show_all(presenter, 1);
    // Each a damage of its own: the buffer that sat a frame out needs the other's as well.
    for (int i = 0; i < 5; ++i) {
        show(presenter, {40 * i, 30 * i, 40 * i + 64, 30 * i + 64}, 2 + static_cast<unsigned>(i));
        CHECK(wait_until(window, [&] { return settled(presenter); }));
    }
    CHECK(shows(weston, window, presenter, Turn::none));
    CHECK(presenter.committed() >= 5);
    CHECK_FALSE(window.asked_to_close());
}

TEST_CASE("under a Wayland compositor a turned panel shows the picture turned") {
    Weston weston(kOutput);
    for (const Turn turn : {Turn::quarter, Turn::half, Turn::three_quarters}) {
        CAPTURE(static_cast<int>(turn));
        WaylandWindow window("test", WindowMode::panel, {});
        WaylandPresenter presenter(window, turn);
        show_all(presenter, 7);
        show(presenter, {10, 20, 90, 70}, 8);
        CHECK(wait_until(window, [&] { return settled(presenter); }));
        CHECK(shows(weston, window, presenter, turn));
    }
}

TEST_CASE("on an output scaled by two the picture has the output's own pixels") {
    Weston weston({200, 150}, 2);
    WaylandWindow window("test", WindowMode::panel, {});
    CHECK(window.scale() == 2);
    CHECK(window.size_units() == Size{200, 150});
    CHECK(window.size_px() == Size{400, 300});
    WaylandPresenter presenter(window, Turn::none);
    show_all(presenter, 4);
    CHECK(wait_until(window, [&] { return settled(presenter); }));
    CHECK(shows(weston, window, presenter, Turn::none));
}

TEST_CASE("frames faster than the compositor are kept, and the newest is shown") {
    Weston weston(kOutput);
    WaylandWindow window("test", WindowMode::panel, {});
    WaylandPresenter presenter(window, Turn::none);
    for (unsigned i = 0; i < 20; ++i) show_all(presenter, i);
    CHECK(presenter.waits());
    CHECK(presenter.committed() == 2);
    CHECK(shows(weston, window, presenter, Turn::none));
    CHECK(presenter.committed() == 3);
    presenter.canvas();
    presenter.present({});
    CHECK(presenter.committed() == 3);
    presenter.show_again();
    CHECK(presenter.committed() == 4);
}

TEST_CASE("a Wayland compositor that goes away is noticed, and drawing on does no harm") {
    Weston weston(kOutput);
    WaylandWindow window("test", WindowMode::panel, {});
    WaylandPresenter presenter(window, Turn::none);
    show_all(presenter, 1);
    weston.stop();
    CHECK(wait_until(window, [&] { return window.lost(); }));
    CHECK_NOTHROW(show_all(presenter, 2));
    CHECK_NOTHROW(window.read());
}

TEST_CASE("what a display says of its size is believed only where it can be one") {
    CHECK(believed_mm({1920, 1080}, 476, 268, Turn::none) == std::pair{476.0, 268.0});
    CHECK(believed_mm({1920, 1080}, 476, 268, Turn::quarter) == std::pair{268.0, 476.0});
    CHECK(believed_mm({1280, 800}, 217, 136, Turn::half) == std::pair{217.0, 136.0});
    for (const auto& [wide, high] : {std::pair{0, 0},
                                     {160, 90},
                                     {16, 9},
                                     {-476, -268},
                                     {268, 476},
                                     {476, 476},
                                     {48, 27},
                                     {4760, 2680}}) {
        const int width = wide;
        CAPTURE(width);
        CHECK_FALSE(believed_mm({1920, 1080}, width, high, Turn::none));
    }
    CHECK_FALSE(believed_mm({0, 0}, 476, 268, Turn::none));
    CHECK_FALSE(believed_mm({1280, 800}, 1280, 800, Turn::none));
}

}  // namespace villageboard::draw
