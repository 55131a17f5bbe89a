#include <doctest/doctest.h>

#include <fstream>

#include "content/cache/schema.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

Notice water(const std::string& title = "明天停水") {
    Notice body;
    body.title = title;
    body.summary = "明天上午停水，请提前存水。";
    body.office_name = "核桃箐村村民委员会";
    body.blocks = {Paragraph{"修好就来水。"}};
    LanguageOverlay english{"No water tomorrow", {}, "There is no water tomorrow morning.", {}, {}};
    english.blocks = {Paragraph{"It is back once the pipe is mended."}};
    body.languages["en"] = english;
    return body;
}

PhraseTable artish(const std::string& sample) {
    PhraseTable table;
    table.title = "Artish";
    table.office_name = "云岭县";
    table.language = "art";
    table.name = "Artish";
    table.entries = {{"footer.home", "Houm"}, {"language.sample", "Rid it in Artish"}};
    if (!sample.empty()) table.recordings = {{"language.sample", sample}};
    table.reviewed_by = "两位会讲的老师";
    return table;
}

struct Hall {
    Hall() : writer(folder.path()) { fill_village(writer); }
    TemporaryFolder folder;
    VillageWriter writer;
};

void open_list(Person& person) {
    person.shell().reset();
    person.show();
    REQUIRE(person.tap(person.shell().strings().say("subject.village")));
}

}  // namespace

TEST_CASE("an item is shown in the chosen language where somebody has put it into it") {
    Hall hall;
    hall.writer.add(water(), {.days_ago = 0});
    kiosk::Settings settings = portrait();
    settings.language = "en";
    Person person(hall.folder.path(), settings);
    open_list(person);
    REQUIRE(person.tap("No water tomorrow"));
    CHECK(person.sees("There is no water tomorrow morning."));
    CHECK(person.sees("It is back once the pipe is mended."));
    CHECK_FALSE(person.sees("This entry exists in Chinese only."));
}

TEST_CASE("an item that nobody has put into the chosen language says so and is shown in Chinese") {
    Hall hall;
    Notice body = water();
    body.languages.clear();
    hall.writer.add(body, {.days_ago = 0});
    kiosk::Settings settings = portrait();
    settings.language = "en";
    Person person(hall.folder.path(), settings);
    open_list(person);
    REQUIRE(person.tap("明天停水"));
    CHECK(person.sees("明天上午停水，请提前存水。"));
    CHECK(person.sees("This entry exists in Chinese only."));
    person.shell().set_language("zh-CN");
    person.show();
    CHECK_FALSE(person.sees("这一条只有中文。"));
}

TEST_CASE(
    "after a correction the old words of another language are gone until they are confirmed") {
    Hall hall;
    const std::string id = hall.writer.add(water(), {.days_ago = 0});
    kiosk::Settings settings = portrait();
    settings.language = "en";
    Person person(hall.folder.path(), settings);
    Notice corrected = water("后天停水");
    corrected.change_note = ChangeNote{"改了日子", "施工推迟", "村文书", {}, {}};
    hall.writer.add(corrected, {.days_ago = 0, .corrects = id});
    person.wait(2);
    open_list(person);
    CHECK_FALSE(person.sees("No water tomorrow"));
    REQUIRE(person.tap("后天停水"));
    CHECK(person.sees("明天上午停水，请提前存水。"));
    CHECK_FALSE(person.sees("There is no water tomorrow morning."));
    CHECK(person.sees("not been confirmed since"));
    corrected.languages["en"].of_revision = 3;
    corrected.languages["en"].title = "No water the day after";
    hall.writer.add(corrected, {.days_ago = 0, .corrects = id});
    person.wait(2);
    open_list(person);
    CHECK(person.sees("No water the day after"));
}

TEST_CASE("a language that came from the county is chosen by its own name and speaks at once") {
    Hall hall;
    hall.writer.add(artish({}), {.area = kCounty, .days_ago = 1});
    Person person(hall.folder.path(), portrait());
    CHECK(person.sees("首页"));
    REQUIRE(person.tap("村务"));
    REQUIRE(person.tap("语言"));
    CHECK(person.screen() == "languages");
    CHECK(person.sees("中文"));
    CHECK(person.sees("English"));
    CHECK(person.sees("Rid it in Artish"));
    REQUIRE(person.tap("Artish"));
    CHECK(person.screen() == "village");
    CHECK(person.sees("Houm"));
    CHECK(person.sees("返回"));
    person.shell().reset();
    person.show();
    CHECK(person.sees("首页"));
}

