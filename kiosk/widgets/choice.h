/// One of a few things to choose from, as wide as its column: a drawing, a word, and one sentence
/// that says what choosing it means.
#pragma once
#include <string>

#include "kiosk/widgets/flow.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {

struct ChoiceSpec {
    std::string id;
    Icon icon = Icon::next;
    std::string word;
    std::string note = {};
};

/// Adds it to the flow; true when it was tapped.
bool choice(Flow& flow, const ChoiceSpec& spec);

}  // namespace villageboard::kiosk
