#include "kiosk/draw/primitive.h"

#include <bit>
#include <cmath>

#include "fonts/imgui/draw.h"

namespace villageboard::draw {
namespace {

class Hash {
  public:
    explicit Hash(PrimitiveKind kind) : state_(static_cast<std::uint64_t>(kind) + 1) {}

    Hash& add(std::uint64_t value) {
        state_ = (state_ ^ value) * 0x9E3779B97F4A7C15u;
        state_ ^= state_ >> 29;
        return *this;
    }
    Hash& add(std::uint32_t high, std::uint32_t low) {
        return add(static_cast<std::uint64_t>(high) << 32 | low);
    }
    Hash& add(float high, float low) {
        return add(std::bit_cast<std::uint32_t>(high), std::bit_cast<std::uint32_t>(low));
    }
    Hash& add(const Rect& rect) {
        return add(static_cast<std::uint32_t>(rect.x0), static_cast<std::uint32_t>(rect.y0))
            .add(static_cast<std::uint32_t>(rect.x1), static_cast<std::uint32_t>(rect.y1));
    }
    std::uint64_t value() const { return state_; }

  private:
    std::uint64_t state_;
};

/// The first pixel whose centre is at or right of `edge`, within bounds that any int holds.
int first_pixel(float edge) {
    constexpr float kFar = 1e6f;
    return static_cast<int>(std::ceil(std::clamp(edge, -kFar, kFar) - 0.5f));
}

bool is_axis_aligned(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                     const ImDrawVert& d) {
    return a.pos.x == d.pos.x && b.pos.x == c.pos.x && a.pos.y == b.pos.y && c.pos.y == d.pos.y &&
           a.pos.x < b.pos.x && a.pos.y < c.pos.y && a.uv.x == d.uv.x && b.uv.x == c.uv.x &&
           a.uv.y == b.uv.y && c.uv.y == d.uv.y && a.col == b.col && a.col == c.col &&
           a.col == d.col;
}

bool is_whole(float value) { return value == std::floor(value); }

class Flattener {
  public:
    Flattener(const fonts::Atlas& atlas, Primitives& out) : atlas_(atlas), out_(out) {}

    void add(const ImDrawList& list, const ImDrawCmd& command, const Rect& clip, ImVec2 origin) {
        clip_ = clip;
        origin_ = origin;
        picture_ = command.TextureId == fonts::atlas_texture(atlas_)
                       ? nullptr
                       : static_cast<const Picture*>(command.TextureId);
        const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
        const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawIdx* end = index + command.ElemCount;
        while (index + 3 <= end) {
            const bool pair = index + 6 <= end && index[3] == index[0] && index[4] == index[2] &&
                              is_axis_aligned(vertices[index[0]], vertices[index[1]],
                                              vertices[index[2]], vertices[index[5]]);
            if (pair) {
                add_quad(vertices[index[0]], vertices[index[2]]);
            } else {
                add_triangle(vertices[index[0]], vertices[index[1]], vertices[index[2]]);
            }
            index += pair ? 6 : 3;
        }
    }

  private:
    void add_quad(const ImDrawVert& min, const ImDrawVert& max) {
        if ((min.col & IM_COL32_A_MASK) == 0) return;
        const float x0 = min.pos.x - origin_.x;
        const float y0 = min.pos.y - origin_.y;
        const float width = max.pos.x - min.pos.x;
        const float height = max.pos.y - min.pos.y;
        Primitive quad;
        quad.pixels = intersect(clip_, {first_pixel(x0), first_pixel(y0), first_pixel(x0 + width),
                                        first_pixel(y0 + height)});
        if (quad.pixels.empty()) return;
        quad.colour = min.col;
        quad.picture = picture_;
        const float range_x = texels_across();
        const float range_y = texels_down();
        quad.du = (max.uv.x - min.uv.x) * range_x / width;
        quad.dv = (max.uv.y - min.uv.y) * range_y / height;
        quad.u = min.uv.x * range_x + (static_cast<float>(quad.pixels.x0) + 0.5f - x0) * quad.du;
        quad.v = min.uv.y * range_y + (static_cast<float>(quad.pixels.y0) + 0.5f - y0) * quad.dv;
        classify(quad);
        if ((quad.colour & IM_COL32_A_MASK) != 0) out_.list.push_back(quad);
    }

    float texels_across() const {
        return picture_ == nullptr ? float{fonts::kTexelRange}
                                   : static_cast<float>(picture_->size.width);
    }

