#include <doctest/doctest.h>

#include "kiosk/input/rime_input.h"
#include "kiosk/input/zinnia_input.h"
#include "kiosk/screens/find_excerpt.h"
#include "kiosk/screens/find_nothing.h"
#include "tests/kiosk/support/glass.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::Node;

kiosk::Settings on(int width, int height, kiosk::TextSize size = kiosk::TextSize::normal) {
    kiosk::Settings settings;
    settings.panel = kiosk::usual_panel(width, height);
    settings.text_size = size;
    return settings;
}

kiosk::Services input_of(kiosk::RimeInput& pinyin, kiosk::ZinniaInput& hand) {
    kiosk::Services services;
    services.pinyin = &pinyin;
    services.handwriting = &hand;
    return services;
}

/// A person at the search of a village with items of every kind.
struct Searcher {
    explicit Searcher(const kiosk::Settings& settings = portrait())
        : person((fill(writer), folder.path()), settings, fixture_now(), input_of(pinyin, hand)) {
        REQUIRE(person.tap("找"));
        REQUIRE(person.screen() == "find");
    }
    static void fill(VillageWriter& to) { fill_village(to); }

    void type(const std::string& letters) {
        for (const char letter : letters) REQUIRE(person.tap(std::string(1, letter)));
    }
    std::vector<std::string> rows() const {
        std::vector<std::string> labels;
        for (const Node& node : person.tree().nodes)
            if (node.id.starts_with("find/") && node.role == kiosk::Role::row)
                labels.push_back(node.label);
        return labels;
    }

    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    kiosk::RimeInput pinyin{kiosk::input_tables_folder()};
    kiosk::ZinniaInput hand{kiosk::handwriting_model()};
    Person person;
};

}  // namespace

TEST_CASE("results come at every key, by the first letters of the pinyin") {
    Searcher searcher;
    searcher.type("Z");
    const std::size_t first = searcher.rows().size();
    CHECK(first > 0);
    searcher.type("DBT");
    const auto rows = searcher.rows();
    CHECK(rows.size() <= first);
    REQUIRE_FALSE(rows.empty());
    CHECK(rows.front().find("种地补贴") != std::string::npos);
    CHECK(searcher.person.tap(rows.front()));
    CHECK(searcher.person.screen() != "find");
    CHECK(searcher.person.tap("返回"));
    CHECK(searcher.person.screen() == "find");
    CHECK(searcher.rows() == rows);
}

TEST_CASE("a word that is chosen instead of its letters is found in texts, too") {
    Searcher searcher;
    searcher.type("HETAO");
    REQUIRE(searcher.person.tap("核桃"));
    CHECK_FALSE(searcher.rows().empty());
    CHECK(searcher.person.tap("清空"));
    CHECK(searcher.person.sees("也可以点这些"));
}

TEST_CASE("what somebody looked for is gone when nobody is there any more") {
    Searcher searcher;
    searcher.type("ZD");
    searcher.person.wait(95);
    CHECK(searcher.person.screen() == "home");
    REQUIRE(searcher.person.tap("找"));
    CHECK(searcher.person.sees("也可以点这些"));
    for (const Node& node : searcher.person.tree().nodes) CHECK(node.label != "zd");
}

TEST_CASE("nothing found is said honestly, with what may help") {
    Searcher searcher;
    searcher.type("XQZJWKV");
    CHECK(searcher.person.sees("没有找到“xqzjwkv”。"));
    CHECK(searcher.person.sees("还是找不到，就问人：可以打 12345。"));
    CHECK(searcher.rows().size() == 6);
    CHECK(searcher.person.tap("找人帮忙"));
    CHECK(searcher.person.screen() == "help");
}

TEST_CASE("who looks for a person is told that persons can't be found, and finds none") {
    Searcher searcher;
    searcher.type("LSMX");
    CHECK(searcher.person.sees(searcher.person.shell().strings().say("find.none_person")));
    CHECK(kiosk::looks_like_person("李三妹"));
    CHECK(kiosk::looks_like_person("lsm"));
    CHECK_FALSE(kiosk::looks_like_person("农业补贴发放表"));
    CHECK_FALSE(kiosk::looks_like_person("nongyebutie"));
    CHECK_FALSE(kiosk::looks_like_person(""));
}

