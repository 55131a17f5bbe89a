/// The masks that rectangles are put together from: corners, border corners, soft shadows.
/// Pure functions, exact same bytes on every run.
#pragma once
#include "fonts/raster/bitmap.h"

namespace villageboard::fonts {

/// The top left quarter of a disc, ceil(radius) px square, its centre in the bottom right corner.
Bitmap corner_tile(float radius_px);

/// The top left quarter of a ring of that thickness; the corner of a border.
Bitmap border_corner_tile(float radius_px, float thickness_px);

/// The top left part of the shadow of a large round rectangle. It reaches `blur_px` beyond the
/// rectangle's edge; its last row and column are the profile of the straight edges, its last pixel
/// the full shadow. Side: 2 * blur + radius, each rounded up.
Bitmap shadow_tile(float radius_px, float blur_px);

}  // namespace villageboard::fonts
