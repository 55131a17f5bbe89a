#include <doctest/doctest.h>

#include <cstdlib>

#include "content/model/error.h"
#include "kiosk/draw/present/make.h"

namespace villageboard::draw {

TEST_CASE("a machine without any display is told so") {
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    CHECK_THROWS_AS(SdlWindow({"test", WindowMode::panel, {}}), Error);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

TEST_CASE("a window without a display takes pixels and keeps them") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const SdlWindow window({"test", WindowMode::panel, {320, 200}});
    CHECK(window.driver() == "dummy");
    CHECK(window.size_px() == Size{320, 200});
    const auto presenter = presenter_for(window, Turn::none);
    presenter->show_again();
    Canvas canvas = presenter->canvas();
    CHECK(canvas.width == 320);
    CHECK(canvas.height == 200);
    REQUIRE(canvas.pixels != nullptr);
    canvas.row(199)[319] = 0x123456;
    const Rect damage{256, 192, 320, 200};
    presenter->present(std::span(&damage, 1));
    const Canvas next = presenter->canvas();
    CHECK(next.epoch == canvas.epoch);
    CHECK(next.row(199)[319] == 0x123456);
    presenter->present({});
    presenter->show_again();
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    CHECK_NOTHROW(SdlWindow({"second", WindowMode::windowed, {64, 64}}));
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

TEST_CASE("a turned window has a canvas of the turned size") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    const SdlWindow window({"test", WindowMode::panel, {320, 200}});
    const auto presenter = presenter_for(window, Turn::quarter);
    const Canvas canvas = presenter->canvas();
    CHECK(canvas.width == 200);
    CHECK(canvas.height == 320);
    const Rect damage{0, 0, 200, 320};
    CHECK_NOTHROW(presenter->present(std::span(&damage, 1)));
}

}  // namespace villageboard::draw
