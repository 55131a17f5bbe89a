#include "kiosk/app/listening.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/kiosk/speech/sample.h"
#include "tests/kiosk/support/ears.h"

namespace villageboard::kiosk_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    Ears ears;
    Hall() { fill_village(writer); }

    Person person(kiosk::Settings settings = portrait()) {
        return Person(folder.path(), std::move(settings), fixture_now(), ears.services());
    }

    std::string clip(int length) {
        speech_test::write_tone(folder.path() / "made.ogg", length);
        std::ifstream in(folder.path() / "made.ogg", std::ios::binary);
        return writer.file({std::istreambuf_iterator<char>(in), {}});
    }
};

Notice water() {
    Notice body;
    body.title = "明天停水";
    body.summary = "明天上午停水，请提前存水。";
    body.office_name = "核桃箐村村民委员会";
    for (int i = 1; i <= 30; ++i)
        body.blocks.push_back(
            Paragraph{"第" + std::to_string(i) + "家门口的水管要换。换好就来水。"});
    return body;
}

void open(Person& person, const std::string& label) {
    person.shell().reset();
    person.show();
    REQUIRE(person.tap("村务"));
    REQUIRE(person.tap(label));
}

const kiosk::Node* lit(const Person& person) {
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.lit) return &node;
    return nullptr;
}

// Where the page's buttons would have to be tapped to go on: the page shows other lines.
float top_of(const Person& person, const std::string& label) {
    const kiosk::Node* node = person.tree().find(label);
    return node ? node->rect.y : -1;
}

}  // namespace

TEST_CASE("the ear reads the page from its title on, and lights each sentence while it is heard") {
    Hall hall;
    hall.writer.add(water(), {.days_ago = 0});
    Person person = hall.person();
    open(person, "明天停水");
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, milliseconds{300});
    CHECK(hall.ears.heard("明天停水"));
    REQUIRE(lit(person));
    CHECK(lit(person)->label == "明天停水");
    hall.ears.listen(person, seconds{3});
    CHECK(hall.ears.heard("明天上午停水，请提前存水。"));
    REQUIRE(lit(person));
    CHECK(lit(person)->label != "明天停水");
    CHECK(kiosk::contrast(lit(person)->ink, lit(person)->ground) >= 7);
}

TEST_CASE("the page moves along with what is read, and nobody is sent home meanwhile") {
    Hall hall;
    hall.writer.add(water(), {.days_ago = 0});
    Person person = hall.person();
    open(person, "明天停水");
    REQUIRE(person.tap("听"));
    const float before = top_of(person, "明天停水");
    hall.ears.listen(person, seconds{40});
    CHECK(person.screen() == "reader");
    CHECK_FALSE(person.shell().asks_still_there());
    CHECK(top_of(person, "明天停水") < before - 500);
    REQUIRE(lit(person));
    CHECK_FALSE(lit(person)->visible.empty());
}

TEST_CASE("any other tap is silence; again, slower, louder and quieter are on the bar") {
    Hall hall;
    hall.writer.add(water(), {.days_ago = 0});
    Person person = hall.person();
    open(person, "明天停水");
    CHECK_FALSE(person.sees("再听一遍"));
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{1});
    REQUIRE(person.tap("慢一点"));
    REQUIRE(person.tap("大声"));
    hall.ears.settle();
    CHECK(hall.ears.reader.view().state == speech::ReaderState::speaking);
    CHECK(hall.ears.reader.view().pace == speech::Pace::slow);
    CHECK(hall.ears.reader.view().loudness == 1);
    REQUIRE(person.tap("停"));
    CHECK(hall.ears.reader.view().state == speech::ReaderState::silent);
    hall.ears.recorder.forget();
    REQUIRE(person.tap("再听一遍"));
    hall.ears.listen(person, milliseconds{300});
    CHECK(hall.ears.heard("明天停水"));
    REQUIRE(person.tap(person.shell().strings().say("scroll.down")));
    CHECK(hall.ears.reader.view().state == speech::ReaderState::silent);
    CHECK_FALSE(person.sees("再听一遍"));
}

TEST_CASE("the next person hears as loud and as fast as every day") {
    Hall hall;
    Person person = hall.person();
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, milliseconds{300});
    REQUIRE(person.tap("大声"));
    REQUIRE(person.tap("慢一点"));
    REQUIRE(person.tap("每页都念"));
    REQUIRE(person.tap("停"));
    hall.ears.listen(person, seconds{95});
    CHECK(hall.ears.reader.view().loudness == 0);
    CHECK(hall.ears.reader.view().pace == speech::Pace::normal);
    CHECK_FALSE(person.sees("再听一遍"));
}

TEST_CASE("on the first page the tiles are read one by one; then each page says its name") {
    Hall hall;
    Person person = hall.person();
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{30});
    for (const char* tile : {"村里的钱", "补贴", "救助", "政策", "项目", "村务"}) {
        CAPTURE(tile);
        CHECK(hall.ears.heard(tile));
    }
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, milliseconds{100});
    REQUIRE(person.tap("每页都念"));
    hall.ears.recorder.forget();
    REQUIRE(person.tap("补贴"));
    hall.ears.listen(person, seconds{2});
    CHECK(hall.ears.heard("补贴"));
    CHECK(hall.ears.recorder.heard().size() == 1);
}

