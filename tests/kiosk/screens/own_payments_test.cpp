#include <doctest/doctest.h>

#include <filesystem>

#include "content/cache/database.h"
#include "kiosk/app/equipment.h"
#include "tests/kiosk/support/own_payments.h"
#include "tests/support/folder.h"

namespace villageboard::kiosk_test {
namespace {

const std::string kId = nobodys_id("001");

void open_page(LetterBox& box) {
    Person& person = box.person();
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("这是什么钱？"));
    REQUIRE(person.tap("我的补贴到没到账"));
}

/// From the first page to the county.
void ask(LetterBox& box, const std::string& id = kId) {
    link_up(box);
    Person& person = box.step_up();
    open_page(box);
    REQUIRE(person.tap("我有验证码，开始查"));
    box.type("QIAN");
    REQUIRE(person.tap("写好了，下一步"));
    box.type(id);
    REQUIRE(person.tap("写好了，下一步"));
    REQUIRE(person.screen() == "own-code");
    for (const char figure : std::string("12345678")) REQUIRE(person.tap(std::string(1, figure)));
    REQUIRE(person.tap("查我的补贴"));
    REQUIRE(person.screen() == "own-answer");
}

bool holds_question(LetterBox& box) { return state::holds_inquiry(box.state().database()); }

}  // namespace

TEST_CASE("a person learns whether their money arrived, why it came back and where to go") {
    LetterBox box;
    ask(box);
    Person& person = box.person();
    CHECK(person.sees("正在问县里"));
    {
        const OpenedQuestion question = opened_question(box);
        CHECK(question.inquiry.name.size() == 4);
        CHECK(question.inquiry.id_number == kId);
        CHECK(question.inquiry.code == "12345678");
    }
    CHECK_FALSE(stands_in(box.folder(), kId));
    answer_question(box, own_payments_told());
    person.wait(1);
    CHECK(person.sees("草原生态保护补助奖励"));
    CHECK(person.sees("1,480.00 元"));
    CHECK(person.sees("退回了，没有到账"));
    CHECK(person.sees("银行说卡号不对"));
    CHECK(person.sees("杉坪镇财政所 0886-3620001"));
    CHECK_FALSE(holds_question(box));
    REQUIRE(person.tap("看完了"));
    CHECK(person.screen() == "home");
}

TEST_CASE("the page of amounts leads to one's own payments as well") {
    LetterBox box;
    link_up(box);
    Person& person = box.step_up();
    REQUIRE(person.tap("补贴"));
    REQUIRE(person.tap("这是什么钱？"));
    REQUIRE(person.tap("我只知道是多少钱"));
    REQUIRE(person.tap("7"));
    REQUIRE(person.tap("查一查"));
    REQUIRE(person.tap("我的补贴到没到账"));
    CHECK(person.screen() == "own-payments");
}

TEST_CASE("whatever was wrong, the same sentence is said, and nothing was paid is another one") {
    LetterBox box;
    ask(box);
    answer_question(box, {});
    box.person().wait(1);
    CHECK(box.person().sees("对不上，没有查到"));
    CHECK_FALSE(holds_question(box));
    ask(box);
    answer_question(box, {.told = true, .more = false, .payments = {}});
    box.person().wait(1);
    CHECK(box.person().sees("县里还没有记着发给您的补贴"));
}

TEST_CASE("an answer sealed to another session, and a damaged one, show nothing") {
    LetterBox box;
    ask(box);
    answer_question(box, own_payments_told(), county_key(7).public_key);
    box.person().wait(1);
    CHECK(box.person().sees("县里没有回音"));
    CHECK_FALSE(box.person().tree().find("草原生态保护补助奖励"));
    ask(box);
    state::Inquiries(box.state()).answer(opened_question(box).id, "noise");
    box.person().wait(1);
    CHECK(box.person().sees("县里没有回音"));
}

