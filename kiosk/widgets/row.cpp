#include "kiosk/widgets/row.h"

#include <cmath>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;
constexpr int kTitleLines = 3;

Look mark_look(const Mark& mark) { return Look{}.sized(Type::caption).bold().in(mark.colour); }

float marks_width(Ui& ui, const RowSpec& spec) {
    float width = 0;
    for (const Mark& each : spec.marks)
        width += ui.width_of(each.words, mark_look(each)) + ui.theme().u(3.5);
    return width;
}

struct RowShape {
    Look title;
    Look note;
    float words_width;
    float title_height;
    float note_height;
    bool note_beside_marks;
    float height;
};

RowShape shape_of(Ui& ui, const RowSpec& spec, float words_width) {
    const Theme& theme = ui.theme();
    RowShape shape;
    shape.title = Look{}.sized(spec.type).lines(kTitleLines);
    if (!spec.plain) shape.title = shape.title.serif();
    shape.note = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
    shape.words_width = words_width;
    shape.title_height = ui.height_of(spec.title, shape.title, words_width);
    const float beside = words_width - marks_width(ui, spec);
    shape.note_beside_marks = ui.width_of(spec.note, shape.note) <= beside;
    const float note_width = shape.note_beside_marks ? beside : words_width;
    shape.note_height = spec.note.empty() ? 0 : ui.height_of(spec.note, shape.note, note_width);
    const float marks = spec.marks.empty() ? 0 : mark_height(ui);
    const float under = shape.note_beside_marks ? std::max(marks, shape.note_height)
                                                : marks + shape.note_height + theme.u(0.5);
    shape.height =
        std::max(theme.main_target(), std::ceil(shape.title_height + under + theme.u(2)));
    return shape;
}

void draw_words(Ui& ui, const Rect& rect, const RowSpec& spec, const RowShape& shape) {
    const Theme& theme = ui.theme();
    const float under = rect.h - shape.title_height - theme.u(2);
    float y = rect.y + theme.u(1);
    if (spec.marks.empty() && spec.note.empty()) y += under / 2;
    y += ui.text(rect.x, y, shape.words_width, spec.title, shape.title);
    float x = rect.x;
    for (const Mark& each : spec.marks) x += mark(ui, x, y, each) + theme.u(1);
    if (spec.note.empty()) return;
    if (!shape.note_beside_marks) {
        y += spec.marks.empty() ? 0 : mark_height(ui) + theme.u(0.5);
        x = rect.x;
    } else if (!spec.marks.empty()) {
        y += (mark_height(ui) - shape.note_height) / 2;
    }
    ui.text(x, y, rect.x + shape.words_width - x, spec.note, shape.note);
}

Look value_look() { return Look{}.bold().tabular().aligned(fonts::Align::right).as(Role::figure); }

struct Placed {
    RowSpec spec;  ///< a value too wide for its column has become part of the note
    float indent;
    float chevron;
    float value;
    float words;
};

Placed placed(Ui& ui, const RowSpec& spec, float width) {
    const Theme& theme = ui.theme();
    Placed place{spec, spec.bar ? theme.u(2) : 0, std::round(theme.type(Type::body) * 0.8F), 0, 0};
    if (!spec.value.empty()) place.value = ui.width_of(spec.value, value_look()) + theme.u(2);
    if (place.value > width * 0.45F) {
        place.spec.note = spec.note.empty() ? spec.value : spec.note + "  " + spec.value;
        place.value = 0;
    }
    place.words = width - place.indent - place.chevron - theme.u(1) - place.value;
    return place;
}

// A large ring is read from as far as what stands around it.
Look ring_word(Ui& ui, const std::string& words, float width) {
    const Look look = Look{}.sized(Type::title).in(ui.colour(Ink::quiet));
    return ui.fitted(words, look, width).aligned(fonts::Align::center);
}

Type number_type(const Theme& theme, float side) {
    return theme.type(Type::board) <= side * 0.4F ? Type::board : Type::figure;
}

}  // namespace

float mark_height(const Ui& ui) {
    return std::round(ui.theme().line(Type::caption) + ui.theme().u(0.4));
}

