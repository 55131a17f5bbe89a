#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/app/duties.h"
#include "kiosk/screens/consultation_due.h"
#include "kiosk/screens/promises.h"
#include "kiosk/screens/relief_steps.h"
#include "kiosk/screens/topics.h"
#include "kiosk/widgets/charts.h"
#include "tests/kiosk/support/letters.h"

namespace villageboard::kiosk_test {
namespace {

using std::chrono::days;
using std::chrono::hours;

Day today() { return shanghai_day(fixture_now()); }

struct Open {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    std::unique_ptr<Person> person;

    Open() { fill_village(writer); }
    Person& look(Instant now = fixture_now()) {
        person = std::make_unique<Person>(folder.path(), portrait(), now);
        return *person;
    }
};

Notice small_notice(const char* title) {
    Notice body;
    body.title = title;
    body.summary = title;
    body.office_name = "核桃箐村村民委员会";
    return body;
}

Meeting meeting_with(std::vector<FollowUp> tasks) {
    Meeting body;
    body.title = "村委会碰头会";
    body.summary = "说了三件事。";
    body.office_name = "核桃箐村村民委员会";
    body.held = today() - days{30};
    body.follow_up = std::move(tasks);
    return body;
}

Consultation lamps() {
    Consultation asked;
    asked.title = "新路灯装在哪里";
    asked.summary = "先问大家。";
    asked.office_name = "核桃箐村村民委员会";
    asked.open_from = today() - days{3};
    asked.open_to = today() + days{5};
    asked.channels = {"各组组长"};
    asked.questions = {
        {"q1", "最该装在哪一段？", QuestionType::choice, {"河边组到大桥", "下寨组公路边"}},
        {"q2", "每户凑 20 元，同意吗？", QuestionType::yes_no, {}},
        {"q3", "还有什么想说的？", QuestionType::text, {}}};
    return asked;
}

/// Taps, turning pages downwards until it is in sight.
bool find_and_tap(Person& person, const std::string& label) {
    for (int turn = 0; turn < 30; ++turn) {
        const kiosk::Node* node = person.tree().find_target(label);
        if (node && node->visible.h >= node->rect.h * 0.6F) return person.tap(label);
        if (!person.tap("往下")) return false;
    }
    return false;
}

bool finds(const Person& person, const std::string& label) {
    return person.tree().find(label) != nullptr;
}

}  // namespace

TEST_CASE("the village's page begins with what is on today and tomorrow, with its hours") {
    Open board;
    Notice water = small_notice("明天上寨停水");
    water.topic = "outage";
    water.event_at = start_of(today() + days{1}) + hours{9};
    water.event_until = start_of(today() + days{1}) + hours{18};
    board.writer.add(water, {.days_ago = 1});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    CHECK(person.screen() == "village");
    CHECK(person.sees("今天和明天"));
    CHECK(person.sees("明天上寨停水"));
    CHECK(person.sees("停水停电"));
    CHECK(person.sees("9:00 到 18:00"));
    REQUIRE(person.tap("明天上寨停水"));
    CHECK(person.screen() == "reader");
}

TEST_CASE("a notice leaves the board when what it announces is over, without a link") {
    Open board;
    Notice clinic = small_notice("医生下村打针");
    clinic.event_at = fixture_now() - hours{2};
    clinic.event_until = fixture_now() + hours{2};
    board.writer.add(clinic, {.days_ago = 0});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    CHECK(finds(person, "医生下村打针"));
    person.set_clock(fixture_now() + hours{3});
    person.shell().reset();
    person.show();
    CHECK_FALSE(finds(person, "医生下村打针"));
    REQUIRE(person.tap("村务"));
    CHECK_FALSE(finds(person, "医生下村打针"));
    Notice begun = small_notice("开会");
    begun.event_at = fixture_now();
    CHECK(kiosk::event_end(begun) == end_of(today()));
    CHECK_FALSE(kiosk::event_end(small_notice("没有日子")));
}

TEST_CASE(
    "village matters are sorted by topic; rules, charges and health stand apart from notices") {
    cache::ItemRow row;
    row.kind = Kind::notice;
    const auto topic = [&](const char* word) {
        Notice notice = small_notice("通知");
        if (word) notice.topic = word;
        const Body body = notice;
        return kiosk::topic_of(row, &body);
    };
    CHECK(topic("plan") == kiosk::Topic::rules);
    CHECK(topic("charges") == kiosk::Topic::charges);
    CHECK(topic("health") == kiosk::Topic::health);
    CHECK(topic("jobs") == kiosk::Topic::notices);
    CHECK(topic("of a newer county") == kiosk::Topic::notices);
    CHECK(topic(nullptr) == kiosk::Topic::notices);
    row.catalogue = "G01";
    CHECK(topic(nullptr) == kiosk::Topic::rules);
    CHECK(kiosk::topic_of(row, nullptr) == kiosk::Topic::rules);
    row.kind = Kind::guide;
    CHECK(kiosk::topic_of(row, nullptr) == kiosk::Topic::guides);
}

TEST_CASE("the table of charges opens from the village's page with one tap") {
    Open board;
    Notice charges = small_notice("能收什么钱，收多少");
    charges.topic = "charges";
    charges.blocks = {TableBlock{{"什么钱", "收多少"}, {{"水费", "每吨 1.80 元"}}, {}}};
    board.writer.add(charges, {.area = kCounty, .days_ago = 90});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "能收什么钱"));
    CHECK(person.screen() == "reader");
    CHECK(finds(person, "每吨 1.80 元"));
}