TEST_CASE("an ID number with a wrong figure is told on the page and not sent") {
    LetterBox box;
    link_up(box);
    Person& person = box.step_up();
    open_page(box);
    REQUIRE(person.tap("我有验证码，开始查"));
    box.type("QIAN");
    REQUIRE(person.tap("写好了，下一步"));
    const char last = kId.back() == '0' ? '1' : '0';
    box.type(kId.substr(0, 17));
    CHECK(person.sees("还差 1 位"));
    CHECK_FALSE(person.tap("写好了，下一步"));
    box.type(std::string(1, last));
    REQUIRE(person.tap("写好了，下一步"));
    CHECK(person.screen() == "own-id");
    CHECK(person.sees("这个号码有一位不对"));
    REQUIRE(person.tap("退一个"));
    CHECK_FALSE(person.sees("这个号码有一位不对"));
    box.type(std::string(1, kId.back()));
    REQUIRE(person.tap("写好了，下一步"));
    CHECK(person.screen() == "own-code");
    CHECK_FALSE(person.tap("X"));
}

TEST_CASE("without a link it says so at once, who can tell, and one may try all the same") {
    LetterBox box;
    state::AgentHealth health;
    health.result = state::RoundResult::retry;
    box.state().set_health(health);
    Person& person = box.step_up();
    open_page(box);
    CHECK(person.sees("现在连不上县里"));
    CHECK(person.sees("12345"));
    CHECK(person.sees("请带身份证和社保卡到乡镇便民服务窗口问"));
    REQUIRE(person.tap("还是试一试"));
    CHECK(person.screen() == "own-name");

    LetterBox keyless(InboxKeys::none);
    link_up(keyless);
    keyless.step_up();
    open_page(keyless);
    CHECK(keyless.person().sees("这台机器还不能查您本人的账"));
    CHECK_FALSE(keyless.person().tree().find_target("我有验证码，开始查"));
}

TEST_CASE(
    "what the agent can't carry, and what nobody carries for 45 seconds, ends in one sentence") {
    LetterBox box;
    ask(box);
    state::Inquiries(box.state()).set_unreachable(opened_question(box).id);
    box.person().wait(1);
    CHECK(box.person().sees("县里没有回音"));
    CHECK(box.person().sees("12345"));
    CHECK_FALSE(holds_question(box));
    ask(box);
    box.person().wait(44);
    CHECK(box.person().sees("正在问县里"));
    box.person().wait(3);
    CHECK(box.person().sees("县里没有回音"));
    CHECK_FALSE(holds_question(box));
}

TEST_CASE("left alone the answer is gone after 30 seconds, and so are name, number and question") {
    LetterBox box;
    ask(box);
    answer_question(box, own_payments_told());
    box.person().wait(1);
    REQUIRE(box.person().sees("草原生态保护补助奖励"));
    box.person().wait(31);
    CHECK(box.person().screen() == "home");
    CHECK_FALSE(holds_question(box));
    open_page(box);
    REQUIRE(box.person().tap("我有验证码，开始查"));
    CHECK(box.person().sees("照身份证上写"));

    ask(box);
    REQUIRE(holds_question(box));
    REQUIRE(box.person().tap("首页"));
    CHECK_FALSE(holds_question(box));
}

TEST_CASE("after a power cut in the middle nothing of it is left") {
    LetterBox box;
    ask(box);
    const std::string sealed = state::Inquiries(box.state()).waiting(state::running_time())->sealed;
    REQUIRE(stands_in(box.folder(), sealed));
    const kiosk::Equipment again(box.folder(), kiosk::Prints::into_folder,
                                 [](auto&&...) { return nullptr; });
    CHECK_FALSE(holds_question(box));
}

TEST_CASE("no typed number is read aloud") {
    LetterBox box;
    link_up(box);
    Person& person = box.step_up();
    open_page(box);
    REQUIRE(person.tap("我有验证码，开始查"));
    box.type("QIAN");
    REQUIRE(person.tap("写好了，下一步"));
    box.type("5399");
    const kiosk::Node* number = person.tree().find("5399");
    REQUIRE(number);
    CHECK(number->spoken == kiosk::Spoken::never);
}

}  // namespace villageboard::kiosk_test
