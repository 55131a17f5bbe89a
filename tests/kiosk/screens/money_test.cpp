#include <doctest/doctest.h>

#include "kiosk/screens/amount_search.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::AmountAnswer;
using kiosk::Programme;
using kiosk::Published;
using std::chrono::year_month;

Day day(const char* text) { return *parse_day(text); }

Published published(Body body, const std::string& id, const std::string& catalogue = "S02") {
    Published item;
    item.row.id = id;
    item.row.kind = kind_of(body);
    item.row.catalogue = catalogue;
    item.row.formed = day("2026-06-20");
    item.body = std::make_shared<const Body>(std::move(body));
    return item;
}

SubsidyLine line(const char* name, Fen amount, const char* paid) {
    SubsidyLine made;
    made.name = name;
    made.group = "1";
    made.amount_fen = amount;
    made.pay_state = PayState::paid;
    made.pay_date = day(paid);
    return made;
}

SubsidyRoll roll(const char* label, const char* name, std::vector<SubsidyLine> lines) {
    SubsidyRoll made;
    made.programme = label;
    made.programme_name = name;
    made.stage = SubsidyStage::paid;
    made.lines = std::move(lines);
    return made;
}

std::vector<Programme> farmland(std::vector<SubsidyLine> lines) {
    return kiosk::collect_programmes(
        {}, {published(roll("耕地地力", "耕地地力保护补贴", std::move(lines)), "1")});
}

Policy county_list() {
    Policy list;
    list.title = "一卡通政策清单";
    list.blocks = {TableBlock{{"存折上写的", "是什么钱", "标准"},
                              {{"农机补贴", "农机购置补贴", "按机型定"},
                               {"耕地地力", "耕地地力保护补贴", "每亩 105.50 元"},
                               {"合计", "两种", ""}},
                              {}}};
    return list;
}

// Types the amount and asks.
void ask(Person& person, const std::string& figures) {
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("这是什么钱？"));
    REQUIRE(person.tap("我只知道是多少钱"));
    for (const char figure : figures) REQUIRE(person.tap(std::string(1, figure)));
    REQUIRE(person.tap("查一查"));
}

// A village where one subsidy was paid in June.
struct June {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    June() {
        SubsidyRoll paid = subsidy_roll(12);
        paid.stage = SubsidyStage::paid;
        for (SubsidyLine& line : paid.lines) {
            line.pay_state = PayState::paid;
            line.pay_date = day("2026-06-12");
        }
        paid.lines[0].amount_fen = paid.lines[1].amount_fen = Fen{13750};
        writer.add(paid, {.catalogue = "S02"});
        ReliefRoll relief = relief_roll(3);
        relief.lines[0].amount_fen = Fen{66600};
        writer.add(relief);
    }
};

}  // namespace

TEST_CASE("programmes come from rolls, policies and the county's list, those paid here first") {
    Policy policy;
    policy.title = "易迁水电补助办法";
    policy.programme = "易迁水电";
    const auto all = kiosk::collect_programmes(
        {published(county_list(), "a", "S01"), published(policy, "b", "N03")},
        {published(roll("退耕还林", "退耕还林补助", {}), "c")});
    REQUIRE(all.size() == 4);
    CHECK(all[0].label == "退耕还林");
    CHECK(all[1].label == "农机补贴");
    CHECK(all[1].name == "农机购置补贴");
    REQUIRE(all[1].listed.size() == 1);
    CHECK(all[1].listed[0].value == "按机型定");
    CHECK(all[3].label == "易迁水电");
    CHECK(all[3].policy());
    CHECK_FALSE(all[3].batch());
}

TEST_CASE("an amount is found by exact lines that were paid, in the month that was asked") {
    const auto programmes = farmland(
        {line("李三妹", Fen{13750}, "2026-06-12"), line("王建国", Fen{13750}, "2026-06-12"),
         line("余文", Fen{13750}, "2026-09-01"), line("杨光明", Fen{13751}, "2026-06-12")});
    const AmountAnswer june =
        kiosk::find_amount(programmes, Fen{13750}, std::chrono::year{2026} / 6);
    REQUIRE(june.hits.size() == 1);
    CHECK(june.hits[0].lines == 2);
    CHECK(june.hits[0].summed == 0);
    CHECK(june.hits[0].label == "耕地地力");
    const AmountAnswer any = kiosk::find_amount(programmes, Fen{13750}, std::nullopt);
    REQUIRE(any.hits.size() == 2);
    CHECK(any.hits[0].month == std::chrono::year{2026} / 9);
    CHECK(kiosk::find_amount(programmes, Fen{13749}, std::nullopt).hits.empty());
}

