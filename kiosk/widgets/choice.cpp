#include "kiosk/widgets/choice.h"

#include <algorithm>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;

struct Shape {
    float icon;
    float pad;
    float gap;
    float words_x;  ///< from the left edge
    float words_width;
    Look word;
    Look note;
};

Shape shape_of(Ui& ui, float width) {
    const Theme& theme = ui.theme();
    Shape shape{};
    shape.pad = theme.u(2);
    shape.icon = std::round(theme.type(Type::lead) * 1.3F);
    shape.gap = theme.u(2);
    shape.words_x = shape.pad + shape.icon + shape.gap;
    shape.words_width = width - shape.words_x - shape.pad;
    shape.word = Look{}.sized(Type::lead).serif();
    shape.note = Look{}.in(ui.colour(Ink::quiet));
    return shape;
}

}  // namespace

bool choice(Flow& flow, const ChoiceSpec& spec) {
    Ui& ui = flow.ui();
    const Shape shape = shape_of(ui, flow.width());
    const float word_height = ui.height_of(spec.word, shape.word, shape.words_width);
    const float note_height =
        spec.note.empty() ? 0 : ui.height_of(spec.note, shape.note, shape.words_width);
    const float words = word_height + note_height;
    const Rect rect =
        flow.take(std::max(ui.theme().main_target(), std::ceil(words) + 2 * shape.pad));
    const Press press = ui.press(rect, {spec.id, Role::tile, spec.word, Target::main});
    const Colour ground = press.held
                              ? mix(ui.colour(Ink::raised), ui.colour(Ink::ink), kPressedShade)
                              : ui.colour(Ink::raised);
    ui.sheet(rect, ground, ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
    const Colour former = ui.set_ground(ground);
    const float top = std::round(rect.mid_y() - words / 2);
    ui.drawing({rect.x + shape.pad, std::round(top + (word_height - shape.icon) / 2), shape.icon,
                shape.icon},
               drawing_of(spec.icon), ui.colour(Ink::accent));
    ui.text(rect.x + shape.words_x, top, shape.words_width, spec.word, shape.word);
    if (!spec.note.empty())
        ui.text(rect.x + shape.words_x, top + word_height, shape.words_width, spec.note,
                shape.note);
    ui.set_ground(former);
    return press.activated;
}

}  // namespace villageboard::kiosk
