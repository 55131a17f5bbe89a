#include "kiosk/widgets/tile.h"

#include <cmath>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;
constexpr float kFilledPart = 0.72F;  ///< of a tile's height, by its drawing and words at most

// A larger word has a larger live line under it.
Type live_type(Type word) {
    if (word <= Type::title) return Type::caption;
    return word < Type::board ? Type::body : Type::lead;
}

float icon_size(const Theme& theme, Type word) { return std::round(theme.type(word) * 1.25F); }

Look live_look(Ui& ui, Type word) {
    return Look{}.sized(live_type(word)).in(ui.colour(Ink::quiet));
}

float words_width(const Theme& theme, float width) { return width - theme.u(0.8) - 2 * theme.u(2); }

// What is left for a drawing above the words, with some air around it.
float room_above(const Theme& theme, float height, float words) {
    return std::floor(height - words - theme.u(4));
}

float least_above(const Theme& theme) { return theme.type(Type::caption) * 1.5F; }

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
    shape.words_width = words_width(theme, width);
    shape.word = ui.fitted(spec.word, Look{}.sized(spec.type).serif(), shape.words_width);
    shape.live = live_look(ui, shape.word.type);
    shape.word_height = ui.height_of(spec.word, shape.word, shape.words_width);
    shape.live_height =
        std::max(spec.live_height, ui.height_of(spec.live, shape.live, shape.words_width));
    shape.icon = icon_size(theme, std::max(shape.word.type, Type::title));
    const float above = room_above(theme, height, shape.word_height + shape.live_height);
    shape.icon_beside = above < least_above(theme);
    if (!shape.icon_beside) shape.icon = std::min(shape.icon, above);
    if (shape.icon_beside) {
        const float room = shape.words_width - ui.width_of(spec.word, shape.word) - theme.u(1);
        const float largest = std::min(shape.icon, std::floor(shape.word_height));
        shape.icon = room >= theme.type(Type::caption) ? std::min(largest, std::floor(room)) : 0;
    }
    return shape;
}

}  // namespace

Type tile_type(Ui& ui, const std::string& word, float width, float height) {
    const Theme& theme = ui.theme();
    const auto words = [&](Type type) { return theme.line(type) + theme.line(live_type(type)); };
    Type most = Type::title;
    for (const Type larger : {Type::display, Type::figure, Type::board})
        if (icon_size(theme, larger) + words(larger) <= height * kFilledPart) most = larger;
    // No word may be so large that its drawing, beside it in a low tile, has no room.
    const bool beside =
        height > 0 && room_above(theme, height, words(Type::title)) < least_above(theme);
    const float icon = beside ? theme.type(Type::caption) + theme.u(1) : 0;
    return ui.fitted(word, Look{}.sized(most).serif(), words_width(theme, width) - icon).type;
}

float roomy_tile_height(const Theme& theme) {
    return theme.line(Type::title) + theme.line(Type::caption) + theme.u(4) + least_above(theme);
}

float tile_live_height(Ui& ui, const TileSpec& spec, float width) {
    const float room = words_width(ui.theme(), width);
    const Look word = ui.fitted(spec.word, Look{}.sized(spec.type).serif(), room);
    return ui.height_of(spec.live, live_look(ui, word.type), room);
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
