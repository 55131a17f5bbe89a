/// Paints flattened primitives into a part of a canvas. Inner part of rasteriser.h.
#pragma once
#include "fonts/atlas/atlas.h"
#include "kiosk/draw/canvas.h"
#include "kiosk/draw/primitive.h"

namespace villageboard::draw {

/// Paints the background and all primitives, in order, where they lie within `part`; touches no
/// other pixel. `background` is 0xAABBGGRR, its alpha is ignored.
void paint(const Canvas& canvas, const Rect& part, const Primitives& primitives,
           const fonts::Atlas& atlas, ImU32 background);

}  // namespace villageboard::draw
