#include "kiosk/app/shell.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    Hall() { fill_village(writer); }
};

}  // namespace

TEST_CASE(
    "before the first content a calm page says that the terminal waits, and it goes home by "
    "itself") {
    TemporaryFolder folder;
    Person person(folder.path(), portrait());
    CHECK(person.screen() == "waiting");
    CHECK(person.sees("等待第一次收到内容"));
    VillageWriter writer(folder.path());
    fill_village(writer);
    person.wait(2);
    CHECK(person.screen() == "home");
    CHECK(person.sees("核桃箐村"));
}

TEST_CASE("a start without a county shows the last content at once") {
    Hall hall;
    Person person(hall.folder.path(), portrait(), fixture_now() + std::chrono::days{30});
    CHECK(person.screen() == "home");
    CHECK(person.sees("村里的钱"));
    CHECK(person.sees("内容：30 天前核对的"));
}

TEST_CASE("a damaged cache leaves the last view on the screen and says so") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.screen() == "home");
    {
        std::ofstream(hall.folder.path() / "cache.2.db", std::ios::binary)
            << std::string(8192, 'x');
        std::ofstream(hall.folder.path() / "cache.current") << "cache.2.db\n";
    }
    person.wait(2);
    person.show();
    CHECK(person.screen() == "home");
    CHECK(person.sees("村里的钱"));
}

TEST_CASE("nothing is drawn while nothing happens") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    const std::size_t frames = person.stage().frames();
    const std::size_t shown = person.presenter().frames();
    person.wait(60);
    CHECK(person.stage().frames() == frames);
    CHECK(person.presenter().frames() == shown);
}

TEST_CASE("a burst of fifteen taps loses none") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("种地补贴名单"));
    REQUIRE(person.tap("找名字"));
    const kiosk::Node* key = person.tree().find_target("C", "key");
    REQUIRE(key);
    // Fifteen taps between help and home: odd taps open, even ones go back.
    const kiosk::Node help = *person.tree().find_target("帮助");
    const kiosk::Node back = *person.tree().find_target("返回");
    for (int i = 0; i < 15; ++i) {
        const kiosk::Node& target = i % 2 == 0 ? help : back;
        person.press(target.rect.mid_x(), target.rect.mid_y());
        person.release(target.rect.mid_x(), target.rect.mid_y());
    }
    person.show();
    CHECK(person.screen() == "help");
    REQUIRE(person.tap("返回"));
    CHECK(person.screen() == "roll");
}

TEST_CASE("a finger that slides off a button does nothing") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    const kiosk::Node tile = *person.tree().find_target("补贴");
    person.press(tile.rect.mid_x(), tile.rect.mid_y());
    person.move(tile.rect.mid_x(), tile.rect.bottom() + 200);
    person.release(tile.rect.mid_x(), tile.rect.bottom() + 200);
    person.show();
    CHECK(person.screen() == "home");
    CHECK(person.tap("补贴"));
    CHECK(person.screen() == "list");
}

TEST_CASE("a target acts on release, not on press") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    const kiosk::Node tile = *person.tree().find_target("补贴");
    person.press(tile.rect.mid_x(), tile.rect.mid_y());
    person.show();
    CHECK(person.screen() == "home");
    person.release(tile.rect.mid_x(), tile.rect.mid_y());
    person.show();
    CHECK(person.screen() == "list");
}

TEST_CASE("dragging moves the page and opens nothing") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("村里的钱"));
    REQUIRE(person.tap("2026年第三季度的账"));
    REQUIRE(person.screen() == "finance");
    const kiosk::Node* row = nullptr;
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.target != kiosk::Target::none && node.id.starts_with("period/") &&
            !node.visible.empty())
            row = &node;
    REQUIRE(row);
    const kiosk::Node before = *row;
    person.press(before.rect.mid_x(), before.rect.mid_y());
    for (int step = 1; step <= 10; ++step) {
        person.move(before.rect.mid_x(), before.rect.mid_y() - static_cast<float>(step) * 20);
        person.show();
    }
    person.release(before.rect.mid_x(), before.rect.mid_y() - 200);
    person.show();
    CHECK(person.screen() == "finance");
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.id == before.id)
            CHECK(node.rect.y == doctest::Approx(before.rect.y - 200).epsilon(0.01));
}

