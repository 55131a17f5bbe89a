#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "kiosk/draw/picture.h"
#include "tests/kiosk/draw/stage.h"

namespace villageboard::draw {
namespace {

constexpr ImU32 kPaper = IM_COL32(0xFB, 0xF7, 0xEF, 255);
constexpr ImU32 kInk = IM_COL32(0x1C, 0x21, 0x1E, 255);

int channel(std::uint32_t pixel, int index) {
    return static_cast<int>(pixel >> (16 - 8 * index) & 255);
}

/// The naive painter: for each pixel each quad of the draw data in floating point.
class Reference {
  public:
    Reference(const ImDrawData& data, const fonts::Atlas& atlas, Size size, ImU32 background)
        : atlas_(atlas), size_(size), values_(std::size_t{3} * size.width * size.height) {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            values_[i] = static_cast<double>(background >> (8 * (i % 3)) & 255);
        }
        for (int n = 0; n < data.CmdListsCount; ++n) {
            for (const ImDrawCmd& command : data.CmdLists[n]->CmdBuffer) {
                for (unsigned i = 0; i + 6 <= command.ElemCount; i += 6) {
                    quad(*data.CmdLists[n], command, i);
                }
            }
        }
    }

    int largest_difference(const std::vector<std::uint32_t>& pixels) const {
        double largest = 0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double got = channel(pixels[i / 3], static_cast<int>(i % 3));
            largest = std::max(largest, std::abs(got - values_[i]));
        }
        return static_cast<int>(std::ceil(largest - 1e-9));
    }

  private:
    void quad(const ImDrawList& list, const ImDrawCmd& command, unsigned index) {
        const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset + index;
        const ImDrawVert& a = list.VtxBuffer[static_cast<int>(indices[0] + command.VtxOffset)];
        const ImDrawVert& c = list.VtxBuffer[static_cast<int>(indices[2] + command.VtxOffset)];
        const ImVec4& clip = command.ClipRect;
        for (int y = 0; y < size_.height; ++y) {
            for (int x = 0; x < size_.width; ++x) {
                const double px = x + 0.5;
                const double py = y + 0.5;
                const bool inside = px >= a.pos.x && px < c.pos.x && py >= a.pos.y &&
                                    py < c.pos.y && px >= clip.x && px < clip.z && py >= clip.y &&
                                    py < clip.w;
                if (!inside) continue;
                const double u = a.uv.x + (c.uv.x - a.uv.x) * (px - a.pos.x) / (c.pos.x - a.pos.x);
                const double v = a.uv.y + (c.uv.y - a.uv.y) * (py - a.pos.y) / (c.pos.y - a.pos.y);
                blend(command, x, y, u, v, a.col);
            }
        }
    }

    void blend(const ImDrawCmd& command, int x, int y, double u, double v, ImU32 colour) {
        double alpha = (colour >> 24) / 255.0;
        double source[3];
        for (int i = 0; i < 3; ++i) source[i] = static_cast<double>(colour >> (8 * i) & 255);
        if (command.TextureId == fonts::atlas_texture(atlas_)) {
            const int tx = static_cast<int>(std::floor(u * fonts::kTexelRange));
            const int ty = static_cast<int>(std::floor(v * fonts::kTexelRange));
            alpha *= atlas_.pixels()[ty * atlas_.width() + tx] / 255.0;
        } else {
            const auto& picture = *static_cast<const Picture*>(command.TextureId);
            const int tx = static_cast<int>(std::floor(u * picture.size.width));
            const int ty = static_cast<int>(std::floor(v * picture.size.height));
            const std::uint32_t texel =
                picture.pixels[static_cast<std::size_t>(ty * picture.size.width + tx)];
            alpha *= (texel >> 24) / 255.0;
            for (int i = 0; i < 3; ++i) source[i] *= channel(texel, i) / 255.0;
        }
        double* value = &values_[static_cast<std::size_t>(3) * (y * size_.width + x)];
        for (int i = 0; i < 3; ++i)
            value[i] = std::round(source[i] * alpha + value[i] * (1 - alpha));
    }

    const fonts::Atlas& atlas_;
    Size size_;
    std::vector<double> values_;
};

std::shared_ptr<const Picture> noise_picture(Size size, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) * size.height);
    for (auto& pixel : pixels) pixel = static_cast<std::uint32_t>(random());
    return make_picture(size, std::move(pixels));
}

