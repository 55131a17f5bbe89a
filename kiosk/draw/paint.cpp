#include "kiosk/draw/paint.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/draw/blend.h"

namespace villageboard::draw {
namespace {

/// ImGui's 0xAABBGGRR as 0x00RRGGBB.
std::uint32_t to_pixel(ImU32 colour) {
    return (colour & 0xFF) << 16 | (colour & 0xFF00) | (colour >> 16 & 0xFF);
}

std::uint8_t alpha_of(ImU32 colour) { return static_cast<std::uint8_t>(colour >> 24); }

/// a * b / 255 for 8-bit channels of 0xAABBGGRR, rounded.
ImU32 multiply(ImU32 a, ImU32 b) {
    ImU32 out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const std::uint32_t product = (a >> shift & 255) * (b >> shift & 255);
        out |= (product + 127) / 255 << shift;
    }
    return out;
}

ImU32 from_argb(std::uint32_t pixel) {
    return (pixel & 0xFF00FF00) | (pixel & 0xFF) << 16 | (pixel >> 16 & 0xFF);
}

/// A picture's pixel, clamped to its edges.
std::uint32_t pixel_at(const Picture& picture, int x, int y) {
    x = std::clamp(x, 0, picture.size.width - 1);
    y = std::clamp(y, 0, picture.size.height - 1);
    return picture.pixels[static_cast<std::size_t>(y) * picture.size.width + x];
}

/// Bilinear between four pixels; x and y in 1/256 pixel from the first pixel's centre.
std::uint32_t sample(const Picture& picture, std::int64_t x, std::int64_t y) {
    const int left = static_cast<int>(x >> 8);
    const int top = static_cast<int>(y >> 8);
    const auto fx = static_cast<std::uint32_t>(x & 255);
    const auto fy = static_cast<std::uint32_t>(y & 255);
    const std::uint32_t corners[4] = {
        pixel_at(picture, left, top), pixel_at(picture, left + 1, top),
        pixel_at(picture, left, top + 1), pixel_at(picture, left + 1, top + 1)};
    const std::uint32_t weights[4] = {(256 - fx) * (256 - fy), fx * (256 - fy), (256 - fx) * fy,
                                      fx * fy};
    std::uint32_t out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        std::uint32_t sum = 1u << 15;
        for (int i = 0; i < 4; ++i) sum += (corners[i] >> shift & 255) * weights[i];
        out |= sum >> 16 << shift;
    }
    return out;
}

class Painter {
  public:
    Painter(const Canvas& canvas, const Rect& part, const fonts::Atlas& atlas)
        : canvas_(canvas), part_(part), atlas_(atlas) {}

    void fill(const Rect& area, ImU32 colour) const {
        const auto count = static_cast<std::size_t>(area.x1 - area.x0);
        for (int y = area.y0; y < area.y1; ++y) {
            blend_fill(canvas_.row(y) + area.x0, count, to_pixel(colour), alpha_of(colour));
        }
    }

    void paint(const Primitive& primitive, const Primitives& all) {
        const Rect area = intersect(primitive.pixels, part_);
        if (area.empty()) return;
        switch (primitive.kind) {
            case PrimitiveKind::fill:
                return fill(area, primitive.colour);
            case PrimitiveKind::mask:
            case PrimitiveKind::mask_scaled:
                return mask(primitive, area);
            case PrimitiveKind::picture:
            case PrimitiveKind::picture_scaled:
                return picture(primitive, area);
            case PrimitiveKind::triangle:
                return triangle(primitive, all.triangles[primitive.triangle], area);
        }
    }

  private:
    /// The atlas row that a texel lies in, or null outside of the atlas.
    const std::uint8_t* atlas_row(float v) const {
        const int y = static_cast<int>(std::floor(v));
        if (y < 0 || y >= atlas_.height()) return nullptr;
        return atlas_.pixels() + std::ptrdiff_t{y} * atlas_.width();
    }