TEST_CASE(
    "promises: what is late stands first with its days, then what is due, then what was done") {
    Open board;
    board.writer.add(meeting_with({{"修路灯", "余春华", today() - days{20}, today() - days{22}},
                                   {"清水沟", "杨丽梅", today() + days{9}, {}},
                                   {"装转弯镜", "余春华", today() - days{5}, {}}}),
                     {.days_ago = 30});
    Person& person = board.look();
    const auto all = kiosk::promises(person.board());
    REQUIRE(all.size() == 4);
    CHECK(all[0].task.text == "装转弯镜");
    CHECK(all[0].days_late == 5);
    CHECK(all[1].task.text == "清水沟");
    CHECK(all[3].task.text == "修路灯");
    REQUIRE(person.tap("村务"));
    CHECK(finds(person, "1 件过了日子还没办好"));
    REQUIRE(find_and_tap(person, "答应的事"));
    CHECK(person.screen() == "promises");
    CHECK(person.sees("晚了 5 天，还没办好"));
    CHECK(person.sees("2026年11月1日 办好了"));
    REQUIRE(person.tap("装转弯镜"));
    CHECK(person.screen() == "meeting");
    CHECK(finds(person, "晚了 5 天，还没办好"));
}

TEST_CASE("nothing is called late while the clock isn't known") {
    const FollowUp task{"装转弯镜", "余春华", today() - days{5}, {}};
    CHECK(kiosk::judge(task, {fixture_now(), true}).state == kiosk::PromiseState::late);
    CHECK(kiosk::judge(task, {fixture_now(), false}).state == kiosk::PromiseState::open);
    CHECK(kiosk::judge({"", "", today(), {}}, {fixture_now(), true}).state ==
          kiosk::PromiseState::open);
}

TEST_CASE("a due item that was not published stands in its list, and says who owes it") {
    Open board;
    Person& person = board.look();
    REQUIRE(person.tap("救助"));
    CHECK(person.sees("该有，还没有"));
    CHECK(person.sees("9月30日以前就该在这里，由镇政府公布"));
    REQUIRE(person.tap("残补（2026年第三季度）"));
    CHECK(person.screen() == "due");
    CHECK(finds(person, "这一份按规定 2026年9月30日以前就该公布，到现在还没有看到。"));
    CHECK(finds(person, "12345"));
    CHECK_FALSE(finds(person, "也可能已经公布了"));
}

TEST_CASE("what was published is not called missing, whichever feed of its publisher carries it") {
    Open board;
    ReliefRoll roll = relief_roll(5);
    board.writer.add(roll, {.area = kTown, .days_ago = 70, .catalogue = "H07"});
    const auto missing = kiosk::overdue(board.look().board(), kiosk::Subject::relief);
    const auto has = [&](const char* code) {
        return std::any_of(missing.begin(), missing.end(),
                           [&](const auto& each) { return each.item.code == code; });
    };
    CHECK_FALSE(has("H07"));
    CHECK(has("H02"));
    for (const kiosk::OverdueItem& each : missing) CHECK_FALSE(each.unheard);
}

