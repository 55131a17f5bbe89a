/// Text as set by fonts/layout onto paper: the same glyphs of the same fonts, through cairo, so
/// that a print reads like the screen and a PDF holds text that can be searched. One thread: the
/// one that owns the FaceSet, which must not be the screen's, since cairo changes the sizes of
/// faces.
#pragma once
#include <cstdint>
#include <map>

#include "fonts/layout/layout.h"
#include "fonts/shape/faces.h"

struct _cairo;
struct _cairo_font_face;

namespace villageboard::fonts {

/// The faces of a FaceSet as cairo knows them. At most one at a time in a program: when it goes,
/// cairo's own caches are emptied, since they know the faces by their addresses.
class CairoFaces {
  public:
    /// `faces` must outlive it, and so must every surface that was drawn on be gone before it.
    explicit CairoFaces(const FaceSet& faces) : faces_(faces) {}
    ~CairoFaces();
    CairoFaces(const CairoFaces&) = delete;
    CairoFaces& operator=(const CairoFaces&) = delete;

    const FaceSet& faces() const { return faces_; }

    /// Draws lines [first, first + count) of a layout in the context's colour. `x` is the layout's
    /// left edge and `y` the top of line `first`, both in the context's units, of which one px of
    /// the layout has `scale`.
    void draw(_cairo* context, const TextLayout& layout, std::size_t first, std::size_t count,
              double x, double y, double scale);

  private:
    _cairo_font_face* face(FaceId id);

    const FaceSet& faces_;
    std::map<FaceId, _cairo_font_face*> opened_;
};

}  // namespace villageboard::fonts
