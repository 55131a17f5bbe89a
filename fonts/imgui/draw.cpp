#include "fonts/imgui/draw.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace villageboard::fonts {
namespace {

/// Glyphs reserved at a time: far from the 65,536 vertices of a command.
constexpr std::uint32_t kBatch = 2048;

struct Box {
    float x0, y0, x1, y1;

    float width() const { return x1 - x0; }
    float height() const { return y1 - y0; }
};

float whole(float value) { return std::floor(value + 0.5f); }

Box whole_box(ImVec2 min, ImVec2 max) {
    const Box box{whole(min.x), whole(min.y), whole(max.x), whole(max.y)};
    return {box.x0, box.y0, std::max(box.x0, box.x1), std::max(box.y0, box.y1)};
}

bool is_visible(ImU32 colour) { return (colour & IM_COL32_A_MASK) != 0; }

ImVec2 texels(float x, float y) { return {x / kTexelRange, y / kTexelRange}; }

/// The atlas as the list's texture for as long as this lives.
class AtlasTexture {
  public:
    AtlasTexture(ImDrawList& list, const Atlas& atlas)
        : list_(list), changed_(list._CmdHeader.TextureId != atlas_texture(atlas)) {
        if (changed_) list_.PushTextureID(atlas_texture(atlas));
    }
    ~AtlasTexture() {
        if (changed_) list_.PopTextureID();
    }
    AtlasTexture(const AtlasTexture&) = delete;
    AtlasTexture& operator=(const AtlasTexture&) = delete;

  private:
    ImDrawList& list_;
    bool changed_;
};

void add_quad(ImDrawList& list, const Box& box, ImVec2 uv0, ImVec2 uv1, ImU32 colour) {
    if (box.width() <= 0 || box.height() <= 0) return;
    list.PrimReserve(6, 4);
    list.PrimRectUV({box.x0, box.y0}, {box.x1, box.y1}, uv0, uv1, colour);
}

void add_fill(ImDrawList& list, const Atlas& atlas, const Box& box, ImU32 colour) {
    const Tile white = atlas.white();
    const ImVec2 uv = texels(static_cast<float>(white.x), static_cast<float>(white.y));
    add_quad(list, box, uv, uv, colour);
}

enum class Flip : unsigned { none = 0, horizontal = 1, vertical = 2, both = 3 };

bool flips(Flip flip, Flip what) {
    return (static_cast<unsigned>(flip) & static_cast<unsigned>(what)) != 0;
}

/// The top left part of a tile in this box, mirrored if wanted.
void add_tile(ImDrawList& list, const Tile& tile, const Box& box, ImU32 colour,
              Flip flip = Flip::none) {
    ImVec2 uv0 = texels(static_cast<float>(tile.x), static_cast<float>(tile.y));
    ImVec2 uv1 =
        texels(static_cast<float>(tile.x) + box.width(), static_cast<float>(tile.y) + box.height());
    if (flips(flip, Flip::horizontal)) std::swap(uv0.x, uv1.x);
    if (flips(flip, Flip::vertical)) std::swap(uv0.y, uv1.y);
    add_quad(list, box, uv0, uv1, colour);
}

/// The four squares in the corners of a box, in the order of Corners' bits.
struct CornerBox {
    Box box;
    Flip flip;
};

std::array<CornerBox, 4> corner_boxes(const Box& box, float side) {
    const float right = box.x1 - side;
    const float bottom = box.y1 - side;
    return {{{{box.x0, box.y0, box.x0 + side, box.y0 + side}, Flip::none},
             {{right, box.y0, box.x1, box.y0 + side}, Flip::horizontal},
             {{box.x0, bottom, box.x0 + side, box.y1}, Flip::vertical},
             {{right, bottom, box.x1, box.y1}, Flip::both}}};
}

bool has(Corners corners, Corners which) {
    return (static_cast<unsigned>(corners) & static_cast<unsigned>(which)) != 0;
}

bool has_both(Corners corners, Corners which) {
    return (static_cast<unsigned>(corners) & static_cast<unsigned>(which)) ==
           static_cast<unsigned>(which);
}

/// The largest radius that leaves room for all corners that are rounded.
float radius_limit(const Box& box, Corners round) {
    const bool share_row = has_both(round, Corners::top) || has_both(round, Corners::bottom);
    const bool share_column = has(round, Corners::top) && has(round, Corners::bottom);
    return std::floor(std::min(share_row ? box.width() / 2 : box.width(),
                               share_column ? box.height() / 2 : box.height()));
}

/// Where a glyph's pen stands: a whole pixel and quarters of one.
struct Pen {
    float x;
    std::uint8_t quarters;
};

Pen pen_at(float x, bool whole_pixel) {
    if (whole_pixel) return {whole(x), 0};
    const auto quarters = static_cast<long>(std::floor(x * 4.0f + 0.5f));
    return {static_cast<float>(quarters >> 2), static_cast<std::uint8_t>(quarters & 3)};
}

/// The tone of words by their luma (Rec. 601): light ones stand on something darker.
Tone tone_of(ImU32 colour) {
    const unsigned luma =
        (colour & 0xFF) * 299 + (colour >> 8 & 0xFF) * 587 + (colour >> 16 & 0xFF) * 114;
    return luma > 128u * 1000 ? Tone::light : Tone::dark;
}

void draw_glyphs(ImDrawList& list, Atlas& atlas, ImVec2 origin, std::span<const PlacedGlyph> glyphs,
                 ImU32 colour) {
    const ImU32 alpha = colour & IM_COL32_A_MASK;
    const float clip_left = list.GetClipRectMin().x;
    const float clip_right = list.GetClipRectMax().x;
    const auto count = static_cast<int>(glyphs.size());
    list.PrimReserve(count * 6, count * 4);
    int drawn = 0;
    for (const PlacedGlyph& glyph : glyphs) {
        const float x = origin.x + glyph.x;
        const float reach = 2.0f * glyph.size_px;
        if (x + reach < clip_left || x - reach > clip_right) continue;
        const Pen pen = pen_at(x, glyph.whole_pixel);
        const ImU32 own = glyph.colour == 0 ? colour : (glyph.colour & ~IM_COL32_A_MASK) | alpha;
        const auto tile =
            atlas.glyph(glyph.face, glyph.glyph, glyph.size_px, pen.quarters, tone_of(own));
        if (!tile || tile->width == 0) continue;
        const float left = pen.x + static_cast<float>(tile->left);
        const float top = whole(origin.y + glyph.y) + static_cast<float>(tile->top);
        const auto width = static_cast<float>(tile->width);
        const auto height = static_cast<float>(tile->height);
        const auto u = static_cast<float>(tile->x);
        const auto v = static_cast<float>(tile->y);
        list.PrimRectUV({left, top}, {left + width, top + height}, texels(u, v),
                        texels(u + width, v + height), own);
        ++drawn;
    }
    list.PrimUnreserve((count - drawn) * 6, (count - drawn) * 4);
}

/// Whether the line's Hanzi lie wholly between the two edges: they reach 0.88 em above the baseline
/// and 0.12 em below it.
bool whole_within(const Line& line, std::span<const PlacedGlyph> glyphs, float top, float bottom) {
    if (glyphs.empty()) return true;
    const float size = glyphs.front().size_px;
    return line.baseline - 0.88F * size >= top - 1 && line.baseline + 0.12F * size <= bottom + 1;
}

}  // namespace

