#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/draw/present/gl_target.h"
#include "kiosk/draw/present/gl_window.h"
#include "kiosk/draw/rasteriser.h"
#include "tests/kiosk/draw/present/quiet.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

/// Draws every frame with the processor and with OpenGL, and compares.
class BothPresenter final : public draw::Presenter {
  public:
    BothPresenter(const draw::GlApi& gl, draw::Size size)
        : gl_(gl), painter_(gl), size_(size), screen_(size) {}

    bool draw(const ImDrawData& data, const fonts::Atlas& atlas, std::uint32_t paper) override {
        draw::Rasteriser rasteriser(atlas);
        rasteriser.render(data, screen_.canvas(), paper);
        draw::flatten(data, atlas, size_, primitives_);
        const draw::GlTarget target(gl_, size_);
        painter_.paint(primitives_, atlas, size_, draw::Turn::none, paper);
        compare(target.pixels());
        return true;
    }
    draw::Canvas canvas() override { return screen_.canvas(); }
    void present(std::span<const draw::Rect>) override {}

    int frames() const { return frames_; }
    int largest() const { return largest_; }

  private:
    void compare(const std::vector<std::uint32_t>& pixels) {
        ++frames_;
        const draw::Canvas expected = screen_.canvas();
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            for (int shift = 0; shift < 24; shift += 8) {
                const int apart = static_cast<int>(pixels[i] >> shift & 255) -
                                  static_cast<int>(expected.pixels[i] >> shift & 255);
                largest_ = std::max(largest_, std::abs(apart));
            }
        }
    }

    const draw::GlApi& gl_;
    draw::GlPainter painter_;
    draw::Size size_;
    draw::OffscreenPresenter screen_;
    draw::Primitives primitives_;
    int frames_ = 0;
    int largest_ = 0;
};

}  // namespace

TEST_CASE("OpenGL draws the board's own screens within 2/255 of the processor's") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    {
        const draw::Quiet quiet;
        const draw::SdlWindow window(
            {"test", draw::WindowMode::panel, {64, 64}, draw::WindowSurface::opengl});
        const draw::GlContext context(window);
        const draw::Size size{1080, 1920};
        BothPresenter presenter(context.api(), size);
        kiosk::Board board(folder.path(), fixture_now);
        kiosk::Stage stage(board, presenter, portrait(), [] {});
        kiosk::InputQueue queue;
        const auto tap = [&](const std::string& label) {
            const kiosk::Node* node = stage.tree().find_target(label);
            REQUIRE(node);
            const float x = node->visible.mid_x();
            const float y = node->visible.mid_y();
            queue.push({kiosk::InputKind::press, x, y});
            queue.push({kiosk::InputKind::release, x, y});
            stage.run(queue, kiosk::Uptime{0});
        };
        stage.run(queue, kiosk::Uptime{0});
        tap("村里的钱");
        tap("2026年第三季度的账");
        tap("首页");
        tap("补贴");
        tap("种地补贴名单");
        tap("大字");
        stage.shell().set_palette(kiosk::Palette::night);
        stage.run(queue, kiosk::Uptime{0});
        tap("帮助");
        CHECK(presenter.frames() == 9);
        CHECK(presenter.largest() <= 2);
    }
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

}  // namespace villageboard::kiosk_test
