#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/itemize.h"
#include "fonts/itemize/utf8.h"
#include "fonts/layout/breaks.h"

namespace villageboard::fonts {
namespace {

/// Package unicode-data, Unicode 15.0.
const std::filesystem::path kUnicode = "/usr/share/unicode";

/// One line of Unicode's break tests: code points, and whether a break stands before each and at
/// the end.
struct BreakCase {
    std::u32string text;
    std::vector<bool> breaks;
};

BreakCase parse_break_case(const std::string& line) {
    BreakCase out;
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    while (words >> word) {
        if (word == "÷" || word == "×") {
            out.breaks.push_back(word == "÷");
        } else {
            out.text += static_cast<char32_t>(std::stoul(word, nullptr, 16));
        }
    }
    return out;
}

std::vector<BreakCase> break_cases(const char* file) {
    std::ifstream lines(kUnicode / "auxiliary" / file);
    std::vector<BreakCase> out;
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line[0] != '#') out.push_back(parse_break_case(line));
    }
    return out;
}

std::string code_points_of(std::u32string_view text) {
    std::ostringstream out;
    for (const char32_t c : text) out << std::hex << static_cast<std::uint32_t>(c) << ' ';
    return out.str();
}

/// Unicode's class of line breaking, by LineBreak.txt.
class LineBreakClasses {
  public:
    LineBreakClasses() {
        std::ifstream lines(kUnicode / "LineBreak.txt");
        for (std::string line; std::getline(lines, line);) add(line.substr(0, line.find('#')));
    }

    std::string of(char32_t c) const {
        const auto after = first_.upper_bound(c);
        if (after == first_.begin()) return "XX";
        const auto& [last, name] = std::prev(after)->second;
        return c <= last ? name : "XX";
    }

  private:
    void add(const std::string& line) {
        const auto end = line.find(';');
        if (end == std::string::npos) return;
        const auto dots = line.find("..");
        const auto first = static_cast<char32_t>(std::stoul(line, nullptr, 16));
        const auto last =
            dots == std::string::npos
                ? first
                : static_cast<char32_t>(std::stoul(line.substr(dots + 2), nullptr, 16));
        const std::string name = line.substr(end + 1);
        first_[first] = {last, name.substr(0, name.find_last_not_of(' ') + 1)};
    }

    std::map<char32_t, std::pair<char32_t, std::string>> first_;
};

/// A place where line_breaks() says otherwise than Unicode's file.
struct Difference {
    std::u32string_view text;
    bool wanted;      ///< Unicode has a break here
    bool inside;      ///< between two parts of one cluster
    char32_t before;  ///< of what stands before: its code point, marks left aside
    char32_t after;   ///< the first code point after it
    std::string before_class;
    std::string after_class;
    bool mark_without_base;  ///< a mark before it stands on a control or joiner
    bool space_with_mark;    ///< a space that carries a mark comes after it
};

/// Why we differ, on purpose or because libunibreak 1.1 knows Unicode 6.2.
struct Reason {
    const char* why;
    bool (*fits)(const Difference&);
    int count;
};

const Reason kReasons[] = {
    {"a cluster is never cut: a space keeps its mark, a skin tone its picture",
     [](const Difference& d) { return d.inside && d.wanted; }, 318},
    {"a space that begins the text stays with the word after it",
     [](const Difference& d) { return d.wanted && d.text[0] == ' ' && d.before == ' '; }, 29},
    {"a space that carries a mark is a sign of its own: the break stands before it",
     [](const Difference& d) { return d.space_with_mark && !d.wanted; }, 80},
    {"Chinese: small kana may begin a line (CSS line-break: normal)",
     [](const Difference& d) { return d.after_class == "CJ" || d.before_class == "CJ"; }, 110},
    {"Chinese: ambiguous signs like ① and § are full-width, they break like Hanzi",
     [](const Difference& d) { return (d.before_class == "AI" || d.after_class == "AI"); }, 45},
    {"U+FFFC, a place for an object, does not occur in our texts",
     [](const Difference& d) { return d.before == 0xFFFC || d.after == 0xFFFC; }, 24},
    {"a mark on a control or a word joiner is taken for a letter",
     [](const Difference& d) { return d.mark_without_base; }, 38},
    {"LB25 by pairs: no break before a figure after . , / nor between a bracket and a unit",
     [](const Difference& d) {
         const bool figure =
             (d.before_class == "IS" || d.before_class == "SY") && d.after_class == "NU";
         const bool unit = (d.before_class == "CL" || d.before_class == "CP") &&
                           (d.after_class == "PO" || d.after_class == "PR");
         const bool bracket =
             (d.before_class == "PO" || d.before_class == "PR") && d.after_class == "OP";
         return d.wanted && (figure || unit || bracket);
     },
     34},
    {"LB24 of Unicode 9: letters may be parted from signs of money and per cent",
     [](const Difference& d) {
         return !d.wanted && (d.after_class == "PO" || d.after_class == "PR");
     },
     26},
    {"LB30 of Unicode 13: only letters and figures may be parted from a full-width bracket",
     [](const Difference& d) { return d.wanted && d.after_class == "OP"; }, 12},
    {"regional indicators break like Hanzi; a pair is one cluster",
     [](const Difference& d) { return d.before_class == "RI" || d.after_class == "RI"; }, 5},
    {"Hebrew and hyphens or slashes (LB21a, LB21b)",
     [](const Difference& d) { return d.after_class == "HL"; }, 3},
};

