#include "kiosk/widgets/tile.h"

#include <cmath>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;

struct TileShape {
    float edge;
    float pad;
    float icon;
    float words_width;
    Look word;
    Look live;
    float word_height;
    float live_height;
    bool icon_beside;  ///< a low tile has its drawing beside the word
};

TileShape shape_of(Ui& ui, const TileSpec& spec, float width, float height) {
    const Theme& theme = ui.theme();
    TileShape shape{};
    shape.edge = theme.u(0.8);
    shape.pad = theme.u(2);
    shape.words_width = width - shape.edge - 2 * shape.pad;
    shape.word = ui.fitted(spec.word, Look{}.sized(spec.type).serif(), shape.words_width);
    shape.live = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
    shape.word_height = ui.height_of(spec.word, shape.word, shape.words_width);
    shape.live_height = ui.height_of(spec.live, shape.live, shape.words_width);
    shape.icon = std::round(theme.type(Type::title) * 1.25F);
    const float words = shape.word_height + shape.live_height + theme.u(2);
    shape.icon_beside = height < words + shape.icon + shape.pad;
    if (shape.icon_beside) {
        const float room = shape.words_width - ui.width_of(spec.word, shape.word) - theme.u(1);
        const float largest = std::min(shape.icon, std::floor(shape.word_height));
        shape.icon = room >= theme.type(Type::caption) ? std::min(largest, std::floor(room)) : 0;
    }
    return shape;
}

}  // namespace

Type tile_type(Ui& ui, const std::string& word, float width) {
    const float room = width - ui.theme().u(0.8) - 2 * ui.theme().u(2);
    return ui.fitted(word, Look{}.sized(Type::title).serif(), room).type;
}

float tile_height(Ui& ui, const TileSpec& spec, float width) {
    const TileShape shape = shape_of(ui, spec, width, 0);
    return std::ceil(shape.word_height + shape.live_height + ui.theme().u(3));
}

bool tile(Ui& ui, const Rect& rect, const TileSpec& spec) {
    const Theme& theme = ui.theme();
    const TileShape shape = shape_of(ui, spec, rect.w, rect.h);
    const Colour colour = theme.colour(spec.subject);
    const Press press = ui.press(rect, {spec.id, Role::tile, spec.word, Target::main});
    const Colour ground =
        press.held ? mix(ui.colour(Ink::raised), colour, kPressedShade) : ui.colour(Ink::raised);
    ui.sheet(rect, colour, theme.corner());
    ui.sheet({rect.x + shape.edge, rect.y, rect.w - shape.edge, rect.h}, ground, theme.corner());
    ui.fill({rect.x + shape.edge, rect.y, theme.corner(), rect.h}, ground);
    ui.frame(rect, ui.colour(Ink::quiet), theme.corner(), theme.hairline());
    const Colour former = ui.set_ground(ground);
    const float x = rect.x + shape.edge + shape.pad;
    const float words = shape.word_height + shape.live_height;
    float y = rect.y;
    if (shape.icon_beside) {
        y += (rect.h - words) / 2;
        ui.drawing({rect.right() - shape.pad - shape.icon, y + (shape.word_height - shape.icon) / 2,
                    shape.icon, shape.icon},
                   drawing_of(spec.icon.value_or(icon_of(spec.subject))), colour);
    } else {
        const float gap = std::min(theme.u(3), (rect.h - words - shape.icon) / 3);
        y += (rect.h - words - shape.icon - gap) / 2;
        ui.drawing({x, std::round(y), shape.icon, shape.icon},
                   drawing_of(spec.icon.value_or(icon_of(spec.subject))), colour);
        y += shape.icon + gap;
    }
    y += ui.text(x, std::round(y), shape.words_width, spec.word, shape.word);
    ui.text(x, std::round(y), shape.words_width, spec.live, shape.live);
    ui.set_ground(former);
    return press.activated;
}

}  // namespace villageboard::kiosk
