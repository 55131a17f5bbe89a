#include "kiosk/app/present_choice.h"

#include <doctest/doctest.h>
#include <poll.h>

#include <csignal>
#include <thread>

#include "content/model/error.h"
#include "kiosk/app/wake_fds.h"

namespace villageboard::kiosk {
namespace {

constexpr auto kAuto = PresentWay::automatic;
constexpr auto kAny = draw::Renderer::automatic;

bool readable(int fd) {
    pollfd one{fd, POLLIN, 0};
    return poll(&one, 1, 0) == 1;
}

}  // namespace

TEST_CASE(
    "the session decides how the picture reaches the panel, a word on the command line first") {
    CHECK(chosen_way(kAuto, kAny, {"wayland-0", ":0", ""}) == PresentWay::wayland);
    CHECK(chosen_way(kAuto, kAny, {"", ":0", ""}) == PresentWay::window);
    CHECK(chosen_way(kAuto, kAny, {"", "", ""}) == PresentWay::drm);
    CHECK(chosen_way(kAuto, kAny, {"", "", "dummy"}) == PresentWay::window);
    CHECK(chosen_way(kAuto, kAny, {"wayland-0", ":0", "", draw::WindowMode::windowed}) ==
          PresentWay::window);
    CHECK(chosen_way(kAuto, kAny, {"wayland-0", "", "", draw::WindowMode::windowed}) ==
          PresentWay::wayland);
    CHECK(chosen_way(kAuto, draw::Renderer::opengl, {"wayland-0", "", ""}) == PresentWay::window);
    CHECK(chosen_way(kAuto, draw::Renderer::processor, {"wayland-0", "", ""}) ==
          PresentWay::wayland);
    for (const PresentWay way : {PresentWay::window, PresentWay::wayland, PresentWay::drm})
        CHECK(chosen_way(way, kAny, {"wayland-0", ":0", "dummy"}) == way);
}

TEST_CASE("OpenGL where it can't draw is refused") {
    for (const PresentWay way : {PresentWay::wayland, PresentWay::drm})
        CHECK_THROWS_AS(chosen_way(way, draw::Renderer::opengl, {}), Error);
}

TEST_CASE("a way of presenting is called auto, window, wayland or drm") {
    CHECK(parse_present("auto") == PresentWay::automatic);
    CHECK(parse_present("window") == PresentWay::window);
    CHECK(parse_present("wayland") == PresentWay::wayland);
    CHECK(parse_present("drm") == PresentWay::drm);
    for (const char* bad : {"", "x11", "DRM", "drm "}) CHECK_FALSE(parse_present(bad));
}

TEST_CASE("another thread ends the wait, once however often it called") {
    const WakeFd wake;
    CHECK_FALSE(wake.take());
    std::thread([&] {
        for (int i = 0; i < 1000; ++i) wake.wake();
    }).join();
    CHECK(readable(wake.fd()));
    CHECK(wake.take());
    CHECK_FALSE(wake.take());
}

TEST_CASE("a signal that ends programs ends the wait instead") {
    const EndFd end;
    CHECK_FALSE(end.take());
    raise(SIGTERM);
    CHECK(readable(end.fd()));
    CHECK(end.take());
    CHECK_FALSE(end.take());
}

}  // namespace villageboard::kiosk