TEST_CASE("the accounts count by the sheets that a report holds, not by its code") {
    Open board;
    const auto missing = kiosk::overdue(board.look().board(), kiosk::Subject::finance);
    for (const kiosk::OverdueItem& each : missing) {
        CHECK(each.item.code != "F01");
        CHECK(each.item.code != "F02");
        CHECK(each.item.code != "F13");
    }
    CHECK(!missing.empty());
}

TEST_CASE("where much is missing two rows stand in the list, and one that opens the others") {
    Open board;
    Person& person = board.look();
    const auto missing = kiosk::overdue(person.board(), kiosk::Subject::relief);
    REQUIRE(missing.size() > 3);
    REQUIRE(person.tap("救助"));
    const auto rows = [&] {
        return std::count_if(person.tree().nodes.begin(), person.tree().nodes.end(),
                             [](const kiosk::Node& node) { return node.id.starts_with("due/"); });
    };
    CHECK(rows() == 3);
    REQUIRE(person.tap("样该公布的，也没有看到"));
    CHECK(person.screen() == "due_list");
    CHECK(rows() == static_cast<std::ptrdiff_t>(missing.size()));
}

TEST_CASE("a terminal that heard nothing since says that it may have been published meanwhile") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path(), *parse_instant("2026-09-20T02:00:00Z"));
    fill_village(writer);
    Person person(folder.path(), portrait());
    const auto missing = kiosk::overdue(person.board(), kiosk::Subject::relief);
    REQUIRE(!missing.empty());
    CHECK(missing.front().unheard);
    REQUIRE(person.tap("救助"));
    REQUIRE(person.tap("残补（2026年第三季度）"));
    CHECK(finds(person, "没有收到新内容：也可能已经公布了"));
}

TEST_CASE("with an unknown clock nothing is called missing") {
    Open board;
    Person& person = board.look(fixture_now() - days{40});
    CHECK(kiosk::overdue(person.board()).empty());
}

TEST_CASE("a policy asks yes or no, one condition after the other, and says why it isn't for me") {
    Open board;
    Policy policy;
    policy.title = "高龄津贴办法";
    policy.summary = "满八十岁的老人每月有钱。";
    policy.office_name = "云岭县民政局";
    policy.phone = "0886-5550456";
    policy.how = "带户口册到村里登记。";
    policy.conditions = {{"老人满八十岁了，对不对？", true, "要满八十岁。"},
                         {"老人在领退休金，对不对？", false, "领退休金的没有。"}};
    board.writer.add(policy, {.area = kCounty, .days_ago = 1, .catalogue = "N03"});
    Person& person = board.look();
    REQUIRE(person.tap("政策"));
    REQUIRE(person.tap("高龄津贴办法"));
    REQUIRE(person.tap("是不是给我的？"));
    CHECK(person.sees("老人满八十岁了，对不对？"));
    REQUIRE(person.tap("对"));
    CHECK(person.sees("老人在领退休金，对不对？"));
    REQUIRE(person.tap("不对"));
    CHECK(person.sees("看来有您的份"));
    CHECK(person.sees("带户口册到村里登记。"));
    REQUIRE(person.tap("再答一遍"));
    REQUIRE(person.tap("不对"));
    CHECK(person.sees("看来这一项没有您的份"));
    CHECK(person.sees("要满八十岁。"));
    REQUIRE(person.tap("再答一遍"));
    REQUIRE(person.tap("说不准"));
    REQUIRE(person.tap("不对"));
    CHECK(person.sees("可能有您的份"));
}

