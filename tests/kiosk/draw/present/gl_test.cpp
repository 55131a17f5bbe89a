#include <SDL.h>
#include <doctest/doctest.h>

#include <cstdlib>

#include "content/model/error.h"
#include "kiosk/draw/picture.h"
#include "kiosk/draw/png.h"
#include "kiosk/draw/present/gl_target.h"
#include "kiosk/draw/present/gl_window.h"
#include "kiosk/draw/present/trial.h"
#include "tests/kiosk/draw/present/quiet.h"
#include "tests/kiosk/draw/specimen.h"

namespace villageboard::draw {
namespace {

constexpr ImU32 kPaper = 0xFFEFF7FB;

int difference(std::uint32_t a, std::uint32_t b) {
    int largest = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const int apart = static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255);
        largest = std::max(largest, std::abs(apart));
    }
    return largest;
}

int largest_difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    REQUIRE(a.size() == b.size());
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, difference(a[i], b[i]));
    return largest;
}

/// OpenGL without a display: Mesa's software rasterizer on SDL's offscreen driver.
struct Unit {
    Unit() : window(options()), context(window) {}
    static WindowOptions options() {
        setenv("SDL_VIDEODRIVER", "offscreen", 1);
        return {"test", WindowMode::panel, {64, 64}, WindowSurface::opengl};
    }
    ~Unit() { setenv("SDL_VIDEODRIVER", "dummy", 1); }
    Unit(const Unit&) = delete;
    Unit& operator=(const Unit&) = delete;

    Quiet quiet;
    SdlWindow window;
    GlContext context;
};

std::vector<std::uint32_t> painted(const GlApi& gl, GlPainter& painter, const ImDrawData& data,
                                   const fonts::Atlas& atlas, Size size, Turn turn) {
    Primitives primitives;
    flatten(data, atlas, size, primitives);
    const GlTarget target(gl, turned(size, turn));
    painter.paint(primitives, atlas, size, turn, kPaper);
    CHECK(gl.get_error() == GL_NO_ERROR);
    return target.pixels();
}

std::shared_ptr<const Picture> photograph(Size size) {
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            pixels.push_back(static_cast<std::uint32_t>((x * 37 + y * 91) % 256) << 24 |
                             static_cast<std::uint32_t>(x * 7919 + y * 104729) % 0xFFFFFF);
    return make_picture(size, pixels);
}

}  // namespace

TEST_CASE("OpenGL draws the page of everything within 2/255 of the processor's, turned or not") {
    const Unit unit;
    const GlApi& gl = unit.context.api();
    GlPainter painter(gl);
    const Size size{1920, 1080};
    Stage stage(size);
    const auto page = [&](ImDrawList& list) { Specimen(stage, list).page(); };
    stage.frame(page, kPaper);
    const auto expected = stage.pixels();
    const ImDrawData& data = *ImGui::GetDrawData();
    const auto straight = painted(gl, painter, data, stage.atlas, size, Turn::none);
    CHECK(largest_difference(straight, expected) <= 2);
    for (const Turn turn : {Turn::quarter, Turn::half, Turn::three_quarters}) {
        CAPTURE(static_cast<int>(turn));
        const Size panel = turned(size, turn);
        std::vector<std::uint32_t> wanted(expected.size());
        copy_turned(stage.screen.canvas(), {0, 0, size.width, size.height},
                    {wanted.data(), panel.width, panel.height, panel.width, 1}, turn);
        const auto got = painted(gl, painter, data, stage.atlas, size, turn);
        // The pixels at the tips of slanted lines lie on an edge: hardware decides which side.
        std::size_t apart = 0;
        for (std::size_t i = 0; i < got.size(); ++i) apart += difference(got[i], wanted[i]) > 2;
        CHECK(apart <= 8);
    }
    std::vector<std::uint32_t> copy = straight;
    write_png(std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "specimen_opengl.png",
              {copy.data(), size.width, size.height, size.width, 1});
}