TEST_CASE("no name and no amount of a roll is read but for the line that somebody opened") {
    Hall hall;
    Person person = hall.person();
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("种地补贴名单"));
    std::vector<std::string> names;
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.role == kiosk::Role::row && node.id.starts_with("line/"))
            names.push_back(node.label);
    REQUIRE(names.size() > 100);
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{60});
    CHECK(hall.ears.heard("种地补贴"));
    for (const std::string& name : names) {
        CAPTURE(name);
        CHECK_FALSE(hall.ears.heard(name));
    }
    while (!person.tap(names.front()))
        REQUIRE(person.tap(person.shell().strings().say("scroll.down")));
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{90});
    CHECK(hall.ears.heard(names.front()));
    CHECK_FALSE(hall.ears.heard(names[1]));
}

TEST_CASE("what a person recorded is heard instead of the machine; what is missing is said to be") {
    Hall hall;
    const std::string recorded = hall.clip(2);
    hall.writer.add(water(), {.days_ago = 0, .clips = {{recorded, "zh-CN"}}});
    Notice other = water();
    other.title = "后天停电";
    hall.writer.add(other, {.days_ago = 0, .clips = {{std::string(64, 'a'), "zh-CN", false}}});
    Person person = hall.person();
    open(person, "明天停水");
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{1});
    CHECK(person.sees("这是人录的中文录音。"));
    CHECK(hall.ears.recorder.heard() == std::vector<std::string>{"明天停水"});
    hall.ears.listen(person, seconds{3});
    CHECK(hall.ears.recorder.heard().size() == 1);
    open(person, "后天停电");
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{2});
    CHECK(person.sees("中文录音还在路上，先用机器念。"));
    CHECK(hall.ears.heard("后天停电"));
}

TEST_CASE("a language without recordings is said to have none, and Mandarin is read instead") {
    Hall hall;
    PhraseTable pack;
    pack.title = "Artish";
    pack.office_name = "云岭县";
    pack.language = "art";
    pack.name = "Artish";
    pack.entries = {{"footer.home", "Houm"}};
    pack.reviewed_by = "两位会讲的老师";
    hall.writer.add(pack, {.area = kCounty});
    hall.writer.add(water(), {.days_ago = 0});
    Person person = hall.person();
    open(person, "明天停水");
    person.shell().set_language("art");
    person.show();
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{1});
    CHECK(person.sees("这一条还没有Artish录音，用普通话念。"));
    CHECK(hall.ears.heard("明天停水"));
}

TEST_CASE("without a loudspeaker the bar says so; without a voice there is no ear") {
    Hall hall;
    speech::Reader deaf([] { return std::make_unique<TestVoice>(); },
                        [](speech::Tape&) { return nullptr; });
    kiosk::Services services;
    services.voice = &deaf;
    Person person(hall.folder.path(), portrait(), fixture_now(), services);
    REQUIRE(person.tap("听"));
    for (int i = 0; i < 2000 && deaf.late(); ++i) std::this_thread::sleep_for(milliseconds{1});
    person.wait(1);
    CHECK(person.sees("这台机器没有喇叭，听不了。"));
    Person without(hall.folder.path(), portrait());
    CHECK_FALSE(without.sees("听"));
}

TEST_CASE("the bar fits every panel at every size") {
    Hall hall;
    for (const draw::Size panel : {draw::Size{1080, 1920}, {1920, 1080}, {1280, 800}})
        for (const auto size : {kiosk::TextSize::normal, kiosk::TextSize::largest})
            for (const char* language : {"zh-CN", "en"}) {
                kiosk::Settings settings;
                settings.panel = kiosk::usual_panel(panel.width, panel.height);
                settings.text_size = size;
                settings.language = language;
                Person person = hall.person(settings);
                CAPTURE(panel.width);
                CAPTURE(language);
                CAPTURE(static_cast<int>(size));
                REQUIRE(person.tap(person.shell().strings().say("footer.listen")));
                person.show();
                std::size_t found = 0;
                for (const kiosk::Node& node : person.tree().nodes) {
                    if (!node.id.starts_with("listen.")) continue;
                    ++found;
                    CHECK(node.rect.w / settings.panel.px_per_mm() >= 20);
                    CHECK(node.rect.h / settings.panel.px_per_mm() >= 20);
                    CHECK(node.rect.bottom() <= static_cast<float>(panel.height));
                }
                CHECK(found == 6);
                for (const kiosk::Node& node : person.tree().nodes) {
                    CAPTURE(node.label);
                    if (!node.visible.empty()) CHECK_FALSE(node.cut);
                }
                hall.ears.reader.stop();
            }
}

}  // namespace villageboard::kiosk_test