TEST_CASE("a policy that was repealed or has run out says so and stands last in the list") {
    Open board;
    Policy old;
    old.title = "老办法";
    old.summary = "已经不用了。";
    old.office_name = "云岭县农业农村局";
    old.validity = Validity::in_force;
    old.repealed_on = today();
    old.conditions = {{"种地吗？", true, "不种地没有。"}};
    board.writer.add(old, {.area = kCounty, .days_ago = 1, .catalogue = "N03"});
    CHECK(kiosk::validity_of(old, {fixture_now(), true}) == Validity::expired);
    CHECK(kiosk::validity_of(old, {fixture_now() - days{1}, true}) == Validity::in_force);
    Person& person = board.look();
    REQUIRE(person.tap("政策"));
    CHECK(person.tree().find("老办法")->rect.y > person.tree().find("已经不算数的")->rect.y);
    CHECK(person.tree().find("种地补贴怎么发")->rect.y <
          person.tree().find("已经不算数的")->rect.y);
    REQUIRE(person.tap("老办法"));
    CHECK(person.sees("已经过期"));
    CHECK_FALSE(finds(person, "是不是给我的？"));
}

TEST_CASE("a guide's materials are ticked off, the rest is counted, and nobody's ticks stay") {
    Open board;
    Person& person = board.look();
    const auto open = [&] {
        REQUIRE(person.tap("村务"));
        REQUIRE(find_and_tap(person, "怎么办事"));
        REQUIRE(person.tap("低保怎么办"));
    };
    open();
    REQUIRE(find_and_tap(person, "户口簿"));
    CHECK(finds(person, "还差 2 样"));
    REQUIRE(find_and_tap(person, "身份证"));
    REQUIRE(find_and_tap(person, "收入说明"));
    CHECK(finds(person, "都带齐了"));
    CHECK(finds(person, "请去村委会一楼服务窗口。"));
    person.wait(260);
    CHECK(person.screen() == "home");
    open();
    CHECK(finds(person, "还差 3 样"));
}

TEST_CASE("a consultation whose result is late says by how many days") {
    Open board;
    Consultation asked;
    asked.title = "垃圾桶放在哪里";
    asked.summary = "问过大家了。";
    asked.office_name = "核桃箐村村民委员会";
    asked.open_from = today() - days{40};
    asked.open_to = today() - days{20};
    asked.result_due = today() - days{6};
    board.writer.add(asked, {.days_ago = 40});
    asked.title = "班车怎么改";
    asked.results = {{1, "村民", "早一点", Adopted::yes, "改了"},
                     {2, "村民", "便宜一点", Adopted::no, "票价不归县里定"}};
    board.writer.add(asked, {.days_ago = 30});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "征求意见"));
    REQUIRE(person.tap("垃圾桶放在哪里"));
    CHECK(person.sees("该公布结果的日子过了 6 天，还没有公布"));
    REQUIRE(person.tap("返回"));
    REQUIRE(person.tap("班车怎么改"));
    CHECK(finds(person, "一共 2 条：听了改的 1 条，听了一部分的 0 条，没有采纳的 1 条。"));
    CHECK_FALSE(finds(person, "还没有公布"));
}

TEST_CASE("a consultation is answered by large buttons, sealed before it is stored") {
    LetterBox box;
    box.writer().add(lamps(), {.days_ago = 1});
    Person& person = box.step_up();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "征求意见"));
    REQUIRE(person.tap("新路灯装在哪里"));
    REQUIRE(find_and_tap(person, "下寨组公路边"));
    REQUIRE(find_and_tap(person, "下寨组公路边"));
    CHECK_FALSE(person.tree().find_target("把我的选择交上去"));
    REQUIRE(find_and_tap(person, "下寨组公路边"));
    REQUIRE(find_and_tap(person, "不同意"));
    CHECK(finds(person, "用自己的话说"));
    REQUIRE(find_and_tap(person, "把我的选择交上去"));
    CHECK(person.screen() == "speak-send");
    REQUIRE(find_and_tap(person, "封好寄出"));
    const state::OpenedSubmission opened = box.opened();
    CHECK(opened.kind == state::SubmissionKind::answer);
    REQUIRE(opened.answers.size() == 2);
    CHECK(opened.answers[0].question == "q1");
    CHECK(opened.answers[0].options == std::vector<int>{1});
    CHECK(opened.answers[1].question == "q2");
    CHECK(opened.answers[1].options == std::vector<int>{1});
}