    void mask(const Primitive& quad, const Rect& area) {
        const auto count = static_cast<std::size_t>(area.x1 - area.x0);
        const float u = quad.u + static_cast<float>(area.x0 - quad.pixels.x0) * quad.du;
        const int first = static_cast<int>(std::floor(u));
        const int last = first + static_cast<int>(count) - 1;
        const bool direct =
            quad.kind == PrimitiveKind::mask && quad.du == 1 && first >= 0 && last < atlas_.width();
        const std::uint32_t colour = to_pixel(quad.colour);
        const std::uint8_t alpha = alpha_of(quad.colour);
        const std::uint8_t* gathered = nullptr;  // the row that coverage_ was made from
        for (int y = area.y0; y < area.y1; ++y) {
            const auto* source =
                atlas_row(quad.v + static_cast<float>(y - quad.pixels.y0) * quad.dv);
            if (source == nullptr) continue;
            if (!direct && source != gathered) gather(source, u, quad.du, count);
            if (!direct) gathered = source;
            blend_mask(canvas_.row(y) + area.x0, direct ? source + first : coverage_.data(), count,
                       colour, alpha);
        }
    }

    void gather(const std::uint8_t* source, float u, float du, std::size_t count) {
        coverage_.resize(count);
        const auto at = [&](std::size_t i) {
            const int x = static_cast<int>(std::floor(u + static_cast<float>(i) * du));
            return x >= 0 && x < atlas_.width() ? source[x] : std::uint8_t{0};
        };
        if (du == 0) return static_cast<void>(std::fill_n(coverage_.begin(), count, at(0)));
        for (std::size_t i = 0; i < count; ++i) coverage_[i] = at(i);
    }

    void picture(const Primitive& quad, const Rect& area) {
        const Picture& picture = *quad.picture;
        if (picture.size.width <= 0 || picture.size.height <= 0) return;
        const auto count = static_cast<std::size_t>(area.x1 - area.x0);
        const float u = quad.u + static_cast<float>(area.x0 - quad.pixels.x0) * quad.du;
        const bool plain = (quad.colour | IM_COL32_A_MASK) == 0xFFFFFFFF;
        for (int y = area.y0; y < area.y1; ++y) {
            const float v = quad.v + static_cast<float>(y - quad.pixels.y0) * quad.dv;
            const std::uint32_t* source = direct_row(quad, u, v, count);
            if (source == nullptr || !plain) {
                gather_pixels(quad, u, v, count);
                if (!plain) tint(quad.colour);
                source = pixels_.data();
            }
            blend_pixels(canvas_.row(y) + area.x0, source, count, alpha_of(quad.colour));
        }
    }

    /// The picture's own row where its pixels are the screen's; else null.
    static const std::uint32_t* direct_row(const Primitive& quad, float u, float v,
                                           std::size_t count) {
        const Picture& picture = *quad.picture;
        const int x = static_cast<int>(std::floor(u));
        const int y = static_cast<int>(std::floor(v));
        const bool inside = quad.kind == PrimitiveKind::picture && x >= 0 && y >= 0 &&
                            y < picture.size.height &&
                            x + static_cast<int>(count) <= picture.size.width;
        return inside ? &picture.pixels[static_cast<std::size_t>(y) * picture.size.width + x]
                      : nullptr;
    }

    /// Bilinear, which for a picture in its own size gives its own pixels.
    void gather_pixels(const Primitive& quad, float u, float v, std::size_t count) {
        pixels_.resize(count);
        const auto y = static_cast<std::int64_t>(std::floor((v - 0.5f) * 256.0f));
        for (std::size_t i = 0; i < count; ++i) {
            const float at = (u + static_cast<float>(i) * quad.du - 0.5f) * 256.0f;
            pixels_[i] = sample(*quad.picture, static_cast<std::int64_t>(std::floor(at)), y);
        }
    }

    void tint(ImU32 colour) {
        const std::uint32_t factor = to_pixel(colour) | 0xFF000000;
        for (std::uint32_t& pixel : pixels_) pixel = multiply(pixel, factor);
    }

    void triangle(const Primitive& primitive, const Triangle& triangle, const Rect& area);
    ImU32 texel(const Primitive& primitive, float u, float v) const;

    const Canvas& canvas_;
    const Rect part_;
    const fonts::Atlas& atlas_;
    std::vector<std::uint8_t> coverage_;
    std::vector<std::uint32_t> pixels_;
};

/// 1/256 pixel: exact edges, whatever the compiler does with floats.
struct FixedPoint {
    std::int64_t x;
    std::int64_t y;
};

FixedPoint fixed(ImVec2 p) {
    constexpr float kFar = 1e6f;
    return {std::llround(std::clamp(p.x, -kFar, kFar) * 256.0f),
            std::llround(std::clamp(p.y, -kFar, kFar) * 256.0f)};
}

