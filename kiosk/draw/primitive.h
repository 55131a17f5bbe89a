/// Draw data as a flat list: quads and triangles with their pixels, texture and clip worked out.
/// Pure; the rasteriser hashes and paints from it.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <vector>

#include "fonts/atlas/atlas.h"
#include "kiosk/draw/canvas.h"
#include "kiosk/draw/picture.h"

namespace villageboard::draw {

enum class PrimitiveKind : std::uint8_t {
    fill,            ///< one colour
    mask,            ///< atlas texels, each a pixel, perhaps mirrored
    mask_scaled,     ///< atlas texels stretched; the nearest one counts
    picture,         ///< a picture, each of its pixels one pixel
    picture_scaled,  ///< a picture stretched, bilinear
    triangle,        ///< anything else
};

struct Primitive {
    PrimitiveKind kind = PrimitiveKind::fill;
    Rect pixels;       ///< what it covers after clipping; never empty
    ImU32 colour = 0;  ///< 0xAABBGGRR
    /// Texel at the centre of pixel (pixels.x0, pixels.y0), and the step from pixel to pixel.
    float u = 0;
    float v = 0;
    float du = 0;
    float dv = 0;
    const Picture* picture = nullptr;  ///< null: the atlas
    std::uint32_t triangle = 0;        ///< index in Primitives::triangles
    std::uint64_t hash = 0;            ///< of all that decides its pixels
};

struct Triangle {
    ImDrawVert corners[3];
};

struct Primitives {
    std::vector<Primitive> list;  ///< in the order of painting
    std::vector<Triangle> triangles;
};

/// Replaces the content of `out`. Commands with a user callback are skipped; so is what is
/// invisible.
void flatten(const ImDrawData& data, const fonts::Atlas& atlas, Size screen, Primitives& out);

}  // namespace villageboard::draw
