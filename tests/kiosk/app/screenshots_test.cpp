#include "kiosk/app/screenshots.h"

#include <doctest/doctest.h>

#include "content/state/screenshot.h"
#include "content/state/state.h"
#include "kiosk/draw/png.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

constexpr const char* kNotice = "县里刚看了这块屏上的画面，没有拍人。";

kiosk::Settings resting() {
    kiosk::Settings settings = portrait();
    settings.board_turn = std::chrono::seconds{25};
    return settings;
}

/// A terminal with state.db, and a county that asks.
struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    state::StateDb state;
    state::StateDb agent;
    Hall() : state(folder.path()), agent(folder.path()) { fill_village(writer); }

    Person person(const kiosk::Settings& settings = portrait()) {
        kiosk::Services services;
        services.state = &state;
        return {folder.path(), settings, fixture_now(), services};
    }
    void ask(const std::string& request = "a", std::chrono::seconds left = std::chrono::hours{1}) {
        state::ScreenshotRecords(agent).ask(request, left, state::running_time());
    }
    std::string picture() {
        const auto taken = state::ScreenshotRecords(agent).taken(state::running_time());
        return taken ? taken->png : std::string{};
    }
};

std::uint32_t number_at(const std::string& png, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | static_cast<std::uint8_t>(png.at(at + i));
    return number;
}

std::string shown(Person& person) {
    return kiosk::shrunk_png(person.presenter().canvas(), state::kMostScreenshotPx);
}

}  // namespace

TEST_CASE("the county gets a picture of the first page, and the panel says so for ten seconds") {
    Hall hall;
    Person person = hall.person();
    const std::string home = shown(person);
    hall.ask();
    person.wait(59);
    CHECK(hall.picture().empty());
    CHECK(!person.sees(kNotice));
    person.wait(4);
    const std::string png = hall.picture();
    REQUIRE(png.starts_with("\x89PNG"));
    CHECK(number_at(png, 16) == 720);
    CHECK(number_at(png, 20) == 1280);
    // without the notice, which came afterwards
    CHECK(png == home);
    CHECK(person.sees(kNotice));
    CHECK(shown(person) != home);
    person.wait(6);
    CHECK(person.sees(kNotice));
    person.wait(6);
    CHECK(!person.sees(kNotice));
    CHECK(shown(person) == home);
}

TEST_CASE("of the notice board the page that is up is pictured") {
    Hall hall;
    Person person = hall.person(resting());
    person.wait(70);
    REQUIRE(person.screen() == "board");
    const std::string page = shown(person);
    hall.ask();
    person.wait(2);
    CHECK(hall.picture() == page);
    CHECK(person.sees(kNotice));
}

TEST_CASE("while somebody uses the terminal there is no picture, nor until a minute later") {
    Hall hall;
    Person person = hall.person();
    person.wait(100);
    REQUIRE(person.tap("补贴"));
    hall.ask();
    person.wait(65);
    CHECK(person.screen() == "list");
    CHECK(hall.picture().empty());
    REQUIRE(person.tap("种地补贴名单"));
    person.wait(150);
    CHECK(person.screen() == "roll");
    CHECK(hall.picture().empty());
    person.wait(60);
    REQUIRE(person.screen() == "home");
    CHECK(!hall.picture().empty());
}

TEST_CASE("a finger on the first page puts the picture off for a minute") {
    Hall hall;
    Person person = hall.person();
    person.wait(58);
    hall.ask();
    person.press(2, 2);
    person.release(2, 2);
    person.show();
    person.wait(58);
    CHECK(hall.picture().empty());
    person.wait(4);
    CHECK(!hall.picture().empty());
}

TEST_CASE("a look that somebody chose is never pictured, but the everyday one after it") {
    Hall hall;
    Person person = hall.person();
    const std::string home = shown(person);
    person.shell().set_text_size(kiosk::TextSize::largest);
    person.show();
    hall.ask();
    person.wait(88);
    CHECK(hall.picture().empty());
    person.wait(10);
    CHECK(hall.picture() == home);
}

TEST_CASE("a request that ended or was taken back gives no picture and no notice") {
    Hall hall;
    Person person = hall.person();
    hall.ask("a", std::chrono::seconds{0});
    person.wait(70);
    CHECK(hall.picture().empty());
    CHECK(!person.sees(kNotice));
    hall.ask("b");
    state::ScreenshotRecords(hall.agent).forget();
    person.wait(5);
    CHECK(hall.picture().empty());
    CHECK(!person.sees(kNotice));
}

TEST_CASE("while it waits for its first content the terminal gives no picture") {
    TemporaryFolder folder;
    state::StateDb state(folder.path());
    kiosk::Services services;
    services.state = &state;
    Person person(folder.path(), portrait(), fixture_now(), services);
    REQUIRE(person.screen() == "waiting");
    state::ScreenshotRecords(state).ask("a", std::chrono::hours{1}, state::running_time());
    person.wait(100);
    CHECK(!state::ScreenshotRecords(state).taken(state::running_time()));
}

TEST_CASE("one request, one picture") {
    Hall hall;
    Person person = hall.person();
    hall.ask();
    person.wait(62);
    REQUIRE(!hall.picture().empty());
    person.wait(20);
    CHECK(!person.sees(kNotice));
    hall.ask("b");
    person.wait(2);
    CHECK(person.sees(kNotice));
}

TEST_CASE("a picture is brought down by the mean of its pixels, and a small one stays") {
    std::vector<std::uint32_t> pixels{0x000000, 0xFFFFFF, 0x102030, 0x102030,
                                      0xFFFFFF, 0x000000, 0x102030, 0x102030};
    std::vector<std::uint32_t> half{0x808080, 0x102030};
    const draw::Canvas canvas{pixels.data(), 4, 2, 4, 1};
    CHECK(kiosk::shrunk_png(canvas, 2) == draw::png_of({half.data(), 2, 1, 2, 1}));
    CHECK(kiosk::shrunk_png(canvas, 4) == draw::png_of(canvas));
}

}  // namespace villageboard::kiosk_test
