#include "kiosk/draw/present/drm.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

DrmConnector connector(std::uint32_t id, std::vector<DrmMode> modes) {
    DrmConnector out;
    out.id = id;
    out.name = "HDMI-A-" + std::to_string(id);
    out.connected = true;
    out.width_mm = 476;
    out.height_mm = 268;
    out.modes = std::move(modes);
    out.crtcs = {id * 10};
    return out;
}

/// A card in memory. Its state outlives the presenter, to be looked at.
struct CardState {
    std::vector<DrmConnector> connectors{connector(1, {{{200, 100}, 60, true, 0}})};
    std::map<std::uint32_t, std::vector<std::uint32_t>> memory;  ///< by framebuffer
    std::uint32_t next = 1;
    std::uint32_t on_display = 0;
    std::uint32_t queued = 0;
    bool mode_refused = false;
    std::size_t buffers_allowed = 100;
    std::optional<Shown> answer;  ///< instead of showing
    std::vector<std::vector<Rect>> damage;
    int modes_set = 0;

    const std::vector<std::uint32_t>& picture() const { return memory.at(on_display); }
};

class FakeCard final : public DrmCard {
  public:
    explicit FakeCard(CardState& state) : state_(state) {}

    std::vector<DrmConnector> connectors() override { return state_.connectors; }
    DrmBuffer make_buffer(Size size) override {
        if (state_.memory.size() >= state_.buffers_allowed)
            throw Error(ErrorKind::retry, "no memory");
        DrmBuffer buffer;
        buffer.framebuffer = state_.next++;
        auto& memory = state_.memory[buffer.framebuffer];
        memory.assign(static_cast<std::size_t>(size.width + 7) * size.height, 0xEEEEEE);
        buffer.canvas = {memory.data(), size.width, size.height, size.width + 7, 0};
        return buffer;
    }
    void drop_buffer(const DrmBuffer& buffer) noexcept override {
        state_.memory.erase(buffer.framebuffer);
    }
    bool set_mode(const DrmOutput&, const DrmBuffer& buffer) override {
        if (state_.mode_refused) return false;
        ++state_.modes_set;
        state_.on_display = buffer.framebuffer;
        return true;
    }
    Shown show(const DrmOutput&, const DrmBuffer& buffer, std::span<const Rect> damage) override {
        if (state_.answer) return *state_.answer;
        if (state_.queued != 0) return Shown::busy;
        state_.queued = buffer.framebuffer;
        state_.damage.emplace_back(damage.begin(), damage.end());
        return Shown::queued;
    }
    int fd() const override { return -1; }
    bool read_shown() override {
        if (state_.queued == 0) return false;
        state_.on_display = std::exchange(state_.queued, 0);
        return true;
    }

  private:
    CardState& state_;
};

DrmPresenter presenter(CardState& state, Turn turn = Turn::none) {
    return {std::make_unique<FakeCard>(state), turn};
}

void paint(DrmPresenter& to, const Rect& part, std::uint32_t colour) {
    const Canvas canvas = to.canvas();
    for (int y = part.y0; y < part.y1; ++y)
        std::fill(canvas.row(y) + part.x0, canvas.row(y) + part.x1, colour);
    to.present(std::span(&part, 1));
}

/// Pixels on the display that are not the canvas's.
int differences(const CardState& state, DrmPresenter& of, Turn turn = Turn::none) {
    const Canvas canvas = of.canvas();
    const Size laid_out{canvas.width, canvas.height};
    const int stride = turned(laid_out, turn).width + 7;
    int wrong = 0;
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const Rect at = turned({x, y, x + 1, y + 1}, laid_out, turn);
            wrong += state.picture()[static_cast<std::size_t>(at.y0) * stride + at.x0] !=
                     canvas.row(y)[x];
        }
    }
    return wrong;
}

}  // namespace

TEST_CASE("the first connected display shows its own resolution") {
    CHECK_FALSE(choose_output({}));
    auto unplugged = connector(1, {{{1920, 1080}, 60, true, 0}});
    unplugged.connected = false;
    CHECK_FALSE(choose_output({unplugged}));
    CHECK_FALSE(choose_output({connector(1, {})}));
    auto without_crtc = connector(1, {{{1920, 1080}, 60, true, 0}});
    without_crtc.crtcs.clear();
    CHECK_FALSE(choose_output({without_crtc}));
    const auto output = choose_output(
        {unplugged, connector(2, {{{3840, 2160}, 30, false, 0}, {{1920, 1080}, 60, true, 1}}),
         connector(3, {{{800, 600}, 60, true, 0}})});
    REQUIRE(output);
    CHECK(output->connector.id == 2);
    CHECK(output->mode.size == Size{1920, 1080});
    CHECK(output->mode.index == 1);
    CHECK(output->crtc == 20);
}

TEST_CASE("a display without a resolution of its own shows the largest at the fastest") {
    const auto output = choose_output({connector(1, {{{1024, 768}, 75, false, 0},
                                                     {{1920, 1080}, 50, false, 1},
                                                     {{1920, 1080}, 60, false, 2}})});
    REQUIRE(output);
    CHECK(output->mode.index == 2);
}

TEST_CASE("a bare machine without a display, or whose display is taken, says so in a sentence") {
    CardState none;
    none.connectors.clear();
    CHECK_THROWS_WITH_AS(presenter(none), "no display is connected to the graphics card", Error);
    CardState taken;
    taken.mode_refused = true;
    CHECK_THROWS_WITH_AS(presenter(taken),
                         "another program, perhaps a desktop, has the display HDMI-A-1", Error);
    CHECK(taken.memory.empty());
    CardState full;
    full.buffers_allowed = 1;
    CHECK_THROWS_AS(presenter(full), Error);
    CHECK(full.memory.empty());
    CHECK_THROWS_AS(open_card("/nonexistent/card0"), Error);
    CHECK_THROWS_AS(open_card("/dev/null"), Error);
}

