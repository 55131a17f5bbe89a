/// Dear ImGui's draw data to pixels on the processor. Exact same pixels on every run and machine.
/// Axis-aligned quads (text, fills, pictures) take a fast path, other triangles a plain one.
/// The screen is divided into cells of 64 px; a cell is painted again only if what is drawn in it
/// differs from the frame before, so an unchanged frame costs 0.1 ms.
/// Colours are blended in sRGB space, as browsers do; what that takes from light words, their masks
/// make good (fonts/raster/glyph.h, Tone). UI thread only.
#pragma once
#include <imgui.h>

#include <cstdint>
#include <span>
#include <vector>

#include "fonts/atlas/atlas.h"
#include "kiosk/draw/canvas.h"
#include "kiosk/draw/primitive.h"

namespace villageboard::draw {

inline constexpr int kCellPx = 64;

class Rasteriser {
  public:
    /// `atlas` must outlive the rasteriser. Texture ids: fonts::atlas_texture(atlas) or those of
    /// picture_texture(), whose pictures must live until render() returns.
    explicit Rasteriser(const fonts::Atlas& atlas) : atlas_(atlas) {}

    /// Paints what changed since the last call into `canvas`, which must still hold the last frame
    /// (the same epoch) and gives the changed rectangles, which don't overlap; none if nothing
    /// changed. `background` is 0xAABBGGRR, its alpha is ignored. The span is valid until the next
    /// call.
    std::span<const Rect> render(const ImDrawData& data, const Canvas& canvas, ImU32 background);

    /// Paints everything in the next call.
    void invalidate() { cells_.clear(); }

  private:
    void prepare_cells(const Canvas& canvas, ImU32 background);
    void hash_cells();
    void collect_damage(Size screen);
    void add_damage(const Rect& run);

    const fonts::Atlas& atlas_;
    Primitives primitives_;
    std::vector<std::uint64_t> cells_;  ///< hash of what the last frame drew, a cell
    std::vector<std::uint64_t> next_;
    std::vector<Rect> damage_;
    Canvas last_;
    int columns_ = 0;
    int rows_ = 0;
};

}  // namespace villageboard::draw
