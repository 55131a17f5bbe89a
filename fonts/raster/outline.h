/// Vector drawings for icons, rings and charts: paths in a box of their own units, filled or
/// stroked, rendered at any size by FreeType into one mask, which is drawn in one colour. Plain
/// values, any thread. y grows downwards; angles are those of a clock: 0 is up, in degrees
/// clockwise.
#pragma once
#include <cstdint>
#include <vector>

#include "fonts/raster/bitmap.h"

namespace villageboard::fonts {

struct Point {
    float x = 0;
    float y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

/// A path of one or more contours. Filled by the non-zero rule; open contours close when filled.
class Outline {
  public:
    Outline& move_to(float x, float y);
    Outline& line_to(float x, float y);
    Outline& quad_to(float cx, float cy, float x, float y);
    Outline& cubic_to(float c1x, float c1y, float c2x, float c2y, float x, float y);
    /// Goes along a circle from `start` degrees over `sweep` degrees (negative: against the clock);
    /// a line leads to its start if a contour is open, else it begins a contour.
    Outline& arc(float cx, float cy, float radius, float start, float sweep);
    Outline& close();

    Outline& circle(float cx, float cy, float radius);
    Outline& rect(float x, float y, float width, float height);
    Outline& round_rect(float x, float y, float width, float height, float radius);
    /// A slice of a pie, or with `inner` > 0 of a ring. A sweep of 360 or more is the whole.
    Outline& sector(float cx, float cy, float outer, float inner, float start, float sweep);

    enum class Verb : std::uint8_t { move, line, quad, cubic, close };
    const std::vector<Verb>& verbs() const { return verbs_; }
    const std::vector<Point>& points() const { return points_; }  ///< 1, 1, 2, 3, 0 for each verb

    friend bool operator==(const Outline&, const Outline&) = default;

  private:
    void close_open_contour();

    std::vector<Verb> verbs_;
    std::vector<Point> points_;
};

enum class Cap : std::uint8_t { round, butt };
enum class Join : std::uint8_t { round, miter };

/// One outline with its pen. Stroke width 0 fills.
struct Shape {
    Outline outline;
    float stroke_width = 0;
    Cap cap = Cap::round;
    Join join = Join::round;

    friend bool operator==(const Shape&, const Shape&) = default;
};

/// Shapes laid over each other in the box (0, 0) to (width, height).
struct Drawing {
    float width = 24;
    float height = 24;
    std::vector<Shape> shapes;

    /// Of content: equal drawings have equal digests.
    std::uint64_t digest() const;
};

/// Renders a drawing into a mask of exactly this size, scaled to fit and centred. What lies outside
/// of the box is cut. Sizes beyond 1..2048, a box without area, non-finite points or more than
/// 10,000 points give an empty mask.
Bitmap render(const Drawing& drawing, int width_px, int height_px);

}  // namespace villageboard::fonts