ImTextureID atlas_texture(const Atlas& atlas) {
    return const_cast<Atlas*>(&atlas);  // an id only: nobody writes through it
}

void use_atlas(ImGuiIO& io, const Atlas& atlas) {
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    if (io.Fonts->Fonts.empty()) io.Fonts->AddFontDefault();
    io.Fonts->Build();
    io.Fonts->ClearTexData();
    io.Fonts->SetTexID(atlas_texture(atlas));
    const Tile white = atlas.white();
    io.Fonts->TexUvWhitePixel = texels(static_cast<float>(white.x), static_cast<float>(white.y));
}

void draw_layout(ImDrawList& list, Atlas& atlas, ImVec2 top_left, const TextLayout& layout,
                 ImU32 colour, EdgeLines edge_lines) {
    if (!is_visible(colour)) return;
    const AtlasTexture texture(list, atlas);
    const ImVec2 origin{whole(top_left.x), whole(top_left.y)};
    const float clip_top = list.GetClipRectMin().y - origin.y;
    const float clip_bottom = list.GetClipRectMax().y - origin.y;
    const auto lines = layout.lines();
    // Stacked marks reach beyond their line; one line more on each side holds them.
    auto line = std::lower_bound(lines.begin(), lines.end(), clip_top,
                                 [](const Line& l, float y) { return l.bottom < y; });
    if (line != lines.begin()) --line;
    for (; line != lines.end(); ++line) {
        if (line->top - (line->bottom - line->top) > clip_bottom) break;
        auto glyphs = layout.glyphs().subspan(line->first_glyph, line->glyph_count);
        if (edge_lines == EdgeLines::left_out &&
            !whole_within(*line, glyphs, clip_top, clip_bottom))
            continue;
        while (!glyphs.empty()) {
            const auto part = glyphs.first(std::min<std::size_t>(glyphs.size(), kBatch));
            draw_glyphs(list, atlas, origin, part, colour);
            glyphs = glyphs.subspan(part.size());
        }
    }
}

void fill_rect(ImDrawList& list, const Atlas& atlas, ImVec2 min, ImVec2 max, ImU32 colour) {
    if (!is_visible(colour)) return;
    const AtlasTexture texture(list, atlas);
    add_fill(list, atlas, whole_box(min, max), colour);
}

