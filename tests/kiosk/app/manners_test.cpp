#include <SDL.h>
#include <doctest/doctest.h>

#include <array>
#include <random>

#include "content/state/state.h"
#include "kiosk/app/sdl_input.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    Hall() { fill_village(writer); }
};

// Turns the page until the words are in sight, and taps them.
bool find_and_tap(Person& person, const std::string& label) {
    for (int turn = 0; turn < 20; ++turn) {
        const kiosk::Node* node = person.tree().find_target(label);
        if (node && node->visible.h >= node->rect.h * 0.6F) return person.tap(label);
        if (!person.tap("往下")) return false;
    }
    return false;
}

kiosk::Settings resting() {
    kiosk::Settings settings = portrait();
    settings.board_turn = std::chrono::seconds{25};
    return settings;
}

bool home_in_two_taps(Person& person) {
    const std::string end = person.screen();
    CAPTURE(end);
    // The storm may have chosen another language.
    const auto say = [&](const char* key) { return person.shell().strings().say(key); };
    if (person.screen() == "cleaning") person.wait(31);
    for (int tap = 0; tap < 2 && person.screen() != "home"; ++tap)
        if (!person.tap(say("footer.home"))) person.tap(say("alert.known"));
    return person.screen() == "home";
}

}  // namespace

TEST_CASE(
    "while the glass is wiped no tap counts for thirty seconds, then everything is as before") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("帮助"));
    REQUIRE(find_and_tap(person, "擦屏幕"));
    CHECK(person.screen() == "cleaning");
    CHECK(person.sees("正在擦屏幕"));
    CHECK(person.sees("30 秒"));
    for (const kiosk::Node& node : person.tree().nodes) CHECK(node.target == kiosk::Target::none);
    for (int i = 0; i < 50; ++i) {
        person.press(static_cast<float>(i * 20), 1850);
        person.release(static_cast<float>(i * 20), 1850);
    }
    person.show();
    CHECK(person.screen() == "cleaning");
    person.wait(12);
    CHECK(person.sees("18 秒"));
    person.wait(19);
    CHECK(person.screen() == "help");
    CHECK(person.tap("首页"));
}

TEST_CASE("a red warning ends the wiping of the glass") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("帮助"));
    REQUIRE(find_and_tap(person, "擦屏幕"));
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    person.wait(2);
    CHECK(person.screen() == "alert");
    CHECK(person.tap("我知道了"));
}

TEST_CASE("what a finger presses changes its look in the frame of the press") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    const kiosk::Node tile = *person.tree().find_target("补贴");
    const auto pixel = [&] {
        const draw::Canvas canvas = person.presenter().canvas();
        const auto x = static_cast<int>(tile.rect.right()) - 30;
        const auto y = static_cast<int>(tile.rect.bottom()) - 30;
        return canvas.pixels[y * canvas.stride + x];
    };
    const auto before = pixel();
    person.press(tile.rect.mid_x(), tile.rect.mid_y());
    person.show();
    CHECK(pixel() != before);
    person.release(tile.rect.x - 20, tile.rect.y - 20);
    person.show();
    CHECK(pixel() == before);
}

TEST_CASE("the first page leads to what a payment was, to asking, and to a person who helps") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    CHECK(person.sees("0886-5550101"));
    CHECK(person.sees("12345"));
    REQUIRE(find_and_tap(person, "这笔钱是啥"));
    CHECK(person.screen() == "money");
    REQUIRE(person.tap("首页"));
    REQUIRE(find_and_tap(person, "问一问"));
    CHECK(person.screen() == "speak");
    REQUIRE(person.tap("首页"));
    REQUIRE(find_and_tap(person, "有事找人"));
    CHECK(person.screen() == "help");
}

TEST_CASE(
    "a tap on a warning itself shows what to do, where to go and whom to ring in the village") {
    Hall hall;
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.screen() == "alert");
    CHECK(person.sees("村里值班"));
    person.press(540, 700);
    person.release(540, 700);
    person.show();
    CHECK(person.screen() == "alert-page");
    CHECK(person.sees("河边组、岩脚组的人马上到村小学操场集合"));
    CHECK(person.sees("0886-5550101"));
}

