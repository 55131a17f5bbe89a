#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "fonts/itemize/utf8.h"
#include "fonts/layout/layout.h"

namespace villageboard::fonts {
namespace {

constexpr float kSize = 20;

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

TextLayout set(std::string text, float width, Align align = Align::left,
               LineEnd line_end = LineEnd::squeezed) {
    Paragraph paragraph;
    paragraph.text = std::move(text);
    paragraph.style.text.size_px = kSize;
    paragraph.style.max_width = width;
    paragraph.style.align = align;
    paragraph.style.line_end = line_end;
    return lay_out(faces(), paragraph);
}

std::string lines_of(const TextLayout& layout) {
    std::string out;
    for (const Line& line : layout.lines()) {
        out += layout.text().substr(line.begin, line.end - line.begin) + "|";
    }
    return out;
}

const std::string kProse =
    "村里的账要让大家看得懂、查得到：收进多少，花掉多少，还剩多少，每一笔都写清楚。"
    "2026年第3季度收入86420.00元，其中“退耕还林”补助12300元；有不明白的地方（例如工钱、车费），"
    "可以到村委会问。The board is open every day from 8:30 to 17:30, and a clerk helps.";

TEST_CASE("what the font's rules don't touch is set as the shaper would set it") {
    for (const Family family : {Family::sans, Family::serif}) {
        const FaceId face = faces().faces(family, Weight::regular)[0];
        std::size_t simple = 0;
        for (char32_t c = 0x2010; c < 0xFFF0; ++c) {
            const LoneGlyph* lone = faces().lone_glyph(face, c);
            if (lone == nullptr) continue;
            ++simple;
            const std::u32string text = {U'永', c, U'永'};
            const Run run{0, 3, kHanScript, 0, 0};
            const auto shaped = shape_run(faces(), face, text, run, Figures::proportional);
            CAPTURE(static_cast<std::uint32_t>(c));
            REQUIRE(shaped.size() == 3);
            CHECK(shaped[1].glyph == lone->glyph);
            CHECK(shaped[1].advance == doctest::Approx(lone->advance));
            CHECK(shaped[1].offset_x == 0);
            CHECK(shaped[1].offset_y == 0);
        }
        CHECK(simple > 28000);
    }
    CHECK(faces().lone_glyph(faces().faces(Family::sans, Weight::regular)[0], 0x10FFFF) == nullptr);
    CHECK(faces().lone_glyph(faces().faces(Family::sans, Weight::regular)[0], 0x110000) == nullptr);
}

TEST_CASE("justified lines fill the measure, but for the last of each paragraph") {
    for (float width = 160; width < 900; width += 37) {
        const TextLayout layout = set(kProse + "\n" + kProse, width, Align::justified);
        std::size_t filled = 0;
        for (const Line& line : layout.lines()) {
            CHECK(line.width <= width + 0.1f);
            if (std::abs(line.width - width) < 0.1f) ++filled;
            float sum = 0;
            for (const auto& c :
                 layout.clusters().subspan(line.first_cluster, line.cluster_count)) {
                sum += c.x1 - c.x0;
            }
            CHECK(sum >= line.width - 0.1f);
        }
        // In a narrow column a line is sooner left ragged than torn apart.
        if (width > 400) CHECK(filled + 8 >= layout.lines().size());
        CHECK(layout.lines().back().width <= width + 0.1f);
    }
}

TEST_CASE("a line that is a little too long gives up blank of its marks instead of a character") {
    // Nine Hanzi and a comma are 200 px; the comma can spare 5 of its 10 blank ones.
    const std::string text = "一二三四，六七八九十一二三四五六";
    CHECK(lines_of(set(text, 196, Align::left)) == "一二三四，六七八九|十一二三四五六|");
    const TextLayout pushed = set(text, 196, Align::justified);
    CHECK(lines_of(pushed) == "一二三四，六七八九十|一二三四五六|");
    CHECK(pushed.lines()[0].width == doctest::Approx(196));
    CHECK(lines_of(set(text, 194, Align::justified)) == "一二三四，六七八九|十一二三四五六|");
}

TEST_CASE("an opening mark gives up the blank before it, and never runs into what it opens") {
    // Ten squares in 195 px: the bracket gives 5 of the 10 blank ones on its left.
    const TextLayout layout = set("一二三四（五六七八九十一二三", 195, Align::justified);
    REQUIRE(lines_of(layout) == "一二三四（五六七八九|十一二三|");
    const auto glyphs = layout.glyphs();
    CHECK(layout.lines()[0].width == doctest::Approx(195));
    CHECK(glyphs[4].x == doctest::Approx(75));  // moved into its blank
    CHECK(glyphs[5].x == doctest::Approx(95));  // a whole square further
}

TEST_CASE("a line without seams, or that would be torn apart, stays ragged") {
    const TextLayout word = set("Disclosure regulations apply", 250, Align::justified);
    REQUIRE(word.lines().size() == 2);
    CHECK(word.lines()[0].width < 250);
    const TextLayout hole = set("村里donaudampfschifffahrtsgesellschaft", 370, Align::justified);
    REQUIRE(hole.lines().size() == 2);
    CHECK(hole.lines()[0].width == 40);
    // What is too wide for the line is a sum: a square of air is not shared out.
    const TextLayout sum = set("这一期开头写的是123,456,789.00元", 185, Align::justified);
    REQUIRE(sum.lines().size() == 2);
    CHECK(sum.lines()[0].width == 160);
}

TEST_CASE("a comma or stop at a line's end may stand beyond the measure") {
    const TextLayout hung = set("一二三，四五六", 60, Align::left, LineEnd::hanging);
    CHECK(lines_of(hung) == "一二三，|四五六|");
    CHECK(hung.lines()[0].width == 60);
    CHECK(hung.width() == 60);
    CHECK(hung.clusters()[3].x0 == 60);
    // Brackets do not.
    CHECK(lines_of(set("一二三）四五", 60, Align::left, LineEnd::hanging)) == "一二|三）四|五|");
}

TEST_CASE("a paragraph does not end in a line of one Hanzi") {
    CHECK(lines_of(set("一二三四五六七八九十一", 200)) == "一二三四五六七八九|十一|");
    CHECK(lines_of(set("一二三四五六七八九十一。", 200)) == "一二三四五六七八九|十一。|");
    // A narrow column has none to spare.
    CHECK(lines_of(set("一二三四五", 80)) == "一二三四|五|");
}

TEST_CASE("exclamation and question marks give up their blank like other marks") {
    CHECK(set("好！", kUnlimited).width() == 30);
    CHECK(set("好！”了", kUnlimited).width() == 70);
    CHECK(set("好？！了", kUnlimited).width() == 70);
}

TEST_CASE("quotes are a square wide in Chinese text and narrow in Western text") {
    const auto quote = [](const std::string& text) {
        const TextLayout layout = set(text, kUnlimited);
        for (const auto& c : layout.clusters()) {
            const std::string mark = layout.text().substr(c.begin, c.end - c.begin);
            if (mark == "“" || mark == "’") return c.x1 - c.x0;
        }
        return 0.0f;
    };
    CHECK(quote("交“一卡通”卡") == 20);
    CHECK(quote("通过“APP”办理") == 20);
    CHECK(quote("read the “notice” here") < 12);
    CHECK(quote("the village’s board") < 8);
    CHECK(quote("“Notice” of 2026") < 12);
}

TEST_CASE("a selection is one stretch a line, and follows the clusters") {
    const TextLayout layout = set("一二三四五六七八", 100);
    const auto part = layout.selection(6, 18);  // 三四五|六
    REQUIRE(part.size() == 2);
    CHECK(part[0].x0 == 40);
    CHECK(part[0].x1 == 100);
    CHECK(part[0].top == layout.lines()[0].top);
    CHECK(part[1].x0 == 0);
    CHECK(part[1].x1 == 20);
    CHECK(layout.selection(7, 8).size() == 1);  // inside a character: all of it
    CHECK(layout.selection(6, 6).empty());
    CHECK(layout.selection(500, 600).empty());
    // Where the directions meet, one selection of the text is two places on the line.
    const TextLayout mixed = set("abc \u05D0\u05D1\u05D2 def", kUnlimited);
    CHECK(mixed.selection(2, 7).size() == 2);
}

TEST_CASE("the point of a number is found for columns") {
    const auto point = [](const std::string& text) { return set(text, kUnlimited).point_x(); };
    const TextLayout layout = set("86,420.50", kUnlimited);
    REQUIRE(layout.point_x().has_value());
    CHECK(*layout.point_x() == layout.clusters()[6].x0);
    CHECK(*point("105") == set("105", kUnlimited).width());
    CHECK(*point("105元") < set("105元", kUnlimited).width());
    CHECK(*point("-1.5 亩") < *point("-10 亩"));
    CHECK_FALSE(point("没有").has_value());
    CHECK_FALSE(point("").has_value());
}

TEST_CASE("a text of fifty thousand characters is the same in one piece and in parts") {
    std::string text;
    while (text.size() < 150000) text += kProse;
    const TextLayout whole = set(text, 620, Align::justified, LineEnd::hanging);
    CHECK(whole.missing_glyphs() == 0);
    const TextLayout twice = set(text + "\n" + text, 620, Align::justified, LineEnd::hanging);
    REQUIRE(twice.lines().size() == 2 * whole.lines().size());
    const std::size_t half = whole.glyphs().size();
    for (std::size_t i = 0; i < half; i += 997) {
        CHECK(twice.glyphs()[i + half].glyph == whole.glyphs()[i].glyph);
        CHECK(twice.glyphs()[i + half].x == whole.glyphs()[i].x);
    }
}

}  // namespace
}  // namespace villageboard::fonts