void fill_round_rect(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius,
                     ImU32 colour, Corners round) {
    if (!is_visible(colour)) return;
    const AtlasTexture texture(list, atlas);
    const Box box = whole_box(min, max);
    const float r = std::clamp(radius, 0.0f, radius_limit(box, round));
    const auto tile = r > 0 && round != Corners::none ? atlas.corner(r) : std::nullopt;
    if (!tile) return add_fill(list, atlas, box, colour);
    const auto side = static_cast<float>(tile->width);
    const auto inset = [&](Corners which) { return has(round, which) ? side : 0.0f; };
    const auto corners = corner_boxes(box, side);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (!has(round, static_cast<Corners>(1u << i))) continue;
        add_tile(list, *tile, corners[i].box, colour, corners[i].flip);
    }
    const float top = box.y0 + inset(Corners::top);
    const float bottom = box.y1 - inset(Corners::bottom);
    add_fill(list, atlas,
             {box.x0 + inset(Corners::top_left), box.y0, box.x1 - inset(Corners::top_right), top},
             colour);
    add_fill(list, atlas, {box.x0, top, box.x1, bottom}, colour);
    add_fill(list, atlas,
             {box.x0 + inset(Corners::bottom_left), bottom, box.x1 - inset(Corners::bottom_right),
              box.y1},
             colour);
}

void stroke_round_rect(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius,
                       float thickness, ImU32 colour) {
    if (!is_visible(colour)) return;
    const AtlasTexture texture(list, atlas);
    const Box box = whole_box(min, max);
    const float t = std::max(whole(thickness), 1.0f);
    const float shorter = std::min(box.width(), box.height());
    if (shorter <= 2 * t) return fill_round_rect(list, atlas, min, max, radius, colour);
    const float r = std::clamp(radius, 0.0f, std::floor(shorter / 2));
    // A corner tighter than the border is square: its inner side would be.
    const auto tile = r > t ? atlas.border_corner(r, t) : std::nullopt;
    const float side = tile ? static_cast<float>(tile->width) : t;
    for (const CornerBox& corner : corner_boxes(box, side)) {
        if (tile) {
            add_tile(list, *tile, corner.box, colour, corner.flip);
        } else {
            add_fill(list, atlas, corner.box, colour);
        }
    }
    add_fill(list, atlas, {box.x0 + side, box.y0, box.x1 - side, box.y0 + t}, colour);
    add_fill(list, atlas, {box.x0 + side, box.y1 - t, box.x1 - side, box.y1}, colour);
    add_fill(list, atlas, {box.x0, box.y0 + side, box.x0 + t, box.y1 - side}, colour);
    add_fill(list, atlas, {box.x1 - t, box.y0 + side, box.x1, box.y1 - side}, colour);
}

void draw_shadow(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius, float blur,
                 ImU32 colour) {
    if (!is_visible(colour) || blur <= 0) return;
    const AtlasTexture texture(list, atlas);
    const Box rect = whole_box(min, max);
    const float limit = std::floor(std::min(rect.width(), rect.height()) / 2);
    const auto tile = atlas.shadow(std::clamp(radius, 0.0f, limit), blur);
    if (!tile) return;
    const float reach = std::ceil(blur);
    const Box box{rect.x0 - reach, rect.y0 - reach, rect.x1 + reach, rect.y1 + reach};
    const auto full = static_cast<float>(tile->width);
    const float side = std::min({full, std::floor(box.width() / 2), std::floor(box.height() / 2)});
    for (const CornerBox& corner : corner_boxes(box, side)) {
        add_tile(list, *tile, corner.box, colour, corner.flip);
    }
    // The straight edges repeat the tile's last column and row. The middle stays without: the
    // rectangle itself hides it.
    const auto x = static_cast<float>(tile->x);
    const auto y = static_cast<float>(tile->y);
    const float last_x = x + side - 0.5f;
    const float last_y = y + side - 0.5f;
    const Box inner{box.x0 + side, box.y0 + side, box.x1 - side, box.y1 - side};
    add_quad(list, {inner.x0, box.y0, inner.x1, inner.y0}, texels(last_x, y),
             texels(last_x, y + side), colour);
    add_quad(list, {inner.x0, inner.y1, inner.x1, box.y1}, texels(last_x, y + side),
             texels(last_x, y), colour);
    add_quad(list, {box.x0, inner.y0, inner.x0, inner.y1}, texels(x, last_y),
             texels(x + side, last_y), colour);
    add_quad(list, {inner.x1, inner.y0, box.x1, inner.y1}, texels(x + side, last_y),
             texels(x, last_y), colour);
}

void draw_icon(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, const Drawing& drawing,
               ImU32 colour) {
    if (!is_visible(colour)) return;
    const AtlasTexture texture(list, atlas);
    const Box box = whole_box(min, max);
    const auto tile =
        atlas.drawing(drawing, static_cast<int>(box.width()), static_cast<int>(box.height()));
    if (!tile || tile->width == 0) return;
    add_tile(list, *tile, box, colour);
}

}  // namespace villageboard::fonts
