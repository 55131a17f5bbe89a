#include <doctest/doctest.h>

#include "kiosk/screens/roll_data.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct OpenRoll {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    std::unique_ptr<Person> person;

    explicit OpenRoll(const char* list, const char* title) {
        fill_village(writer);
        person = std::make_unique<Person>(folder.path(), portrait());
        REQUIRE(person->tap(list));
        REQUIRE(person->tap(title));
        REQUIRE(person->screen() == "roll");
    }
};

std::vector<std::string> lines_of(const Person& person) {
    std::vector<std::string> names;
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.id.starts_with("line/")) names.push_back(node.label);
    return names;
}

}  // namespace

TEST_CASE("an open roll shows rule, total, days left and how to object") {
    OpenRoll roll("补贴", "种地补贴名单");
    CHECK(roll.person->sees("每亩 105.50 元"));
    CHECK(roll.person->sees("天还能提意见"));
    CHECK(roll.person->sees("正在公示"));
    CHECK(roll.person->tree().find("0886-5550456"));
    CHECK(lines_of(*roll.person).size() == 260);
}

TEST_CASE("a name is found by its pinyin letters; letters that lead nowhere can't be tapped") {
    OpenRoll roll("补贴", "种地补贴名单");
    Person& person = *roll.person;
    REQUIRE(person.tap("找名字"));
    person.queue().push({kiosk::InputKind::key, 0, 0, 0, "S"});
    person.show();
    for (const std::string& name : lines_of(person)) {
        CAPTURE(name);
        const bool begins = name.starts_with("单");
        CHECK(begins);
    }
    CHECK(!lines_of(person).empty());
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.role == kiosk::Role::key && node.label == "I") CHECK_FALSE(node.enabled);
}

TEST_CASE("namesakes are told apart by a circled number") {
    const SubsidyRoll roll = subsidy_roll(260);
    const kiosk::RollData data = kiosk::roll_data(kiosk::Strings("zh-CN"), roll);
    CHECK(data.lines[0].name == roll.lines[0].name + "①");
    CHECK(data.lines[240].name == roll.lines[240].name + "②");
    CHECK(data.lines[1].name == roll.lines[1].name);
}

TEST_CASE("a tapped line says how its amount came about") {
    const SubsidyRoll roll = subsidy_roll(3);
    const kiosk::RollData data = kiosk::roll_data(kiosk::Strings("zh-CN"), roll);
    CHECK(data.lines[0].how == "1.20 亩 × 105.50 元 ＝ 126.60 元");
    OpenRoll open("补贴", "种地补贴名单");
    open.person->queue().push({kiosk::InputKind::wheel, 500, 900, -30});
    open.person->show();
    std::string label;
    for (const kiosk::Node& node : open.person->tree().nodes)
        if (node.id.starts_with("line/") && node.visible.h > 20 && label.empty())
            label = node.label;
    REQUIRE(open.person->tap(label));
    CHECK(open.person->tree().find("这一笔怎么来的"));
}

TEST_CASE("a roll of figures only shows totals, and why there are no names") {
    OpenRoll roll("补贴", "草原补奖");
    CHECK(lines_of(*roll.person).empty());
    CHECK(roll.person->tree().find("名单不在这里显示"));
    CHECK_FALSE(roll.person->tree().find("找名字"));
    CHECK(roll.person->tree().find("大箐组"));
}

TEST_CASE("a relief roll shows name, group, persons and amount, and is not searched by name") {
    OpenRoll roll("救助", "低保公示名单");
    CHECK(lines_of(*roll.person).size() == 7);
    CHECK_FALSE(roll.person->tree().find("找名字"));
    CHECK(roll.person->sees("初审公示"));
}

TEST_CASE("a group's tab leaves only its lines") {
    OpenRoll roll("补贴", "种地补贴名单");
    Person& person = *roll.person;
    for (int i = 0; i < 20 && !person.tap("河边组"); ++i) REQUIRE(person.tap("往下"));
    for (int i = 0; i < 3; ++i) person.show();
    CHECK(lines_of(person).size() == 44);
}

}  // namespace villageboard::kiosk_test