Difference difference(const BreakCase& test, std::size_t at, std::span<const std::uint32_t> starts,
                      const LineBreakClasses& classes) {
    const auto class_of = [&](std::size_t i) {
        return i < test.text.size() ? classes.of(test.text[i]) : std::string();
    };
    const auto is_mark = [&](std::size_t i) { return class_of(i) == "CM" || class_of(i) == "ZWJ"; };
    std::size_t base = at - 1;
    while (base > 0 && is_mark(base)) --base;
    const auto starts_at = [&](std::size_t i) {
        return std::find(starts.begin(), starts.end(), i) != starts.end();
    };
    return {test.text,
            test.breaks[at],
            !starts_at(at),
            test.text[base],
            at < test.text.size() ? test.text[at] : U'\0',
            class_of(base),
            class_of(at),
            base + 1 < at && starts_at(base + 1),
            class_of(at) == "SP" && (is_mark(at + 1) || class_of(at + 1) == "EM")};
}

TEST_CASE("clusters are those of Unicode's own test file") {
    const auto cases = break_cases("GraphemeBreakTest.txt");
    REQUIRE(cases.size() == 602);
    for (const BreakCase& test : cases) {
        CAPTURE(code_points_of(test.text));
        std::vector<std::uint32_t> expected;
        for (std::size_t i = 0; i < test.breaks.size(); ++i) {
            if (test.breaks[i]) expected.push_back(static_cast<std::uint32_t>(i));
        }
        CHECK(cluster_starts(test.text) == expected);
    }
}

TEST_CASE("lines break as Unicode's own test file says, but for the differences listed") {
    const auto cases = break_cases("LineBreakTest.txt");
    REQUIRE(cases.size() == 7654);
    const LineBreakClasses classes;
    std::vector<int> counts(std::size(kReasons), 0);
    for (const BreakCase& test : cases) {
        const auto starts = cluster_starts(test.text);
        const auto found = line_breaks(test.text, starts);
        for (std::size_t at = 1; at < test.breaks.size(); ++at) {
            if ((found[at - 1] != Break::forbidden) == test.breaks[at]) continue;
            const Difference here = difference(test, at, starts, classes);
            const auto reason = std::find_if(std::begin(kReasons), std::end(kReasons),
                                             [&](const Reason& r) { return r.fits(here); });
            CAPTURE(code_points_of(test.text));
            CAPTURE(at);
            CHECK(reason != std::end(kReasons));
            if (reason != std::end(kReasons)) ++counts[reason - std::begin(kReasons)];
        }
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        CAPTURE(kReasons[i].why);
        CHECK(counts[i] == kReasons[i].count);
    }
}

/// A face that draws everything.
class AllCharacters final : public Coverage {
  public:
    bool has(char32_t) const override { return true; }
};

/// The levels that itemize() gives, in the words of Unicode's file; "x" where that leaves one out.
std::string levels_like(const std::string& expected, std::u32string_view text) {
    std::vector<std::uint32_t> each(text.size() + 1);
    std::iota(each.begin(), each.end(), 0);
    const AllCharacters face;
    const Coverage* faces[] = {&face};
    const auto runs = itemize(text, each, faces);
    std::istringstream words(expected);
    std::string out;
    std::string word;
    for (const Run& run : runs) {
        for (std::uint32_t i = run.begin; i < run.end && words >> word; ++i) {
            if (!out.empty()) out += ' ';
            out += word == "x" ? word : std::to_string(run.level);
        }
    }
    return out;
}

