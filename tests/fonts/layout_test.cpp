#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "fonts/error.h"
#include "fonts/itemize/clusters.h"
#include "fonts/itemize/utf8.h"
#include "fonts/layout/breaks.h"
#include "fonts/layout/cache.h"
#include "fonts/layout/layout.h"

namespace villageboard::fonts {
namespace {

Paragraph paragraph(std::string text, float width = kUnlimited, float size = 20) {
    Paragraph out;
    out.text = std::move(text);
    out.style.text.size_px = size;
    out.style.max_width = width;
    return out;
}

std::vector<std::string> lines_of(const TextLayout& layout) {
    std::vector<std::string> out;
    for (const Line& line : layout.lines()) {
        out.push_back(layout.text().substr(line.begin, line.end - line.begin));
    }
    return out;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "|";
    return out;
}

std::set<std::size_t> boundaries(const std::string& text) {
    const auto offsets = cluster_offsets(text);
    return {offsets.begin(), offsets.end()};
}

/// What must hold for every layout, whatever the text.
void check_invariants(const TextLayout& layout, float max_width) {
    const auto cuts = boundaries(layout.text());
    REQUIRE_FALSE(layout.lines().empty());
    float bottom = 0;
    for (const Line& line : layout.lines()) {
        CHECK(cuts.contains(line.begin));
        CHECK(cuts.contains(line.end));
        CHECK(line.top >= bottom);
        CHECK(line.baseline == std::floor(line.baseline));
        CHECK(line.bottom > line.baseline);
        bottom = line.bottom;
        if (line.cluster_count > 1) CHECK(line.width <= max_width + 0.1f);
        float sum = 0;
        const auto clusters = layout.clusters().subspan(line.first_cluster, line.cluster_count);
        for (const PlacedCluster& cluster : clusters) {
            CHECK(cuts.contains(cluster.begin));
            CHECK(cuts.contains(cluster.end));
            sum += cluster.x1 - cluster.x0;
        }
        if (!layout.truncated()) CHECK(sum >= line.width - 0.1f);
    }
    CHECK(layout.height() == doctest::Approx(bottom));
}

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

TEST_CASE("no text gives one empty line with a caret") {
    const TextLayout layout = lay_out(faces(), paragraph(""));
    REQUIRE(layout.lines().size() == 1);
    CHECK(layout.glyphs().empty());
    CHECK(layout.width() == 0);
    CHECK(layout.height() == 30);
    CHECK(layout.caret(0).x == 0);
    CHECK(layout.nearest_offset(50, 50) == 0);
    CHECK(layout.hit(0, 0) == nullptr);
}

TEST_CASE("ill-formed text is shown with replacement characters, not refused") {
    const TextLayout layout = lay_out(faces(), paragraph("村\xFF\xE6委"));
    CHECK(layout.text() == "村\xEF\xBF\xBD\xEF\xBF\xBD委");
    CHECK(layout.missing_glyphs() == 0);
    check_invariants(layout, kUnlimited);
}

TEST_CASE("senseless styles give a layout all the same") {
    for (const float width : {0.0f, -5.0f, 1.0f, std::nanf("")}) {
        for (const float size : {0.0f, -3.0f, 1e9f, std::nanf("")}) {
            Paragraph p = paragraph("村委会ab e\u0301\n第二段", width, size);
            p.style.line_height = -1;
            p.style.first_line_indent = -10;
            p.style.paragraph_gap = -10;
            p.style.max_lines = -1;
            const TextLayout layout = lay_out(faces(), p);
            CHECK(layout.lines().size() >= 2);
            CHECK(layout.clusters().size() == cluster_offsets(layout.text()).size() - 1);
        }
    }
}

TEST_CASE("a very long text is set, and cut at four million bytes") {
    std::string text;
    while (text.size() < 300'000) text += "公示时间为11月20日9：30至27日18：00，每亩105.50元。";
    const TextLayout layout = lay_out(faces(), paragraph(text, 600));
    CHECK(layout.lines().size() > 3000);
    CHECK(layout.lines().back().end == text.size());
    CHECK(clean_text(std::string(kMaxTextBytes + 10, 'x'), kMaxTextBytes).size() == kMaxTextBytes);
}

TEST_CASE("lines break where Chinese setting allows it") {
    struct Case {
        const char* text;
        float width;
        std::vector<std::string> lines;
    };
    const Case cases[] = {
        {"一二三四五六", 80, {"一二三四", "五六"}},
        {"一二三四。五", 80, {"一二三", "四。五"}},      // no full stop at a line's begin
        {"一二三（四五", 80, {"一二三", "（四五"}},      // no bracket at its end
        {"一二三四·五六", 80, {"一二三", "四·五六"}},    // tailored
        {"一二三四～五六", 80, {"一二三", "四～五六"}},  // tailored
        {"一二三＜四五六", 80, {"一二三", "＜四五六"}},  // tailored
        {"甲 word 乙", 60, {"甲 ", "word ", "乙"}},
        {"甲乙丙……丁", 80, {"甲乙", "丙……丁"}},
        {"甲乙丙——丁", 80, {"甲乙丙", "——丁"}},
        {"abcdefghijklmnop", 40, {}},  // one word: anywhere
    };
    for (const Case& c : cases) {
        CAPTURE(std::string(c.text));
        const TextLayout layout = lay_out(faces(), paragraph(c.text, c.width));
        check_invariants(layout, c.width);
        if (!c.lines.empty()) CHECK(joined(lines_of(layout)) == joined(c.lines));
    }
}

TEST_CASE("a sum keeps its 元 on its line") {
    for (const std::u32string text : {U"收进 150,240.00 元，花掉", U"收进150,240.00元，花掉"}) {
        const auto breaks = line_breaks(text, cluster_starts(text));
        const std::size_t yuan = text.find(U'元');
        CHECK(breaks[yuan - 1] == Break::forbidden);
        CHECK(breaks[text.find(U'，')] == Break::allowed);
        CHECK(breaks[text.find_first_of(U"01") - 1] == Break::allowed);
    }
    const std::u32string word = U"单位 元";
    CHECK(line_breaks(word, cluster_starts(word))[2] == Break::allowed);
}

TEST_CASE("a time of day is not broken at its colon") {
    const std::u32string text = U"会议9：30开始，甲：乙";
    const auto breaks = line_breaks(text, cluster_starts(text));
    CHECK(breaks[2] == Break::forbidden);
    CHECK(breaks[3] == Break::forbidden);
    CHECK(breaks[text.find(U'：', 5)] == Break::allowed);
    for (const char32_t mark : U"·～~－／＞") {
        if (mark == 0) continue;
        const std::u32string before = {U'中', mark, U'文'};
        CHECK(line_breaks(before, cluster_starts(before))[0] == Break::forbidden);
    }
    CHECK(line_breaks(U"", cluster_starts(U"")).empty());
}

TEST_CASE("every code point there is passes through line breaking") {
    std::u32string all;
    std::vector<std::uint32_t> each;
    for (char32_t c = 0; c < 0x110000; ++c) {
        each.push_back(static_cast<std::uint32_t>(all.size()));
        all += c;
    }
    each.push_back(static_cast<std::uint32_t>(all.size()));
    CHECK(line_breaks(all, each).size() == all.size());
}

TEST_CASE("adjacent full-width marks give up the blank between them") {
    const auto width = [](const char* text) { return lay_out(faces(), paragraph(text)).width(); };
    CHECK(width("中文") == 40);
    CHECK(width("中）文") == 60);
    CHECK(width("中）。文") == 70);                        // closing and closing
    CHECK(width("中）（文") == 70);                        // closing and opening
    CHECK(width("中（（文") == 70);                        // opening and opening
    CHECK(width("中。") == 30);                            // at the line's end
    CHECK(width("（中") == 30);                            // at its begin
    CHECK(width("中2026") > width("中") + width("2026"));  // a little air beside figures
}

TEST_CASE("a mark that fits only without its blank stays in the line") {
    CHECK(lines_of(lay_out(faces(), paragraph("一二三。四", 70))) ==
          std::vector<std::string>{"一二三。", "四"});
    CHECK(lines_of(lay_out(faces(), paragraph("一二三。四", 69))) ==
          std::vector<std::string>{"一二", "三。四"});
}

TEST_CASE("the ellipsis never cuts a cluster and never passes the width") {
    const std::string text = "e\u0301e\u0301ཀྱིརྒྱལ村委会𠮷\U0001F1E8\U0001F1F3，关于印发的通知";
    const auto cuts = boundaries(text);
    for (float width = 0; width < 400; width += 3) {
        Paragraph p = paragraph(text, width);
        p.style.max_lines = 1;
        const TextLayout layout = lay_out(faces(), p);
        REQUIRE(layout.lines().size() == 1);
        CHECK(layout.truncated() == (layout.lines()[0].end < text.size()));
        CHECK(cuts.contains(layout.lines()[0].end));
        if (width >= 20) CHECK(layout.width() <= width + 0.1f);
    }
}

TEST_CASE("text that just fits has no ellipsis, nor does one that goes on with blanks") {
    Paragraph p = paragraph("一二三四", 80);
    p.style.max_lines = 1;
    CHECK_FALSE(lay_out(faces(), p).truncated());
    p.text = "一二三四\n \n";
    CHECK_FALSE(lay_out(faces(), p).truncated());
    p.text = "一二三四五";
    const TextLayout cut = lay_out(faces(), p);
    CHECK(cut.truncated());
    CHECK(lines_of(cut) == std::vector<std::string>{"一二三"});
    p.text = "一二，三四五";
    CHECK(lines_of(lay_out(faces(), p)) == std::vector<std::string>{"一二"});
    p.text = "一\n二";
    CHECK(lay_out(faces(), p).truncated());
}

TEST_CASE("each point and each caret lead to the same cluster") {
    for (const char* text : {"村委会 Board e\u0301𠮷\n第二段：ཀྱི་ཡིག", "abc \u05D0\u05D1\u05D2 12"}) {
        for (const float width : {60.0f, 200.0f, kUnlimited}) {
            const TextLayout layout = lay_out(faces(), paragraph(text, width));
            check_invariants(layout, width);
            const bool mixed = std::any_of(layout.clusters().begin(), layout.clusters().end(),
                                           [](const auto& c) { return c.right_to_left; });
            for (const Line& line : layout.lines()) {
                const float y = (line.top + line.bottom) / 2;
                for (const auto& c :
                     layout.clusters().subspan(line.first_cluster, line.cluster_count)) {
                    if (c.x1 - c.x0 < 1) continue;
                    CHECK(layout.hit((c.x0 + c.x1) / 2, y) == &c);
                    const Caret caret = layout.caret(c.begin);
                    CHECK(caret.x == (c.right_to_left ? c.x1 : c.x0));
                    CHECK(caret.top == line.top);
                    const float near = c.right_to_left ? c.x1 - 0.1f : c.x0 + 0.1f;
                    if (mixed) continue;  // where directions meet, one place is two offsets
                    CHECK(layout.caret(layout.nearest_offset(near, y)).x ==
                          doctest::Approx(caret.x));
                }
            }
            CHECK(layout.hit(-1, 5) == nullptr);
            CHECK(layout.hit(5, -1) == nullptr);
            CHECK(layout.hit(5, layout.height() + 1) == nullptr);
        }
    }
}

TEST_CASE("the caret stands after the last character, and on a new line after a line end") {
    const TextLayout one = lay_out(faces(), paragraph("村委"));
    CHECK(one.caret(6).x == 40);
    CHECK(one.caret(600).x == 40);
    CHECK(one.caret(4).x == 20);  // inside a cluster: before it
    const TextLayout two = lay_out(faces(), paragraph("村委\n"));
    REQUIRE(two.lines().size() == 2);
    CHECK(two.caret(7).x == 0);
    CHECK(two.caret(7).top == two.lines()[1].top);
    CHECK(two.caret(6).x == 40);
}

TEST_CASE("lines are aligned within the width, paragraphs indented and set apart") {
    Paragraph p = paragraph("一二\n三四五", 100);
    p.style.align = Align::right;
    TextLayout layout = lay_out(faces(), p);
    CHECK(layout.lines()[0].x == 60);
    CHECK(layout.lines()[1].x == 40);
    p.style.align = Align::center;
    CHECK(lay_out(faces(), p).lines()[0].x == 30);
    p.style.align = Align::left;
    p.style.first_line_indent = 40;
    p.style.paragraph_gap = 12;
    p.text = "一二三四五\n六";
    layout = lay_out(faces(), p);
    REQUIRE(layout.lines().size() == 3);
    CHECK(layout.lines()[0].x == 40);
    CHECK(layout.lines()[1].x == 0);
    CHECK(layout.lines()[2].x == 40);
    CHECK(layout.lines()[1].top == layout.lines()[0].bottom);
    CHECK(layout.lines()[2].top == layout.lines()[1].bottom + 12);
}

TEST_CASE("spans change size, weight and colour of whole clusters") {
    Paragraph p = paragraph("村e\u0301委会");
    TextStyle large = p.style.text;
    large.size_px = 40;
    large.weight = Weight::bold;
    p.spans = {{5, 9, large, 0xFF0000FF}, {500, 900, large, 0xFF00FF00}};
    const TextLayout layout = lay_out(faces(), p);
    std::vector<int> sizes;
    for (const PlacedGlyph& glyph : layout.glyphs()) {
        sizes.push_back(glyph.size_px);
        CHECK((glyph.colour == 0xFF0000FF) == (glyph.size_px == 40));
    }
    CHECK(sizes == std::vector<int>{20, 40, 40, 20});
    CHECK(layout.height() == 60);
}

TEST_CASE("tabular figures are equally wide") {
    for (const Family family : {Family::sans, Family::serif}) {
        for (const Weight weight : {Weight::regular, Weight::bold}) {
            std::set<float> widths;
            for (const char* figure : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
                Paragraph p = paragraph(figure);
                p.style.text.family = family;
                p.style.text.weight = weight;
                p.style.text.figures = Figures::tabular;
                widths.insert(lay_out(faces(), p).width());
            }
            CHECK(widths.size() == 1);
        }
    }
}

TEST_CASE("the same text is laid out once, and the cache stays within its budget") {
    LayoutCache cache(faces(), 50'000);
    ParagraphStyle style;
    const auto first = cache.get("村务公开", style);
    CHECK(cache.get("村务公开", style) == first);
    CHECK(cache.get(Paragraph{"村务公开", style, {}}) == first);
    CHECK(cache.misses() == 1);
    style.max_width = 50;
    CHECK(cache.get("村务公开", style) != first);
    Paragraph coloured{"村务公开", style, {{0, 3, style.text, 0xFF0000FF}}};
    CHECK(cache.get(coloured) != cache.get("村务公开", style));
    for (int i = 0; i < 500; ++i) {
        cache.get("第" + std::to_string(i) + "条", style);
        CHECK(cache.bytes() <= 50'000);
    }
    CHECK(cache.size() > 5);
    CHECK(first->lines().size() == 1);  // still there for who holds it
    const std::size_t before = cache.misses();
    cache.get("第499条", style);
    CHECK(cache.misses() == before);
    LayoutCache none(faces(), 0);
    CHECK(none.get("村", style)->glyphs().size() == 1);
    CHECK(none.size() == 0);
}

TEST_CASE("what was set can be forgotten: nothing stays of it, not even for who holds it") {
    LayoutCache cache(faces());
    ParagraphStyle style;
    const auto held = cache.get("只给一个人看", style);
    REQUIRE_FALSE(held->glyphs().empty());
    cache.forget();
    CHECK(cache.size() == 0);
    CHECK(cache.bytes() == 0);
    CHECK(held->text().empty());
    CHECK(held->glyphs().empty());
    CHECK(cache.get("只给一个人看", style)->text() == "只给一个人看");
}

TEST_CASE("the county's scripts are set without an empty box") {
    std::vector<std::string> texts = {
        "ꓡꓲꓢꓴ ꓐꓱꓸ ꓠꓬꓴ ꓫꓵꓽ.", "བོད་སྐད་ཀྱི་ཡི་གེ་རྒྱལ་ཁབ།", "ꆈꌠꁱꂷ", "ᥖᥭᥰᥖᥬᥳᥑᥨᥒᥰ", "ᦑᦺᦟᦹᧉ", "𖼀𖼄𖽪",
        "𠀀𠮷𡃁𩸽𪚥",        "Nàxī ḽṱ é ê ñ ǚ ɯ̠"};
    const std::filesystem::path samples =
        std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "../shared/data/scripts";
    if (std::filesystem::is_directory(samples)) {
        for (const auto& file : std::filesystem::directory_iterator(samples)) {
            std::ostringstream text;
            text << std::ifstream(file.path()).rdbuf();
            texts.push_back(text.str());
        }
    }
    for (const std::string& text : texts) {
        CAPTURE(text.substr(0, 60));
        for (const Weight weight : {Weight::regular, Weight::bold}) {
            Paragraph p = paragraph(text, 700);
            p.style.text.weight = weight;
            const TextLayout layout = lay_out(faces(), p);
            CHECK(layout.missing_glyphs() == 0);
            check_invariants(layout, 700);
        }
    }
    CHECK(lay_out(faces(), paragraph("\xF3\xB0\x80\x80村")).missing_glyphs() == 1);
}

TEST_CASE("a machine without the Chinese font can't set text and says why") {
    CHECK_THROWS_AS(FaceSet(std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "no-fonts-here"),
                    FontError);
}

}  // namespace
}  // namespace villageboard::fonts
