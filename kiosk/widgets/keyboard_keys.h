/// Which keys a keyboard has and where they lie: pure, so that every panel can be measured without
/// drawing. Thirty keys in reading order; ten columns give the three rows that people know from
/// other keyboards, narrower panels get more and shorter rows. Panels that are tall enough have a
/// further row of words that say what the keys are; on low ones one key goes round.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kiosk/input/typing.h"
#include "kiosk/theme/theme.h"
#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/rect.h"
#include "kiosk/widgets/tree.h"

namespace villageboard::kiosk {

enum class KeyAct {
    put,        ///< puts Key::text in
    letter,     ///< a letter, composed or put in
    erase,      ///< takes back one
    change,     ///< changes the keys to Key::to
    shift,      ///< capital letters and back
    rearrange,  ///< the other order of the letters
    line,       ///< a new line
};

struct Key {
    KeyAct act = KeyAct::put;
    std::string text = {};       ///< what it puts in; of a letter the capital
    std::string word_key = {};   ///< string key of its label; empty: the text itself
    std::string sign_key = {};   ///< string key of what stands on it where the label finds no room
    KeySet to = KeySet::pinyin;  ///< of `change`
    std::optional<Icon> icon = {};
};

/// What this terminal can do beside letters and figures.
struct KeyParts {
    bool pinyin = true;       ///< Hanzi from letters
    bool handwriting = true;  ///< Hanzi from a finger
};

/// The size of everything, for a panel and a width.
struct KeyboardShape {
    int columns = 10;
    float key_w = 0;
    float key_h = 0;
    float gap = 0;
    float width = 0;  ///< of the block of keys; it stands in the middle of the room given
    Target target = Target::main;  ///< keys have 20 mm where the panel allows, never under 16 mm
    bool words_row = true;         ///< the row that says what the keys are

    float rows_height() const;  ///< of the thirty keys
    float height() const;       ///< with the row of words; without the candidates' bar
    float bar_height() const { return key_h; }
};

KeyboardShape keyboard_shape(const Theme& theme, float width);

/// The largest everyday type that stands in a key of this height without touching its edges.
Type key_type(const Theme& theme, float height);

/// The thirty keys (of `handwriting`: the few beside its pad), in reading order.
std::vector<Key> keys_of(const Typing& typing, const KeyboardShape& shape, const KeyParts& parts);
/// The row of words, left to right; empty on a low panel.
std::vector<Key> words_of(const KeyboardShape& shape, const KeyParts& parts);

/// Where key `index` lies in the block that begins at the top left corner of `block`.
Rect key_place(const KeyboardShape& shape, const Rect& block, int index);

}  // namespace villageboard::kiosk
