#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

#include "fonts/error.h"
#include "fonts/raster/outline.h"

namespace villageboard::fonts {
namespace {

constexpr int kMaxSide = 2048;
constexpr std::size_t kMaxPoints = 10'000;

struct DeleteLibrary {
    void operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
};
struct DeleteStroker {
    void operator()(FT_StrokerRec_* stroker) const { FT_Stroker_Done(stroker); }
};
using Library = std::unique_ptr<FT_LibraryRec_, DeleteLibrary>;
using Stroker = std::unique_ptr<FT_StrokerRec_, DeleteStroker>;

/// From the drawing's units to 26.6 pixels; FreeType's y grows upwards.
struct Transform {
    float scale;
    float dx;
    float dy;
    int height;

    FT_Vector operator()(Point p) const {
        return {std::lround((p.x * scale + dx) * 64.0f),
                std::lround((static_cast<float>(height) - p.y * scale - dy) * 64.0f)};
    }
};

/// An outline in FreeType's form, whose arrays it owns.
class FreeTypeOutline {
  public:
    FreeTypeOutline(const Outline& outline, const Transform& transform) {
        std::size_t at = 0;
        const auto& points = outline.points();
        for (const Outline::Verb verb : outline.verbs()) {
            const std::size_t count = points_of(verb);
            add(verb, std::span(points).subspan(at, count), transform);
            at += count;
        }
        end_contour();
    }

    FT_Outline view() {
        FT_Outline view{};
        view.n_points = static_cast<short>(points_.size());
        view.n_contours = static_cast<short>(ends_.size());
        view.points = points_.data();
        view.tags = tags_.data();
        view.contours = ends_.data();
        return view;
    }

    /// Feeds the contours to a stroker, open ones as open.
    void stroke(FT_Stroker stroker) const {
        std::size_t begin = 0;
        for (std::size_t c = 0; c < ends_.size(); ++c) {
            const auto end = static_cast<std::size_t>(ends_[c]);
            if (!is_point(begin, end)) stroke_contour(stroker, begin, end, closed_[c]);
            begin = end + 1;
        }
    }

  private:
    static std::size_t points_of(Outline::Verb verb) {
        constexpr std::size_t kCounts[] = {1, 1, 2, 3, 0};
        return kCounts[static_cast<int>(verb)];
    }

    void add(Outline::Verb verb, std::span<const Point> points, const Transform& transform) {
        if (verb == Outline::Verb::close) return end_contour(true);
        if (verb == Outline::Verb::move) end_contour();
        if (verb != Outline::Verb::move && !open_) push(transform(start_), FT_CURVE_TAG_ON);
        const char control = verb == Outline::Verb::cubic ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_CONIC;
        for (const Point& point : points.first(points.size() - 1)) push(transform(point), control);
        push(transform(points.back()), FT_CURVE_TAG_ON);
        if (verb == Outline::Verb::move) start_ = points.back();
    }

    void push(FT_Vector point, char tag) {
        points_.push_back(point);
        tags_.push_back(tag);
        open_ = true;
    }

    void end_contour(bool closed = false) {
        if (!open_) return;
        ends_.push_back(static_cast<short>(points_.size() - 1));
        closed_.push_back(closed);
        open_ = false;
    }

    /// FreeType's stroker takes no step in a contour without extent, then trips at its end.
    bool is_point(std::size_t begin, std::size_t end) const {
        constexpr FT_Pos kExtent = 4;
        return std::all_of(points_.begin() + static_cast<std::ptrdiff_t>(begin),
                           points_.begin() + static_cast<std::ptrdiff_t>(end + 1),
                           [&](const FT_Vector& p) {
                               return std::abs(p.x - points_[begin].x) < kExtent &&
                                      std::abs(p.y - points_[begin].y) < kExtent;
                           });
    }

    void stroke_contour(FT_Stroker stroker, std::size_t begin, std::size_t end, bool closed) const {
        FT_Vector p[3] = {points_[begin]};
        FT_Stroker_BeginSubPath(stroker, &p[0], closed ? 0 : 1);
        for (std::size_t i = begin + 1; i <= end; ++i) {
            for (std::size_t k = 0; k < 3 && i + k <= end; ++k) p[k] = points_[i + k];
            if (tags_[i] == FT_CURVE_TAG_CUBIC) {
                FT_Stroker_CubicTo(stroker, &p[0], &p[1], &p[2]);
                i += 2;
            } else if (tags_[i] == FT_CURVE_TAG_CONIC) {
                FT_Stroker_ConicTo(stroker, &p[0], &p[1]);
                i += 1;
            } else {
                FT_Stroker_LineTo(stroker, &p[0]);
            }
        }
        FT_Stroker_EndSubPath(stroker);
    }