float mark(Ui& ui, float x, float y, const Mark& mark) {
    const Look look = mark_look(mark);
    const float words = ui.width_of(mark.words, look);
    const Rect box{x, y, words + ui.theme().u(2), mark_height(ui)};
    ui.frame(box, mark.colour, ui.theme().u(0.5), ui.theme().hairline());
    ui.text_in({x + ui.theme().u(1), y, words, box.h}, mark.words, look);
    return box.w;
}

float row_height(Ui& ui, const RowSpec& spec, float width) {
    return shape_of(ui, placed(ui, spec, width).spec, placed(ui, spec, width).words).height +
           ui.theme().target_gap();
}

bool row(Flow& flow, const RowSpec& spec) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Placed place = placed(ui, spec, flow.width());
    const auto& [shown, indent, chevron, value, words] = place;
    const RowShape shape = shape_of(ui, shown, words);
    const Rect rect = flow.take(shape.height);
    const Press press = ui.press(rect, {spec.id, Role::row, spec.title, Target::main});
    if (press.held)
        ui.sheet(rect, mix(ui.colour(Ink::paper), ui.colour(Ink::ink), kPressedShade),
                 theme.corner());
    // What a page's edge leaves of a row without a line of its words is left out: it would be dirt.
    const float line = theme.u(1) + theme.line(spec.type);
    const bool told = rect.y + line <= ui.clip().bottom() && rect.bottom() - line >= ui.clip().y;
    if (spec.bar && told)
        ui.fill({rect.x, rect.y + theme.u(1), theme.u(0.7), rect.h - theme.u(2)}, *spec.bar);
    draw_words(ui, {rect.x + indent, rect.y, rect.w - indent, rect.h}, shown, shape);
    if (value > 0)
        ui.text_in({rect.right() - chevron - theme.u(1) - value, rect.y, value, rect.h}, spec.value,
                   value_look());
    if (told)
        ui.drawing(
            {rect.right() - chevron, std::round(rect.mid_y() - chevron / 2), chevron, chevron},
            drawing_of(Icon::next), ui.colour(Ink::quiet));
    const Rect between = flow.take(theme.target_gap());
    ui.fill({between.x, std::round(between.mid_y()), between.w, theme.hairline()},
            ui.colour(Ink::line));
    return press.activated;
}

float days_ring_height(Ui& ui, int left, float width) {
    const std::string words = ui.strings().count("days.left_word", left);
    return width + ui.theme().u(0.5) +
           std::ceil(ui.height_of(words, ring_word(ui, words, width), width));
}

void days_ring(Ui& ui, const Rect& rect, int left, int all, Colour colour) {
    const Rect square{rect.x, rect.y, rect.w, rect.w};
    constexpr float kOuter = 50;
    constexpr float kInner = 43;
    fonts::Drawing ground{100, 100, {}};
    ground.shapes.push_back({fonts::Outline().sector(50, 50, kOuter, kInner, 0, 360), 0});
    ui.drawing(square, ground, ui.colour(Ink::line));
    const float part =
        all > 0 ? std::clamp(static_cast<float>(left) / static_cast<float>(all), 0.F, 1.F) : 1;
    fonts::Drawing arc{100, 100, {}};
    arc.shapes.push_back({fonts::Outline().sector(50, 50, kOuter, kInner, 0, 360 * part), 0});
    ui.drawing(square, arc, colour);
    const std::string number = std::to_string(left);
    const Look number_look = Look{}
                                 .sized(number_type(ui.theme(), square.w))
                                 .serif()
                                 .tabular()
                                 .in(colour)
                                 .as(Role::figure)
                                 .aligned(fonts::Align::center);
    const Look fitting = ui.fitted(number, number_look, square.w * 0.6F);
    ui.text(square.x, square.mid_y() - ui.height_of(number, fitting, square.w) / 2, square.w,
            number, fitting);
    const std::string words = ui.strings().count("days.left_word", left);
    ui.text(square.x, square.bottom() + ui.theme().u(0.5), square.w, words,
            ring_word(ui, words, square.w));
}

}  // namespace villageboard::kiosk