TEST_CASE("nobody there: after 70 seconds it asks, after 90 it is home with everyday text") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("大字"));
    person.wait(69);
    CHECK_FALSE(person.sees("还在看吗？"));
    person.wait(2);
    CHECK(person.sees("还在看吗？"));
    CHECK(person.sees("19 秒后回到首页"));
    person.wait(10);
    CHECK(person.sees("9 秒后回到首页"));
    person.wait(10);
    CHECK(person.screen() == "home");
    CHECK(person.shell().theme().text_size() == kiosk::TextSize::normal);
    CHECK_FALSE(person.sees("还在看吗？"));
}

TEST_CASE("the still-here button keeps the page, and the page under the question can't be tapped") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    person.wait(75);
    REQUIRE(person.sees("还在看吗？"));
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.layer == 0 && node.target != kiosk::Target::none) CHECK_FALSE(node.enabled);
    REQUIRE(person.tap("还在看"));
    CHECK(person.screen() == "list");
    CHECK_FALSE(person.sees("还在看吗？"));
    person.wait(30);
    CHECK(person.screen() == "list");
}

TEST_CASE("a page for reading waits twice as long") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("种地补贴名单"));
    person.wait(120);
    CHECK(person.screen() == "roll");
    CHECK_FALSE(person.sees("还在看吗？"));
    person.wait(61);
    CHECK(person.screen() == "home");
}

TEST_CASE(
    "a red warning takes over the whole panel until somebody has read it, then a strip stays") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    person.wait(2);
    CHECK(person.screen() == "alert");
    CHECK(person.sees("红色预警，特别危险"));
    CHECK(person.sees("河边组、岩脚组的人马上到村小学操场集合"));
    CHECK(person.sees("0886-5550110"));
    CHECK_FALSE(person.sees("首页"));
    REQUIRE(person.tap("我知道了"));
    CHECK(person.screen() == "list");
    CHECK(person.sees("云岭县发布地质灾害红色预警"));
    person.wait(91);
    CHECK(person.screen() == "alert");
}

TEST_CASE("orange takes over too, yellow and blue are a strip") {
    for (const Severity severity : {Severity::orange, Severity::yellow, Severity::blue}) {
        Hall hall;
        hall.writer.add(alert(severity), {.priority = Priority::alert, .days_ago = 0});
        Person person(hall.folder.path(), portrait());
        CAPTURE(static_cast<int>(severity));
        CHECK(person.screen() == (severity == Severity::orange ? "alert" : "home"));
        CHECK(person.sees("云岭县发布地质灾害"));
    }
}

TEST_CASE("a drill never takes over and says that it is not real") {
    Hall hall;
    hall.writer.add(alert(Severity::red, AlertStatus::exercise),
                    {.priority = Priority::alert, .days_ago = 0});
    Person person(hall.folder.path(), portrait());
    CHECK(person.screen() == "home");
    CHECK(person.sees("演练，不是真的"));
}

TEST_CASE("a warning is gone when it has expired") {
    Hall hall;
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.screen() == "alert");
    person.set_clock(fixture_now() + std::chrono::hours{8});
    person.wait(1);
    CHECK(person.screen() == "home");
    CHECK_FALSE(person.sees("云岭县发布地质灾害红色预警"));
}