TEST_CASE("on a low panel the keys make room for what was found, and come back by a tap") {
    Searcher searcher(on(1280, 800));
    searcher.type("ZDBT");
    CHECK(searcher.rows().size() == 1);
    const Node* show = searcher.person.tree().find_target("看 ");
    REQUIRE(show);
    REQUIRE(searcher.person.tap(show->label));
    CHECK_FALSE(searcher.rows().empty());
    CHECK_FALSE(searcher.person.tree().find_target("Q"));
    REQUIRE(searcher.person.tap("要找什么？"));
    CHECK(searcher.person.tree().find_target("Q"));
}

TEST_CASE("box, words, keys and results fit every panel and text size") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    kiosk::RimeInput pinyin(kiosk::input_tables_folder());
    kiosk::ZinniaInput hand(kiosk::handwriting_model());
    for (const auto& [width, height] : {std::pair{1080, 1920}, {1920, 1080}, {1280, 800}})
        for (const kiosk::TextSize size : {kiosk::TextSize::normal, kiosk::TextSize::largest}) {
            const kiosk::Settings set = on(width, height, size);
            Person person(folder.path(), set, fixture_now(), input_of(pinyin, hand));
            REQUIRE(person.tap("找"));
            check_screen(person, set.panel);
            for (const char* key : {"Z", "H", "O"}) REQUIRE(person.tap(key));
            check_screen(person, set.panel);
            if (person.tap("手写") || person.tap("写")) check_glass(person, set.panel);
        }
}

TEST_CASE("on a low panel with a warning's strip field and keys are in sight together") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    writer.add(alert(Severity::yellow), {.priority = Priority::alert, .days_ago = 0});
    for (const kiosk::TextSize size : {kiosk::TextSize::normal, kiosk::TextSize::largest}) {
        CAPTURE(static_cast<int>(size));
        Person person(folder.path(), on(1280, 800, size));
        REQUIRE(person.tap("找"));
        const auto whole = [&](const char* label) {
            const Node* node = person.tree().find_target(label);
            REQUIRE(node);
            CHECK(node->visible.h == node->rect.h);
            return node->rect;
        };
        CHECK(whole("q").y == whole("p").y);
        CHECK(whole("要找什么？").bottom() < whole("q").y);
        whole("空格");
    }
}

TEST_CASE("a terminal without Chinese input still finds by letters") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    Person person(folder.path(), portrait());
    REQUIRE(person.tap("找"));
    for (const char* key : {"z", "d", "b", "t"}) REQUIRE(person.tap(key));
    CHECK(person.sees("种地补贴名单"));
    CHECK_FALSE(person.tree().find_target("拼音"));
}

TEST_CASE("the names most like what was typed are offered, by characters or by sound") {
    const std::vector<std::string> names{"农机购置补贴", "耕地地力保护补贴", "退耕还林"};
    CHECK(kiosk::nearest("农业补贴", names, 1) == std::vector<std::string>{"农机购置补贴"});
    CHECK(kiosk::nearest("tghn", names, 1) == std::vector<std::string>{"退耕还林"});
    CHECK(kiosk::nearest("水", names, 3).empty());
    CHECK(kiosk::nearest("", names, 3).empty());
}

TEST_CASE("of a long text the part around the match is shown, cut between characters") {
    const std::string text = "一二三四五六七八九十";
    const auto part = kiosk::excerpt_of(text, 12, 18, 2);
    CHECK(part.text == "…三四五六七八…");
    CHECK(part.text.substr(part.begin, part.end - part.begin) == "五六");
    CHECK(kiosk::excerpt_of(text, 0, 3, 50).text == text);
    CHECK(kiosk::excerpt_of("", 0, 0, 5).text.empty());
    CHECK(kiosk::excerpt_of("短", 0, 99, 5).text == "短");
}

}  // namespace villageboard::kiosk_test
