#include "kiosk/widgets/hit_row.h"

#include <cmath>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;
constexpr double kMarkMm = 1;
constexpr int kTitleLines = 3;
constexpr int kQuoteLines = 3;

struct Shape {
    Look title;
    Look quote;
    Look note;
    float indent = 0;
    float chevron = 0;
    float words = 0;  ///< width
    float title_height = 0;
    float quote_height = 0;
    float note_height = 0;
    float height = 0;
};

Shape shape_of(Ui& ui, const HitSpec& spec, float width) {
    const Theme& theme = ui.theme();
    Shape shape;
    shape.title = Look{}.sized(spec.row.type).serif().lines(kTitleLines);
    shape.quote = Look{}.lines(kQuoteLines);
    shape.note = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
    shape.indent = spec.row.bar ? theme.u(2) : 0;
    shape.chevron = std::round(theme.type(Type::body) * 0.8F);
    shape.words = width - shape.indent - shape.chevron - theme.u(1);
    shape.title_height = ui.height_of(spec.title.words, shape.title, shape.words);
    if (!spec.quote.words.empty())
        shape.quote_height =
            ui.height_of(spec.quote.words, shape.quote, shape.words) + theme.u(0.5);
    if (!spec.row.note.empty())
        shape.note_height = ui.height_of(spec.row.note, shape.note, shape.words);
    shape.height = std::max(theme.main_target(), std::ceil(shape.title_height + shape.quote_height +
                                                           shape.note_height + theme.u(2)));
    return shape;
}

// A strong line under what matched: seen without colour, too.
float marked_text(Ui& ui, float x, float y, float width, const MarkedWords& marked,
                  const Look& look) {
    const float height = ui.text(x, y, width, marked.words, look);
    if (marked.end <= marked.begin) return height;
    const float thick = ui.theme().mm(kMarkMm);
    for (const fonts::Stretch& part : ui.set(marked.words, look, width)
                                          ->selection(static_cast<std::uint32_t>(marked.begin),
                                                      static_cast<std::uint32_t>(marked.end)))
        if (part.bottom <= height + 1)
            ui.fill({std::round(x + part.x0), std::round(y + part.bottom - thick),
                     std::round(part.x1 - part.x0), thick},
                    ui.colour(Ink::accent));
    return height;
}

}  // namespace

bool hit_row(Flow& flow, const HitSpec& spec) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Shape shape = shape_of(ui, spec, flow.width());
    const Rect rect = flow.take(shape.height);
    const Press press = ui.press(rect, {spec.row.id, Role::row, spec.title.words, Target::main});
    if (press.held)
        ui.sheet(rect, mix(ui.colour(Ink::paper), ui.colour(Ink::ink), kPressedShade),
                 theme.corner());
    if (spec.row.bar)
        ui.fill({rect.x, rect.y + theme.u(0.5), theme.u(0.8), rect.h - theme.u(1)}, *spec.row.bar);
    const float x = rect.x + shape.indent;
    float y = rect.y + theme.u(1);
    y += marked_text(ui, x, y, shape.words, spec.title, shape.title);
    if (!spec.quote.words.empty()) {
        marked_text(ui, x, y, shape.words, spec.quote, shape.quote);
        y += shape.quote_height;
    }
    if (!spec.row.note.empty()) ui.text(x, y, shape.words, spec.row.note, shape.note);
    ui.drawing({rect.right() - shape.chevron, std::round(rect.mid_y() - shape.chevron / 2),
                shape.chevron, shape.chevron},
               drawing_of(Icon::next), ui.colour(Ink::quiet));
    const Rect between = flow.take(theme.target_gap());
    ui.fill({between.x, std::round(between.mid_y()), between.w, theme.hairline()},
            ui.colour(Ink::line));
    return press.activated;
}

float hit_row_height(Ui& ui, const HitSpec& spec, float width) {
    return shape_of(ui, spec, width).height + ui.theme().target_gap();
}

}  // namespace villageboard::kiosk
