#include "kiosk/widgets/keyboard_keys.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace villageboard::kiosk {
namespace {

constexpr int kKeys = 30;
constexpr int kMostColumns = 10;
constexpr int kKeysBeforeErase = 19;
constexpr double kWidestKeyMm = 30;
constexpr double kGapMm = 3;

constexpr const char* kQwerty = "QWERTYUIOPASDFGHJKLZXCVBNM";
constexpr const char* kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

Key put(std::string text) { return {.text = std::move(text)}; }

Key erase() { return {.act = KeyAct::erase, .word_key = "keyboard.erase", .icon = Icon::erase}; }

Key space() {
    return {.text = " ", .word_key = "keyboard.space", .sign_key = "keyboard.space_sign"};
}

Key change(KeySet to, const char* word, const char* sign) {
    return {.act = KeyAct::change, .word_key = word, .sign_key = sign, .to = to};
}

Key to_figures() { return change(KeySet::figures, "keyboard.figures", "keyboard.figures_sign"); }

Key to_letters(const KeyParts& parts) {
    return parts.pinyin ? change(KeySet::pinyin, "keyboard.pinyin", "keyboard.pinyin_sign")
                        : change(KeySet::latin, "keyboard.latin", "keyboard.latin_sign");
}

// On a low panel one key goes round: pinyin, by finger, English.
Key next_set(KeySet now, const KeyParts& parts) {
    if (now == KeySet::pinyin && parts.handwriting)
        return change(KeySet::handwriting, "keyboard.handwriting", "keyboard.handwriting_sign");
    if (now == KeySet::pinyin || now == KeySet::handwriting)
        return change(KeySet::latin, "keyboard.latin", "keyboard.latin_sign");
    return to_letters(parts);
}

Key rearrange(LetterOrder now) {
    const bool qwerty = now == LetterOrder::qwerty;
    return {.act = KeyAct::rearrange,
            .word_key = qwerty ? "keyboard.alphabet" : "keyboard.qwerty",
            .sign_key = qwerty ? "keyboard.alphabet_sign" : "keyboard.qwerty_sign"};
}

Key shift() {
    return {.act = KeyAct::shift, .word_key = "keyboard.shift", .sign_key = "keyboard.shift_sign"};
}

Key line() {
    return {.act = KeyAct::line,
            .text = "\n",
            .word_key = "keyboard.line",
            .sign_key = "keyboard.line_sign"};
}

void put_all(std::vector<Key>& keys, std::initializer_list<const char*> texts) {
    for (const char* text : texts) keys.push_back(put(text));
}

std::vector<Key> letter_keys(const Typing& typing, const KeyboardShape& shape,
                             const KeyParts& parts) {
    const bool pinyin = typing.keys == KeySet::pinyin;
    std::vector<Key> keys;
    for (const char* at = typing.order == LetterOrder::qwerty ? kQwerty : kAlphabet; *at; ++at) {
        if (keys.size() == kKeysBeforeErase) {
            keys.push_back(erase());
            if (!shape.words_row) keys.push_back(next_set(typing.keys, parts));
            if (shape.words_row && !pinyin) keys.push_back(shift());
        }
        keys.push_back({.act = KeyAct::letter, .text = std::string(1, *at)});
    }
    if (!shape.words_row) {
        keys.push_back(to_figures());
        keys.push_back(space());
    } else if (pinyin) {
        put_all(keys, {"，", "。", "？"});
    } else {
        put_all(keys, {",", "."});
    }
    return keys;
}

std::vector<Key> figure_keys(const Typing& typing, const KeyboardShape& shape,
                             const KeyParts& parts) {
    std::vector<Key> keys;
    put_all(keys, {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"});
    put_all(keys, {"，", "。", "？", "！", "、", "：", "（", "）", "."});
    keys.push_back(erase());
    if (!shape.words_row) keys.push_back(to_letters(parts));
    put_all(keys, {"“", "”", "-", "/", "%"});
    if (shape.words_row) put_all(keys, {"；", "@", "+"});
    keys.push_back(rearrange(typing.order));
    keys.push_back(line());
    if (!shape.words_row) {
        keys.push_back(put("@"));
        keys.push_back(space());
    }
    return keys;
}

}  // namespace

float KeyboardShape::rows_height() const {
    const int rows = (kKeys + columns - 1) / columns;
    return static_cast<float>(rows) * (key_h + gap) - gap;
}

float KeyboardShape::height() const { return rows_height() + (words_row ? gap + key_h : 0); }

KeyboardShape keyboard_shape(const Theme& theme, float width) {
    KeyboardShape shape;
    // on panels of few pixels a mm the theme's gap may have been rounded below 3 mm
    shape.gap = std::max(theme.target_gap(),
                         static_cast<float>(std::ceil(kGapMm * theme.panel().px_per_mm())));
    const auto fit = [&](float key) {
        return static_cast<int>((width + shape.gap) / (key + shape.gap));
    };
    const bool low = theme.panel().low();
    shape.words_row = !low;
    const bool large = !low && fit(theme.main_target()) >= kMostColumns;
    shape.target = large ? Target::main : Target::normal;
    shape.key_h = large ? theme.main_target() : theme.target();
    // five or six columns of thirty keys have no row with a single key in it
    shape.columns = std::clamp(fit(shape.key_h), 5, kMostColumns);
    if (shape.columns < kMostColumns) shape.columns = std::min(shape.columns, 6);
    const auto columns = static_cast<float>(shape.columns);
    shape.key_w =
        std::floor(std::min(theme.mm(kWidestKeyMm), (width - (columns - 1) * shape.gap) / columns));
    shape.width = columns * (shape.key_w + shape.gap) - shape.gap;
    return shape;
}

Type key_type(const Theme& theme, float height) {
    // a line of type has a quarter of its size free above and below
    return theme.line(Type::body) - theme.type(Type::body) * 0.4F <= height ? Type::body
                                                                            : Type::caption;
}

std::vector<Key> keys_of(const Typing& typing, const KeyboardShape& shape, const KeyParts& parts) {
    switch (typing.keys) {
        case KeySet::figures:
            return figure_keys(typing, shape, parts);
        case KeySet::handwriting: {
            std::vector<Key> keys{erase()};
            if (!shape.words_row) {
                keys.push_back(next_set(typing.keys, parts));
                keys.push_back(space());
            }
            return keys;
        }
        default:
            return letter_keys(typing, shape, parts);
    }
}

std::vector<Key> words_of(const KeyboardShape& shape, const KeyParts& parts) {
    std::vector<Key> keys;
    if (!shape.words_row) return keys;
    if (parts.pinyin)
        keys.push_back(change(KeySet::pinyin, "keyboard.pinyin", "keyboard.pinyin_sign"));
    if (parts.handwriting)
        keys.push_back(
            change(KeySet::handwriting, "keyboard.handwriting", "keyboard.handwriting_sign"));
    keys.push_back(change(KeySet::latin, "keyboard.latin", "keyboard.latin_sign"));
    keys.push_back(change(KeySet::figures, "keyboard.figures", "keyboard.figures_sign"));
    keys.push_back(space());
    return keys;
}

Rect key_place(const KeyboardShape& shape, const Rect& block, int index) {
    const int above = index / shape.columns;
    const auto row = static_cast<float>(above);
    const auto column = static_cast<float>(index % shape.columns);
    return {block.x + column * (shape.key_w + shape.gap), block.y + row * (shape.key_h + shape.gap),
            shape.key_w, shape.key_h};
}

}  // namespace villageboard::kiosk
