#include "kiosk/print/pdf.h"

#include <doctest/doctest.h>

#include "kiosk/print/boxes.h"
#include "kiosk/print/qr.h"
#include "tests/kiosk/print/paper.h"

namespace villageboard::print_test {
namespace {

using namespace print;

SlipDocument slip() {
    return {"云岭县 河边村",
            "种地补贴发放名单",
            {Words{"2026年第一批，全村 126 户。"}, Figure{"一共", "86,420.00 元"},
             Fact{"标准", "每亩 105.50 元"}, Heading{"要带的材料"}, Tick{"身份证", "原件 1 份"},
             Blank{"签名"}, Code{"https://board.example/i/1", "手机扫一扫"}, Rule{},
             Words{"有问题打电话", Tone::quiet}},
            "第 2 版  2026年11月23日"};
}

Box box(double height, bool keeps_next = false, bool is_space = false) {
    Box made;
    made.height = height;
    made.keeps_next = keeps_next;
    made.is_space = is_space;
    return made;
}

}  // namespace

TEST_CASE("a slip's words can be read out of its PDF on every paper") {
    for (const Paper paper :
         {Paper::receipt58, Paper::receipt80, Paper::a5, Paper::a4, Paper::a3}) {
        CAPTURE(static_cast<int>(paper));
        const Pdf pdf = set(slip(), paper);
        CHECK(pdf.pages == 1);
        const std::string text = text_in(pdf.bytes);
        for (const char* words :
             {"云岭县河边村", "种地补贴发放名单", "86,420.00元", "每亩105.50元", "要带的材料",
              "身份证", "原件1份", "签名", "手机扫一扫", "第2版2026年11月23日"}) {
            CAPTURE(words);
            CHECK(text.find(words) != std::string::npos);
        }
    }
}

TEST_CASE("a receipt is as long as what stands on it, a sheet as large as its paper") {
    SlipDocument longer = slip();
    for (int i = 0; i < 20; ++i) longer.parts.push_back(Words{"再来一行。"});
    const Pdf receipt = set(slip(), Paper::receipt80);
    CHECK(receipt.width_mm == 80);
    CHECK(set(longer, Paper::receipt80).height_mm > receipt.height_mm + 60);
    CHECK(set(longer, Paper::a4).height_mm == 297);
}

TEST_CASE("a long poster goes on overleaf, its pages numbered and none of its words lost") {
    SlipDocument poster = slip();
    for (int i = 0; i < 60; ++i)
        poster.parts.push_back(Words{"第" + std::to_string(i) + "条写在这里，一个字也不少。"});
    const Pdf pdf = set(poster, Paper::a4);
    CHECK(pdf.pages > 1);
    const std::string text = text_in(pdf.bytes);
    for (int i = 0; i < 60; ++i)
        CHECK(text.find("第" + std::to_string(i) + "条写在这里，一个字也不少。") !=
              std::string::npos);
    CHECK(text.find("1/" + std::to_string(pdf.pages)) != std::string::npos);
}

TEST_CASE("nothing stands outside of a page, and a long sum is set smaller rather than cut") {
    SlipDocument wide = slip();
    wide.parts.push_back(Figure{"总额", "123,456,789,012,345.67 元"});
    wide.parts.push_back(Fact{"很长很长很长很长很长很长的标签", std::string(80, '8')});
    const fonts::FaceSet faces;
    for (const Paper paper :
         {Paper::receipt58, Paper::receipt80, Paper::a5, Paper::a4, Paper::a3}) {
        const Sheet& sheet = sheet_of(paper);
        CAPTURE(static_cast<int>(paper));
        for (const Box& made : boxes_of(wide, sheet, faces)) {
            for (const LineInk& line : made.lines)
                CHECK(line.x + line.layout->lines()[line.line].width / kPxPerMm <=
                      sheet.column() + 0.2);
            for (const RectInk& rect : made.rects) {
                CHECK(rect.x + rect.width <= sheet.column() + 0.01);
                CHECK(rect.y + rect.height <= made.height + 0.01);
            }
        }
    }
}

TEST_CASE("a heading never ends a page and no page begins with a gap") {
    const auto pages = paged({box(60), box(20, false, true), box(15, true), box(20), box(5)}, 100);
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].size() == 2);
    CHECK(pages[1].size() == 3);
    CHECK(pages[1][0].height == 15);
    const auto gap = paged({box(99), box(20, false, true), box(50)}, 100);
    REQUIRE(gap.size() == 2);
    CHECK(gap[1][0].height == 50);
    const auto huge = paged({box(10), box(300), box(10)}, 100);
    CHECK(huge.size() == 3);
}

TEST_CASE("a code holds its text in squares of 1 mm or more with four squares of white around") {
    const auto code = qr_code("https://board.example/item/019f1a2b3c4d7e8f9a0b1c2d3e4f5a6b");
    REQUIRE(code);
    CHECK(code->side == 33);
    CHECK(code->whole_side() == 41);
    CHECK(code->at(0, 0));
    CHECK_FALSE(code->at(7, 7));
    CHECK_FALSE(qr_code(""));
    CHECK_FALSE(qr_code(std::string(2301, 'a')));
    CHECK(qr_code(std::string(2300, 'a')));
    for (const Paper paper :
         {Paper::receipt58, Paper::receipt80, Paper::a5, Paper::a4, Paper::a3}) {
        CHECK(sheet_of(paper).module >= 1);
        CHECK(code->whole_side() * sheet_of(paper).module <= sheet_of(paper).column());
    }
}

TEST_CASE("fonts can be opened again for printing after they were given back") {
    const Pdf first = set(slip(), Paper::a5);
    const Pdf second = set(slip(), Paper::a5);
    CHECK(text_in(first.bytes) == text_in(second.bytes));
}

}  // namespace villageboard::print_test