TEST_CASE("each of the two buffers gets the damage of the frame that it sat out") {
    for (const Turn turn : {Turn::none, Turn::quarter}) {
        CardState state;
        DrmPresenter display = presenter(state, turn);
        paint(display, {0, 0, 100, 100}, 1);
        display.handle_events();
        CHECK(differences(state, display, turn) == 0);
        for (int i = 0; i < 6; ++i) {
            paint(display, {10 * i, 5 * i, 10 * i + 8, 5 * i + 8}, 100 + static_cast<unsigned>(i));
            display.handle_events();
            CHECK(differences(state, display, turn) == 0);
        }
        CHECK(state.damage.back().size() == 2);
    }
}

TEST_CASE("frames faster than the display are kept, and the newest is shown") {
    CardState state;
    DrmPresenter display = presenter(state);
    for (unsigned i = 1; i <= 5; ++i) paint(display, {0, 0, 200, 100}, i);
    CHECK(state.damage.size() == 1);
    display.handle_events();
    CHECK(state.damage.size() == 2);
    display.handle_events();
    CHECK(state.picture()[0] == 5);
    CHECK(differences(state, display) == 0);
    display.handle_events();
    display.present({});
    CHECK(state.damage.size() == 2);
}

TEST_CASE("a buffer that is shown is never drawn into") {
    CardState state;
    DrmPresenter display = presenter(state);
    paint(display, {0, 0, 200, 100}, 1);
    display.handle_events();
    const std::uint32_t shown = state.on_display;
    const auto before = state.memory.at(shown);
    paint(display, {0, 0, 200, 100}, 2);
    CHECK(state.memory.at(shown) == before);
}

TEST_CASE("a busy card shows the frame later") {
    CardState state;
    DrmPresenter display = presenter(state);
    state.queued = state.on_display;
    paint(display, {0, 0, 50, 50}, 3);
    CHECK(state.damage.empty());
    display.handle_events();
    display.handle_events();
    CHECK(differences(state, display) == 0);
}

TEST_CASE("an unplugged display loses no frame: plugged in again it shows the newest") {
    CardState state;
    DrmPresenter display = presenter(state);
    paint(display, {0, 0, 200, 100}, 1);
    display.handle_events();
    state.connectors[0].connected = false;
    CHECK_FALSE(display.look_again());
    CHECK(display.lost());
    paint(display, {0, 0, 200, 100}, 2);
    CHECK(state.damage.size() == 1);
    state.connectors[0].connected = true;
    CHECK_FALSE(display.look_again());
    CHECK_FALSE(display.lost());
    CHECK(differences(state, display) == 0);
    CHECK_FALSE(display.look_again());
    CHECK(state.modes_set == 2);
}

TEST_CASE("another display has the picture in its own size") {
    CardState state;
    {
        DrmPresenter display = presenter(state);
        const std::uint32_t epoch = display.canvas().epoch;
        state.connectors = {connector(5, {{{90, 160}, 60, true, 0}})};
        CHECK(display.look_again());
        CHECK(display.panel() == Size{90, 160});
        CHECK(display.canvas().epoch != epoch);
        paint(display, {0, 0, 90, 160}, 8);
        display.handle_events();
        CHECK(differences(state, display) == 0);
        CHECK(state.memory.size() == 2);
    }
    CHECK(state.memory.empty());
}

TEST_CASE("a card that another program took is asked for again") {
    for (const Shown answer : {Shown::not_allowed, Shown::gone}) {
        CardState state;
        DrmPresenter display = presenter(state);
        state.answer = answer;
        state.mode_refused = true;
        paint(display, {0, 0, 200, 100}, 4);
        CHECK(display.lost());
        CHECK_FALSE(display.look_again());
        CHECK(display.lost());
        state.answer.reset();
        state.mode_refused = false;
        display.look_again();
        CHECK_FALSE(display.lost());
        CHECK(differences(state, display) == 0);
    }
}

TEST_CASE("a card without page flips shows each frame at once") {
    CardState state;
    DrmPresenter display = presenter(state);
    state.answer = Shown::at_once;
    paint(display, {0, 0, 200, 100}, 1);
    paint(display, {0, 0, 200, 100}, 2);
    display.show_again();
    for (const auto& [id, memory] : state.memory) CHECK(memory[0] == 2);
}

TEST_CASE("the display's size in mm is turned with the picture") {
    CardState state;
    state.connectors = {connector(1, {{{1920, 1080}, 60, true, 0}})};
    CHECK(presenter(state, Turn::quarter).glass_mm() == std::pair{268.0, 476.0});
    state.connectors[0].width_mm = 0;
    CHECK_FALSE(presenter(state).glass_mm());
}

TEST_CASE("cards are tried in order, render nodes are none") {
    const auto folder = std::filesystem::temp_directory_path() / "villageboard-cards";
    std::filesystem::remove_all(folder);
    CHECK(card_paths(folder).empty());
    std::filesystem::create_directory(folder);
    for (const char* name : {"card1", "renderD128", "card0"}) std::ofstream(folder / name);
    CHECK(card_paths(folder) ==
          std::vector<std::string>{(folder / "card0").string(), (folder / "card1").string()});
    std::filesystem::remove_all(folder);
}

}  // namespace villageboard::draw