/// One of each thing that is drawn, anywhere, in any colour, under any clip.
class RandomScene {
  public:
    RandomScene(Stage& stage, std::uint32_t seed)
        : stage_(stage), random_(seed), picture_(noise_picture({40, 30}, 7)) {}

    void draw(ImDrawList& list, int kind) {
        const ImVec2 min{any(-20, 180), any(-20, 130)};
        const ImVec2 max{min.x + any(1, 90), min.y + any(1, 90)};
        const auto colour = static_cast<ImU32>(random_());
        list.PushClipRect({any(0, 100), any(0, 80)}, {any(100, 200), any(80, 150)});
        if (kind == 0) fonts::fill_round_rect(list, stage_.atlas, min, max, 9.5f, colour);
        if (kind == 1) fonts::draw_shadow(list, stage_.atlas, min, max, 6, 9, colour);
        if (kind == 2) fonts::stroke_round_rect(list, stage_.atlas, min, max, 8, 2, colour);
        if (kind == 3) {
            list.AddImage(picture_texture(*picture_), min, {min.x + 40, min.y + 30}, {0, 0}, {1, 1},
                          colour | 0x00FFFFFF);
        }
        if (kind == 4) {
            fonts::ParagraphStyle style;
            style.text.size_px = any(8, 40);
            fonts::draw_layout(list, stage_.atlas, min, *stage_.layouts.get("村Board ཀྱི", style),
                               colour | 0x80000000);
        }
        list.PopClipRect();
    }

  private:
    float any(int low, int high) {
        return static_cast<float>(low +
                                  static_cast<int>(random_() % static_cast<unsigned>(high - low)));
    }

    Stage& stage_;
    std::mt19937 random_;
    std::shared_ptr<const Picture> picture_;
};

TEST_CASE("everything drawn lands within one step of a naive painter, layers within two") {
    const Size size{200, 150};
    Stage stage(size);
    RandomScene scene(stage, 3);
    for (int round = 0; round < 25; ++round) {
        CAPTURE(round);
        const ImDrawData& data =
            stage.build([&](ImDrawList& list) { scene.draw(list, round % 5); });
        stage.rasteriser.render(data, stage.screen.canvas(), kPaper);
        CHECK(Reference(data, stage.atlas, size, kPaper).largest_difference(stage.pixels()) <= 1);
    }
    for (int round = 0; round < 4; ++round) {
        const ImDrawData& data = stage.build([&](ImDrawList& list) {
            for (int i = 0; i < 40; ++i) scene.draw(list, i % 5);
        });
        stage.rasteriser.render(data, stage.screen.canvas(), kPaper);
        CHECK(Reference(data, stage.atlas, size, kPaper).largest_difference(stage.pixels()) <= 2);
    }
}

TEST_CASE(
    "a stripe along a card's side has the card's own corners, and no pixel is painted twice") {
    Stage stage({200, 120});
    const auto card = [&](ImDrawList& list) {
        fonts::fill_round_rect(list, stage.atlas, {10, 10}, {190, 110}, 20, 0xFF000000);
    };
    stage.frame(card, 0xFFFFFFFF);
    const auto whole = stage.pixels();
    for (const float width : {20.0f, 24.0f, 39.0f, 60.0f}) {
        stage.frame(
            [&](ImDrawList& list) {
                fonts::fill_round_rect(list, stage.atlas, {10, 10}, {10 + width, 110}, 20,
                                       0xFF000000, fonts::Corners::left);
                fonts::fill_round_rect(list, stage.atlas, {10 + width, 10}, {190, 110}, 20,
                                       0xFF000000, fonts::Corners::right);
            },
            0xFFFFFFFF);
        CHECK(stage.pixels() == whole);
    }
    using fonts::Corners;
    for (unsigned corners = 0; corners < 16; ++corners) {
        stage.frame(
            [&](ImDrawList& list) {
                fonts::fill_round_rect(list, stage.atlas, {10, 10}, {60, 40}, 100, 0x80000000,
                                       static_cast<Corners>(corners));
            },
            0xFFFFFFFF);
        for (const std::uint32_t pixel : stage.pixels()) REQUIRE((pixel & 255) >= 127);
        CHECK(stage.pixels()[25 * 200 + 35] == 0x7F7F7F);
    }
}