    float texels_down() const {
        return picture_ == nullptr ? float{fonts::kTexelRange}
                                   : static_cast<float>(picture_->size.height);
    }

    void classify(Primitive& quad) const {
        if (picture_ == nullptr && quad.du == 0 && quad.dv == 0) return make_fill(quad);
        const bool exact = std::abs(quad.du) == 1 && std::abs(quad.dv) == 1 &&
                           is_whole(quad.u - 0.5f) && is_whole(quad.v - 0.5f);
        if (picture_ == nullptr) {
            quad.kind = exact ? PrimitiveKind::mask : PrimitiveKind::mask_scaled;
        } else {
            const bool one_to_one = exact && quad.du == 1 && quad.dv == 1;
            quad.kind = one_to_one ? PrimitiveKind::picture : PrimitiveKind::picture_scaled;
        }
        quad.hash = Hash(quad.kind)
                        .add(quad.pixels)
                        .add(quad.u, quad.v)
                        .add(quad.du, quad.dv)
                        .add(quad.colour, content_stamp(quad.v))
                        .add(picture_ == nullptr ? 0 : picture_->digest)
                        .value();
    }

    /// A single texel over the whole quad is a colour of that coverage.
    void make_fill(Primitive& quad) const {
        const auto x = static_cast<int>(quad.u);
        const auto y = static_cast<int>(quad.v);
        const bool inside = x >= 0 && x < atlas_.width() && y >= 0 && y < atlas_.height();
        const std::uint32_t coverage =
            inside ? atlas_.pixels()[std::ptrdiff_t{y} * atlas_.width() + x] : 0;
        const std::uint32_t alpha = ((quad.colour >> IM_COL32_A_SHIFT) * coverage + 127) / 255;
        quad.colour = (quad.colour & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT;
        quad.kind = PrimitiveKind::fill;
        quad.hash = Hash(quad.kind).add(quad.pixels).add(quad.colour).value();
    }

    std::uint32_t content_stamp(float v) const {
        return picture_ == nullptr ? atlas_.stamp(static_cast<int>(v)) : 0;
    }

    void add_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
        if (((a.col | b.col | c.col) & IM_COL32_A_MASK) == 0) return;
        Triangle triangle{{a, b, c}};
        Primitive primitive;
        primitive.kind = PrimitiveKind::triangle;
        primitive.picture = picture_;
        Hash hash(primitive.kind);
        float x0 = 1e6f, y0 = 1e6f, x1 = -1e6f, y1 = -1e6f;
        for (ImDrawVert& corner : triangle.corners) {
            corner.pos = {corner.pos.x - origin_.x, corner.pos.y - origin_.y};
            x0 = std::min(x0, corner.pos.x);
            y0 = std::min(y0, corner.pos.y);
            x1 = std::max(x1, corner.pos.x);
            y1 = std::max(y1, corner.pos.y);
            hash.add(corner.pos.x, corner.pos.y).add(corner.uv.x, corner.uv.y);
            hash.add(corner.col, content_stamp(corner.uv.y * texels_down()));
        }
        primitive.pixels = intersect(
            clip_, {first_pixel(x0), first_pixel(y0), first_pixel(x1) + 1, first_pixel(y1) + 1});
        if (primitive.pixels.empty()) return;
        hash.add(primitive.pixels).add(picture_ == nullptr ? 0 : picture_->digest);
        primitive.hash = hash.value();
        primitive.triangle = static_cast<std::uint32_t>(out_.triangles.size());
        out_.triangles.push_back(triangle);
        out_.list.push_back(primitive);
    }

    const fonts::Atlas& atlas_;
    Primitives& out_;
    Rect clip_;
    ImVec2 origin_;
    const Picture* picture_ = nullptr;
};

}  // namespace

void flatten(const ImDrawData& data, const fonts::Atlas& atlas, Size screen, Primitives& out) {
    out.list.clear();
    out.triangles.clear();
    const Rect whole{0, 0, screen.width, screen.height};
    const ImVec2 origin = data.DisplayPos;
    Flattener flattener(atlas, out);
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
            const ImVec4& clip = command.ClipRect;
            const Rect pixels{first_pixel(clip.x - origin.x), first_pixel(clip.y - origin.y),
                              first_pixel(clip.z - origin.x), first_pixel(clip.w - origin.y)};
            const Rect visible = intersect(whole, pixels);
            if (!visible.empty()) flattener.add(list, command, visible, origin);
        }
    }
}

}  // namespace villageboard::draw
