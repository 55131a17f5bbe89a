#include <doctest/doctest.h>

#include <algorithm>

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

TEST_CASE("a tapped line says how its amount came about, and can be asked about") {
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
    for (int turn = 0; turn < 3 && !open.person->tap("写信问这一笔"); ++turn)
        REQUIRE(open.person->tap("往下"));
    CHECK(open.person->screen() == "speak");
    CHECK(open.person->tree().find(label));
}

TEST_CASE("payments that came back are a number and what to do, never somebody's line") {
    SubsidyRoll roll = subsidy_roll(6);
    roll.stage = SubsidyStage::paid;
    for (SubsidyLine& line : roll.lines) {
        line.pay_state = PayState::paid;
        line.pay_date = *parse_day("2026-06-12");
    }
    const kiosk::Strings chinese("zh-CN");
    const kiosk::RollData paid = kiosk::roll_data(chinese, roll);
    roll.lines[2].pay_state = PayState::returned;
    roll.lines[2].pay_date.reset();
    roll.lines[2].note = "卡号不对";
    roll.totals.returned_fen = roll.lines[2].amount_fen;
    const kiosk::RollData data = kiosk::roll_data(chinese, roll);
    CHECK(data.returned.find("有 1 笔钱被退回来") != std::string::npos);
    CHECK(paid.returned.empty());
    CHECK(data.lines[2].how == paid.lines[2].how);
    CHECK(data.lines[2].reason == paid.lines[2].reason);
    CHECK(data.lines[2].reason.empty());
}

TEST_CASE("the sums of a roll don't tell whose payment came back") {
    SubsidyRoll roll = subsidy_roll(6);
    roll.stage = SubsidyStage::paid;
    for (SubsidyLine& line : roll.lines) line.pay_state = PayState::paid;
    roll.lines[2].pay_state = PayState::returned;
    roll.totals.returned_fen = roll.lines[2].amount_fen;
    roll.totals.paid_fen = roll.totals.amount_fen - roll.totals.returned_fen;
    roll.totals.pending_fen = {};
    const kiosk::RollData data = kiosk::roll_data(kiosk::Strings("zh-CN"), roll);
    std::vector<std::string> values;
    for (const kiosk::RollFact& fact : data.totals) {
        CHECK(fact.value.find(format_yuan(roll.totals.returned_fen)) == std::string::npos);
        CHECK(fact.value.find(format_yuan(roll.totals.paid_fen)) == std::string::npos);
        values.push_back(fact.value);
    }
    CHECK(std::count(values.begin(), values.end(), "5 笔") == 1);
    CHECK(std::count(values.begin(), values.end(), "1 笔") == 1);
}

TEST_CASE("a roll of children or pupils shows totals only, even where it holds names") {
    SubsidyRoll roll = subsidy_roll(6);
    const kiosk::Strings chinese("zh-CN");
    CHECK(kiosk::roll_data(chinese, roll, "S02").lines.size() == 6);
    const kiosk::RollData by_code = kiosk::roll_data(chinese, roll, "S10");
    CHECK(by_code.lines.empty());
    CHECK_FALSE(by_code.searchable);
    roll.programme_name = "学生营养改善补助";
    CHECK(kiosk::roll_data(chinese, roll, "S02").lines.empty());
}

TEST_CASE(
    "a relief line gives a coarse reason or the programme, never a cause, an age or a class") {
    ReliefRoll roll = relief_roll(3);
    roll.lines[0].reason_class = "支出型";
    roll.lines[1].reason_class = "因病";
    roll.lines[2].class_ = "A类";
    const kiosk::RollData data = kiosk::roll_data(kiosk::Strings("zh-CN"), roll);
    CHECK(data.lines[0].reason == "支出型");
    CHECK(data.lines[1].reason == "最低生活保障");
    CHECK(data.lines[2].reason == "最低生活保障");
    for (const kiosk::RollLine& line : data.lines)
        CHECK((line.quantity + line.group_name + line.how).find("A类") == std::string::npos);
}

TEST_CASE("a roll says how its total compares with the period before") {
    SubsidyRoll roll = subsidy_roll(6);
    roll.last_totals = LastSubsidyTotals{};
    roll.last_totals->label = "上一年";
    roll.last_totals->amount_fen = roll.totals.amount_fen - Fen{10050};
    const kiosk::RollData data = kiosk::roll_data(kiosk::Strings("zh-CN"), roll);
    REQUIRE(data.last);
    CHECK(data.last->sentence == "和上一年比，多了 100.50 元。");
    CHECK(data.last->before == roll.last_totals->amount_fen);
}

TEST_CASE("beside a long list of names the facts stay in sight") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    kiosk::Settings wide = portrait();
    wide.panel = kiosk::usual_panel(1920, 1080);
    Person person(folder.path(), wide);
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("种地补贴名单"));
    for (int turn = 0; turn < 6; ++turn) REQUIRE(person.tap("往下"));
    CHECK(person.sees("0886-5550456"));
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
