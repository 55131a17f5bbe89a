#include "kiosk/widgets/keyboard.h"

#include <cmath>

#include "kiosk/widgets/ink_pad.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.16;

/// What a key is called, and what stands on it where that finds no room.
struct Face {
    std::string label;
    std::string sign;
};

Face face_of(const Ui& ui, const Key& key, const Typing& typing) {
    Face face{key.text, key.text};
    if (!key.word_key.empty()) face.label = face.sign = ui.say(key.word_key);
    if (!key.sign_key.empty()) face.sign = ui.say(key.sign_key);
    const bool small = typing.keys == KeySet::latin && typing.letter_case == LetterCase::small;
    if (key.act == KeyAct::letter && small)
        face.label = face.sign = std::string(1, static_cast<char>(key.text[0] - 'A' + 'a'));
    return face;
}

bool chosen(const Key& key, const Typing& typing) {
    if (key.act == KeyAct::change) return key.to == typing.keys;
    return key.act == KeyAct::shift && typing.letter_case == LetterCase::capital;
}

bool draw_key(Ui& ui, const Rect& rect, const Key& key, const Typing& typing, Target size) {
    const Face face = face_of(ui, key, typing);
    const bool selected = chosen(key, typing);
    const Press press =
        ui.press(rect, {"keyboard/" + face.label, Role::key, face.label, size, true, selected});
    Colour ground = selected ? ui.colour(Ink::ink) : ui.colour(Ink::raised);
    const Colour words = selected ? ui.theme().on(ground) : ui.colour(Ink::ink);
    if (press.held) ground = mix(ground, words, kPressedShade);
    ui.sheet(rect, ground, ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
    if (key.icon) {
        const float side = std::round(ui.theme().type(Type::body) * 1.1F);
        const float icon = std::min(side, rect.h - 2 * ui.theme().u(1));
        ui.drawing(
            {std::round(rect.mid_x() - icon / 2), std::round(rect.mid_y() - icon / 2), icon, icon},
            drawing_of(*key.icon), words);
        return press.activated;
    }
    const Colour former = ui.set_ground(ground);
    const Rect inside = rect.inset(ui.theme().edge(), 0);
    const Look look = Look{}.sized(key_type(ui.theme(), rect.h)).bold().in(words);
    const Look whole = ui.fitted(face.label, look, inside.w);
    const bool fits = ui.width_of(face.label, whole) <= inside.w;
    const Look shown = fits ? whole : ui.fitted(face.sign, look, inside.w);
    ui.text_in(inside, fits ? face.label : face.sign, shown.aligned(fonts::Align::center));
    ui.set_ground(former);
    return press.activated;
}

bool act(const Key& key, Typing& typing) {
    switch (key.act) {
        case KeyAct::letter:
            return typing.key(key.text);
        case KeyAct::erase:
            return typing.erase();
        case KeyAct::put:
        case KeyAct::line:
            // what is still in letters stays in letters, before what follows it
            typing.edit.insert(typing.letters);
            typing.drop_composition();
            return typing.edit.insert(key.text);
        case KeyAct::shift:
            typing.letter_case =
                typing.letter_case == LetterCase::small ? LetterCase::capital : LetterCase::small;
            return false;
        case KeyAct::rearrange:
            typing.order =
                typing.order == LetterOrder::qwerty ? LetterOrder::alphabet : LetterOrder::qwerty;
            typing.keys = KeySet::pinyin;
            return false;
        case KeyAct::change:
            typing.edit.insert(typing.letters);
            typing.drop_composition();
            typing.keys = key.to;
            return false;
    }
    return false;
}

// The pad with its few keys at the right, in the place of the thirty.
bool hand_keys(Ui& ui, Rect block, const KeyboardShape& shape, Typing& typing,
               const TypingTools& tools) {
    bool changed = false;
    block.h = shape.rows_height();
    Rect column = block.cut_right(shape.key_w);
    block.cut_right(shape.gap);
    for (const Key& key : keys_of(typing, shape, tools.parts())) {
        if (draw_key(ui, column.cut_top(shape.key_h), key, typing, shape.target))
            changed = act(key, typing) || changed;
        column.cut_top(shape.gap);
    }
    if (typing.keys == KeySet::handwriting) ink_pad(ui, block, typing.ink);
    return changed;
}

bool words_row(Ui& ui, const Rect& row, const KeyboardShape& shape, Typing& typing,
               const TypingTools& tools) {
    const auto words = words_of(shape, tools.parts());
    bool changed = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Rect place =
            nth_column(row, static_cast<int>(i), static_cast<int>(words.size()), shape.gap);
        if (draw_key(ui, place, words[i], typing, shape.target))
            changed = act(words[i], typing) || changed;
    }
    return changed;
}

void keep_possible(Typing& typing, const KeyParts& parts) {
    if (typing.keys == KeySet::pinyin && !parts.pinyin) typing.keys = KeySet::latin;
    if (typing.keys == KeySet::handwriting && !parts.handwriting) typing.keys = KeySet::latin;
}

}  // namespace

bool keys(Ui& ui, const Rect& place, Typing& typing, const TypingTools& tools) {
    keep_possible(typing, tools.parts());
    const KeyboardShape shape = keyboard_shape(ui.theme(), place.w);
    const Rect block{std::round(place.mid_x() - shape.width / 2), place.y, shape.width,
                     shape.height()};
    bool changed = false;
    if (typing.keys == KeySet::handwriting) {
        changed = hand_keys(ui, block, shape, typing, tools);
    } else {
        const auto all = keys_of(typing, shape, tools.parts());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (draw_key(ui, key_place(shape, block, static_cast<int>(i)), all[i], typing,
                         shape.target))
                changed = act(all[i], typing) || changed;
    }
    if (!shape.words_row) return changed;
    const Rect row{block.x, block.bottom() - shape.key_h, block.w, shape.key_h};
    return words_row(ui, row, shape, typing, tools) || changed;
}

bool keyboard(Ui& ui, const Rect& place, Typing& typing, const TypingTools& tools) {
    const KeyboardShape shape = keyboard_shape(ui.theme(), place.w);
    Rect rest = place;
    Rect bar = rest.cut_top(shape.bar_height());
    bar = {std::round(place.mid_x() - shape.width / 2), bar.y, shape.width, bar.h};
    rest.cut_top(shape.gap);
    const bool chose = candidate_bar(ui, bar, typing, tools);
    return keys(ui, rest, typing, tools) || chose;
}

float keyboard_height(const Theme& theme, float width) {
    const KeyboardShape shape = keyboard_shape(theme, width);
    return shape.bar_height() + shape.gap + shape.height();
}

}  // namespace villageboard::kiosk