/// Twice the signed area of a, b, p: positive when p is on the inner side of a clockwise triangle.
std::int64_t edge(const FixedPoint& a, const FixedPoint& b, const FixedPoint& p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/// Pixels on an edge shared by two triangles belong to exactly one of them.
std::int64_t edge_bias(const FixedPoint& a, const FixedPoint& b) {
    const bool top_or_left = (a.y == b.y && b.x > a.x) || b.y < a.y;
    return top_or_left ? 0 : -1;
}

/// The colour at weights of the three corners.
ImU32 mix_colours(const ImDrawVert* const* corners, const std::int64_t* weights,
                  std::int64_t total) {
    ImU32 out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        std::int64_t sum = total / 2;
        for (int i = 0; i < 3; ++i) sum += weights[i] * (corners[i]->col >> shift & 255);
        out |= static_cast<ImU32>(std::clamp<std::int64_t>(sum / total, 0, 255)) << shift;
    }
    return out;
}

void Painter::triangle(const Primitive& primitive, const Triangle& triangle, const Rect& area) {
    const ImDrawVert* corners[3] = {&triangle.corners[0], &triangle.corners[1],
                                    &triangle.corners[2]};
    if (edge(fixed(corners[0]->pos), fixed(corners[1]->pos), fixed(corners[2]->pos)) < 0) {
        std::swap(corners[1], corners[2]);
    }
    const FixedPoint a = fixed(corners[0]->pos);
    const FixedPoint b = fixed(corners[1]->pos);
    const FixedPoint c = fixed(corners[2]->pos);
    const std::int64_t total = edge(a, b, c);
    if (total <= 0) return;
    for (int y = area.y0; y < area.y1; ++y) {
        for (int x = area.x0; x < area.x1; ++x) {
            const FixedPoint p{std::int64_t{x} * 256 + 128, std::int64_t{y} * 256 + 128};
            const std::int64_t weights[3] = {edge(b, c, p), edge(c, a, p), edge(a, b, p)};
            if (weights[0] + edge_bias(b, c) < 0 || weights[1] + edge_bias(c, a) < 0 ||
                weights[2] + edge_bias(a, b) < 0) {
                continue;
            }
            float u = 0;
            float v = 0;
            for (int i = 0; i < 3; ++i) {
                const float weight = static_cast<float>(weights[i]) / static_cast<float>(total);
                u += corners[i]->uv.x * weight;
                v += corners[i]->uv.y * weight;
            }
            const ImU32 colour =
                multiply(mix_colours(corners, weights, total), texel(primitive, u, v));
            blend_fill(canvas_.row(y) + x, 1, to_pixel(colour), alpha_of(colour));
        }
    }
}

ImU32 Painter::texel(const Primitive& primitive, float u, float v) const {
    if (primitive.picture != nullptr) {
        const Picture& picture = *primitive.picture;
        if (picture.pixels.empty()) return 0;
        return from_argb(pixel_at(
            picture, static_cast<int>(std::floor(u * static_cast<float>(picture.size.width))),
            static_cast<int>(std::floor(v * static_cast<float>(picture.size.height)))));
    }
    const auto* row = atlas_row(v * fonts::kTexelRange);
    const int x = static_cast<int>(std::floor(u * fonts::kTexelRange));
    const std::uint32_t coverage = row != nullptr && x >= 0 && x < atlas_.width() ? row[x] : 0;
    return coverage << IM_COL32_A_SHIFT | 0x00FFFFFF;
}

bool hides(const Primitive& primitive, const Rect& part) {
    return primitive.kind == PrimitiveKind::fill && alpha_of(primitive.colour) == 255 &&
           intersect(primitive.pixels, part) == part;
}

}  // namespace

void paint(const Canvas& canvas, const Rect& part, const Primitives& primitives,
           const fonts::Atlas& atlas, ImU32 background) {
    Painter painter(canvas, part, atlas);
    const auto& list = primitives.list;
    const auto cover = std::find_if(list.rbegin(), list.rend(),
                                    [&](const Primitive& p) { return hides(p, part); });
    if (cover == list.rend()) painter.fill(part, background | IM_COL32_A_MASK);
    // From the last fill that hides everything below it in this part.
    auto next = cover == list.rend() ? list.begin() : cover.base() - 1;
    for (; next != list.end(); ++next) painter.paint(*next, primitives);
}

}  // namespace villageboard::draw