TEST_CASE(
    "a restart in the middle of a visit doesn't cover the page again with a warning just read") {
    Hall hall;
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    state::StateDb state(hall.folder.path());
    {
        Person person(hall.folder.path(), resting(), fixture_now(), {.state = &state});
        REQUIRE(person.screen() == "alert");
        REQUIRE(person.tap("我知道了"));
        CHECK(person.screen() == "home");
    }
    {
        Person person(hall.folder.path(), resting(), fixture_now() + std::chrono::seconds{20},
                      {.state = &state});
        CHECK(person.screen() == "home");
        CHECK(person.sees("云岭县发布地质灾害红色预警"));
        person.wait(91);
        CHECK(person.screen() == "alert");
    }
    Person next(hall.folder.path(), resting(), fixture_now() + std::chrono::minutes{10},
                {.state = &state});
    CHECK(next.screen() == "alert");
}

// A storm in the panel's own events: whoever hits the glass, whatever they hit.
TEST_CASE("a storm of three thousand taps, swipes and keys ends with home two taps away") {
    Hall hall;
    state::StateDb state(hall.folder.path());
    Person person(hall.folder.path(), resting(), fixture_now(), {.state = &state});
    std::mt19937 random(7);
    const auto below = [&](int limit) {
        return static_cast<float>(std::uniform_int_distribution<int>(0, limit - 1)(random));
    };
    kiosk::Uptime now = person.uptime();
    for (int step = 0; step < 3000; ++step) {
        now += std::chrono::milliseconds{10};
        const float x = below(1080);
        const float y = below(1920);
        person.press(x, y);
        // Every eighth is a swipe, from an edge as often as not.
        if (step % 8 == 0) person.move(below(2) > 0 ? 0 : x, below(1920));
        person.release(x, y);
        if (step % 5 == 0)
            person.queue().push({kiosk::InputKind::key, 0, 0, 0, step % 2 ? "Escape" : "Q"});
        // The terminal draws sixty times a second at best; taps wait in the queue meanwhile.
        if (step % 25 != 0) continue;
        person.shell().tick(now);
        person.stage().run(person.queue(), now);
    }
    person.stage().run(person.queue(), now);
    CHECK(home_in_two_taps(person));
}

TEST_CASE("a storm of one to ten fingers at once ends with home two taps away") {
    Hall hall;
    state::StateDb state(hall.folder.path());
    Person person(hall.folder.path(), resting(), fixture_now(), {.state = &state});
    kiosk::SdlInput input(person.queue(), {{1080, 1920}, {1080, 1920}});
    std::mt19937 random(11);
    const auto part = [&] { return std::uniform_real_distribution<float>(0, 1)(random); };
    std::array<draw::Point, 10> at{};
    const auto finger = [&](std::uint32_t type, int number) {
        draw::Point& here = at[static_cast<std::size_t>(number)];
        if (type != SDL_FINGERUP) here = {part(), part()};
        SDL_Event event{};
        event.type = type;
        event.tfinger.fingerId = number;
        event.tfinger.x = here.x;
        event.tfinger.y = here.y;
        input.take(event);
    };
    kiosk::Uptime now = person.uptime();
    for (int step = 0; step < 2000; ++step) {
        now += std::chrono::milliseconds{10};
        const int fingers = 1 + step % 10;
        for (int i = 0; i < fingers; ++i) finger(SDL_FINGERDOWN, i);
        if (step % 3 == 0) finger(SDL_FINGERMOTION, step % fingers);
        for (int i = 0; i < fingers; ++i) finger(SDL_FINGERUP, (i + step) % fingers);
        if (step % 25 != 0) continue;
        person.shell().tick(now);
        person.stage().run(person.queue(), now);
    }
    person.stage().run(person.queue(), now);
    CHECK(home_in_two_taps(person));
}

}  // namespace villageboard::kiosk_test
