#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "fonts/error.h"
#include "fonts/itemize/clusters.h"
#include "fonts/itemize/installed.h"
#include "fonts/itemize/itemize.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::fonts {
namespace {

/// A face that draws just these characters.
class SomeCharacters final : public Coverage {
  public:
    explicit SomeCharacters(std::u32string_view characters)
        : characters_(characters.begin(), characters.end()) {}
    bool has(char32_t code_point) const override { return characters_.contains(code_point); }

  private:
    std::set<char32_t> characters_;
};

/// A face that draws everything.
class AllCharacters final : public Coverage {
  public:
    bool has(char32_t) const override { return true; }
};

TEST_CASE("each ill-formed part of UTF-8 becomes one replacement character") {
    struct Case {
        std::string bytes;
        std::string clean;
    };
    const std::string r = "\xEF\xBF\xBD";
    const Case cases[] = {
        {"\xFF", r},
        {"\x80\x80", r + r},
        {"a\xC3", "a" + r},
        {"\xC0\xAF", r + r},                  // overlong
        {"\xE0\x80\xAF", r + r + r},          // overlong
        {"\xED\xA0\x80", r + r + r},          // a surrogate
        {"\xF4\x90\x80\x80", r + r + r + r},  // beyond U+10FFFF
        {"\xE6\x9D", r},
        {"\xF0\xA0\xAE", r},
        {"\xF0\xA0\xAE"
         "A",
         r + "A"},
        {"\xE6\x9D\x91\xE6村", "村" + r + "村"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.clean);
        CHECK_FALSE(is_valid_utf8(c.bytes));
        CHECK(clean_text(c.bytes, 100) == c.clean);
        CHECK(encode_utf8(decode_utf8(c.bytes).code_points) == c.clean);
    }
    CHECK(is_valid_utf8("村𠮷 é\n"));
    CHECK(is_valid_utf8(""));
}

TEST_CASE("text is cut between code points, never inside one") {
    const std::string text = "村𠮷é";
    for (std::size_t bytes = 0; bytes <= text.size() + 1; ++bytes) {
        const auto cut = clamp_utf8(text, bytes);
        CHECK(cut.size() <= bytes);
        CHECK(is_valid_utf8(cut));
    }
    CHECK(clamp_utf8(text, 6) == "村");
    CHECK(clamp_utf8("\x80\x80\x80\x80\x80\x80", 5).size() == 2);
}

TEST_CASE("controls go, line ends become one kind") {
    CHECK(clean_text("a\r\nb\rc\nd\te\x01\x7F\xC2\x85", 100) == "a\nb\nc\nd e");
    CHECK(clean_text(std::string("a\0b", 3), 100) == "ab");
    CHECK(clean_text("村委会", 7) == "村委");
    CHECK(clean_text("", 100).empty());
}

TEST_CASE("clusters are what a reader takes for one character") {
    CHECK(cluster_starts(U"") == std::vector<std::uint32_t>{0});
    CHECK(cluster_starts(U"e\u0301a") == std::vector<std::uint32_t>{0, 2, 3});
    CHECK(cluster_starts(U"\u0F62\u0F92\u0FB1\u0F0B").size() == 3);  // a stack and a tsheg
    CHECK(cluster_starts(U"\U0001F1E8\U0001F1F3\U0001F1E8\U0001F1F3").size() == 3);
    CHECK(cluster_offsets("村𠮷é") == std::vector<std::size_t>{0, 3, 7, 9});
    CHECK(cluster_offsets("\xFF\xE6") == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a cluster comes whole from one face, marks included") {
    const SomeCharacters letters(U"ae中");
    const SomeCharacters with_marks(U"ae\u0301");
    const Coverage* faces[] = {&letters, &with_marks};
    CHECK(pick_face(faces, U"a") == 0);
    CHECK(pick_face(faces, U"e\u0301") == 1);
    CHECK(pick_face(faces, U"中\uFE00") == 0);  // a variation selector needs no glyph
    CHECK_FALSE(pick_face(faces, U"中\u0301").has_value());
    const SomeCharacters composed(U"é");
    CHECK(covers(composed, U"e\u0301"));
    CHECK_FALSE(covers(composed, U"e\u0302"));
}

TEST_CASE("clusters that no face draws are reported once, in order") {
    const SomeCharacters letters(U"ab");
    const Coverage* faces[] = {&letters};
    CHECK(missing_clusters("ab ab\n\u3000", faces).empty());
    CHECK(missing_clusters("a村b村x", faces) == std::vector<std::string>{"村", "x"});
    CHECK(missing_clusters("a\xFF", faces) == std::vector<std::string>{"\xEF\xBF\xBD"});
    const AllCharacters all;
    const Coverage* every[] = {&all};
    CHECK(missing_clusters("\xEF\xBF\xBD", every).empty());
    CHECK(missing_clusters("\xFF", every) == std::vector<std::string>{"\xEF\xBF\xBD"});
}

TEST_CASE("runs cover the text without a gap and split no cluster") {
    const SomeCharacters latin(U"abc e. ");
    const AllCharacters rest;
    const Coverage* faces[] = {&latin, &rest};
    const std::u32string text = U"abc 村 e\u0301 \u05D0\u05D1 12 abc";
    const auto clusters = cluster_starts(text);
    const auto runs = itemize(text, clusters, faces);
    std::uint32_t at = 0;
    for (const Run& run : runs) {
        CHECK(run.begin == at);
        CHECK(run.end > run.begin);
        CHECK(std::find(clusters.begin(), clusters.end(), run.begin) != clusters.end());
        at = run.end;
    }
    CHECK(at == text.size());
    CHECK(std::any_of(runs.begin(), runs.end(), [](const Run& r) { return r.level % 2 == 1; }));
    CHECK(itemize(U"", cluster_starts(U""), faces).empty());
}

TEST_CASE("runs stand from left to right as UAX 9 orders them") {
    const std::uint8_t plain[] = {0, 0, 0};
    CHECK(visual_order(plain) == std::vector<std::uint32_t>{0, 1, 2});
    const std::uint8_t mixed[] = {0, 1, 1, 0};
    CHECK(visual_order(mixed) == std::vector<std::uint32_t>{0, 2, 1, 3});
    const std::uint8_t figures[] = {1, 2, 2, 1};
    CHECK(visual_order(figures) == std::vector<std::uint32_t>{3, 1, 2, 0});
    CHECK(visual_order({}).empty());
}

TEST_CASE("a machine without the Chinese font is told which package to install") {
    const std::filesystem::path empty =
        std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "no-fonts-here";
    std::filesystem::create_directories(empty);
    std::string message;
    try {
        InstalledCoverage coverage(empty);
    } catch (const FontError& error) {
        message = error.what();
    }
    CHECK(message.find("fonts-noto-cjk") != std::string::npos);
}

TEST_CASE("a file that is no font is refused") {
    const auto file = std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "no-font.ttf";
    std::ofstream(file) << "this is no font";
    CHECK_THROWS_AS(FileCoverage{file}, FontError);
    CHECK_THROWS_AS(FileCoverage{"/nonexistent.ttf"}, FontError);
}

TEST_CASE("the terminal draws the county's scripts and rare Hanzi, and names what it can't") {
    const InstalledCoverage coverage;
    CHECK(coverage.missing_clusters("核桃箐村 2026年，“两委”：①☎½").empty());
    CHECK(coverage.missing_clusters("𠀀𠮷𪚥𫝀𬺰").empty());
    CHECK(coverage.missing_clusters("ꓡꓲꓢꓴ བོད་སྐད་ ꆈꌠꁱꂷ ᥖᥭᥰ ᦑᦺᦟᦹᧉ 𖼀𖽪").empty());
    CHECK(coverage.missing_clusters("ǚ ē ɯ ḽṱ").empty());
    const std::string unassigned = "\xF3\xB0\x80\x80";  // U+F0000, for private use
    CHECK(coverage.missing_clusters("村" + unassigned) == std::vector<std::string>{unassigned});
}

}  // namespace
}  // namespace villageboard::fonts