    std::vector<FT_Vector> points_;
    std::vector<char> tags_;
    std::vector<short> ends_;
    std::vector<bool> closed_;
    Point start_;
    bool open_ = false;
};

/// Adds an outline's coverage to the mask: what either covers is covered.
void cover(FT_Library library, FT_Outline& outline, Bitmap& mask) {
    std::vector<std::uint8_t> layer(mask.coverage.size(), 0);
    FT_Bitmap target{};
    target.rows = static_cast<unsigned>(mask.height);
    target.width = static_cast<unsigned>(mask.width);
    target.pitch = mask.width;
    target.buffer = layer.data();
    target.num_grays = 256;
    target.pixel_mode = FT_PIXEL_MODE_GRAY;
    if (FT_Outline_Get_Bitmap(library, &outline, &target) != 0) return;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        const int rest = (255 - mask.coverage[i]) * (255 - layer[i]);
        mask.coverage[i] = static_cast<std::uint8_t>(255 - (rest + 127) / 255);
    }
}

void cover_stroke(FT_Library library, const FreeTypeOutline& path, const Shape& shape, float scale,
                  Bitmap& mask) {
    FT_Stroker handle = nullptr;
    if (FT_Stroker_New(library, &handle) != 0) return;
    const Stroker stroker(handle);
    FT_Stroker_Set(
        handle, std::lround(shape.stroke_width * scale * 32.0f),
        shape.cap == Cap::round ? FT_STROKER_LINECAP_ROUND : FT_STROKER_LINECAP_BUTT,
        shape.join == Join::round ? FT_STROKER_LINEJOIN_ROUND : FT_STROKER_LINEJOIN_MITER_FIXED,
        4 << 16);
    path.stroke(handle);
    FT_UInt points = 0;
    FT_UInt contours = 0;
    if (FT_Stroker_GetCounts(handle, &points, &contours) != 0 || points > 0x7FFF) return;
    FT_Outline outline{};
    if (FT_Outline_New(library, points, static_cast<FT_Int>(contours), &outline) != 0) return;
    outline.n_points = 0;
    outline.n_contours = 0;
    FT_Stroker_Export(handle, &outline);
    cover(library, outline, mask);
    FT_Outline_Done(library, &outline);
}

bool is_drawable(const Drawing& drawing) {
    const auto in_range = [](float value) {
        return std::isfinite(value) && std::abs(value) < 1e5f;
    };
    std::size_t count = 0;
    for (const Shape& shape : drawing.shapes) {
        count += shape.outline.points().size();
        if (!in_range(shape.stroke_width) || shape.stroke_width < 0) return false;
        for (const Point& point : shape.outline.points()) {
            if (!in_range(point.x) || !in_range(point.y)) return false;
        }
    }
    return count <= kMaxPoints && in_range(drawing.width) && in_range(drawing.height) &&
           drawing.width > 0 && drawing.height > 0;
}

}  // namespace

Bitmap render(const Drawing& drawing, int width_px, int height_px) {
    if (width_px < 1 || height_px < 1 || width_px > kMaxSide || height_px > kMaxSide ||
        !is_drawable(drawing)) {
        return {};
    }
    FT_Library handle = nullptr;
    if (FT_Init_FreeType(&handle) != 0) throw FontError("FreeType could not be started");
    const Library library(handle);
    Bitmap mask{width_px, height_px, 0, 0, {}};
    mask.coverage.assign(static_cast<std::size_t>(width_px) * height_px, 0);
    const float scale = std::min(static_cast<float>(width_px) / drawing.width,
                                 static_cast<float>(height_px) / drawing.height);
    const Transform transform{scale, (static_cast<float>(width_px) - drawing.width * scale) / 2,
                              (static_cast<float>(height_px) - drawing.height * scale) / 2,
                              height_px};
    for (const Shape& shape : drawing.shapes) {
        FreeTypeOutline path(shape.outline, transform);
        if (shape.stroke_width > 0) {
            cover_stroke(handle, path, shape, scale, mask);
        } else {
            FT_Outline outline = path.view();
            cover(handle, outline, mask);
        }
    }
    return mask;
}

}  // namespace villageboard::fonts
