/// villageboard-bench-text: text set and rastered by the terminal's engine, Pango, FreeType and
/// cairo in one process, in turn.
///   speed DIR [PROSE.jsonl]      tables in Markdown; the painted screens as DIR/text-*.png
///   memory WHO [PROSE.jsonl]     WHO sets the Chinese text once: ours, pangoft2 or pangocairo;
///                                prints what that added to the process
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>

#include "fonts/imgui/draw.h"
#include "fonts/raster/glyph.h"
#include "kiosk/draw/png.h"
#include "tests/bench/memory.h"
#include "tests/bench/pango.h"
#include "tests/bench/raster.h"
#include "tests/bench/series.h"
#include "tests/bench/texts.h"
#include "tests/kiosk/draw/stage.h"

namespace villageboard::bench {
namespace {

using Words = std::vector<std::string>;

constexpr int kSize = 30;    // px: body text of a 21.5-inch panel
constexpr int kWidth = 660;  // 22 Hanzi
constexpr int kRounds = 15;
constexpr std::size_t kCharacters = 100'000;
constexpr draw::Size kScreen{1920, 1080};

fonts::Paragraph paragraph(const std::string& words, float width = kWidth) {
    fonts::Paragraph out{words, {}, {}};
    out.style.text.size_px = kSize;
    out.style.max_width = width;
    return out;
}

std::size_t set_all(const fonts::FaceSet& faces, const Words& words) {
    std::size_t lines = 0;
    for (const std::string& text : words)
        lines += fonts::lay_out(faces, paragraph(text)).lines().size();
    return lines;
}

int set_all(Pango& pango, const Words& words) {
    int lines = 0;
    for (const std::string& text : words) lines += pango.set(text);
    return lines;
}

void row(const char* who, const std::string& what, const Series& series, const Series& ours) {
    std::printf("| %s | %s ms | %s | %.2f |\n", who, spread(series).c_str(), what.c_str(),
                series.median() / ours.median());
}

void layout_speed(const char* title, const Words& words) {
    const fonts::FaceSet faces;
    Pango freetype(PangoBackend::freetype, kSize, kWidth);
    Pango cairo(PangoBackend::cairo, kSize, kWidth);
    const auto taken =
        in_turn(kRounds, {[&] { set_all(faces, words); }, [&] { set_all(freetype, words); },
                          [&] { set_all(cairo, words); }});
    const double characters = static_cast<double>(count_characters(words));
    std::printf("\n%s: %zu paragraphs, %.0f characters, %d px in %d px, n = %d\n\n", title,
                words.size(), characters, kSize, kWidth, kRounds);
    std::printf(
        "| set by | processor time | million characters/s | times ours |\n|---|---|---|---|\n");
    const char* names[] = {"terminal, nothing kept", "Pango, FreeType", "Pango, cairo"};
    for (std::size_t i = 0; i < taken.size(); ++i)
        row(names[i], number(characters / taken[i].median() / 1000), taken[i], taken[0]);
    std::printf("\nlines: terminal %zu, Pango %d\n", set_all(faces, words),
                set_all(freetype, words));
}

// The glyphs of the first CJK face that the words need, each once.
std::vector<std::uint16_t> glyphs_of(const fonts::FaceSet& faces, const Words& words) {
    const fonts::FaceId first = faces.faces(fonts::Family::sans, fonts::Weight::regular)[0];
    std::set<std::uint16_t> glyphs;
    for (const std::string& text : words)
        for (const auto& placed : fonts::lay_out(faces, paragraph(text)).glyphs())
            if (placed.face == first) glyphs.insert(placed.glyph);
    return {glyphs.begin(), glyphs.end()};
}

void raster_speed(const Words& words) {
    const fonts::FaceSet faces;
    const auto glyphs = glyphs_of(faces, words);
    const fonts::FaceId face = faces.faces(fonts::Family::sans, fonts::Weight::regular)[0];
    const PlainFreeType plain(
        fonts::installed_fonts(fonts::Family::sans, fonts::Weight::regular)[0]);
    const auto taken = in_turn(kRounds, {[&] {
                                             for (const std::uint16_t glyph : glyphs)
                                                 fonts::render_glyph(faces, face, glyph, kSize, 0);
                                         },
                                         [&] {
                                             fonts::Atlas atlas(faces);
                                             for (const std::uint16_t glyph : glyphs)
                                                 atlas.glyph(face, glyph, kSize, 0);
                                         },
                                         [&] { plain.render(glyphs, kSize, Hinting::standard); },
                                         [&] { plain.render(glyphs, kSize, Hinting::light); },
                                         [&] { plain.render(glyphs, kSize, Hinting::none); },
                                         [&] { plain.render_by_cairo(glyphs, kSize); }});
    std::printf("\nRastered: %zu different glyphs of Noto Sans CJK SC, %d px, n = %d\n\n",
                glyphs.size(), kSize, kRounds);
    std::printf(
        "| rastered by | processor time | thousand glyphs/s | times ours |\n|---|---|---|---|\n");
    const char* names[] = {"terminal",
                           "terminal, into an empty atlas",
                           "FreeType, default hinting",
                           "FreeType, light hinting",
                           "FreeType, no hinting",
                           "cairo, light hinting, into a surface"};
    for (std::size_t i = 0; i < taken.size(); ++i)
        row(names[i], number(static_cast<double>(glyphs.size()) / taken[i].median()), taken[i],
            taken[0]);
}

// Put together to paragraphs that fill lines of the whole screen, more than it holds.
Words screenful(const Words& words) {
    Words out{""};
    for (const std::string& text : words) {
        out.back() += text;
        if (count_characters({out.back()}) < 300) continue;
        if (out.size() == 10) break;
        out.emplace_back();
    }
    return out;
}

// A screen full of text that was set before, painted again as a whole.
void page_speed(const std::filesystem::path& dir, const Words& words) {
    draw::Stage stage(kScreen);
    const auto build = [&](ImDrawList& list) {
        float y = 0;
        for (const std::string& text : words) {
            const auto layout = stage.layouts.get(paragraph(text, kScreen.width));
            fonts::draw_layout(list, stage.atlas, {0, y}, *layout, IM_COL32_BLACK);
            y += layout->height();
            if (y >= kScreen.height) break;
        }
    };
    Pango pango(PangoBackend::cairo, kSize, kScreen.width);
    std::vector<std::uint32_t> pixels(std::size_t{1} * kScreen.width * kScreen.height);
    pango.keep(words);
    const auto taken =
        in_turn(kRounds, {[&] {
                              stage.rasteriser.invalidate();
                              stage.frame(build, IM_COL32_WHITE);
                          },
                          [&] { stage.frame(build, IM_COL32_WHITE); },
                          [&] { pango.paint(pixels, kScreen.width, kScreen.height); }});
    std::printf("\nA screen of 1920x1080 full of text, layouts and glyphs kept, n = %d\n\n",
                kRounds);
    std::printf("| painted by | processor time | | times ours |\n|---|---|---|---|\n");
    row("terminal, every pixel", "", taken[0], taken[0]);
    row("terminal, nothing changed", "", taken[1], taken[0]);
    row("Pango and cairo, every pixel", "", taken[2], taken[0]);
    draw::write_png(dir / "text-screen-terminal.png", stage.screen.canvas());
    draw::write_png(dir / "text-screen-cairo.png",
                    {pixels.data(), kScreen.width, kScreen.height, kScreen.width, 1});
}

void cache_speed(const Words& words) {
    const fonts::FaceSet faces;
    fonts::LayoutCache cache(faces);
    const std::size_t count = std::min<std::size_t>(words.size(), 100);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < count; ++i) {
        cache.get(paragraph(words[i]));
        characters += count_characters({words[i]});
    }
    const fonts::ParagraphStyle style = paragraph("").style;
    const std::size_t misses = cache.misses();
    const auto taken = in_turn(kRounds, {[&] {
                                   for (std::size_t i = 0; i < count; ++i)
                                       cache.get(words[i], style);
                               }});
    std::printf(
        "\nA paragraph found again in the cache of layouts: %s us (%zu paragraphs of %zu "
        "characters on average, %zu set again, %zu KiB kept)\n",
        number(taken[0].median() * 1000 / static_cast<double>(count)).c_str(), count,
        characters / count, cache.misses() - misses, cache.bytes() / 1024);
}

int speed(const std::filesystem::path& dir, const std::filesystem::path& prose) {
    const Words chinese = chinese_prose(prose, kCharacters);
    std::printf("%s\n", machine().c_str());
    layout_speed("Chinese prose", chinese);
    layout_speed("Chinese, Latin, Tibetan, Lisu, Yi, Miao, Tai and rare Hanzi by turns",
                 mixed_prose(kCharacters / 2));
    raster_speed(chinese);
    page_speed(dir, screenful(chinese));
    cache_speed(chinese);
    return 0;
}

int memory(const std::string& who, const std::filesystem::path& prose) {
    const Words chinese = chinese_prose(prose, kCharacters);
    const Memory before = memory_of_self();
    std::unique_ptr<fonts::FaceSet> faces;
    std::unique_ptr<Pango> pango;
    if (who == "ours") {
        faces = std::make_unique<fonts::FaceSet>();
        set_all(*faces, chinese);
    } else if (who == "pangoft2" || who == "pangocairo") {
        pango = std::make_unique<Pango>(
            who == "pangoft2" ? PangoBackend::freetype : PangoBackend::cairo, kSize, kWidth);
        set_all(*pango, chinese);
    } else {
        return 2;
    }
    const Memory after = memory_of_self();
    std::printf("| %s | %.1f | %.1f |\n", who.c_str(),
                static_cast<double>(after.rss - before.rss) / 1024,
                static_cast<double>(after.private_dirty - before.private_dirty) / 1024);
    return 0;
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    namespace bench = villageboard::bench;
    if (argc >= 3 && std::strcmp(argv[1], "speed") == 0)
        return bench::speed(argv[2], argc > 3 ? argv[3] : "");
    if (argc >= 3 && std::strcmp(argv[1], "memory") == 0)
        return bench::memory(argv[2], argc > 3 ? argv[3] : "");
    std::fprintf(stderr, "usage: villageboard-bench-text speed DIR [PROSE] | memory WHO [PROSE]\n");
    return 2;
}
