#include "kiosk/screens/notice_board.h"

#include <doctest/doctest.h>

#include <set>

#include "content/state/state.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

kiosk::Settings resting() {
    kiosk::Settings settings = portrait();
    settings.board_turn = std::chrono::seconds{25};
    return settings;
}

struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    Hall() { fill_village(writer); }
};

std::string title(const Person& person) {
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.id == "board/page") return node.label;
    return {};
}

// Turns pages until this one stands, as somebody would who waits for it.
bool wait_for(Person& person, const std::string& wanted) {
    for (int turn = 0; turn < 40; ++turn) {
        if (title(person).find(wanted) != std::string::npos) return true;
        person.wait(26);
    }
    return false;
}

}  // namespace

TEST_CASE("untouched, the terminal is the notice board: a page every 25 seconds") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    CHECK(person.screen() == "board");
    std::set<std::string> titles;
    for (int turn = 0; turn < 12; ++turn) {
        titles.insert(title(person));
        person.wait(26);
    }
    CHECK(titles.size() >= 5);
    CHECK(person.screen() == "board");
    CHECK_FALSE(person.sees("还在看吗？"));
}

TEST_CASE("a page of the board says why it is there and where to tap, and a tap opens its item") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    REQUIRE(wait_for(person, "种地补贴名单"));
    CHECK(person.sees("公示中"));
    CHECK(person.sees("点这里看"));
    REQUIRE(person.tap("点这里看"));
    CHECK(person.screen() == "roll");
    REQUIRE(person.tap("首页"));
    CHECK(person.screen() == "home");
}

TEST_CASE("anywhere on the page opens it, the home button the first page") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    REQUIRE(wait_for(person, "种地补贴名单"));
    person.press(540, 900);
    person.release(540, 900);
    person.show();
    CHECK(person.screen() == "roll");
    person.wait(200);
    CHECK(person.screen() == "board");
    REQUIRE(person.tap("首页"));
    CHECK(person.screen() == "home");
}

TEST_CASE("a page of a roll shows totals and days left, never a name") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    std::set<std::string> names;
    for (const SubsidyLine& line : subsidy_roll(30).lines) names.insert(line.name);
    for (const ReliefLine& line : relief_roll(30).lines) names.insert(line.name);
    REQUIRE(names.size() > 5);
    bool saw_total = false;
    for (int turn = 0; turn < 24; ++turn) {
        for (const kiosk::Node& node : person.tree().nodes) {
            saw_total = saw_total || (node.role == kiosk::Role::figure &&
                                      node.label.find("元") != std::string::npos);
            for (const std::string& name : names) CHECK(node.label.find(name) == std::string::npos);
        }
        person.wait(26);
    }
    CHECK(saw_total);
}

TEST_CASE("the board never interrupts a person: it comes back 90 seconds after the last touch") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    REQUIRE(person.tap("首页"));
    person.wait(80);
    CHECK(person.screen() == "home");
    REQUIRE(person.tap("补贴"));
    person.wait(89);
    CHECK(person.screen() == "list");
    person.wait(2);
    CHECK(person.screen() == "board");
}

TEST_CASE("a page under a finger does not turn") {
    Hall hall;
    Person person(hall.folder.path(), resting());
    person.wait(26);
    const std::string before = title(person);
    person.press(540, 900);
    person.show();
    person.wait(60);
    CHECK(title(person) == before);
}

TEST_CASE("with nothing new the board is one calm page that says whose it is, and draws nothing") {
    Hall hall;
    kiosk::Settings still = resting();
    Person person(hall.folder.path(), still, fixture_now() + std::chrono::days{200});
    CHECK(title(person) == "核桃箐村村务公开栏");
    CHECK(person.sees("点一下屏幕"));
    const std::size_t frames = person.stage().frames();
    person.wait(50);
    CHECK(person.stage().frames() == frames);
    CHECK(title(person) == "核桃箐村村务公开栏");
    REQUIRE(person.tap("点一下屏幕"));
    CHECK(person.screen() == "home");
}

