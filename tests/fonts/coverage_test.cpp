#include <doctest/doctest.h>
#include <utf8proc.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/installed.h"
#include "fonts/itemize/itemize.h"
#include "fonts/itemize/utf8.h"
#include "fonts/shape/shape.h"

namespace villageboard::fonts {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

/// The 87,887 Hanzi of level 3 of GB 18030-2022: the ideographs of Unicode 11 and the twelve
/// unified ones among those of compatibility. The 8,105 of the list of common characters
/// (通用规范汉字表) are among them.
std::u32string level_3() {
    std::u32string all =
        U"\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29";
    for (const Range range : {Range{0x4E00, 0x9FEF}, Range{0x3400, 0x4DB5}, Range{0x20000, 0x2A6D6},
                              Range{0x2A700, 0x2B734}, Range{0x2B740, 0x2B81D},
                              Range{0x2B820, 0x2CEA1}, Range{0x2CEB0, 0x2EBE0}}) {
        for (char32_t c = range.first; c <= range.last; ++c) all += c;
    }
    return all;
}

bool is_assigned(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) != UTF8PROC_CATEGORY_CN;
}

bool is_mark(char32_t c) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

std::u32string assigned(Range range) {
    std::u32string all;
    for (char32_t c = range.first; c <= range.last; ++c) {
        if (is_assigned(c)) all += c;
    }
    return all;
}

/// The characters of `text` that no face has, each looked up by itself.
std::u32string without_face(std::u32string_view text) {
    std::u32string missing;
    for (const char32_t c : text) {
        const auto list = faces().coverages(Family::sans, Weight::regular);
        if (!pick_face(list, std::u32string_view(&c, 1))) missing += c;
    }
    return missing;
}

TEST_CASE("every Hanzi of GB 18030-2022 can be drawn") {
    const std::u32string all = level_3();
    REQUIRE(all.size() == 87'887);
    const InstalledCoverage coverage;
    CHECK(coverage.missing_clusters(encode_utf8(all)).empty());
}

TEST_CASE("every character of the county's scripts can be drawn, but for one Lisu letter") {
    struct Block {
        const char* name;
        Range range;
        std::size_t characters;
    };
    const Block blocks[] = {
        {"Lisu", {0xA4D0, 0xA4FF}, 48},           {"Tibetan", {0x0F00, 0x0FFF}, 211},
        {"Yi syllables", {0xA000, 0xA48F}, 1165}, {"Yi radicals", {0xA490, 0xA4CF}, 55},
        {"Tai Le", {0x1950, 0x197F}, 35},         {"New Tai Lue", {0x1980, 0x19DF}, 83},
        {"Miao", {0x16F00, 0x16F9F}, 149},        {"Myanmar", {0x1000, 0x109F}, 160},
    };
    for (const Block& block : blocks) {
        CAPTURE(std::string(block.name));
        const std::u32string all = assigned(block.range);
        CHECK(all.size() == block.characters);
        CHECK(encode_utf8(without_face(all)) == "");
    }
    // LISU LETTER YHA, added in 2020 for Naxi: in no font of Debian 12.
    CHECK(without_face(U"\U00011FB0").size() == 1);
    const InstalledCoverage coverage;
    CHECK(coverage.missing_clusters("ꓡꓲ\U00011FB0") ==
          std::vector<std::string>{encode_utf8(U"\U00011FB0")});
}

TEST_CASE("what Chinese office text and pictures need beside Hanzi can be drawn") {
    const InstalledCoverage coverage;
    for (const Range range :
         {Range{0x20, 0x7E}, Range{0xA0, 0x24F}, Range{0x250, 0x2AF}, Range{0x1E00, 0x1EFF},
          Range{0x3000, 0x303F}, Range{0x3041, 0x30FF}, Range{0x3105, 0x312F},
          Range{0x2460, 0x24FF}, Range{0x2500, 0x25FF}, Range{0x2600, 0x26FF},
          Range{0x2E80, 0x2FDF}, Range{0x31C0, 0x31E3}, Range{0x3220, 0x33FF},
          Range{0xFF01, 0xFF60}, Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6C5}}) {
        CAPTURE(static_cast<unsigned>(range.first));
        std::string missing;
        for (const char32_t c : without_face(assigned(range))) {
            missing += std::to_string(static_cast<unsigned>(c)) + " ";
        }
        CHECK(missing == "");
    }
}

/// Glyph and place of everything shaped for the cluster; empty if it is not one run of one face.
std::vector<ShapedGlyph> shaped(std::u32string_view cluster) {
    const auto starts = cluster_starts(cluster);
    const auto runs = itemize(cluster, starts, faces().coverages(Family::sans, Weight::regular));
    if (runs.size() != 1) return {};
    const FaceId face = faces().faces(Family::sans, Weight::regular)[runs[0].face];
    return shape_run(faces(), face, cluster, runs[0], Figures::proportional);
}

bool has_box(const std::vector<ShapedGlyph>& glyphs) {
    return std::any_of(glyphs.begin(), glyphs.end(),
                       [](const ShapedGlyph& glyph) { return glyph.glyph == 0; });
}

bool are_equal(const std::vector<ShapedGlyph>& a, const std::vector<ShapedGlyph>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const ShapedGlyph& x, const ShapedGlyph& y) { return x.glyph == y.glyph; });
}

/// The pairs of a letter and a mark that show a box, or the letter alone.
std::string lost_marks(std::u32string_view letters, std::u32string_view marks) {
    std::string lost;
    for (const char32_t letter : letters) {
        const auto alone = shaped(std::u32string_view(&letter, 1));
        for (const char32_t mark : marks) {
            const char32_t pair[] = {letter, mark};
            const std::u32string_view cluster(pair, 2);
            if (cluster_starts(cluster).size() != 2) continue;
            const auto both = shaped(cluster);
            if (both.empty() || has_box(both) || are_equal(alone, both)) {
                lost += encode_utf8(cluster) + " ";
            }
        }
    }
    return lost;
}

TEST_CASE("no letter of any script loses its mark") {
    const auto split = [](Range range) {
        std::u32string letters;
        std::u32string marks;
        for (const char32_t c : assigned(range)) (is_mark(c) ? marks : letters) += c;
        return std::pair(letters, marks);
    };
    for (const Range range : {Range{0x0F40, 0x0FBC}, Range{0x16F00, 0x16F9F}}) {
        const auto [letters, marks] = split(range);
        CHECK(marks.size() > 40);
        CHECK(lost_marks(letters, marks) == "");
    }
    const std::u32string latin = U"abcdefghijklmnopqrstuvwxyzAEIOUVøœæəɛɔɑɯɨʉɤɿʅŋɲɣʁʔɕʑɬʂʐ";
    const std::u32string tones =
        U"\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u030A\u030B\u030C"
        U"\u0323\u0324\u0325\u0329\u032C\u0330\u0331";
    CHECK(lost_marks(latin, tones) == "");
    CHECK(lost_marks(U"ᥐᥑᥒᥓᥔᥕᥖᥗᥘᥙᥣᥤᥥᥦᥧ", U"\u0300\u0301\u0307\u0308\u030C") == "");
}

}  // namespace
}  // namespace villageboard::fonts
