#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fonts/itemize/utf8.h"
#include "tests/fonts/invariants.h"

namespace villageboard::fonts {
namespace {

constexpr int kTexts = 400;

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

/// Random text of all scripts and paragraphs of all styles, the same ones on every run.
class Generator {
  public:
    explicit Generator(std::uint32_t seed) : random_(seed) {}

    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(random_()) % limit;
    }
    float between(float low, float high) {
        return low + (high - low) * static_cast<float>(below(10'001)) / 10'000;
    }

    std::string text() {
        std::string out;
        for (std::uint32_t pieces = below(12); pieces > 0; --pieces) out += piece();
        return out;
    }

    Paragraph paragraph(std::string text) {
        Paragraph out{std::move(text), {}, {}};
        out.style.text = style();
        out.style.line_height = between(1, 2);
        out.style.max_width = below(6) == 0 ? kUnlimited : between(0, 500);
        out.style.align = static_cast<Align>(below(4));
        out.style.line_end = static_cast<LineEnd>(below(2));
        out.style.max_lines = below(3) == 0 ? static_cast<int>(below(4)) : 0;
        out.style.first_line_indent = below(3) == 0 ? between(0, 80) : 0;
        out.style.paragraph_gap = below(3) == 0 ? between(0, 20) : 0;
        for (std::uint32_t spans = below(4); spans > 0; --spans) {
            const std::size_t size = clean_text(out.text, kMaxTextBytes).size();
            const std::size_t begin = below(static_cast<std::uint32_t>(size) + 2);
            const std::size_t end = begin + below(20);
            out.spans.push_back({begin, end, style(), below(2) == 0 ? 0 : 0xFF0000FF});
        }
        return out;
    }

  private:
    TextStyle style() {
        TextStyle out;
        out.family = static_cast<Family>(below(2));
        out.weight = static_cast<Weight>(below(2));
        out.size_px = between(6, 60);
        out.figures = static_cast<Figures>(below(2));
        out.tracking_px = below(4) == 0 ? between(0, 5) : 0;
        return out;
    }

    std::string letters(char32_t first, std::uint32_t count, std::uint32_t most) {
        std::u32string out;
        for (std::uint32_t i = 1 + below(most); i > 0; --i) out += first + below(count);
        return encode_utf8(out);
    }

    std::string one_of(std::initializer_list<const char*> choices) {
        return *(choices.begin() + below(static_cast<std::uint32_t>(choices.size())));
    }

    std::string piece() {
        switch (below(20)) {
            case 0:
                return letters('a', 26, 12);
            case 1:
                return letters('0', 10, 8);
            case 2:
                return letters(0x20000, 42'000, 4);
            case 3:
                return letters(0xA4D0, 48, 8);  // Lisu
            case 4:
                return letters(0x0F40, 126, 8);  // Tibetan
            case 5:
                return letters(0xA000, 1165, 6);  // Yi
            case 6:
                return letters(0x1950, 30, 6);  // Tai Le
            case 7:
                return letters(0x1980, 44, 6);  // New Tai Lue
            case 8:
                return letters(0x16F00, 149, 6);  // Miao
            case 9:
                return letters(0x0620, 43, 6);  // Arabic
            case 10:
                return letters(0x05D0, 27, 6);  // Hebrew
            case 11:
                return letters(0x0300, 112, 3);  // marks
            case 12:
                return one_of({"👩\u200D🌾", "🇨🇳", "1\uFE0F\u20E3", "👍🏽", "☎\uFE0F"});
            case 13:
                return one_of(
                    {"。", "，", "（", "）", "《", "》", "——", "……", "：", "“", "”", "·"});
            case 14:
                return one_of({" ", "  ", "\u3000", "\u00A0", "\u2003", "\t"});
            case 15:
                return one_of({"\n", "\r\n", "\u2028", "\n\n"});
            case 16:
                return one_of({"\u200D", "\u200E", "\u200F", "\u202E", "\u2067", "\u2069"});
            case 17:
                return one_of({"\xFF", "\xE6\x9D", "\xF3\xB0\x80\x80", "\xEF\xBF\xBE"});
            default:
                return letters(0x4E00, 20'000, 15);
        }
    }

    std::mt19937 random_;
};

TEST_CASE("whatever is set at whatever width: nothing is cut, lost or put beside its place") {
    Generator generator(20261127);
    for (int i = 0; i < kTexts; ++i) {
        const Paragraph paragraph = generator.paragraph(generator.text());
        CAPTURE(i);
        CAPTURE(paragraph.text);
        CAPTURE(paragraph.style.max_width);
        const TextLayout layout = lay_out(faces(), paragraph);
        REQUIRE(Invariants(layout, paragraph).broken() == "");
        REQUIRE(are_equal(layout, lay_out(faces(), paragraph)));
    }
}

TEST_CASE(
    "a mark at the left end of a line from right to left does not push it beyond the measure") {
    Paragraph paragraph{"\u05D2\u05DC村委会村委会。", {}, {}};
    paragraph.style.line_end = LineEnd::hanging;
    paragraph.style.text.size_px = 20;
    const float whole = lay_out(faces(), paragraph).width();
    paragraph.style.max_width = whole - 10;
    const TextLayout layout = lay_out(faces(), paragraph);
    CHECK(Invariants(layout, paragraph).broken() == "");
    for (const PlacedCluster& c : layout.clusters()) CHECK(c.x1 <= whole - 10 + 0.1f);
}

TEST_CASE("a span that ends inside a cluster is one that ends before it") {
    Generator generator(7);
    for (int i = 0; i < kTexts / 4; ++i) {
        Paragraph paragraph = generator.paragraph(generator.text());
        CAPTURE(paragraph.text);
        const TextLayout raw = lay_out(faces(), paragraph);
        const auto cuts = cluster_offsets(raw.text());
        const auto moved = [&](std::size_t offset) {
            return *(std::upper_bound(cuts.begin(), cuts.end(), offset) - 1);
        };
        for (Span& span : paragraph.spans)
            span = {moved(span.begin), moved(span.end), span.text, span.colour};
        REQUIRE(are_equal(raw, lay_out(faces(), paragraph)));
    }
}

TEST_CASE("real texts of the county's scripts hold at every width") {
    const std::filesystem::path samples =
        std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "../shared/data/scripts";
    if (!std::filesystem::is_directory(samples)) return;
    Generator generator(11);
    for (const auto& file : std::filesystem::directory_iterator(samples)) {
        std::ifstream stream(file.path());
        const std::string all{std::istreambuf_iterator<char>(stream), {}};
        for (int i = 0; i < 12; ++i) {
            const std::size_t begin = generator.below(static_cast<std::uint32_t>(all.size()));
            const Paragraph paragraph = generator.paragraph(all.substr(begin, 600));
            CAPTURE(paragraph.text);
            const TextLayout layout = lay_out(faces(), paragraph);
            REQUIRE(Invariants(layout, paragraph).broken() == "");
        }
    }
}

}  // namespace
}  // namespace villageboard::fonts
