/// All that a keyboard and a text field remember about what one person types. Kept by the screen
/// and gone with it; nothing of it lives anywhere else. Plain value; UI thread.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/input/handwriting.h"
#include "kiosk/input/text_edit.h"

namespace villageboard::kiosk {

/// What the keys are.
enum class KeySet { pinyin, handwriting, latin, figures };
/// How the letters are arranged.
enum class LetterOrder { qwerty, alphabet };
enum class LetterCase { small, capital };

struct Typing {
    explicit Typing(std::size_t most_bytes = 4096) : edit(most_bytes) {}

    TextEdit edit;
    std::string letters = {};  ///< pinyin that has not become Hanzi yet; it stands at the caret
    std::vector<InkStroke> ink = {};  ///< a Hanzi being written
    KeySet keys = KeySet::pinyin;
    LetterOrder order = LetterOrder::qwerty;
    LetterCase letter_case = LetterCase::small;
    std::size_t first_candidate = 0;  ///< of those shown

    /// The text as it stands in the field: with the letters at the caret.
    std::string shown() const;
    bool empty() const { return edit.empty() && letters.empty(); }
    /// Drops what is being composed; the text stays.
    void drop_composition();
    /// Back to how a person finds it.
    void clear();
    /// Takes back one stroke, letter or character, in this order; false when there is nothing.
    bool erase();
    /// A key of a real keyboard: "A" to "Z", figures, "Space", "Backspace". True when it did
    /// something.
    bool key(const std::string& name);
};

}  // namespace villageboard::kiosk
