#include "kiosk/draw/present/turn.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "kiosk/draw/present/offscreen.h"
#include "kiosk/draw/present/turned.h"

namespace villageboard::draw {
namespace {

constexpr Turn kTurns[] = {Turn::none, Turn::quarter, Turn::half, Turn::three_quarters};

/// Pixels with a frame around them that nothing may touch.
class Sheet {
  public:
    static constexpr std::uint32_t kUntouched = 0xDEADBEEF;

    explicit Sheet(Size size)
        : size_(size),
          pixels_(static_cast<std::size_t>(size.width + 5) * (size.height + 2), kUntouched) {}
    Canvas canvas() {
        return {pixels_.data() + size_.width + 5 + 2, size_.width, size_.height, size_.width + 5,
                1};
    }
    std::size_t untouched() const {
        return static_cast<std::size_t>(std::count(pixels_.begin(), pixels_.end(), kUntouched));
    }
    std::size_t all() const { return pixels_.size(); }

  private:
    Size size_;
    std::vector<std::uint32_t> pixels_;
};

std::uint32_t name(int x, int y) {
    return static_cast<std::uint32_t>(y) << 12 | static_cast<std::uint32_t>(x);
}

void number(const Canvas& canvas) {
    for (int y = 0; y < canvas.height; ++y)
        for (int x = 0; x < canvas.width; ++x) canvas.row(y)[x] = name(x, y);
}

/// Where a pixel goes, written down independently: by turning about the middle.
Rect place(int x, int y, Size size, Turn turn) {
    for (int i = 0; i < static_cast<int>(turn); ++i) {
        const int old = x;
        x = size.height - 1 - y;
        y = old;
        size = {size.height, size.width};
    }
    return {x, y, x + 1, y + 1};
}

}  // namespace

TEST_CASE("only quarters of a turn are known") {
    for (const int degrees : {-90, 1, 45, 89, 91, 359, 360, 450})
        CHECK_FALSE(turn_of_degrees(degrees));
    CHECK(turn_of_degrees(0) == Turn::none);
    CHECK(turn_of_degrees(90) == Turn::quarter);
    CHECK(turn_of_degrees(180) == Turn::half);
    CHECK(turn_of_degrees(270) == Turn::three_quarters);
}

TEST_CASE("every pixel of a turned picture is where it belongs, whatever the sides' lengths") {
    for (const Turn turn : kTurns) {
        for (const Size size :
             {Size{1, 1}, Size{1, 70}, Size{33, 31}, Size{64, 32}, Size{97, 130}}) {
            CAPTURE(static_cast<int>(turn));
            CAPTURE(size.width);
            Sheet from(size);
            Sheet to(turned(size, turn));
            number(from.canvas());
            copy_turned(from.canvas(), {0, 0, size.width, size.height}, to.canvas(), turn);
            int wrong = 0;
            for (int y = 0; y < size.height; ++y) {
                for (int x = 0; x < size.width; ++x) {
                    const Rect at = place(x, y, size, turn);
                    wrong += turned({x, y, x + 1, y + 1}, size, turn) != at;
                    wrong += to.canvas().row(at.y0)[at.x0] != name(x, y);
                }
            }
            CHECK(wrong == 0);
            CHECK(to.all() - to.untouched() == static_cast<std::size_t>(size.width) * size.height);
        }
    }
}

TEST_CASE("only the given part is turned, and nothing outside of the picture") {
    const Size size{97, 130};
    for (const Turn turn : kTurns) {
        for (const Rect& part : {Rect{5, 7, 70, 41}, Rect{96, 129, 97, 130}, Rect{0, 0, 0, 130},
                                 Rect{-20, -20, 10, 9}, Rect{90, 120, 200, 200}}) {
            CAPTURE(static_cast<int>(turn));
            Sheet from(size);
            Sheet to(turned(size, turn));
            number(from.canvas());
            copy_turned(from.canvas(), part, to.canvas(), turn);
            const Rect inside = intersect(part, {0, 0, size.width, size.height});
            const auto expected =
                inside.empty() ? 0
                               : std::size_t{1} * (inside.x1 - inside.x0) * (inside.y1 - inside.y0);
            CHECK(to.all() - to.untouched() == expected);
            if (inside.empty()) continue;
            const Rect there = turned(inside, size, turn);
            const Rect first = place(inside.x0, inside.y0, size, turn);
            CHECK(intersect(first, there) == first);
            CHECK(to.canvas().row(first.y0)[first.x0] == name(inside.x0, inside.y0));
        }
    }
}

TEST_CASE("a finger on the panel is at the pixel that is shown there") {
    const Size size{97, 130};
    for (const Turn turn : kTurns) {
        CAPTURE(static_cast<int>(turn));
        int wrong = 0;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const Rect at = turned({x, y, x + 1, y + 1}, size, turn);
                const Point back = turned_back(
                    {static_cast<float>(at.x0) + 0.5f, static_cast<float>(at.y0) + 0.5f},
                    turned(size, turn), turn);
                wrong += back.x != static_cast<float>(x) + 0.5f;
                wrong += back.y != static_cast<float>(y) + 0.5f;
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("a buffer that sat frames out is given all that it lacks, and no more") {
    Backing backing(Turn::none, 2);
    backing.fit({200, 100});
    Sheet first({200, 100});
    Sheet second({200, 100});
    CHECK(backing.bring(0, first.canvas()).size() == 1);
    CHECK(first.untouched() == first.all() - 200u * 100u);
    const Rect left{0, 0, 64, 64};
    const Rect right{128, 0, 192, 64};
    backing.canvas().row(3)[3] = 7;
    backing.add(std::span(&left, 1));
    CHECK(backing.bring(0, first.canvas()).size() == 1);
    CHECK(first.canvas().row(3)[3] == 7);
    CHECK(backing.lacks_nothing(0));
    CHECK_FALSE(backing.lacks_nothing(1));
    backing.bring(1, second.canvas());
    backing.canvas().row(3)[130] = 9;
    backing.add(std::span(&right, 1));
    const auto written = backing.bring(1, second.canvas());
    CHECK(std::vector<Rect>(written.begin(), written.end()) == std::vector<Rect>{right});
    CHECK(second.canvas().row(3)[130] == 9);
    CHECK(second.canvas().row(3)[3] == 7);
    CHECK(first.canvas().row(3)[130] == 0);
    backing.bring(0, first.canvas());
    CHECK(first.canvas().row(3)[130] == 9);
}

TEST_CASE("a buffer that is never shown costs a bounded list") {
    Backing backing(Turn::quarter, 2);
    backing.fit({200, 100});
    const Rect cell{0, 0, 64, 64};
    for (int i = 0; i < 100'000; ++i) backing.add(std::span(&cell, 1));
    Sheet sheet({200, 100});
    CHECK(backing.bring(1, sheet.canvas()).size() <= 256);
}

TEST_CASE("another panel size begins a new picture, the same size keeps it") {
    Backing backing(Turn::quarter, 1);
    backing.fit({200, 100});
    const Canvas before = backing.canvas();
    CHECK(before.width == 100);
    CHECK(before.height == 200);
    backing.fit({200, 100});
    CHECK(backing.canvas().epoch == before.epoch);
    backing.fit({201, 100});
    CHECK(backing.canvas().epoch != before.epoch);
    CHECK(backing.canvas().height == 201);
}

TEST_CASE("a turned presenter shows what changed, and everything when the panel lost its pixels") {
    auto panel = std::make_unique<OffscreenPresenter>(Size{130, 97});
    OffscreenPresenter& glass = *panel;
    TurnedPresenter presenter(std::move(panel), Turn::quarter);
    const Canvas canvas = presenter.canvas();
    CHECK(canvas.width == 97);
    CHECK(canvas.height == 130);
    number(canvas);
    const Rect all{0, 0, 97, 130};
    presenter.present(std::span(&all, 1));
    CHECK(glass.canvas().row(0)[129] == name(0, 0));
    CHECK(glass.canvas().row(96)[0] == name(96, 129));
    const std::size_t frames = glass.frames();
    presenter.canvas();
    presenter.present({});
    CHECK(glass.frames() == frames);
    glass.resize({130, 97});
    CHECK(presenter.canvas().epoch == canvas.epoch);
    presenter.present({});
    CHECK(glass.canvas().row(0)[129] == name(0, 0));
}

}  // namespace villageboard::draw