TEST_CASE("OpenGL draws pictures, stretched, mirrored, tinted and cut, as the processor does") {
    const Unit unit;
    const GlApi& gl = unit.context.api();
    GlPainter painter(gl);
    const Size size{640, 480};
    Stage stage(size);
    const auto a = photograph({97, 61});
    const auto b = photograph({200, 150});
    stage.frame(
        [&](ImDrawList& list) {
            list.AddRectFilled({0, 0}, {640, 240}, IM_COL32(30, 90, 60, 255));
            list.AddImage(picture_texture(*a), {10, 10}, {107, 71});
            list.AddImage(picture_texture(*b), {120.25f, 10.5f}, {400.75f, 199.25f});
            list.AddImage(picture_texture(*b), {420, 10}, {520, 85}, {1, 0}, {0, 1});
            list.AddImage(picture_texture(*a), {420, 100}, {620, 230}, {0, 0}, {1, 1},
                          IM_COL32(200, 120, 255, 140));
            list.PushClipRect({20, 250}, {300, 330});
            list.AddImage(picture_texture(*b), {-30, 230}, {500, 400});
            list.PopClipRect();
            list.AddImageQuad(picture_texture(*b), {350, 260}, {600, 300}, {560, 460}, {330, 400});
            list.AddTriangleFilled({40, 350}, {250, 470}, {10, 460}, IM_COL32(180, 20, 20, 200));
            list.AddCircleFilled({300, 400}, 40, IM_COL32(20, 20, 180, 90));
        },
        kPaper);
    const auto got = painted(gl, painter, *ImGui::GetDrawData(), stage.atlas, size, Turn::none);
    const auto expected = stage.pixels();
    // An edge of a slanted picture may go to the neighbouring pixel: hardware counts in 1/256 px.
    std::size_t apart = 0;
    for (std::size_t i = 0; i < got.size(); ++i) apart += difference(got[i], expected[i]) > 2;
    CHECK(apart <= 100);
    std::size_t apart_without_slant = 0;
    for (std::size_t i = 0; i < std::size_t{640} * 250; ++i)
        apart_without_slant += difference(got[i], expected[i]) > 2;
    CHECK(apart_without_slant == 0);
}

TEST_CASE("only rows of the atlas that changed are sent to the graphics unit") {
    const std::vector<std::uint8_t> before{1, 1, 2, 2, 3, 3, 4, 4};
    auto now = before;
    CHECK(changed_rows(before, now, 2).empty());
    now[3] = 9;
    CHECK(changed_rows(before, now, 2) == std::vector<RowRange>{{1, 2}});
    now[0] = 9;
    now[7] = 9;
    CHECK(changed_rows(before, now, 2) == std::vector<RowRange>{{0, 2}, {3, 4}});
    CHECK(changed_rows({}, now, 2) == std::vector<RowRange>{{0, 4}});

    const Unit unit;
    GlPainter painter(unit.context.api());
    const Size size{400, 200};
    Stage stage(size);
    const auto frame = [&](const std::string& words) {
        stage.frame(
            [&](ImDrawList& list) { Specimen(stage, list).text(10, 10, words, style(30, 380)); },
            kPaper);
        return painted(unit.context.api(), painter, *ImGui::GetDrawData(), stage.atlas, size,
                       Turn::none);
    };
    frame("核桃箐村");
    const std::size_t first = painter.rows_sent();
    CHECK(first == static_cast<std::size_t>(stage.atlas.height()));
    frame("核桃箐村");
    CHECK(painter.rows_sent() == first);
    const auto pixels = frame("核桃箐村水");
    CHECK(painter.rows_sent() > first);
    CHECK(painter.rows_sent() < first + 100);
    CHECK(largest_difference(pixels, stage.pixels()) <= 2);
}

TEST_CASE("an OpenGL window draws each changed frame once, and again when its picture was lost") {
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    const Quiet quiet;
    const Size size{400, 200};
    const SdlWindow window({"test", WindowMode::panel, size, WindowSurface::opengl});
    GlPresenter presenter(window, Turn::none);
    CHECK(presenter.canvas().width == 400);
    Stage stage(size);
    const auto frame = [&](const std::string& words) {
        const ImDrawData& data = stage.build(
            [&](ImDrawList& list) { Specimen(stage, list).text(10, 10, words, style(30, 380)); });
        CHECK(presenter.draw(data, stage.atlas, kPaper));
    };
    frame("一");
    frame("一");
    CHECK(presenter.frames() == 1);
    frame("二");
    CHECK(presenter.frames() == 2);
    presenter.show_again();
    frame("二");
    CHECK(presenter.frames() == 3);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

TEST_CASE("a machine without OpenGL is told so") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    CHECK_THROWS_AS(
        [] {
            const Quiet quiet;
            const SdlWindow window({"test", WindowMode::panel, {64, 64}, WindowSurface::opengl});
            const GlContext context(window);
        }(),
        Error);
}

TEST_CASE("the trial draws a real frame with both, and ends when its time is used up") {
    const Unit unit;
    const Size size{400, 200};
    Stage stage(size);
    const ImDrawData& data = stage.build(
        [&](ImDrawList& list) { Specimen(stage, list).text(10, 10, "村里的钱", style(30, 380)); });
    std::chrono::nanoseconds now{0};
    const auto clock_of = [&](std::chrono::nanoseconds step) {
        return [&now, step] { return now += step; };
    };
    TrialPresenter quick(unit.context.api(), size, clock_of(std::chrono::microseconds{10}));
    CHECK(quick.draw(data, stage.atlas, kPaper));
    CHECK(quick.result().processor.size() == 5);
    CHECK(quick.result().opengl.size() == 5);
    CHECK(is_software(quick.result().unit));
    TrialPresenter slow(unit.context.api(), size, clock_of(std::chrono::milliseconds{20}));
    CHECK(slow.draw(data, stage.atlas, kPaper));
    CHECK(slow.result().processor.size() < 3);
}

}  // namespace villageboard::draw