TEST_CASE("what was chosen leaves the glass soon when nobody touches it") {
    LetterBox box;
    box.writer().add(lamps(), {.days_ago = 1});
    Person& person = box.step_up();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "征求意见"));
    REQUIRE(person.tap("新路灯装在哪里"));
    person.wait(60);
    CHECK(person.screen() == "consultation");
    REQUIRE(find_and_tap(person, "下寨组公路边"));
    person.wait(35);
    CHECK(person.screen() == "home");
}

TEST_CASE("a terminal that takes no letters shows the questions and the other ways to answer") {
    Open board;
    board.writer.add(lamps(), {.days_ago = 1});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "征求意见"));
    REQUIRE(person.tap("新路灯装在哪里"));
    CHECK(finds(person, "这台机器现在不能收意见"));
    CHECK(finds(person, "各组组长"));
    CHECK_FALSE(person.tree().find_target("下寨组公路边"));
}

TEST_CASE("a result is due ten working days after the final document where no day is named") {
    const Calendar calendar({});
    Consultation asked;
    CHECK_FALSE(kiosk::result_due(asked, calendar));
    asked.final_date = *parse_day("2026-11-02");
    CHECK(kiosk::result_due(asked, calendar) == *parse_day("2026-11-16"));
    asked.result_due = *parse_day("2026-11-30");
    CHECK(kiosk::result_due(asked, calendar) == *parse_day("2026-11-30"));
}

TEST_CASE("relief shows how far it has come and, while objections count, how to make them") {
    ReliefRoll roll = relief_roll(2);
    roll.stage = ReliefStage::first_review;
    const kiosk::NoticeState running{true, 3, 7, true};
    const kiosk::NoticeState over{false, 0, 7, true};
    CHECK(kiosk::steps_of(roll, running).notice == kiosk::StepState::now);
    CHECK(kiosk::steps_of(roll, over).notice == kiosk::StepState::done);
    CHECK(kiosk::steps_of(roll, over).approval == kiosk::StepState::now);
    CHECK(kiosk::steps_of(roll, over).payment == kiosk::StepState::later);
    roll.stage = ReliefStage::confirmed;
    CHECK(kiosk::steps_of(roll, over).payment == kiosk::StepState::done);
    Open board;
    Person& person = board.look();
    REQUIRE(person.tap("救助"));
    REQUIRE(find_and_tap(person, "低保公示名单"));
    CHECK(finds(person, "走到哪一步了"));
    CHECK(finds(person, "觉得不对，怎么说"));
}

TEST_CASE("a work past its day of completion says by how long") {
    Open board;
    Project work;
    work.title = "修水泥路";
    work.summary = "还没修完。";
    work.office_name = "核桃箐村村民委员会";
    work.finish = today() - days{12};
    for (std::size_t i = 0; i < kProjectSlots; ++i)
        work.slots.push_back({static_cast<ProjectSlotName>(i),
                              i < 6 ? SlotState::present : SlotState::missing,
                              {},
                              {},
                              {},
                              {},
                              {}});
    board.writer.add(work, {.days_ago = 1});
    Person& person = board.look();
    REQUIRE(person.tap("项目"));
    REQUIRE(person.tap("修水泥路"));
    CHECK(finds(person, "过了完工的日子 12 天，还没有公布竣工"));
    CHECK(finds(person, "有 6 项，还没公开 3 项，不需要 0 项"));
}

TEST_CASE("shares of a whole are told in whole per cent") {
    CHECK(kiosk::share_words(141, 312) == "45%");
    CHECK(kiosk::share_words(0, 312) == "0%");
    CHECK(kiosk::share_words(5, 0).empty());
}

TEST_CASE("contacts say which languages are spoken") {
    Open board;
    Contact people;
    people.title = "村里找谁";
    people.summary = "有事打电话。";
    people.office_name = "核桃箐村村民委员会";
    people.entries = {{"村文书", {}, "0886-5550123", {}, {}, {"zh-CN", "lis", "qaa"}, {}, {}, {}}};
    board.writer.add(people, {.days_ago = 1});
    Person& person = board.look();
    REQUIRE(person.tap("村务"));
    REQUIRE(find_and_tap(person, "联系谁"));
    REQUIRE(person.tap("村里找谁"));
    CHECK(finds(person, "汉话、傈僳话"));
}

}  // namespace villageboard::kiosk_test
