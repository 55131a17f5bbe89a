#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/itemize.h"
#include "fonts/itemize/utf8.h"
#include "fonts/layout/layout.h"
#include "fonts/shape/shape.h"

namespace villageboard::fonts {
namespace {

const std::filesystem::path kSource = VILLAGEBOARD_SOURCE_DIR;

constexpr std::uint32_t kArabic = 0x41726162;   // 'Arab'
constexpr std::uint32_t kMyanmar = 0x4D796D72;  // 'Mymr'

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

/// The list of faces in which a font file stands, by the file's path below the font root.
struct Place {
    Family family;
    Weight weight;
    std::size_t index;
};

std::map<std::string, Place> places() {
    std::map<std::string, Place> out;
    for (const Family family : {Family::sans, Family::serif}) {
        for (const Weight weight : {Weight::regular, Weight::bold}) {
            const auto files = installed_fonts(family, weight);
            for (std::size_t i = 0; i < files.size(); ++i) {
                out.insert({files[i].path.lexically_relative(kFontRoot), {family, weight, i}});
            }
        }
    }
    return out;
}

/// font;options;code points;[glyphs]
struct Golden {
    std::string font;
    std::string options;
    std::u32string text;
    std::string glyphs;
};

std::vector<Golden> golden_lines() {
    std::ifstream file(kSource / "tests/fonts/golden/shaping.txt");
    std::vector<Golden> out;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream columns(line);
        Golden golden;
        std::string code_points;
        std::getline(columns, golden.font, ';');
        std::getline(columns, golden.options, ';');
        std::getline(columns, code_points, ';');
        std::getline(columns, golden.glyphs, ';');
        std::replace(code_points.begin(), code_points.end(), ',', ' ');
        std::istringstream words(code_points);
        for (std::string word; words >> word;) {
            golden.text += static_cast<char32_t>(std::stoul(word.substr(2), nullptr, 16));
        }
        out.push_back(golden);
    }
    return out;
}

/// As hb-shape prints them.
std::string printed(const std::vector<ShapedGlyph>& glyphs, unsigned units) {
    const auto whole = [&](float em) { return std::lround(em * static_cast<float>(units)); };
    std::ostringstream out;
    for (const ShapedGlyph& glyph : glyphs) {
        out << (out.tellp() == 0 ? '[' : '|') << glyph.glyph << '=' << glyph.cluster;
        if (whole(glyph.offset_x) != 0 || whole(glyph.offset_y) != 0) {
            out << '@' << whole(glyph.offset_x) << ',' << whole(glyph.offset_y);
        }
        out << '+' << whole(glyph.advance);
    }
    out << ']';
    return out.str();
}

std::string code_points_of(std::u32string_view text) {
    std::ostringstream out;
    for (const char32_t c : text) out << std::hex << static_cast<std::uint32_t>(c) << ' ';
    return out.str();
}

std::string tag_of(std::uint32_t script) {
    std::string tag;
    for (int shift = 24; shift >= 0; shift -= 8) tag += static_cast<char>(script >> shift & 0xFF);
    return tag;
}

TEST_CASE("each script gets the font, the direction and the glyphs that HarfBuzz itself gives") {
    const auto known = places();
    const auto lines = golden_lines();
    CHECK(lines.size() >= 80);
    for (const Golden& golden : lines) {
        CAPTURE(golden.font);
        CAPTURE(encode_utf8(golden.text));
        REQUIRE(known.contains(golden.font));
        const Place place = known.at(golden.font);
        const auto runs = itemize(golden.text, cluster_starts(golden.text),
                                  faces().coverages(place.family, place.weight));
        REQUIRE(runs.size() == 1);
        CHECK(runs[0].face == place.index);
        CHECK(golden.options.find("--script=" + tag_of(runs[0].script)) != std::string::npos);
        CHECK((golden.options.find("=rtl") != std::string::npos) == (runs[0].level % 2 == 1));
        const FaceId face = faces().faces(place.family, place.weight)[place.index];
        const auto glyphs = shape_run(faces(), face, golden.text, runs[0], Figures::proportional);
        CHECK(printed(glyphs, faces().units_per_em(face)) == golden.glyphs);
    }
}

/// Whether two clusters may be one glyph: a dash of two signs, a contour of tone letters, ff and
/// fi, lam and alef, a Myanmar letter and its vowel.
bool is_joined(char32_t before, char32_t after, const Run& run) {
    return after == U'—' || (after >= 0x2E5 && after <= 0x2E9) || before == 'f' ||
           run.script == kArabic || run.script == kMyanmar;
}

/// Which clusters of the text get no glyph of their own, or the empty box.
std::string lost_in(const std::string& text, Weight weight) {
    const Decoded decoded = decode_utf8(text);
    const std::u32string_view all = decoded.code_points;
    const auto clusters = cluster_starts(all);
    const auto ids = faces().faces(Family::sans, weight);
    std::string lost;
    for (const Run& run : itemize(all, clusters, faces().coverages(Family::sans, weight))) {
        std::set<std::uint32_t> drawn;
        for (const ShapedGlyph& glyph :
             shape_run(faces(), ids[run.face], all, run, Figures::proportional)) {
            if (glyph.glyph != 0) drawn.insert(glyph.cluster);
            if (glyph.glyph == 0) lost += "box " + code_points_of(all.substr(glyph.cluster, 1));
        }
        for (std::size_t i = 0; clusters[i] < run.end; ++i) {
            if (clusters[i] < run.begin) continue;
            const auto glyph = drawn.lower_bound(clusters[i]);
            const bool none = glyph == drawn.end() || *glyph >= clusters[i + 1];
            const bool ligature =
                clusters[i] > run.begin && is_joined(all[clusters[i] - 1], all[clusters[i]], run);
            if (none && !ligature) lost += "none " + code_points_of(all.substr(clusters[i], 4));
        }
    }
    return lost;
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::vector<std::string> out;
    for (std::string line; std::getline(stream, line);) out.push_back(line);
    return out;
}

TEST_CASE("no text of the county's scripts loses a mark or shows an empty box") {
    std::vector<std::string> texts;
    for (const Golden& golden : golden_lines()) texts.push_back(encode_utf8(golden.text));
    const std::filesystem::path samples = kSource / "../shared/data/scripts";
    if (std::filesystem::is_directory(samples)) {
        for (const auto& file : std::filesystem::directory_iterator(samples)) {
            for (const std::string& line : lines_of(file.path())) texts.push_back(line);
        }
    }
    for (const std::string& text : texts) {
        CAPTURE(text);
        for (const Weight weight : {Weight::regular, Weight::bold}) {
            CHECK(lost_in(text, weight) == "");
        }
    }
}

TEST_CASE("a picture of several parts stays one cluster, its selectors and joiners without width") {
    const auto set = [](const std::string& text) {
        return lay_out(faces(), Paragraph{text, {}, {}});
    };
    for (const char* text : {"👩\u200D🌾", "👍🏽", "❤\uFE0F\u200D🔥", "🇨🇳", "1\uFE0F\u20E3",
                             "☎\uFE0F", "☎\uFE0E", "👨\u200D👩\u200D👧\u200D👦"}) {
        CAPTURE(std::string(text));
        const TextLayout layout = set(text);
        CHECK(layout.clusters().size() == 1);
        CHECK(layout.missing_glyphs() == 0);
        CHECK(layout.width() > 0);
    }
    CHECK(set("☎\uFE0F").width() == set("☎").width());
    CHECK(set("👩\u200D🌾").width() == doctest::Approx(set("👩").width() + set("🌾").width()));
    CHECK(set("1\uFE0F\u20E3").glyphs().size() == 3);
}

TEST_CASE("a ligature from right to left stands over all of its letters") {
    const TextLayout layout = lay_out(faces(), Paragraph{"لا", {}, {}});
    REQUIRE(layout.glyphs().size() == 1);
    REQUIRE(layout.clusters().size() == 2);
    CHECK(layout.clusters()[0].x0 == layout.clusters()[1].x1);
    CHECK(layout.glyphs()[0].x == doctest::Approx(layout.clusters()[1].x0));
    const TextLayout left = lay_out(faces(), Paragraph{"fi", {}, {}});
    CHECK(left.glyphs()[0].x == doctest::Approx(left.clusters()[0].x0));
}

}  // namespace
}  // namespace villageboard::fonts
