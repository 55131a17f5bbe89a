#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "fonts/atlas/atlas.h"
#include "fonts/raster/glyph.h"
#include "fonts/raster/tiles.h"

namespace villageboard::fonts {
namespace {

const FaceSet& faces() {
    static const FaceSet kSet;
    return kSet;
}

FaceId chinese() { return faces().faces(Family::sans, Weight::regular)[0]; }

/// Whether the tile holds exactly this mask.
bool holds(const Atlas& atlas, const Tile& tile, const Bitmap& mask) {
    if (tile.width != mask.width || tile.height != mask.height) return false;
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            const auto* row = atlas.pixels() + std::ptrdiff_t{tile.y + y} * atlas.width();
            if (row[tile.x + x] != mask.at(x, y)) return false;
        }
    }
    return true;
}

double area(const Bitmap& mask) {
    return std::accumulate(mask.coverage.begin(), mask.coverage.end(), 0.0) / 255;
}

Drawing box(float side, Shape shape) { return {side, side, {std::move(shape)}}; }

TEST_CASE("a full atlas leaves out what is new and keeps what this frame uses") {
    Atlas atlas(faces(), {64, 64});
    atlas.begin_frame();
    std::vector<Tile> tiles;
    std::uint16_t glyph = 2000;
    while (const auto tile = atlas.glyph(chinese(), glyph, 20, 0)) {
        tiles.push_back(*tile);
        REQUIRE(++glyph < 2100);
    }
    CHECK(tiles.size() >= 4);
    CHECK(atlas.left_out() == 1);
    CHECK(atlas.evicted() == 0);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const auto id = static_cast<std::uint16_t>(2000 + i);
        CHECK(holds(atlas, tiles[i], render_glyph(faces(), chinese(), id, 20, 0)));
    }
    atlas.begin_frame();
    CHECK(atlas.glyph(chinese(), glyph, 20, 0).has_value());
    CHECK(atlas.evicted() > 0);
}

TEST_CASE("thousands of glyphs pass through a small atlas, each with its own mask") {
    Atlas atlas(faces(), {256, 512});
    for (int frame = 0; frame < 300; ++frame) {
        atlas.begin_frame();
        std::vector<std::pair<std::uint16_t, Tile>> drawn;
        for (int i = 0; i < 12; ++i) {
            const auto glyph = static_cast<std::uint16_t>(1500 + (frame * 7 + i * 131) % 4000);
            const auto size = static_cast<std::uint16_t>(16 + (frame + i) % 3 * 11);
            const auto tile = atlas.glyph(chinese(), glyph, size, 0);
            REQUIRE(tile.has_value());
            if (size == 16) drawn.emplace_back(glyph, *tile);
        }
        for (const auto& [glyph, tile] : drawn) {
            REQUIRE(holds(atlas, tile, render_glyph(faces(), chinese(), glyph, 16, 0)));
        }
        const Tile white = atlas.white();
        REQUIRE(atlas.pixels()[white.y * atlas.width() + white.x] == 255);
    }
    CHECK(atlas.evicted() > 1000);
    CHECK(atlas.height() <= 512);
    CHECK(atlas.left_out() == 0);
}

TEST_CASE("light words get the ink that blending takes from them, dark ones stay as drawn") {
    const FaceId face = faces().faces(Family::sans, Weight::regular)[0];
    const LoneGlyph* hanzi = faces().lone_glyph(face, U'村');
    REQUIRE(hanzi != nullptr);
    const Bitmap dark = render_glyph(faces(), face, hanzi->glyph, 30, 0);
    const Bitmap light = render_glyph(faces(), face, hanzi->glyph, 30, 0, Tone::light);
    REQUIRE(dark.coverage.size() == light.coverage.size());
    std::uint64_t dark_ink = 0;
    std::uint64_t light_ink = 0;
    for (std::size_t i = 0; i < dark.coverage.size(); ++i) {
        CHECK(light.coverage[i] >= dark.coverage[i]);
        if (dark.coverage[i] == 0 || dark.coverage[i] == 255) {
            CHECK(light.coverage[i] == dark.coverage[i]);
        }
        dark_ink += dark.coverage[i];
        light_ink += light.coverage[i];
    }
    CHECK(light_ink > dark_ink * 101 / 100);
    CHECK(light_ink < dark_ink * 106 / 100);
}

