#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>

#include "fonts/raster/glyph.h"
#include "kiosk/draw/blend.h"
#include "kiosk/draw/png.h"
#include "tests/kiosk/draw/stage.h"

namespace villageboard::draw {
namespace {

// Any change of fonts, shaping, setting or drawing changes a digest. To accept the pictures in
// build/dev/specimens after looking at them:
//   VILLAGEBOARD_ACCEPT_PICTURES=1 build/dev/draw_test -tc="*specimen page*"

const std::filesystem::path kGolden =
    std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "tests/kiosk/draw/golden";
const std::filesystem::path kPictures =
    std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "specimens";

constexpr Size kPage{640, 420};
constexpr float kMargin = 20;
constexpr int kSizes[] = {16, 24, 36};
constexpr ImU32 kInk = IM_COL32(0x1C, 0x21, 0x1E, 255);
constexpr std::uint32_t kInkPixel = 0x1C211E;
constexpr std::uint32_t kPaperPixel = 0xFFFFFF;

struct Page {
    std::string name;
    std::string text;
};

std::vector<Page> pages() {
    std::ifstream file(kGolden / "pages.txt");
    std::vector<Page> out;
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        if (line.starts_with('#') || tab == std::string::npos) continue;
        out.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    return out;
}

/// The page's text in the face for reading, and under it in the one for titles.
std::vector<std::pair<std::shared_ptr<const fonts::TextLayout>, float>> set(
    fonts::LayoutCache& layouts, const Page& page, int size) {
    fonts::ParagraphStyle style;
    style.text.size_px = static_cast<float>(size);
    style.max_width = kPage.width - 2 * kMargin;
    const auto body = layouts.get(page.text, style);
    style.text.family = fonts::Family::serif;
    style.text.weight = fonts::Weight::bold;
    const auto title = layouts.get(page.text, style);
    return {{body, kMargin}, {title, 2 * kMargin + body->height()}};
}

/// FNV-1a of the pixels.
std::string digest(const std::vector<std::uint32_t>& pixels) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const std::uint32_t pixel : pixels) {
        for (int shift = 0; shift < 24; shift += 8)
            hash = (hash ^ (pixel >> shift & 0xFF)) * 0x100000001B3;
    }
    std::ostringstream out;
    out << std::hex << std::setw(16) << std::setfill('0') << hash;
    return out.str();
}

/// Blends one glyph, rendered for itself, as its layout says.
void blend_glyph(const fonts::FaceSet& faces, const fonts::PlacedGlyph& glyph, float y,
                 std::vector<std::uint32_t>& pixels) {
    const float x = kMargin + glyph.x;
    const auto steps = static_cast<int>(std::floor(x * 4 + 0.5f));
    const int pen = glyph.whole_pixel ? static_cast<int>(std::floor(x + 0.5f)) : steps >> 2;
    const int quarters = glyph.whole_pixel ? 0 : steps & 3;
    const fonts::Bitmap mask = fonts::render_glyph(faces, glyph.face, glyph.glyph, glyph.size_px,
                                                   static_cast<std::uint8_t>(quarters));
    const int left = pen + mask.left;
    const int top = static_cast<int>(std::floor(y + glyph.y + 0.5f)) + mask.top;
    const int first = std::max(0, -left);
    const int last = std::min(mask.width, kPage.width - left);
    for (int row = std::max(0, -top); row < std::min(mask.height, kPage.height - top); ++row) {
        if (first >= last) break;
        portable::blend_mask(pixels.data() + std::ptrdiff_t{top + row} * kPage.width + left + first,
                             mask.coverage.data() + std::ptrdiff_t{row} * mask.width + first,
                             static_cast<std::size_t>(last - first), kInkPixel, 255);
    }
}

/// The page as it must be: no atlas, no cells, no vector instructions.
std::vector<std::uint32_t> direct(Stage& stage, const Page& page, int size) {
    std::vector<std::uint32_t> pixels(std::size_t{1} * kPage.width * kPage.height, kPaperPixel);
    for (const auto& [layout, y] : set(stage.layouts, page, size)) {
        for (const auto& glyph : layout->glyphs()) blend_glyph(stage.faces, glyph, y, pixels);
    }
    return pixels;
}

std::vector<std::uint32_t> drawn(Stage& stage, const Page& page, int size) {
    const auto blocks = set(stage.layouts, page, size);
    stage.frame(
        [&](ImDrawList& list) {
            for (const auto& [layout, y] : blocks)
                fonts::draw_layout(list, stage.atlas, {kMargin, y}, *layout, kInk);
        },
        IM_COL32_WHITE);
    return stage.pixels();
}

void save(const std::string& name, std::vector<std::uint32_t> pixels) {
    std::filesystem::create_directories(kPictures);
    write_png(kPictures / (name + ".png"),
              {pixels.data(), kPage.width, kPage.height, kPage.width, 0});
}

std::map<std::string, std::string> accepted() {
    std::ifstream file(kGolden / "digests.txt");
    std::map<std::string, std::string> out;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string name;
        if (!line.starts_with('#') && words >> name) words >> out[name];
    }
    return out;
}

void accept(const std::map<std::string, std::string>& digests) {
    std::ofstream file(kGolden / "digests.txt");
    file << "# Digests of the specimen pages: page-size, FNV-1a of its pixels (golden_test.cpp).\n"
            "# Made on Debian 12: HarfBuzz 6.0.0, FreeType 2.12.1, FriBidi 1.0.8, fonts-noto-cjk\n"
            "# and -extra 20220127, fonts-noto-core 20201225, fonts-hanazono 20170904,\n"
            "# fonts-sil-nuosusil 2.200, fonts-symbola 2.60.\n";
    for (const auto& [name, value] : digests) file << name << ' ' << value << '\n';
}

TEST_CASE("every specimen page is the picture that was looked at and accepted") {
    Stage stage(kPage);
    const auto wanted = accepted();
    std::map<std::string, std::string> found;
    for (const Page& page : pages()) {
        for (const int size : kSizes) {
            const std::string name = page.name + "-" + std::to_string(size);
            CAPTURE(name);
            const auto picture = drawn(stage, page, size);
            found[name] = digest(picture);
            save(name, picture);
            const auto reference = direct(stage, page, size);
            const bool as_direct = picture == reference;
            CHECK(as_direct);
            if (!as_direct) save(name + "-direct", reference);
        }
    }
    if (std::getenv("VILLAGEBOARD_ACCEPT_PICTURES") != nullptr) return accept(found);
    CHECK(found.size() == wanted.size());
    for (const auto& [page, value] : found) {
        const std::string& name = page;
        CAPTURE(name);
        CHECK(value == (wanted.contains(name) ? wanted.at(name) : "none accepted"));
    }
}

}  // namespace
}  // namespace villageboard::draw
