#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "kiosk/print/desk.h"
#include "kiosk/staff/door.h"
#include "tests/kiosk/print/paper.h"
#include "tests/kiosk/support/ears.h"
#include "tests/kiosk/support/person.h"
#include "tests/kiosk/support/staff.h"

namespace villageboard::kiosk_test {
namespace {

constexpr const char* kPin = "490217";

Notice meeting_notice() {
    Notice body;
    body.title = "开会";
    body.summary = "明天晚上开会。";
    body.office_name = "核桃箐村村民委员会";
    return body;
}

/// A hall whose terminal has the PIN 490217.
struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    state::StateDb state{folder.path()};
    kiosk::StaffDoor door{state, folder.path(), [] {
                              return state::RunningTime{"boot", std::chrono::seconds{500}};
                          }};
    print::PrintDesk desk{folder.path() / "prints", print::Paper::receipt80, print::no_printer()};
    std::unique_ptr<Person> person;

    Person& stand(kiosk::Services services = {}) {
        services.state = &state;
        services.staff = &door;
        services.print = &desk;
        person = std::make_unique<Person>(folder.path(), portrait(), fixture_now(), services);
        return *person;
    }

    void find_door() {
        REQUIRE(person->tap("帮助"));
        while (person->tap("往下")) {
        }
        REQUIRE(person->tap("工作人员"));
        REQUIRE(person->screen() == "staff-pin");
    }

    void type(const std::string& pin) {
        for (const char digit : pin) REQUIRE(person->tap(std::string(1, digit)));
        REQUIRE(person->tap("进去"));
        for (int i = 0; i < 1000 && person->tree().find("正在核对"); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            person->show();
        }
    }

    void enter() {
        find_door();
        type(kPin);
        REQUIRE(person->screen() == "staff");
    }
};

}  // namespace

TEST_CASE("staff come in by a quiet place in the help page and their PIN") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    hall.find_door();
    hall.type("111222");
    CHECK(person.screen() == "staff-pin");
    CHECK(person.sees("密码不对，还可以试 4 次"));
    hall.type(kPin);
    CHECK(person.screen() == "staff");
    REQUIRE(person.tap("返回"));
    CHECK(person.screen() == "help");
}

TEST_CASE("the digits of a PIN are never on the glass, only how many there are") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    hall.find_door();
    for (const char* digit : {"4", "9", "0"}) REQUIRE(person.tap(digit));
    CHECK(person.sees("已输入 3 位"));
    CHECK_FALSE(person.tree().find("490"));
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.label == "进去" && node.target != kiosk::Target::none) CHECK_FALSE(node.enabled);
}

TEST_CASE("each digit of a PIN is answered by the same tone, and none is ever spoken") {
    Hall hall;
    Ears ears;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand(ears.services());
    hall.find_door();
    for (const char* digit : {"4", "9", "0"}) {
        REQUIRE(person.tap(digit));
        ears.listen(person, std::chrono::milliseconds{200});
    }
    CHECK(ears.recorder.heard() == std::vector<std::string>{"key", "key", "key"});
}

TEST_CASE("after too many wrong PINs the pad is gone, and the board can be read as always") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    hall.find_door();
    for (int i = 0; i < 5; ++i) hall.type("111222");
    CHECK(person.sees("请等 1 分钟"));
    CHECK(person.sees("公开栏照常能看"));
    CHECK_FALSE(person.tree().find_target("进去"));
    REQUIRE(person.tap("首页"));
    CHECK(person.tap("村里的钱"));
}

TEST_CASE("a terminal without a PIN says that the county has to set one") {
    Hall hall;
    fill_village(hall.writer);
    Person& person = hall.stand();
    hall.find_door();
    CHECK(person.sees("县里还没有给这台机器设工作人员密码"));
    CHECK_FALSE(person.tree().find_target("进去"));
}

TEST_CASE("the staff's page tells in plain words how the terminal does") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    hall.state.set_health({.result = state::RoundResult::refused,
                           .reason = "rollback",
                           .finished = fixture_now(),
                           .county = "board.yunling.example",
                           .keys = true});
    Person& person = hall.stand();
    hall.enter();
    for (const char* words : {"收到的内容核对不上", "rollback", "board.yunling.example",
                              "2026年11月23日 14:30", "GB", "程序版本"}) {
        CAPTURE(words);
        CHECK(person.tree().find(words));
    }
}

TEST_CASE("the staff's page counts what is still on its way") {
    Hall hall;
    fill_village(hall.writer);
    hall.writer.add(meeting_notice(), {.coming = {std::string(64, 'b'), std::string(64, 'c')}});
    give_pin(hall.state, hall.folder.path(), kPin);
    hall.state.set_health({.finished = fixture_now(), .county = "board.yunling.example"});
    Person& person = hall.stand();
    hall.enter();
    CHECK(person.tree().find("还有 2 张图片在路上。"));
}

TEST_CASE("nobody there: the staff's page is left within two minutes") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    hall.enter();
    person.wait(120);
    CHECK(person.screen() != "staff");
    CHECK_FALSE(person.tree().find("打印海报"));
}

TEST_CASE(
    "an officer ends a warning's taking of the panel; its strip stays, a newer one takes it") {
    Hall hall;
    fill_village(hall.writer);
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    REQUIRE(person.screen() == "alert");
    REQUIRE(person.tap("我知道了"));
    hall.enter();
    REQUIRE(person.tap("不再占满屏幕"));
    CHECK(person.tree().find("已经不再占满屏幕"));
    person.shell().reset();
    person.show();
    CHECK(person.screen() != "alert");
    CHECK(person.tree().find_target("", "alert"));
    hall.writer.add(alert(Severity::red), {.priority = Priority::alert, .days_ago = 0});
    person.wait(2);
    CHECK(person.screen() == "alert");
}

TEST_CASE("staff print an item as a poster in A3, in the words that the world may see") {
    Hall hall;
    fill_village(hall.writer);
    give_pin(hall.state, hall.folder.path(), kPin);
    Person& person = hall.stand();
    hall.enter();
    REQUIRE(person.tap("打印海报"));
    REQUIRE(person.screen() == "posters");
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.role == kiosk::Role::row) {
            REQUIRE(person.tap(node.label));
            break;
        }
    REQUIRE(person.screen() == "print");
    REQUIRE(person.tap("A3 纸"));
    REQUIRE(person.tap("开始打印"));
    const auto file = hall.folder.path() / "prints" / "print-0001.pdf";
    for (int i = 0; i < 1000 && !std::filesystem::exists(file); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const std::string info = print_test::output_of("pdfinfo " + file.string());
    CHECK(info.find("841.8") != std::string::npos);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CHECK(print_test::text_in(bytes).find("张贴人签字") != std::string::npos);
}

}  // namespace villageboard::kiosk_test