TEST_CASE("glyphs that find no time are left for the next frame, one at least comes in each") {
    Atlas atlas(faces());
    const FaceId face = faces().faces(Family::sans, Weight::regular)[0];
    constexpr std::uint16_t kFirst = 2000;
    constexpr std::uint16_t kCount = 20;
    int frames = 0;
    std::size_t there = 0;
    do {
        atlas.begin_frame();
        atlas.limit_rendering(std::chrono::microseconds{0});
        there = 0;
        for (std::uint16_t glyph = kFirst; glyph < kFirst + kCount; ++glyph) {
            there += atlas.glyph(face, glyph, 24, 0) ? 1 : 0;
        }
        CHECK(atlas.unfinished() == (there < kCount));
        // Corners are never left out: a button without them would blink.
        CHECK(atlas.corner(7).has_value());
        ++frames;
    } while (atlas.unfinished() && frames < 100);
    CHECK(frames == kCount);
    CHECK(atlas.rendered() == kCount + 1);
    CHECK(atlas.left_out() == 0);
}

TEST_CASE("a place that is given to another mask gets a new stamp") {
    Atlas atlas(faces(), {64, 48});
    atlas.begin_frame();
    const auto first = atlas.glyph(chinese(), 2000, 36, 0);
    REQUIRE(first.has_value());
    const auto stamp = atlas.stamp(first->y);
    CHECK(atlas.stamp(-5) == atlas.stamp(0));
    CHECK(atlas.stamp(100'000) == 0);
    atlas.begin_frame();
    atlas.glyph(chinese(), 2000, 36, 0);
    CHECK(atlas.stamp(first->y) == stamp);
    atlas.begin_frame();
    const auto second = atlas.glyph(chinese(), 2300, 36, 0);
    const auto third = atlas.glyph(chinese(), 2600, 36, 0);
    REQUIRE(second.has_value());
    CHECK((second->y != first->y || !third || atlas.stamp(first->y) != stamp));
    CHECK(atlas.evicted() >= 1);
    CHECK(atlas.stamp(first->y) != stamp);
}

TEST_CASE("a mask is rendered once, blanks take no room, and too large ones are left out") {
    Atlas atlas(faces(), {128, 128});
    atlas.begin_frame();
    atlas.glyph(chinese(), 2000, 20, 0);
    const std::size_t rendered = atlas.rendered();
    atlas.glyph(chinese(), 2000, 20, 0);
    CHECK(atlas.rendered() == rendered);
    atlas.glyph(chinese(), 2000, 20, 2);
    CHECK(atlas.rendered() == rendered + 1);
    const auto blank = atlas.glyph(chinese(), 1, 20, 0);  // the space
    REQUIRE(blank.has_value());
    CHECK(blank->width == 0);
    CHECK_FALSE(atlas.corner(400).has_value());
    CHECK_FALSE(atlas.drawing(box(1, {Outline().rect(0, 0, 1, 1)}), 300, 300).has_value());
    CHECK(atlas.left_out() == 2);
}

TEST_CASE("shelves give their rows back, and neighbours become one gap") {
    Shelves shelves(100, 40);
    const auto a = shelves.place(100, 8, 1);
    const auto b = shelves.place(100, 8, 2);
    const auto c = shelves.place(100, 8, 9);
    const auto d = shelves.place(100, 16, 9);
    REQUIRE((a && b && c && d));
    CHECK_FALSE(shelves.place(10, 16, 9).has_value());
    CHECK_FALSE(shelves.place(101, 1, 9).has_value());
    CHECK_FALSE(shelves.place(1, 41, 9).has_value());
    CHECK(shelves.evict(9) == a->shelf);
    CHECK_FALSE(shelves.place(10, 16, 9).has_value());
    CHECK(shelves.evict(9) == b->shelf);
    CHECK_FALSE(shelves.evict(9).has_value());
    const auto e = shelves.place(10, 16, 9);
    REQUIRE(e.has_value());
    CHECK(e->y == 0);
    shelves.pin(c->shelf);
    shelves.touch(d->shelf, 20);
    CHECK(shelves.evict(30) == e->shelf);
    CHECK(shelves.evict(30) == d->shelf);
    CHECK_FALSE(shelves.evict(30).has_value());
}

TEST_CASE("drawings cover the area that geometry says") {
    const double pi = std::numbers::pi;
    CHECK(area(render(box(100, {Outline().circle(50, 50, 40)}), 100, 100)) ==
          doctest::Approx(pi * 1600).epsilon(0.003));
    CHECK(area(render(box(100, {Outline().sector(50, 50, 40, 20, 0, 360)}), 100, 100)) ==
          doctest::Approx(pi * 1200).epsilon(0.003));
    CHECK(area(render(box(100, {Outline().sector(50, 50, 40, 20, 30, 90)}), 100, 100)) ==
          doctest::Approx(pi * 300).epsilon(0.002));
    CHECK(area(render(box(100, {Outline().sector(50, 50, 40, 0, 0, -120)}), 200, 200)) ==
          doctest::Approx(pi * 6400 / 3).epsilon(0.002));
    CHECK(area(render(box(100, {Outline().round_rect(10, 10, 60, 40, 10)}), 100, 100)) ==
          doctest::Approx(2400 - (4 - pi) * 100).epsilon(0.001));
    Shape line{Outline().move_to(10, 50).line_to(90, 50), 10, Cap::butt};
    CHECK(area(render(box(100, line), 100, 100)) == doctest::Approx(800).epsilon(0.001));
    line.cap = Cap::round;
    CHECK(area(render(box(100, line), 100, 100)) == doctest::Approx(800 + pi * 25).epsilon(0.003));
    const Bitmap ring = render(box(100, {Outline().sector(50, 50, 40, 20, 0, 360)}), 100, 100);
    CHECK(ring.at(50, 50) == 0);
    CHECK(ring.at(50, 20) == 255);
    const Bitmap quarter = render(box(100, {Outline().sector(50, 50, 40, 0, 0, 90)}), 100, 100);
    CHECK(quarter.at(60, 40) == 255);  // from noon to three o'clock
    CHECK(quarter.at(40, 40) == 0);
    CHECK(quarter.at(60, 60) == 0);
}

TEST_CASE("hostile drawings give an empty mask") {
    const Drawing good = box(10, {Outline().rect(0, 0, 10, 10)});
    for (const int side : {0, -1, 2049}) {
        CHECK(render(good, side, 10).coverage.empty());
        CHECK(render(good, 10, side).coverage.empty());
    }
    CHECK(render({0, 10, good.shapes}, 10, 10).coverage.empty());
    CHECK(render({std::nanf(""), 10, good.shapes}, 10, 10).coverage.empty());
    CHECK(render(box(10, {Outline().rect(0, 0, std::nanf(""), 10)}), 10, 10).coverage.empty());
    CHECK(render(box(10, {Outline().rect(0, 0, 1e30f, 10)}), 10, 10).coverage.empty());
    Outline many;
    for (int i = 0; i < 10'001; ++i) many.line_to(static_cast<float>(i % 10), 3);
    CHECK(render(box(10, {many}), 10, 10).coverage.empty());
    CHECK(area(render(box(10, {Outline()}), 10, 10)) == 0);
    CHECK(area(render(box(10, {Outline().line_to(3, 3).close().close()}), 10, 10)) == 0);
    CHECK(area(render(box(10, {Outline().move_to(5, 5), 4}), 10, 10)) == 0);
    const Outline still = Outline().move_to(5, 5).cubic_to(5, 5, 5, 5, 5, 5).line_to(5, 5).close();
    CHECK(area(render(box(10, {still, 4}), 10, 10)) == 0);
}

TEST_CASE("equal drawings have equal digests, others not") {
    const Drawing drawing = box(24, {Outline().circle(12, 12, 5)});
    CHECK(drawing.digest() == box(24, {Outline().circle(12, 12, 5)}).digest());
    CHECK(drawing.digest() != box(24, {Outline().circle(12, 12, 6)}).digest());
    CHECK(drawing.digest() != box(24, {Outline().circle(12, 12, 5), 2}).digest());
    CHECK(drawing.digest() != box(25, {Outline().circle(12, 12, 5)}).digest());
}

TEST_CASE("corners are quarters of a disc, borders quarters of a ring") {
    const double pi = std::numbers::pi;
    for (const float radius : {1.0f, 4.5f, 12.0f, 60.0f}) {
        const Bitmap corner = corner_tile(radius);
        CHECK(corner.width == std::ceil(radius));
        CHECK(area(corner) == doctest::Approx(pi / 4 * radius * radius).epsilon(0.03));
        for (int i = 0; i < corner.width; ++i) {
            CHECK(std::abs(corner.at(i, 0) - corner.at(0, i)) <= 2);
        }
        const Bitmap border = border_corner_tile(radius, 1);
        CHECK(area(border) < area(corner) + 0.01);
    }
    CHECK(area(border_corner_tile(20, 2)) == doctest::Approx(pi / 4 * (400 - 324)).epsilon(0.02));
    CHECK(corner_tile(0).coverage.empty());
}

TEST_CASE("a shadow grows steadily from nothing to full") {
    const Bitmap shadow = shadow_tile(12, 18);
    CHECK(shadow.width == 48);
    CHECK(shadow.at(0, 0) == 0);
    CHECK(shadow.at(47, 47) == 255);
    CHECK(shadow.at(47, 0) < 10);
    CHECK(shadow.at(47, 18) == doctest::Approx(127).epsilon(0.1));  // half on the edge itself
    int steepest = 0;
    for (int y = 1; y < shadow.height; ++y) {
        CHECK(shadow.at(47, y) >= shadow.at(47, y - 1));
        steepest = std::max(steepest, shadow.at(47, y) - shadow.at(47, y - 1));
    }
    CHECK(steepest < 20);
    CHECK(shadow_tile(0, 0).coverage.size() == 4);
}

}  // namespace
}  // namespace villageboard::fonts