TEST_CASE("a cancelled warning is gone, an updated one replaces the first") {
    Hall hall;
    const Alert first = alert(Severity::red);
    hall.writer.add(first, {.priority = Priority::alert, .days_ago = 0});
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.screen() == "alert");
    Alert update = alert(Severity::yellow);
    update.type = AlertType::update;
    update.references = first.identifier;
    hall.writer.add(update, {.priority = Priority::alert, .days_ago = 0});
    person.wait(1);
    CHECK(person.screen() == "home");
    CHECK(person.sees("黄色预警"));
    Alert cancel = alert(Severity::yellow);
    cancel.identifier += "-c";
    cancel.type = AlertType::cancel;
    cancel.references = update.identifier;
    hall.writer.add(cancel, {.priority = Priority::alert, .days_ago = 0});
    person.wait(1);
    CHECK_FALSE(person.sees("黄色预警"));
}

TEST_CASE(
    "a clock below the newest verified time is not believed: no days left, the header says so") {
    Hall hall;
    Person person(hall.folder.path(), portrait(), fixture_now() - std::chrono::days{200});
    CHECK(person.sees("时间待核"));
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("种地补贴名单"));
    CHECK_FALSE(person.sees("天还能提意见"));
}

TEST_CASE("a clock a year and more above the newest verified time is not believed either") {
    CHECK(kiosk::trusted_time(fixture_now() + std::chrono::days{399}, fixture_now()).known);
    CHECK_FALSE(kiosk::trusted_time(fixture_now() + std::chrono::days{400}, fixture_now()).known);
    CHECK_FALSE(kiosk::trusted_time(fixture_now(), std::nullopt).known);
    CHECK(kiosk::trusted_time(fixture_now() - std::chrono::seconds{1}, fixture_now()).now ==
          fixture_now());
}

TEST_CASE("several villages: the first page asks which, own village first") {
    Hall hall;
    hall.writer.follow(kOtherVillage, true);
    Person person(hall.folder.path(), portrait());
    CHECK(person.screen() == "villages");
    CHECK(person.sees("我的村"));
    REQUIRE(person.tap("松林村"));
    CHECK(person.screen() == "home");
    CHECK(person.sees("松林村村务公开栏"));
    REQUIRE(person.tap("返回"));
    REQUIRE(person.tap("核桃箐村"));
    CHECK(person.sees("核桃箐村村务公开栏"));
}

TEST_CASE("language and text size switch at once and on every page") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("English"));
    CHECK(person.screen() == "list");
    CHECK(person.sees("Subsidies"));
    CHECK(person.sees("Back"));
    REQUIRE(person.tap("Largest text"));
    CHECK(person.shell().theme().text_size() == kiosk::TextSize::largest);
    REQUIRE(person.tap("中文"));
    CHECK(person.sees("补贴"));
}

TEST_CASE("back and start are there on every page but the first") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    CHECK_FALSE(person.tap("返回"));
    REQUIRE(person.tap("村里的钱"));
    REQUIRE(person.tap("2026年第三季度的账"));
    REQUIRE(person.tap("返回"));
    CHECK(person.screen() == "list");
    REQUIRE(person.tap("帮助"));
    CHECK(person.sees("12345"));
    REQUIRE(person.tap("首页"));
    CHECK(person.screen() == "home");
}

TEST_CASE("new content appears by itself on the page that is open") {
    Hall hall;
    Person person(hall.folder.path(), portrait());
    REQUIRE(person.tap("项目"));
    CHECK_FALSE(person.sees("村口路灯工程"));
    Project lamps;
    lamps.title = "村口路灯工程";
    lamps.summary = "村口装 12 盏太阳能路灯。";
    lamps.office_name = "核桃箐村村民委员会";
    lamps.place = "村口";
    lamps.what = "装路灯";
    lamps.phone = "0886-5550123";
    for (int i = 0; i < static_cast<int>(kProjectSlots); ++i)
        lamps.slots.push_back(
            {static_cast<ProjectSlotName>(i), SlotState::missing, {}, {}, {}, {}, {}});
    hall.writer.add(lamps, {.days_ago = 0});
    person.wait(2);
    CHECK(person.screen() == "list");
    CHECK(person.sees("村口路灯工程"));
}

}  // namespace villageboard::kiosk_test
