#include "fonts/raster/outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <type_traits>

namespace villageboard::fonts {
namespace {

Point on_clock(float cx, float cy, float radius, float degrees) {
    const float angle = degrees * std::numbers::pi_v<float> / 180.0f;
    return {cx + radius * std::sin(angle), cy - radius * std::cos(angle)};
}

class Digest {
  public:
    template <typename T>
    void add(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        const auto* bytes = reinterpret_cast<const unsigned char*>(&value);
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            state_ = (state_ ^ bytes[i]) * 0x100000001B3u;  // FNV-1a
        }
    }
    std::uint64_t value() const { return state_; }

  private:
    std::uint64_t state_ = 0xCBF29CE484222325u;
};

}  // namespace

Outline& Outline::move_to(float x, float y) {
    verbs_.push_back(Verb::move);
    points_.push_back({x, y});
    return *this;
}

Outline& Outline::line_to(float x, float y) {
    verbs_.push_back(Verb::line);
    points_.push_back({x, y});
    return *this;
}

Outline& Outline::quad_to(float cx, float cy, float x, float y) {
    verbs_.push_back(Verb::quad);
    points_.insert(points_.end(), {{cx, cy}, {x, y}});
    return *this;
}

Outline& Outline::cubic_to(float c1x, float c1y, float c2x, float c2y, float x, float y) {
    verbs_.push_back(Verb::cubic);
    points_.insert(points_.end(), {{c1x, c1y}, {c2x, c2y}, {x, y}});
    return *this;
}

Outline& Outline::close() {
    verbs_.push_back(Verb::close);
    return *this;
}

Outline& Outline::arc(float cx, float cy, float radius, float start, float sweep) {
    sweep = std::clamp(sweep, -360.0f, 360.0f);
    const bool open = !verbs_.empty() && verbs_.back() != Verb::close;
    const Point first = on_clock(cx, cy, radius, start);
    open ? line_to(first.x, first.y) : move_to(first.x, first.y);
    // FreeType draws a cubic that is flatter than a quarter pixel as a line, inside of the circle:
    // short pieces keep small corners round.
    constexpr float kPiece = 10.0f;
    const int parts = std::max(1, static_cast<int>(std::ceil(std::abs(sweep) / kPiece)));
    const float step = sweep / static_cast<float>(parts);
    const float reach = 4.0f / 3.0f * std::tan(step * std::numbers::pi_v<float> / 720.0f) * radius;
    for (int i = 0; i < parts; ++i) {
        const float from = start + step * static_cast<float>(i);
        const Point a = on_clock(cx, cy, radius, from);
        const Point b = on_clock(cx, cy, radius, from + step);
        const Point along_a = on_clock(0, 0, reach, from + 90);
        const Point along_b = on_clock(0, 0, reach, from + step + 90);
        cubic_to(a.x + along_a.x, a.y + along_a.y, b.x - along_b.x, b.y - along_b.y, b.x, b.y);
    }
    return *this;
}

Outline& Outline::circle(float cx, float cy, float radius) {
    close_open_contour();
    return arc(cx, cy, radius, 0, 360).close();
}

Outline& Outline::rect(float x, float y, float width, float height) {
    return move_to(x, y)
        .line_to(x + width, y)
        .line_to(x + width, y + height)
        .line_to(x, y + height)
        .close();
}

Outline& Outline::round_rect(float x, float y, float width, float height, float radius) {
    const float r = std::min({radius, width / 2, height / 2});
    move_to(x + r, y);
    arc(x + width - r, y + r, r, 0, 90);
    arc(x + width - r, y + height - r, r, 90, 90);
    arc(x + r, y + height - r, r, 180, 90);
    return arc(x + r, y + r, r, 270, 90).close();
}

Outline& Outline::sector(float cx, float cy, float outer, float inner, float start, float sweep) {
    close_open_contour();
    if (std::abs(sweep) >= 360.0f) {
        arc(cx, cy, outer, start, 360).close();
        // Against the clock, so that the non-zero rule leaves the hole out.
        if (inner > 0) arc(cx, cy, inner, start, -360).close();
        return *this;
    }
    if (inner <= 0) return move_to(cx, cy).arc(cx, cy, outer, start, sweep).close();
    arc(cx, cy, outer, start, sweep);
    return arc(cx, cy, inner, start + sweep, -sweep).close();
}

void Outline::close_open_contour() {
    if (!verbs_.empty() && verbs_.back() != Verb::close) close();
}

std::uint64_t Drawing::digest() const {
    Digest digest;
    digest.add(width);
    digest.add(height);
    for (const Shape& shape : shapes) {
        digest.add(shape.stroke_width);
        digest.add(shape.cap);
        digest.add(shape.join);
        digest.add(shape.outline.verbs().size());
        for (const auto verb : shape.outline.verbs()) digest.add(verb);
        for (const Point& point : shape.outline.points()) digest.add(point);
    }
    return digest.value();
}

}  // namespace villageboard::fonts
