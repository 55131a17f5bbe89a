/// Puts laid-out text and atlas shapes into a Dear ImGui draw list (1.86). All of it carries the
/// one texture id of the atlas, so that commands merge. ImGui's own text is never used. Everything
/// is put on whole pixels: rectangles are rounded to them, glyphs as their layout says. Colours as
/// ImU32, 0xAABBGGRR. UI thread, between Atlas::begin_frame() and the frame's end.
#pragma once
#include <imgui.h>

#include "fonts/atlas/atlas.h"
#include "fonts/layout/layout.h"
#include "fonts/raster/outline.h"

namespace villageboard::fonts {

/// The id that the renderer knows the atlas by: its address. The atlas must outlive the draw data.
ImTextureID atlas_texture(const Atlas& atlas);

/// Once after ImGui::CreateContext(): ImGui draws its own fills from this atlas too, keeps its own
/// font atlas to the smallest that it accepts, and may use vertex offsets (16-bit indices, large
/// lists).
void use_atlas(ImGuiIO& io, const Atlas& atlas);

/// What happens to a line that the clip rectangle's upper or lower edge runs through.
enum class EdgeLines { cut, left_out };

/// Draws a layout; lines outside of the list's clip rectangle cost nothing. Spans with a colour
/// of their own keep it, with `colour`'s alpha.
void draw_layout(ImDrawList& list, Atlas& atlas, ImVec2 top_left, const TextLayout& layout,
                 ImU32 colour, EdgeLines edge_lines = EdgeLines::cut);

void fill_rect(ImDrawList& list, const Atlas& atlas, ImVec2 min, ImVec2 max, ImU32 colour);

/// Which corners; combine with |.
enum class Corners : unsigned {
    none = 0,
    top_left = 1,
    top_right = 2,
    bottom_left = 4,
    bottom_right = 8,
    top = 3,
    bottom = 12,
    left = 5,
    right = 10,
    all = 15,
};
constexpr Corners operator|(Corners a, Corners b) {
    return static_cast<Corners>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// `round` names the corners that are rounded. The radius is cut to what leaves room for them, so a
/// stripe along one side of a card takes the card's own radius.
void fill_round_rect(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius,
                     ImU32 colour, Corners round = Corners::all);

/// A border inside of the rectangle, at least one pixel thick.
void stroke_round_rect(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius,
                       float thickness, ImU32 colour);

/// A soft shadow around a round rectangle, reaching `blur` px beyond it; its middle, more than
/// `blur` + `radius` px inside, is left out, since an opaque surface lies over it.
/// Move the rectangle down a little for light from above.
void draw_shadow(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, float radius, float blur,
                 ImU32 colour);

/// A drawing scaled to fit the rectangle, centred, in one colour.
void draw_icon(ImDrawList& list, Atlas& atlas, ImVec2 min, ImVec2 max, const Drawing& drawing,
               ImU32 colour);

}  // namespace villageboard::fonts
