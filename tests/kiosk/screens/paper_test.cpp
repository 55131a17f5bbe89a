#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "fonts/cairo/draw.h"
#include "kiosk/print/desk.h"
#include "kiosk/print/pdf.h"
#include "kiosk/print/public_page.h"
#include "kiosk/screens/item_slip.h"
#include "tests/kiosk/print/paper.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::item_poster;
using kiosk::item_slip;
using kiosk::Strings;

cache::ItemRow row_of(Kind kind) {
    cache::ItemRow row;
    row.id = "019f1a2b-3c4d-7e8f-9a0b-1c2d3e4f5a6b";
    row.revision = 2;
    row.kind = kind;
    row.published = fixture_now();
    row.formed = shanghai_day(fixture_now());
    return row;
}

print::PublicPages pages() {
    return *print::PublicPages::parse("https://board.yunling.example/item/{id}");
}

bool holds(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

Guide guide() {
    Guide body;
    body.title = "低保办事指南";
    body.summary = "带上户口册和身份证，到镇里办。";
    body.matter = "低保";
    body.materials = {{"户口册", 1, 1, std::nullopt, "全家的"}};
    body.steps = {"先找小组长", "再到镇里"};
    body.place = "镇政府一楼";
    body.phone = "0886-5550111";
    body.fee = "不收钱";
    return body;
}

/// A terminal with a printing desk that has no printer, and one item on the board.
struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    print::PrintDesk desk{folder.path() / "prints", print::Paper::receipt80, print::no_printer()};
    print::PublicPages known = pages();
    kiosk::Services services;
    std::unique_ptr<Person> person;

    Hall() {
        services.print = &desk;
        services.pages = &known;
    }
    Person& open(const char* title) {
        person = std::make_unique<Person>(folder.path(), portrait(), fixture_now(), services);
        REQUIRE(person->tap("村务"));
        REQUIRE(person->tap("怎么办事"));
        REQUIRE(person->tap(title));
        return *person;
    }
};

}  // namespace

TEST_CASE("a slip of a roll holds totals and whom to ring, and no name of it, in no byte") {
    const SubsidyRoll subsidy = subsidy_roll(260);
    const ReliefRoll relief = relief_roll(40);
    std::vector<std::string> names;
    for (const SubsidyLine& line : subsidy.lines) names.push_back(line.name);
    for (const ReliefLine& line : relief.lines) names.push_back(line.name);
    const Strings strings("zh-CN");
    const fonts::FaceSet faces;
    fonts::CairoFaces cairo(faces);
    const auto check = [&](const print::SlipDocument& document, const std::string& phone) {
        const print::Pdf pdf = print::pdf_of(document, print::Paper::receipt80, cairo);
        const std::string text = print_test::text_in(pdf.bytes);
        CHECK(holds(text, "总金额"));
        CHECK(holds(text, phone));
        for (const std::string& name : names) {
            CAPTURE(name);
            CHECK_FALSE(holds(print::plain_text(document), name));
            CHECK_FALSE(holds(text, name));
            CHECK_FALSE(holds(pdf.bytes, name));
        }
    };
    const cache::ItemRow subsidy_row = row_of(Kind::subsidy_roll);
    const cache::ItemRow relief_row = row_of(Kind::relief_roll);
    const Body subsidy_body = subsidy;
    const Body relief_body = relief;
    check(item_slip(strings, {subsidy_row, subsidy_body}), subsidy.objection_phone);
    check(item_poster(strings, {subsidy_row, subsidy_body}), subsidy.objection_phone);
    check(item_slip(strings, {relief_row, relief_body}), relief.objection_phone);
    check(item_poster(strings, {relief_row, relief_body}), relief.objection_phone);
}

TEST_CASE("a slip names its version, its day and the item's number, and leads to its page") {
    const cache::ItemRow row = row_of(Kind::guide);
    const Body body = guide();
    const auto known = pages();
    const print::SlipDocument slip = item_slip(Strings("zh-CN"), {row, body, "河边村", &known});
    const std::string text = print::plain_text(slip);
    CHECK(holds(text, "河边村"));
    CHECK(holds(text, "第 2 版"));
    CHECK(holds(text, "2026年11月23日公布"));
    CHECK(holds(text, "编号 1c2d 3e4f 5a6b"));
    CHECK(holds(text, "https://board.yunling.example/item/019f1a2b-3c4d-7e8f-9a0b-1c2d3e4f5a6b"));
    CHECK_FALSE(holds(print::plain_text(item_slip(Strings("zh-CN"), {row, body})), "https"));
}

