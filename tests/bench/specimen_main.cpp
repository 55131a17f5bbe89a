/// villageboard-bench-specimen: the specimen sheets as set by the terminal, and as pages for a
/// browser; then both side by side, and where their lines differ.
///   write DIR   DIR/specimen.html; prints the page's WIDTH,HEIGHT
///   join DIR    reads DIR/specimen-browser.png and -browser.html (the dumped DOM); writes
///               DIR/specimen-NAME.png (terminal on the left) and DIR/specimen-lines.md
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "fonts/imgui/draw.h"
#include "kiosk/draw/picture.h"
#include "kiosk/draw/png.h"
#include "tests/bench/specimen.h"
#include "tests/kiosk/draw/stage.h"

namespace villageboard::bench {
namespace {

namespace fs = std::filesystem;
using draw::Canvas;
using draw::Size;

constexpr int kSeam = 4;
constexpr ImU32 kSeamColour = IM_COL32(0x80, 0x80, 0x80, 255);
constexpr float kSameWidth = 0.75F;  // px: what rounding explains

ImU32 packed(std::uint32_t rgb) {
    return IM_COL32((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF, 255);
}

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put(const draw::Picture& from, int from_y, int height, const Canvas& to, int x) {
    for (int y = 0; y < height && from_y + y < from.size.height; ++y)
        std::copy_n(&from.pixels[std::size_t{1} * (from_y + y) * from.size.width],
                    std::min(from.size.width, to.width - x), to.row(y) + x);
}

// The terminal's sheet, and the browser's from `top` of its page, side by side.
void write_sheet(const fs::path& dir, const Specimen& sheet, const draw::Picture& browser,
                 int top) {
    const float width = static_cast<float>(sheet.width + kSeam);
    draw::Stage stage({2 * sheet.width + kSeam, sheet.height});
    stage.frame(
        [&](ImDrawList& list) {
            for (const SpecimenText& text : sheet.texts)
                fonts::draw_layout(list, stage.atlas, {text.x, text.y},
                                   *stage.layouts.get(text.paragraph), packed(text.colour));
            fonts::fill_rect(list, stage.atlas, {width - kSeam, 0},
                             {width, static_cast<float>(sheet.height)}, kSeamColour);
        },
        packed(sheet.ground));
    put(browser, top, sheet.height, stage.screen.canvas(), sheet.width + kSeam);
    draw::write_png(dir / ("specimen-" + sheet.name + ".png"), stage.screen.canvas());
}

nlohmann::json browser_lines(const fs::path& path) {
    const std::string page = read(path);
    const auto mark = page.find("<pre id=\"lines\"");
    const auto begin = mark == std::string::npos ? mark : page.find('>', mark);
    const auto end = begin == std::string::npos ? begin : page.find("</pre>", begin);
    if (end == std::string::npos) return {};
    std::string json = page.substr(begin + 1, end - begin - 1);
    const std::pair<std::string, std::string> entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\u00A0"}, {"&amp;", "&"}};
    for (const auto& [entity, sign] : entities)
        for (std::size_t at = 0; (at = json.find(entity, at)) != std::string::npos;)
            json.replace(at, entity.size(), sign);
    return nlohmann::json::parse(json, nullptr, false);
}

// Prints a paragraph's lines of both; true when all break alike.
bool compare(std::ostream& out, const fonts::TextLayout& ours, const nlohmann::json& browser) {
    bool same = true;
    const std::size_t count = std::max(ours.lines().size(), browser.size());
    for (std::size_t i = 0; i < count; ++i) {
        std::string left;
        std::string right;
        float our_width = 0;
        float browser_width = 0;
        if (i < ours.lines().size()) {
            const fonts::Line& line = ours.lines()[i];
            left = ours.text().substr(line.begin, line.end - line.begin);
            our_width = line.width;
        }
        if (i < browser.size()) {
            right = browser[i]["text"];
            browser_width = browser[i]["right"].get<float>() - browser[i]["left"].get<float>();
        }
        while (!left.empty() && (left.back() == '\n' || left.back() == ' ')) left.pop_back();
        while (!right.empty() && right.back() == ' ') right.pop_back();
        same = same && left == right;
        const bool differs = left != right || std::abs(our_width - browser_width) > kSameWidth;
        char widths[64];
        std::snprintf(widths, sizeof widths, "| %.1f | %.1f |", our_width, browser_width);
        out << (differs ? "| **" : "| ") << left << (differs ? "** | " : " | ")
            << (left == right ? "=" : right) << ' ' << widths << '\n';
    }
    return same;
}

bool join(const fs::path& dir, const fonts::FaceSet& faces, const std::vector<Specimen>& sheets) {
    const std::string bytes = read(dir / "specimen-browser.png");
    const auto browser = draw::decode_picture(std::as_bytes(std::span(bytes)), {}).picture;
    const auto lines = browser_lines(dir / "specimen-browser.html");
    if (!browser || !lines.is_array()) return false;
    std::ofstream out(dir / "specimen-lines.md", std::ios::binary);
    std::size_t paragraph = 0;
    int alike = 0;
    int top = 0;
    for (const Specimen& sheet : sheets) {
        write_sheet(dir, sheet, *browser, top);
        top += sheet.height;
        out << "\n## " << sheet.name << "\n";
        for (const SpecimenText& text : sheet.texts) {
            out << "\n| terminal | browser, where it differs | px | px |\n|---|---|---|---|\n";
            alike += compare(out, fonts::lay_out(faces, text.paragraph), lines.at(paragraph++));
        }
    }
    std::printf("%d of %zu paragraphs break into the same lines\n", alike, paragraph);
    return true;
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    namespace bench = villageboard::bench;
    const std::string what = argc == 3 ? argv[1] : "";
    const villageboard::fonts::FaceSet faces;
    const auto sheets = bench::specimens(faces);
    if (what == "write") {
        std::ofstream(std::filesystem::path(argv[2]) / "specimen.html", std::ios::binary)
            << bench::specimen_html(sheets);
        std::printf("%d,%d\n", bench::total_width(sheets), bench::total_height(sheets));
        return 0;
    }
    if (what == "join" && bench::join(argv[2], faces, sheets)) return 0;
    std::fprintf(stderr, "%s\n",
                 what == "join" ? "villageboard-bench-specimen: the browser wrote no page"
                                : "usage: villageboard-bench-specimen write|join DIR");
    return 2;
}
