#include "kiosk/widgets/charts.h"

#include <algorithm>
#include <cmath>

#include "fonts/raster/outline.h"

namespace villageboard::kiosk {
namespace {

constexpr float kDot = 12;  ///< units of 24 across
constexpr double kLightest = 0.82;

Look label_look() { return Look{}.sized(Type::caption).aligned(fonts::Align::center); }
Look point_value_look() {
    return Look{}.bold().tabular().aligned(fonts::Align::center).as(Role::figure);
}

const fonts::Drawing& dot() {
    static const fonts::Drawing drawing = [] {
        fonts::Drawing made;
        made.shapes.push_back({fonts::Outline().circle(kDot, kDot, kDot - 1), 0});
        return made;
    }();
    return drawing;
}

const fonts::Drawing& ring() {
    static const fonts::Drawing drawing = [] {
        fonts::Drawing made;
        made.shapes.push_back({fonts::Outline().circle(kDot, kDot, kDot - 3), 4});
        return made;
    }();
    return drawing;
}

double largest(const std::vector<ValueBar>& values) {
    double most = 0;
    for (const ValueBar& value : values) most = std::max({most, value.size, value.last_year});
    return most;
}

// Neighbours differ clearly; the order of the list says the same.
Colour shade(Ui& ui, Colour colour, std::size_t index, std::size_t count) {
    if (count < 2) return colour;
    const double part = kLightest * static_cast<double>(index) / static_cast<double>(count - 1);
    return mix(colour, ui.colour(Ink::paper), part);
}

}  // namespace

bool fits_side_by_side(Ui& ui, const std::vector<ValueBar>& points, float width) {
    if (points.size() < 2) return false;
    float widest = 0;
    for (const ValueBar& point : points)
        widest = std::max({widest, ui.width_of(point.label, label_look()),
                           ui.width_of(point.value, point_value_look())});
    return (widest + ui.theme().u(1)) * static_cast<float>(points.size()) <= width;
}

void point_chart(Flow& flow, const std::vector<ValueBar>& points, Colour colour) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const double most = std::max(largest(points), 1e-9);
    const float value_line = theme.line(Type::body);
    const float full = theme.u(16);
    const Rect area = flow.take(value_line + full);
    const float base = area.bottom();
    const float side = std::round(theme.u(1.6));
    const int count = static_cast<int>(points.size());
    const Rect labels = flow.take(theme.line(Type::caption) + theme.u(0.5));
    for (int i = 0; i < count; ++i) {
        const ValueBar& point = points[static_cast<std::size_t>(i)];
        const Rect cell = nth_column(area, i, count, 0);
        const float x = std::round(cell.mid_x());
        const auto height = [&](double size) {
            return std::round((full - side) * static_cast<float>(std::max(0.0, size) / most)) +
                   side / 2;
        };
        const float top = base - height(point.size);
        ui.fill({x - theme.edge() / 2, top, theme.edge(), base - top}, ui.colour(Ink::quiet));
        if (point.last_year >= 0)
            ui.drawing({x - side / 2, base - height(point.last_year) - side / 2, side, side},
                       ring(), ui.colour(Ink::ink));
        ui.drawing({x - side / 2, top - side / 2, side, side}, dot(), colour);
        ui.text_in({cell.x, top - side / 2 - value_line, cell.w, value_line}, point.value,
                   point_value_look());
        ui.text_in(nth_column(labels, i, count, 0), point.label, label_look());
    }
    ui.fill({area.x, base, area.w, theme.edge()}, ui.colour(Ink::quiet));
}

std::string share_words(double part, double whole) {
    if (whole <= 0) return {};
    return std::to_string(std::lround(part * 100 / whole)) + "%";
}

void share_bar(Flow& flow, const std::vector<ValueBar>& parts, Colour colour) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    double whole = 0;
    for (const ValueBar& part : parts) whole += std::max(0.0, part.size);
    const Rect bar = flow.take(theme.u(5));
    Rect rest = bar;
    for (std::size_t i = 0; i < parts.size() && whole > 0; ++i) {
        const auto width = static_cast<float>(std::max(0.0, parts[i].size) / whole) * bar.w;
        const Rect piece = rest.cut_left(std::round(width));
        ui.fill(piece, shade(ui, colour, i, parts.size()));
        ui.fill({piece.right() - theme.edge(), piece.y, theme.edge(), piece.h},
                ui.colour(Ink::paper));
    }
    ui.frame(bar, ui.colour(Ink::quiet), 0, theme.hairline());
    flow.gap(1);
    const Look look = Look{}.bold().tabular().aligned(fonts::Align::right).as(Role::figure);
    float value_width = 0;
    for (const ValueBar& part : parts)
        value_width = std::max(value_width, ui.width_of(part.value, look));
    const float box = std::round(theme.type(Type::body) * 0.8F);
    const float share_width = ui.width_of("100%", look) + theme.u(2);
    const float words = flow.width() - box - theme.u(3) - value_width - share_width;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const float height =
            std::max(theme.line(Type::body), ui.height_of(parts[i].label, Look{}, words));
        Rect line = flow.take(height + theme.u(0.5));
        line.h = theme.line(Type::body);
        const Rect swatch{line.x, std::round(line.mid_y() - box / 2), box, box};
        ui.fill(swatch, shade(ui, colour, i, parts.size()));
        ui.frame(swatch, ui.colour(Ink::quiet), 0, theme.hairline());
        ui.text(line.x + box + theme.u(2), line.y, words, parts[i].label, Look{});
        const std::string share = share_words(parts[i].size, whole);
        if (!share.empty()) ui.text_in(line.cut_right(share_width), share, look);
        ui.text_in(line.cut_right(value_width), parts[i].value, look);
    }
}

}  // namespace villageboard::kiosk