TEST_CASE("directions are those of Unicode's own test file") {
    std::ifstream lines(kUnicode / "BidiCharacterTest.txt");
    std::string last;
    std::string last_levels;
    int texts = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#' || line.starts_with("2029")) continue;
        std::istringstream columns(line);
        std::string code_points;
        std::string direction;
        std::string levels;
        std::getline(columns, code_points, ';');
        std::getline(columns, direction, ';');
        std::getline(columns, levels, ';');
        std::getline(columns, levels, ';');
        const bool pair = code_points == last;
        const std::string other = std::exchange(last_levels, levels);
        last = code_points;
        // Ours is the direction of the first strong character: one of the pair, or the line's own.
        if (!(pair || direction == "2") || code_points.find("2029") != std::string::npos) continue;
        if (++texts % 4 != 0 && direction != "2") continue;
        const std::u32string text = parse_break_case(code_points).text;
        const std::string found = levels_like(levels, text);
        CAPTURE(code_points);
        const bool right = found == levels || (pair && levels_like(other, text) == other);
        if (!right) CHECK(found == levels);
    }
    CHECK(texts > 40'000);
}

/// Where the line may end, as the text with | at each such place.
std::string with_breaks(const std::string& text) {
    const Decoded decoded = decode_utf8(text);
    const auto breaks = line_breaks(decoded.code_points, cluster_starts(decoded.code_points));
    std::string out;
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        out += text.substr(decoded.bytes[i], decoded.bytes[i + 1] - decoded.bytes[i]);
        if (breaks[i] != Break::forbidden && i + 1 < breaks.size()) out += '|';
    }
    return out;
}

TEST_CASE("each script's lines end where its readers expect it") {
    // Tibetan: after a tsheg or a space, never before a shad.
    CHECK(with_breaks("བོད་སྐད་") == "བོད་|སྐད་");
    CHECK(with_breaks("ཡིག། ཡིག") == "ཡིག། |ཡིག");
    CHECK(with_breaks("ཁང་༎") == "ཁང་༎");
    CHECK(with_breaks("༄༅༎ ཡིག") == "༄༅༎ |ཡིག");
    // Lisu: between syllables; tones belong to the letter, ꓾ and ꓿ to the word before them.
    CHECK(with_breaks("ꓠꓯꓹꓼ ꓞꓳ") == "ꓠꓯꓹꓼ |ꓞꓳ");
    CHECK(with_breaks("ꓟ꓾ ꓡꓳ꓿") == "ꓟ꓾ |ꓡꓳ꓿");
    CHECK(with_breaks("ꓚꓸꓚꓺꓚꓻꓚꓽ") == "ꓚꓸꓚꓺꓚꓻꓚꓽ");
    // Yi: between syllables, as Hanzi are.
    CHECK(with_breaks("ꆈꌠꁱꂷ。") == "ꆈ|ꌠ|ꁱ|ꂷ。");
    // Tai Le, New Tai Lue, Miao: between words; vowels and tones stay with their letter.
    CHECK(with_breaks("ᥓᥣᥳ ᥞᥨᥛ,") == "ᥓᥣᥳ |ᥞᥨᥛ,");
    CHECK(with_breaks("ᦝᧂᦑᦸᦰ ᦷᦢᦆᧄ") == "ᦝᧂᦑᦸᦰ |ᦷᦢᦆᧄ");
    CHECK(with_breaks("𖼀𖽪 𖼄𖽪") == "𖼀𖽪 |𖼄𖽪");
}

TEST_CASE("pictures break like Hanzi, but no sequence is cut") {
    CHECK(with_breaks("😀😀村") == "😀|😀|村");
    CHECK(with_breaks("👩‍🌾👍🏽🇨🇳🇨🇳1️⃣") ==
          "👩‍🌾|👍🏽|🇨🇳|🇨🇳|1️⃣");
    CHECK(with_breaks("村\u200D村") == "村\u200D村");
}

TEST_CASE("Latin words beside Hanzi break at brackets, not at their own marks") {
    CHECK(with_breaks("WTO（甲）") == "WTO|（甲）");
    CHECK(with_breaks("10%《乙》") == "10%|《乙》");
    CHECK(with_breaks("e\u0301“丙”") == "e\u0301|“丙”");
    CHECK(with_breaks("can’t") == "can’t");
    CHECK(with_breaks("甲’乙") == "甲’|乙");
    CHECK(with_breaks("甲！……乙") == "甲！……|乙");
    CHECK(with_breaks("甲\u3000乙") == "甲\u3000|乙");
    CHECK(with_breaks("v\u0329\u0301 ɯ\u030C") == "v\u0329\u0301 |ɯ\u030C");
}

}  // namespace
}  // namespace villageboard::fonts
