#include <SDL.h>
#include <doctest/doctest.h>

#include "kiosk/app/sdl_input.h"
#include "kiosk/draw/png.h"
#include "kiosk/draw/present/turned.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using draw::Turn;

/// A landscape panel whose picture is turned, and a finger and a mouse on its glass.
class Glass {
  public:
    Glass(const std::filesystem::path& folder, Turn turn, draw::Size size)
        : turn_(turn),
          size_(size),
          board_(folder, fixture_now),
          input_(queue_, {size, size, turn}) {
        auto panel = std::make_unique<draw::OffscreenPresenter>(size);
        panel_ = panel.get();
        presenter_ = std::make_unique<draw::TurnedPresenter>(std::move(panel), turn);
        const draw::Size laid_out = turned(size, turn);
        kiosk::Settings settings;
        settings.panel = kiosk::usual_panel(laid_out.width, laid_out.height);
        stage_ = std::make_unique<kiosk::Stage>(board_, *presenter_, settings, [] {});
        show();
    }

    void show() { stage_->run(queue_, kiosk::Uptime{0}); }
    kiosk::Stage& stage() { return *stage_; }
    draw::Canvas panel() { return panel_->canvas(); }
    draw::Canvas laid_out() { return presenter_->canvas(); }

    void tap_with_finger(const std::string& label) {
        const draw::Rect at = place(label);
        SDL_Event event{};
        event.tfinger.x = static_cast<float>(at.x0) / static_cast<float>(size_.width);
        event.tfinger.y = static_cast<float>(at.y0) / static_cast<float>(size_.height);
        for (const std::uint32_t type : {SDL_FINGERDOWN, SDL_FINGERUP}) {
            event.type = type;
            input_.take(event);
        }
        show();
    }

    void tap_with_mouse(const std::string& label) {
        const draw::Rect at = place(label);
        SDL_Event event{};
        event.button.x = at.x0;
        event.button.y = at.y0;
        event.button.button = SDL_BUTTON_LEFT;
        for (const std::uint32_t type : {SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP}) {
            event.type = type;
            input_.take(event);
        }
        show();
    }

  private:
    /// The pixel of the panel that shows the target's middle.
    draw::Rect place(const std::string& label) const {
        const kiosk::Node* node = stage_->tree().find_target(label);
        REQUIRE(node);
        const int x = static_cast<int>(node->visible.mid_x());
        const int y = static_cast<int>(node->visible.mid_y());
        return turned({x, y, x + 1, y + 1}, turned(size_, turn_), turn_);
    }

    Turn turn_;
    draw::Size size_;
    kiosk::Board board_;
    kiosk::InputQueue queue_;
    kiosk::SdlInput input_;
    draw::OffscreenPresenter* panel_ = nullptr;
    std::unique_ptr<draw::TurnedPresenter> presenter_;
    std::unique_ptr<kiosk::Stage> stage_;
};

}  // namespace

TEST_CASE("on a turned panel the board stands upright and a tap opens what is under the finger") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Turn turn : {Turn::none, Turn::quarter, Turn::half, Turn::three_quarters}) {
        CAPTURE(static_cast<int>(turn));
        Glass glass(folder.path(), turn, {1366, 768});
        CHECK(glass.stage().shell().theme().portrait() == swaps_sides(turn));
        glass.tap_with_finger("村里的钱");
        CHECK(glass.stage().shell().screen() == "list");
        glass.tap_with_mouse("返回");
        CHECK(glass.stage().shell().screen() == "home");
        glass.tap_with_finger("大字");
        const draw::Canvas laid_out = glass.laid_out();
        const draw::Canvas panel = glass.panel();
        draw::write_png(std::filesystem::path(VILLAGEBOARD_BINARY_DIR) /
                            ("turned_" + std::to_string(90 * static_cast<int>(turn)) + ".png"),
                        panel);
        int wrong = 0;
        for (int y = 0; y < laid_out.height; ++y) {
            for (int x = 0; x < laid_out.width; ++x) {
                const draw::Rect at =
                    turned({x, y, x + 1, y + 1}, {laid_out.width, laid_out.height}, turn);
                wrong += panel.row(at.y0)[at.x0] != laid_out.row(y)[x];
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("another window size lays the board out anew, and a tap still lands") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    Person person(folder.path(), portrait());
    person.shell().set_panel(kiosk::usual_panel(1920, 1080));
    person.presenter().resize({1920, 1080});
    person.show();
    CHECK_FALSE(person.shell().theme().portrait());
    REQUIRE(person.tap("村里的钱"));
    CHECK(person.screen() == "list");
    person.shell().reset();
    CHECK_FALSE(person.shell().theme().portrait());
}

TEST_CASE("a mouse on a display scaled by two is where its picture is") {
    kiosk::InputQueue queue;
    kiosk::SdlInput input(queue, {{640, 400}, {1280, 800}, Turn::none});
    SDL_Event event{};
    event.type = SDL_MOUSEMOTION;
    event.motion.x = 100;
    event.motion.y = 399;
    input.take(event);
    const kiosk::FrameInput frame = queue.next();
    CHECK(frame.x == 201);
    CHECK(frame.y == 799);
}

}  // namespace villageboard::kiosk_test