TEST_CASE("several lines of one receiver are summed, of masked names never") {
    const auto whole = farmland(
        {line("李三妹", Fen{10000}, "2026-06-12"), line("李三妹", Fen{3750}, "2026-06-12")});
    const AmountAnswer answer = kiosk::find_amount(whole, Fen{13750}, std::nullopt);
    REQUIRE(answer.hits.size() == 1);
    CHECK(answer.hits[0].lines == 0);
    CHECK(answer.hits[0].summed == 1);
    const auto masked =
        farmland({line("李**", Fen{10000}, "2026-06-12"), line("李**", Fen{3750}, "2026-06-12")});
    CHECK(kiosk::find_amount(masked, Fen{13750}, std::nullopt).hits.empty());
    const auto months = farmland(
        {line("李三妹", Fen{10000}, "2026-05-12"), line("李三妹", Fen{3750}, "2026-06-12")});
    CHECK(kiosk::find_amount(months, Fen{13750}, std::nullopt).hits.empty());
}

TEST_CASE("the answer is the same whether or not a payment came back, so that it tells of nobody") {
    std::vector<SubsidyLine> lines{line("李三妹", Fen{13750}, "2026-06-12"),
                                   line("王建国", Fen{41000}, "2026-06-12")};
    const auto month = std::chrono::year{2026} / 6;
    const AmountAnswer paid = kiosk::find_amount(farmland(lines), Fen{41000}, month);
    lines[1].pay_state = PayState::returned;
    lines[1].pay_date.reset();
    const AmountAnswer returned = kiosk::find_amount(farmland(lines), Fen{41000}, month);
    REQUIRE(paid.hits.size() == 1);
    REQUIRE(returned.hits.size() == 1);
    CHECK(returned.hits[0].lines == paid.hits[0].lines);
    CHECK(returned.hits[0].month == paid.hits[0].month);
}

TEST_CASE("a roll that was not paid yet is not found by an amount") {
    for (const SubsidyStage stage : {SubsidyStage::notice, SubsidyStage::confirmed}) {
        SubsidyRoll open =
            roll("耕地地力", "耕地地力保护补贴", {line("李三妹", Fen{13750}, "2026-06-12")});
        open.stage = stage;
        const auto programmes = kiosk::collect_programmes({}, {published(open, "1")});
        CHECK(kiosk::find_amount(programmes, Fen{13750}, std::nullopt).hits.empty());
    }
}

TEST_CASE("programmes for pupils are never matched by amount, but said to be there") {
    const auto programmes = kiosk::collect_programmes(
        {},
        {published(roll("雨露计划", "职业教育补助", {line("李三妹", Fen{150000}, "2026-06-12")}),
                   "1", "S10")});
    REQUIRE(programmes.size() == 1);
    CHECK(programmes[0].about_minors);
    const AmountAnswer answer = kiosk::find_amount(programmes, Fen{150000}, std::nullopt);
    CHECK(answer.hits.empty());
    CHECK(answer.figures_only == std::vector<std::string>{"职业教育补助"});
}

TEST_CASE("keys of the pad make amounts and nothing else") {
    std::string typed;
    for (const char key : std::string("0137.505.1")) typed = kiosk::with_key(typed, key);
    CHECK(typed == "137.50");
    CHECK(kiosk::with_key("", '.') == "0.");
    CHECK(kiosk::with_key("1234567", '8') == "1234567");
    CHECK(kiosk::with_key("0", '5') == "5");
}

TEST_CASE("I got 137.50 yuan: the programme is found, as a number of lines and no name") {
    June june;
    Person person(june.folder.path(), portrait());
    ask(person, "137.5");
    CHECK(person.screen() == "amount-answer");
    CHECK(person.sees("2 笔正好是这个数"));
    for (const kiosk::Node& node : person.tree().nodes)
        for (const SubsidyLine& each : subsidy_roll(12).lines)
            CHECK(node.label.find(each.name) == std::string::npos);
    REQUIRE(person.tap("耕地地力保护补贴"));
    CHECK(person.screen() == "programme");
    CHECK(person.sees("每亩 105.50 元"));
    CHECK(person.sees("耕地保护"));
}

TEST_CASE(
    "an amount that nobody was paid, a returned payment and relief all end in the same plain "
    "sentence") {
    for (const char* figures : {"41.07", "666"}) {
        June june;
        Person person(june.folder.path(), portrait());
        ask(person, figures);
        CAPTURE(figures);
        CHECK(person.sees("没有哪一种补贴正好发过这个数"));
        CHECK(person.sees("低保、特困、临时救助这些钱，不按钱数查"));
    }
}

TEST_CASE("from the passbook's four characters to what it is, the batch here and the policy") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    Person person(folder.path(), portrait());
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("这是什么钱？"));
    REQUIRE(person.tap("看存折上的四个字"));
    REQUIRE(person.tap("耕地保护"));
    CHECK(person.sees("种自己承包地的农户"));
    CHECK(person.tree().find("0886-5550456"));
    REQUIRE(person.tree().find_target("种地补贴怎么发"));
    for (int turn = 0; turn < 3 && !person.tap("种地补贴名单"); ++turn) REQUIRE(person.tap("往下"));
    CHECK(person.screen() == "roll");
}

}  // namespace villageboard::kiosk_test
