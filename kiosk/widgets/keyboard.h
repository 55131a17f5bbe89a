/// The keyboard on the glass: thirty keys, the bar of words that the letters may mean, a pad for
/// writing Hanzi with a finger. It changes a Typing and remembers nothing itself. There is no long
/// press and no second meaning of a key: what stands on it is what it does.
#pragma once
#include "kiosk/input/input_method.h"
#include "kiosk/input/typing.h"
#include "kiosk/widgets/keyboard_keys.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

/// Either may be null: then this terminal has no such keys.
struct TypingTools {
    InputMethod* pinyin = nullptr;
    Handwriting* handwriting = nullptr;

    KeyParts parts() const { return {pinyin != nullptr, handwriting != nullptr}; }
};

/// The keys alone, in the middle of `place`, from its top. True when the text or the letters
/// changed.
bool keys(Ui& ui, const Rect& place, Typing& typing, const TypingTools& tools);

/// The words that the letters, or the strokes, may mean: tapping one puts it in. Needs `height`
/// of at least a key. True when the text changed.
bool candidate_bar(Ui& ui, const Rect& bar, Typing& typing, const TypingTools& tools);

/// The bar with the keys under it, and how high that is.
bool keyboard(Ui& ui, const Rect& place, Typing& typing, const TypingTools& tools);
float keyboard_height(const Theme& theme, float width);

}  // namespace villageboard::kiosk