TEST_CASE("nothing is painted when nothing changed, and only the changed cells otherwise") {
    Stage stage({640, 384});
    float x = 70;
    const auto scene = [&](ImDrawList& list) {
        fonts::fill_rect(list, stage.atlas, {0, 0}, {640, 100}, kInk);
        fonts::fill_rect(list, stage.atlas, {x, 200}, {x + 20, 220}, kInk);
    };
    CHECK(stage.frame(scene, kPaper) == std::vector<Rect>{{0, 0, 640, 384}});
    CHECK(stage.frame(scene, kPaper).empty());
    CHECK(stage.screen.frames() == 1);
    x = 100;
    CHECK(stage.frame(scene, kPaper) == std::vector<Rect>{{64, 192, 128, 256}});
    x = 300;
    CHECK(stage.frame(scene, kPaper) ==
          std::vector<Rect>{{64, 192, 128, 256}, {256, 192, 320, 256}});
    CHECK(stage.frame(scene, kInk) == std::vector<Rect>{{0, 0, 640, 384}});
    stage.rasteriser.invalidate();
    CHECK(stage.frame(scene, kInk) == std::vector<Rect>{{0, 0, 640, 384}});
}

TEST_CASE("pixels outside of the damage are left alone, inside they are as if all were painted") {
    Stage stage({300, 200});
    int step = 0;
    const auto scene = [&](ImDrawList& list) {
        fonts::fill_round_rect(list, stage.atlas, {10, 10}, {290, 190}, 20,
                               IM_COL32(200, 0, 0, 99));
        fonts::ParagraphStyle style;
        fonts::draw_layout(list, stage.atlas, {30.0f + static_cast<float>(step) * 7, 90},
                           *stage.layouts.get("公示", style), kInk);
        list.AddTriangleFilled({20, 20}, {250, 30.0f + static_cast<float>(step)}, {40, 180},
                               IM_COL32(0, 0, 200, 60));
    };
    for (; step < 5; ++step) {
        stage.frame(scene, kPaper);
        const auto partly = stage.pixels();
        stage.rasteriser.invalidate();
        stage.frame(scene, kPaper);
        CHECK(stage.pixels() == partly);
    }
    stage.frame(scene, kPaper);
    stage.screen.canvas().pixels[5] = 0x123456;
    step = 7;
    const auto damage = stage.frame(scene, kPaper);
    CHECK_FALSE(damage.empty());
}

TEST_CASE("lost pixels and a new size are painted whole; a screen without size is not painted") {
    Stage stage({128, 128});
    const auto scene = [&](ImDrawList& list) {
        fonts::fill_rect(list, stage.atlas, {0, 0}, {64, 64}, kInk);
    };
    stage.frame(scene);
    stage.screen.resize({128, 128});
    CHECK(stage.frame(scene) == std::vector<Rect>{{0, 0, 128, 128}});
    stage.screen.resize({100, 70});
    CHECK(stage.frame(scene) == std::vector<Rect>{{0, 0, 100, 70}});
    const ImDrawData& data = stage.build(scene);
    CHECK(stage.rasteriser.render(data, {}, kPaper).empty());
    std::uint32_t pixel = 0;
    CHECK(stage.rasteriser.render(data, {&pixel, 0, 1, 0, 1}, kPaper).empty());
}

TEST_CASE("a place in the atlas that now holds another mask is painted again") {
    Stage stage({200, 100}, {64, 48});
    const fonts::FaceId face =
        stage.faces.faces(fonts::Family::sans, fonts::Weight::regular).front();
    std::uint16_t glyph = 2000;
    const auto scene = [&](ImDrawList& list) {
        const auto tile = stage.atlas.glyph(face, glyph, 36, 0);
        REQUIRE(tile.has_value());
        // The same quad in each frame, whatever lies in the atlas there.
        const float x = 0.0f / fonts::kTexelRange;
        const float y = static_cast<float>(tile->y) / fonts::kTexelRange;
        list.PushTextureID(fonts::atlas_texture(stage.atlas));
        list.PrimReserve(6, 4);
        list.PrimRectUV({10, 10}, {42, 42}, {x, y},
                        {x + 32.0f / fonts::kTexelRange, y + 32.0f / fonts::kTexelRange}, kInk);
        list.PopTextureID();
    };
    stage.frame(scene);
    const auto first = stage.pixels();
    CHECK(stage.frame(scene).empty());
    glyph = 2500;
    CHECK_FALSE(stage.frame(scene).empty());
    CHECK(stage.pixels() != first);
}