TEST_CASE("a guide's slip is a list to tick off") {
    const cache::ItemRow row = row_of(Kind::guide);
    const Body body = guide();
    const print::SlipDocument slip = item_slip(Strings("zh-CN"), {row, body});
    std::vector<print::Tick> ticks;
    for (const print::Part& part : slip.parts)
        if (const auto* tick = std::get_if<print::Tick>(&part)) ticks.push_back(*tick);
    REQUIRE(ticks.size() == 1);
    CHECK(ticks[0].words == "户口册");
    CHECK(holds(ticks[0].note, "复印件 1 份"));
    CHECK(holds(print::plain_text(slip), "2. 再到镇里"));
    CHECK(holds(print::plain_text(slip), "0886-5550111"));
}

TEST_CASE("a poster has the whole text, and lines to sign and date") {
    Notice notice;
    notice.title = "停水通知";
    notice.summary = "明天停水。";
    notice.blocks = {Paragraph{"上寨下寨明天八点到十二点停水，请先接好水。"}};
    const Body body = notice;
    const cache::ItemRow row = row_of(Kind::notice);
    const Strings strings("zh-CN");
    CHECK(holds(print::plain_text(item_poster(strings, {row, body})), "请先接好水"));
    CHECK(holds(print::plain_text(item_poster(strings, {row, body})), "张贴人签字"));
    CHECK_FALSE(holds(print::plain_text(item_slip(strings, {row, body})), "请先接好水"));
}

TEST_CASE("a public item's page ends with a code, its host and number, and the print button") {
    Hall hall;
    fill_village(hall.writer);
    Person& person = hall.open("低保怎么办");
    CHECK(person.tree().find("这一条的网页二维码"));
    CHECK(person.tree().find("board.yunling.example"));
    CHECK(person.tree().find("编号 "));
    CHECK(person.tree().find_target("打印"));
}

TEST_CASE("where the public address isn't known no code is shown") {
    Hall hall;
    fill_village(hall.writer);
    hall.services.pages = nullptr;
    Person& person = hall.open("低保怎么办");
    CHECK_FALSE(person.tree().find("这一条的网页二维码"));
    CHECK(person.tree().find_target("打印"));
}

TEST_CASE("what is for the hall only has neither a code nor a print button") {
    Hall hall;
    hall.writer.add(Body(guide()), {.audience = Audience::village});
    Person& person = hall.open("低保办事指南");
    CHECK(person.sees("户口册"));
    CHECK_FALSE(person.tree().find("这一条的网页二维码"));
    CHECK_FALSE(person.tree().find_target("打印"));
}

TEST_CASE("paper gets the public words where the hall sees more") {
    Hall hall;
    Guide inside = guide();
    inside.summary = "先找李三妹，再到镇里。";
    hall.writer.add(Body(inside),
                    {.audience = Audience::village, .public_rendition = Body(guide())});
    Person& person = hall.open("低保办事指南");
    CHECK(person.tree().find("先找李三妹"));
    while (person.tap("往下")) {
    }
    REQUIRE(person.tap("打印"));
    CHECK(person.screen() == "print");
    CHECK_FALSE(person.tree().find("李三妹"));
    CHECK(person.tree().find("带上户口册和身份证"));
}

TEST_CASE("without a printer the slip is kept for staff, and the page says so") {
    Hall hall;
    fill_village(hall.writer);
    Person& person = hall.open("低保怎么办");
    while (person.tap("往下")) {
    }
    REQUIRE(person.tap("打印"));
    REQUIRE(person.tap("开始打印"));
    for (int i = 0; i < 1000 && !person.sees("已经存好了"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        person.wait(1);
        if (person.screen() != "print") break;
    }
    CHECK(person.sees("已经存好了"));
    std::ifstream in(hall.folder.path() / "prints" / "print-0001.pdf", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CHECK(holds(print_test::text_in(bytes), "申请最低生活保障"));
}

TEST_CASE("an address needs a scheme, a host and a place for the item") {
    CHECK(print::PublicPages::parse("https://board.example/{id}"));
    CHECK(print::PublicPages::parse("http://10.0.0.1:8480/i?item={id}&lang=zh"));
    CHECK(print::PublicPages::parse("https://board.example/p/{area}/{id}/")
              ->address("539921102205", "7d3e") == "https://board.example/p/539921102205/7d3e/");
    CHECK(print::PublicPages::parse("https://board.example/{id}")->address("539921", "7d3e") ==
          "https://board.example/7d3e");
    for (const char* bad :
         {"", "https://board.example/", "board.example/{id}", "ftp://a/{id}", "https:///{id}",
          "https://{id}", "https://a b/{id}", "https://a/{id}/{id}", "https://a/{area}",
          "https://a/{area}/{area}/{id}", "https://{area}/{id}"}) {
        CAPTURE(bad);
        CHECK_FALSE(print::PublicPages::parse(bad));
    }
    CHECK(pages().host() == "board.yunling.example");
    CHECK(print::item_number("abc") == "abc");
}

}  // namespace villageboard::kiosk_test