TEST_CASE("a pack that arrives while it is in use is spoken at once") {
    Hall hall;
    const std::string id = hall.writer.add(artish({}), {.area = kCounty, .days_ago = 1});
    Person person(hall.folder.path(), portrait());
    person.shell().set_language("art");
    PhraseTable better = artish({});
    better.entries["footer.home"] = "Houmm";
    hall.writer.add(better, {.area = kCounty, .days_ago = 0, .corrects = id});
    person.wait(2);
    person.show();
    CHECK(person.sees("Houmm"));
}

TEST_CASE("of two languages the footer changes to the other at once, of one it has no place") {
    Hall hall;
    kiosk::Settings settings = portrait();
    Person both(hall.folder.path(), settings);
    REQUIRE(both.tap("English"));
    CHECK(both.sees("Home"));
    REQUIRE(both.tap("中文"));
    CHECK(both.sees("首页"));
    settings.languages = {"zh-CN"};
    Person one(hall.folder.path(), settings);
    CHECK_FALSE(one.sees("English"));
    CHECK_FALSE(one.sees("语言"));
}

TEST_CASE("words of the interface come from the county's feed only") {
    Hall hall;
    hall.writer.add(artish({}), {.area = kVillage, .days_ago = 1});
    Person person(hall.folder.path(), portrait());
    CHECK_FALSE(person.board().phrasebook().offers("art"));
}

TEST_CASE("a recording of an item is there, on its way, or was never made") {
    Hall hall;
    const std::string clip = hall.writer.file("a clip");
    const std::string away = std::string(64, 'a');
    const std::string id =
        hall.writer.add(water(), {.days_ago = 0, .clips = {{clip, "lis"}, {away, "zh-CN", false}}});
    Person person(hall.folder.path(), portrait());
    const auto item = *person.board().item(id);
    using State = kiosk::Recording::State;
    CHECK(person.board().recording(item, "lis").state == State::there);
    CHECK(person.board().recording(item, "lis").file.path == hall.writer.path_of(clip));
    CHECK(person.board().recording(item, "lis").file.sha256 == clip);
    CHECK(person.board().recording(item, "zh-CN").state == State::coming);
    CHECK(person.board().recording(item, "en").state == State::none);
}

TEST_CASE("what is still on its way is counted on the page and on the whole board") {
    Hall hall;
    const std::string here = hall.writer.picture(0x336699);
    hall.writer.add(water(), {.days_ago = 0,
                              .pictures = {here},
                              .coming = {std::string(64, 'b'), std::string(64, 'c')},
                              .clips = {{std::string(64, 'd'), "lis", false}}});
    Person person(hall.folder.path(), portrait());
    open_list(person);
    REQUIRE(person.tap("明天停水"));
    CHECK(person.sees("还有 2 张图片在路上。"));
    CHECK(person.sees("还有 1 段录音在路上。"));
    CHECK(person.board().coming().pictures == 2);
    CHECK(person.board().coming().recordings == 1);
    CHECK(person.board().coming().others == 0);
}

TEST_CASE("a warning says what to do in the chosen language where somebody has put it into it") {
    Hall hall;
    Alert red = alert(Severity::red);
    red.languages["en"] = {"Red warning: landslide", {}, "Go to the school yard now.", {}, {}};
    hall.writer.add(red, {.priority = Priority::alert, .days_ago = 0});
    kiosk::Settings settings = portrait();
    settings.language = "en";
    Person person(hall.folder.path(), settings);
    REQUIRE(person.screen() == "alert");
    CHECK(person.sees("Red warning: landslide"));
    CHECK(person.sees("Go to the school yard now."));
    CHECK_FALSE(person.sees(red.instruction));
    REQUIRE(person.tap("Details"));
    CHECK(person.sees("Go to the school yard now."));
    CHECK(person.sees("Parts of this entry exist in Chinese only."));
    REQUIRE(person.tap("Back"));
    REQUIRE(person.tap("Red warning: landslide"));
    person.shell().set_language("zh-CN");
    person.show();
    CHECK(person.sees(red.instruction));
}

TEST_CASE("a report's period is named by its dates where its label is Chinese") {
    Hall hall;
    kiosk::Settings settings = portrait();
    settings.language = "en";
    Person person(hall.folder.path(), settings);
    CHECK(person.sees("Accounts of Q3 are out"));
    person.shell().set_language("zh-CN");
    person.show();
    CHECK(person.sees("第三季度的账公布了"));
}

}  // namespace villageboard::kiosk_test
