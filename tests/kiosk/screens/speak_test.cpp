#include <doctest/doctest.h>

#include "content/cache/database.h"
#include "content/model/error.h"
#include "content/state/answer.h"
#include "kiosk/print/desk.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/support/letters.h"

namespace villageboard::kiosk_test {
namespace {

using state::Route;
using state::SubmissionKind;

std::size_t waiting(LetterBox& box) { return state::Outbox(box.state()).waiting(100).size(); }

void open_answer_page(LetterBox& box) {
    REQUIRE(box.person().tap("帮助"));
    REQUIRE(box.person().tap("问一问，提意见"));
    REQUIRE(box.person().tap("我有取信码，来看答复"));
}

}  // namespace

TEST_CASE("a letter is sealed for the county, and its slip opens the answer") {
    LetterBox box;
    Person& person = box.step_up();
    box.write("QIAN");
    CHECK(person.sees("QIAN") + person.sees("qian") == 1);
    CHECK(person.sees("纪委监委"));
    REQUIRE(person.tap("封好寄出"));
    REQUIRE(person.screen() == "slip");
    const std::string secret = box.slip();
    REQUIRE(secret.size() == state::kSlipLength);

    const state::OpenedSubmission opened = box.opened();
    CHECK(opened.kind == SubmissionKind::report);
    CHECK(opened.route == Route::discipline);
    CHECK(opened.area == kVillage);
    CHECK_FALSE(opened.about);
    CHECK(opened.text.size() == 4);
    REQUIRE(person.tap("我记好了"));
    CHECK(person.screen() == "home");

    box.publish_answers({"damaged", state::seal_answer("给别人的", county_key(7).public_key),
                         state::seal_answer("已经退回了。\n请带存折来。", opened.answer_key)});
    box.step_up();
    open_answer_page(box);
    box.type(secret);
    REQUIRE(box.person().tap("看答复"));
    for (int i = 0; i < 5; ++i) box.person().wait(1);
    CHECK(box.person().sees("已经退回了。"));
    CHECK(box.person().sees("请带存折来。"));
    CHECK_FALSE(box.person().tree().find("给别人的"));
}

TEST_CASE("the answer page is left by itself after 30 seconds") {
    LetterBox box;
    box.step_up();
    open_answer_page(box);
    box.type("ABC");
    box.person().wait(21);
    CHECK(box.person().shell().asks_still_there());
    box.person().wait(10);
    CHECK(box.person().screen() == "home");
    open_answer_page(box);
    CHECK(box.slip().empty());
}

TEST_CASE("what was typed is gone when the page was left alone for 30 seconds") {
    LetterBox box;
    box.step_up();
    box.write("MIMI");
    box.person().wait(31);
    REQUIRE(box.person().screen() == "home");
    CHECK(waiting(box) == 0);
    REQUIRE(box.person().tap("帮助"));
    REQUIRE(box.person().tap("问一问，提意见"));
    REQUIRE(box.person().tap("问一件事"));
    REQUIRE(box.person().tap("镇政府"));
    REQUIRE(box.person().tap("写"));
    CHECK(box.person().sees("写什么事、什么时候、在哪里"));
}

TEST_CASE("without an inbox key nobody types in vain: it says so and whom to ring") {
    LetterBox box(InboxKeys::none);
    Person& person = box.step_up();
    REQUIRE(person.tap("帮助"));
    REQUIRE(person.tap("问一问，提意见"));
    CHECK(person.sees("现在还不能在这里写信"));
    CHECK(person.sees("12345"));
    CHECK_FALSE(person.tree().find_target("反映问题"));
    CHECK(person.tree().find_target("我有取信码，来看答复"));
}

TEST_CASE("letters are sealed to the county's newest key that is valid already") {
    LetterBox box(InboxKeys::none);
    box.publish_key(1, 200);
    box.publish_key(2, 10);
    box.publish_key(3, -5);
    box.publish_key(4, 1, kVillage);
    Person& person = box.step_up();
    box.write("A");
    REQUIRE(person.tap("封好寄出"));
    CHECK(box.opened(2).text.size() == 1);
}

TEST_CASE("who floods the offices waits on the page, then it is sent") {
    LetterBox box;
    Person& person = box.step_up();
    for (int i = 0; i < 5; ++i) {
        box.write("A");
        REQUIRE(person.tap("封好寄出"));
        REQUIRE(person.screen() == "slip");
        REQUIRE(person.tap("我记好了"));
    }
    box.write("A");
    REQUIRE(person.tap("封好寄出"));
    CHECK(person.sees("再等 8 秒就寄"));
    person.wait(5);
    CHECK(person.sees("再等 3 秒就寄"));
    CHECK(waiting(box) == 5);
    person.wait(4);
    CHECK(person.screen() == "slip");
    CHECK(waiting(box) == 6);
}

TEST_CASE("on a full disk it says so, and what was written is still there") {
    LetterBox box;
    Person& person = box.step_up();
    box.write(std::string(340, 'A'));  // longer than what its table has room for
    box.state().database().execute("PRAGMA max_page_count = 1");  // as many as there are
    const auto fill = [&] {
        for (int i = 0; i < 100000; ++i)
            box.state().count_use(Day{}, std::string(500, 'x') + std::to_string(i),
                                  state::Use::opened);
    };
    CHECK_THROWS_AS(fill(), Error);
    REQUIRE(person.tap("封好寄出"));
    CHECK(person.sees("没有寄出去：机器存不下了"));
    CHECK(person.sees("AAAA") + person.sees("aaaa") == 1);
    CHECK(waiting(box) == 0);
    box.state().database().execute("PRAGMA max_page_count = 100000");
    REQUIRE(person.tap("封好寄出"));
    CHECK(person.screen() == "slip");
    CHECK(waiting(box) == 1);
}

TEST_CASE("a mistyped slip is told, one without an answer too, and guessing is slowed") {
    LetterBox box;
    Person& person = box.step_up();
    open_answer_page(box);
    CHECK_FALSE(person.tap("看答复"));
    box.type("0123456789ABCDEFGRS8");
    REQUIRE(person.tap("看答复"));
    CHECK(person.sees("这个取信码有地方不对"));
    CHECK(box.post().wait(state::Slowed::guessing, fixture_now()).count() == 0);
    person.queue().push({kiosk::InputKind::key, 0, 0, 0, "Backspace"});
    person.show();
    box.type("9");
    for (int i = 0; i < 3; ++i) {
        REQUIRE(person.tap("看答复"));
        person.wait(1);
        CHECK(person.sees("还没有答复"));
    }
    REQUIRE(person.tap("看答复"));
    CHECK(person.sees("正在找，还要等 8 秒"));
    person.wait(10);
    CHECK(person.sees("还没有答复"));
}

TEST_CASE("what is said goes out as a voice, and nothing of it stays") {
    LetterBox box;
    Person& person = box.step_up();
    REQUIRE(person.tap("帮助"));
    REQUIRE(person.tap("问一问，提意见"));
    REQUIRE(person.tap("提个建议"));
    REQUIRE(person.tap("镇政府"));
    REQUIRE(person.tap("说"));
    CHECK(person.sees("熟人听得出您的声音"));
    REQUIRE(person.tap("开始说"));
    box.recorder().has = std::chrono::seconds{12};
    box.recorder().file = std::string(20000, 'v');
    person.wait(100);
    CHECK(person.screen() == "speak-record");
    CHECK(person.sees("请说，正在录"));
    REQUIRE(person.tap("说完了"));
    REQUIRE(person.tap("听一遍"));
    REQUIRE(person.tap("写好了，看一遍"));
    REQUIRE(person.tap("封好寄出"));
    REQUIRE(person.screen() == "slip");
    const state::OpenedSubmission opened = box.opened();
    CHECK(opened.voice == box.recorder().file);
    CHECK(opened.voice_length == box.recorder().has);
    CHECK(opened.text.empty());
    CHECK(box.recorder().forgotten > 0);
}

TEST_CASE("recording ends by itself after a minute and a half") {
    LetterBox box;
    Person& person = box.step_up();
    REQUIRE(person.tap("帮助"));
    REQUIRE(person.tap("问一问，提意见"));
    REQUIRE(person.tap("问一件事"));
    REQUIRE(person.tap("镇政府"));
    REQUIRE(person.tap("说"));
    REQUIRE(person.tap("开始说"));
    box.recorder().has = state::kMaxVoice;
    person.wait(1);
    CHECK(box.recorder().is == kiosk::RecorderState::ready);
}

TEST_CASE("without a microphone it says so, and writing stays") {
    LetterBox box;
    Person& person = box.step_up();
    REQUIRE(person.tap("帮助"));
    REQUIRE(person.tap("问一问，提意见"));
    REQUIRE(person.tap("问一件事"));
    REQUIRE(person.tap("镇政府"));
    REQUIRE(person.tap("说"));
    box.recorder().is = kiosk::RecorderState::missing;
    person.show();
    CHECK(person.sees("这台机器没有话筒，只能写。"));
    REQUIRE(person.tap("改成写"));
    CHECK(person.screen() == "speak-write");
}

TEST_CASE("from an item's page the letter knows what it is about") {
    LetterBox box;
    Person& person = box.step_up();
    REQUIRE(person.tap("项目"));
    REQUIRE(person.tap("河边组人饮水池工程"));
    for (int i = 0; i < 20 && !person.tap("问一问，提意见"); ++i) REQUIRE(person.tap("往下"));
    CHECK(person.sees("关于：河边组人饮水池工程"));
    REQUIRE(person.tap("觉得不对"));
    REQUIRE(person.tap("镇政府"));
    REQUIRE(person.tap("写"));
    box.type("A");
    REQUIRE(person.tap("写好了，看一遍"));
    REQUIRE(person.tap("封好寄出"));
    const state::OpenedSubmission opened = box.opened();
    REQUIRE(opened.about);
    CHECK(opened.about->revision == 1);
    CHECK(person.board().item(opened.about->item)->title.find("饮水池") != std::string::npos);
}

TEST_CASE("the printed slip holds the secret and no word of what was asked, and lies nowhere") {
    LetterBox box;
    print::PrintDesk desk(box.folder() / "prints", print::Paper::receipt80, print::no_printer());
    Person& person = box.step_up(portrait(), &desk);
    box.write("QIAN");
    REQUIRE(person.tap("封好寄出"));
    const std::string secret = box.slip();
    REQUIRE(person.tap("印一张小纸条"));
    REQUIRE(person.screen() == "print");
    CHECK(person.tree().find(secret.substr(0, 4) + " " + secret.substr(4, 4)));
    for (const char* word : {"反映", "纪委", "QIAN", "qian"}) CHECK_FALSE(person.tree().find(word));
    REQUIRE(person.tap("开始打印"));
    person.wait(3);
    CHECK((!std::filesystem::exists(box.folder() / "prints") ||
           std::filesystem::is_empty(box.folder() / "prints")));
}

TEST_CASE("an empty form for applying can be printed") {
    LetterBox box;
    print::PrintDesk desk(box.folder() / "prints", print::Paper::receipt80, print::no_printer());
    Person& person = box.step_up(portrait(), &desk);
    REQUIRE(person.tap("帮助"));
    REQUIRE(person.tap("问一问，提意见"));
    REQUIRE(person.tap("想看没公开的材料"));
    for (int i = 0; i < 5 && !person.tap("印一张空的申请表"); ++i) REQUIRE(person.tap("往下"));
    CHECK(person.tree().find("政府信息公开申请表"));
    CHECK(person.tree().find("才算申请"));
}

TEST_CASE("an opinion on a consultation is sealed without a slip and counts without a name") {
    LetterBox box;
    Person& person = box.step_up();
    const auto items = person.board().items(std::vector<Kind>{Kind::consultation});
    REQUIRE_FALSE(items.empty());
    kiosk::Services services;
    services.post = &box.post();
    fonts::FaceSet faces;
    fonts::Atlas atlas(faces);
    kiosk::Ui ui(faces, atlas, nullptr);
    const kiosk::Theme theme(portrait().panel, kiosk::Palette::day, kiosk::TextSize::normal);
    const kiosk::Strings strings("zh-CN");
    kiosk::Actions actions;
    const auto screen =
        kiosk::opinion_screen({.item_id = items[0].id, .revision = 1}, {{"q1", {1}}});
    screen->reload(person.board());
    const auto build = [&](kiosk::FrameInput input) {
        ui.begin(theme, strings, input);
        kiosk::Flow flow(ui, 0, 0, 1000);
        kiosk::Page page{ui, person.board(), actions, services, flow, {0, 0, 1080, 1920}};
        screen->build(page);
        ui.end();
    };
    build({});
    const kiosk::Node* send = ui.tree().find_target("封好寄出");
    REQUIRE(send);
    const float x = send->rect.mid_x();
    const float y = send->rect.mid_y();
    for (const kiosk::Edge edge : {kiosk::Edge::pressed, kiosk::Edge::released}) {
        kiosk::FrameInput input;
        input.x = x;
        input.y = y;
        input.down = edge == kiosk::Edge::pressed;
        input.edge = edge;
        build(input);
    }
    build({});
    CHECK(ui.tree().find("收好了，谢谢您"));
    const state::OpenedSubmission opened = box.opened();
    CHECK(opened.kind == SubmissionKind::answer);
    CHECK(opened.answers == std::vector<state::ConsultationAnswer>{{"q1", {1}}});
    CHECK(opened.answer_key.empty());
    CHECK(opened.text.empty());
    CHECK(opened.contact.empty());
}

TEST_CASE("somebody may leave a phone number") {
    LetterBox box;
    Person& person = box.step_up();
    box.write("A");
    REQUIRE(person.tap("留个电话（不留也可以）"));
    box.type("B");
    REQUIRE(person.tap("好了"));
    REQUIRE(person.tap("封好寄出"));
    CHECK(box.opened().contact.size() == 1);
}

TEST_CASE(
    "how to apply for unpublished information, with the county's own window, is no application") {
    LetterBox box;
    box.step_up();
    const auto open = [&] {
        REQUIRE(box.person().tap("帮助"));
        REQUIRE(box.person().tap("问一问，提意见"));
        REQUIRE(box.person().tap("想看没公开的材料"));
    };
    open();
    CHECK(box.person().sees("都还不算申请"));
    CHECK(box.person().tree().find("县里还没有把收表的地方告诉这台机器。请打电话问。"));
    Guide guide;
    guide.title = "政府信息公开申请办事指南";
    guide.summary = "交到县政府办公室。";
    guide.office_name = "云岭县人民政府办公室";
    guide.matter = "政府信息公开申请";
    guide.place = "县政府一楼103室";
    guide.phone = "0899-5550103";
    guide.fee = "不收费";
    box.writer().add(guide, {.area = kCounty});
    box.step_up();
    open();
    CHECK(box.person().tree().find("县政府一楼103室"));
    CHECK_FALSE(box.person().tree().find("县里还没有把收表的地方告诉这台机器。请打电话问。"));
}

}  // namespace villageboard::kiosk_test