TEST_CASE("another picture in the same place is painted again, an equal one is not") {
    Stage stage({128, 64});
    auto picture = noise_picture({20, 20}, 1);
    const auto scene = [&](ImDrawList& list) {
        list.AddImage(picture_texture(*picture), {5, 5}, {25, 25});
    };
    stage.frame(scene);
    picture = noise_picture({20, 20}, 1);
    CHECK(stage.frame(scene).empty());
    picture = noise_picture({20, 20}, 2);
    CHECK(stage.frame(scene) == std::vector<Rect>{{0, 0, 64, 64}});
}

TEST_CASE("triangles that share an edge paint each pixel of it once") {
    Stage stage({100, 100});
    const auto scene = [&](ImDrawList& list) {
        list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
        const ImVec2 points[] = {{10, 12}, {83, 7}, {91, 88}, {15, 77}};
        list.AddConvexPolyFilled(points, 4, IM_COL32(255, 0, 0, 128));
    };
    stage.frame(scene, IM_COL32(0, 0, 0, 255));
    int painted = 0;
    for (const std::uint32_t pixel : stage.pixels()) {
        CHECK((pixel == 0 || pixel == 0x800000));
        painted += pixel != 0 ? 1 : 0;
    }
    CHECK(painted == doctest::Approx(5419).epsilon(0.02));
}

TEST_CASE("a stretched picture is smooth and keeps its edges") {
    Stage stage({100, 50});
    const auto picture = make_picture({2, 1}, {0xFF000000, 0xFFFFFFFF});
    stage.frame([&](ImDrawList& list) {
        list.AddImage(picture_texture(*picture), {0, 0}, {100, 50});
    });
    const auto pixels = stage.pixels();
    CHECK(pixels[0] == 0x000000);
    CHECK(pixels[99] == 0xFFFFFF);
    CHECK(channel(pixels[50], 0) == doctest::Approx(128).epsilon(0.03));
    for (std::size_t x = 1; x < 100; ++x) CHECK(pixels[x] >= pixels[x - 1]);
}

TEST_CASE("a line that an edge would cut is left out whole, where that is asked for") {
    Stage stage({200, 200});
    fonts::ParagraphStyle style;
    style.text.size_px = 20;
    style.line_height = 1.5F;
    const auto layout = stage.layouts.get("村里的钱", style);
    const auto drawn = [&](float y, fonts::EdgeLines edge_lines) {
        const auto scene = [&](ImDrawList& list) {
            list.PushClipRect({0, 50}, {200, 150}, true);
            fonts::draw_layout(list, stage.atlas, {10, y}, *layout, kInk, edge_lines);
            list.PopClipRect();
        };
        stage.frame(scene, kPaper);
        const auto pixels = stage.pixels();
        const auto paper = pixels.front();
        return std::any_of(pixels.begin(), pixels.end(), [&](auto one) { return one != paper; });
    };
    CHECK(drawn(90, fonts::EdgeLines::left_out));
    for (const float cut_at : {35.0F, 135.0F}) {
        CHECK(drawn(cut_at, fonts::EdgeLines::cut));
        CHECK_FALSE(drawn(cut_at, fonts::EdgeLines::left_out));
    }
}

TEST_CASE("a list of more vertices than 16 bits count is painted whole") {
    Stage stage({600, 400});
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "村";
    fonts::ParagraphStyle style;
    style.text.size_px = 4;
    style.line_height = 1;
    style.max_width = 600;
    const auto scene = [&](ImDrawList& list) {
        fonts::draw_layout(list, stage.atlas, {0, 0}, *stage.layouts.get(text, style), kInk);
    };
    stage.frame(scene, kPaper);
    const auto pixels = stage.pixels();
    const auto row_of = [&](int line) {
        const auto* first = pixels.data() + std::ptrdiff_t{line} * 4 * 600;
        return std::vector<std::uint32_t>(first, first + 600);
    };
    CHECK(row_of(2) == row_of(1));
    CHECK(row_of(99) == row_of(1));
    CHECK(row_of(99) != std::vector<std::uint32_t>(600, row_of(99)[599]));
}

}  // namespace
}  // namespace villageboard::draw