TEST_CASE("pages fade into each other where things may move, and change at once where not") {
    Hall hall;
    for (const kiosk::Motion motion : {kiosk::Motion::on, kiosk::Motion::off}) {
        Person person(hall.folder.path(), resting());
        kiosk::Panel panel = resting().panel;
        panel.motion = motion;
        person.shell().set_panel(panel);
        person.wait(24);
        const std::size_t before = person.stage().frames();
        kiosk::InputQueue nothing;
        for (kiosk::Uptime at = person.uptime(); at < person.uptime() + std::chrono::seconds{3};) {
            at = std::max(at + std::chrono::milliseconds{1}, person.shell().next_tick(at));
            if (person.shell().tick(at)) person.stage().run(nothing, at);
        }
        const std::size_t drawn = person.stage().frames() - before;
        CAPTURE(drawn);
        CHECK((motion == kiosk::Motion::on ? drawn >= 8 : drawn <= 2));
    }
}

TEST_CASE("each minute the board stands a pixel elsewhere, so that nothing burns into the glass") {
    kiosk::NoticeBoard board(std::chrono::seconds{25});
    using Time = kiosk::NoticeBoard::Time;
    std::set<std::pair<int, int>> places;
    board.begin(Time{0});
    for (int minute = 0; minute < 8; ++minute) {
        board.pass(std::chrono::minutes{minute}, kiosk::Motion::off);
        const auto [dx, dy] = board.shift();
        CHECK(std::abs(dx) <= 2);
        CHECK(std::abs(dy) <= 2);
        places.insert({dx, dy});
    }
    CHECK(places.size() == 8);
}

TEST_CASE("what stood on the glass is recorded to the minute, the board's pages too") {
    Hall hall;
    state::StateDb state(hall.folder.path());
    const Day today = shanghai_day(fixture_now());
    std::string report;
    {
        Person person(hall.folder.path(), resting(), fixture_now(), {.state = &state});
        REQUIRE(wait_for(person, "种地补贴名单"));
        for (const cache::ItemRow& item : person.board().items(kiosk::Subject::subsidy))
            if (item.plain_title.find("种地补贴名单") != std::string::npos) report = item.id;
        REQUIRE(person.tap("点这里看"));
        person.wait(130);
        CHECK(state.shown(today, report) >= std::chrono::seconds{60});
    }
    CHECK(state.shown(today, report) >= std::chrono::seconds{129});
    CHECK(state.shown(today, report) <= std::chrono::seconds{190});
    CHECK(state.shown(today, kiosk::DisplayMinutes::kAnything) > state.shown(today, report));
}

TEST_CASE("before the first content there is no board and nothing is recorded") {
    TemporaryFolder folder;
    state::StateDb state(folder.path());
    Person person(folder.path(), resting(), fixture_now(), {.state = &state});
    CHECK(person.screen() == "waiting");
    person.wait(200);
    CHECK(person.screen() == "waiting");
    CHECK(state.shown(shanghai_day(fixture_now()), kiosk::DisplayMinutes::kAnything).count() == 0);
    VillageWriter writer(folder.path());
    fill_village(writer);
    person.wait(2);
    CHECK(person.screen() == "board");
}

TEST_CASE("a yellow warning stands as a strip over the board, a red one takes its place") {
    Hall hall;
    hall.writer.add(alert(Severity::yellow), {.priority = Priority::alert, .days_ago = 0});
    Person person(hall.folder.path(), resting());
    CHECK(person.screen() == "board");
    CHECK(person.sees("云岭县发布地质灾害"));
    Alert red = alert(Severity::red);
    red.identifier += "-2";
    hall.writer.add(red, {.priority = Priority::alert, .days_ago = 0});
    person.wait(2);
    CHECK(person.screen() == "alert");
    REQUIRE(person.tap("我知道了"));
    CHECK(person.screen() == "home");
    person.wait(91);
    CHECK(person.screen() == "alert");
}

}  // namespace villageboard::kiosk_test
