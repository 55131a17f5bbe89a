/// A field that shows what is being typed, with its caret: one line, or as many as it has room for.
/// A tap puts the caret where the finger was. The keys are elsewhere (kiosk/widgets/keyboard.h).
#pragma once
#include <string>

#include "kiosk/input/typing.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

enum class FieldLines { one, many };

struct TextFieldSpec {
    std::string id;
    std::string label;       ///< what the field is for
    std::string empty = {};  ///< stands in it, quietly, while nothing is typed
    Type type = Type::body;
    FieldLines lines = FieldLines::one;
};

/// True when it was tapped; the caret then stands where the finger was.
bool text_field(Ui& ui, const Rect& rect, const TextFieldSpec& spec, Typing& typing);

/// The height in which so many lines of this type stand whole.
float text_field_height(const Theme& theme, Type type, int lines);

}  // namespace villageboard::kiosk
