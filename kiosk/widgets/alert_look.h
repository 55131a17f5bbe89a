/// How a warning looks: its colour, the word for it, the drawing of what threatens. A drill never
/// gets one of the four colours.
#pragma once
#include <string>

#include "content/model/alert.h"
#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

struct AlertLook {
    Colour ground;
    Colour words;
    std::string level;  ///< as in the string table, alert.*
    Icon icon = Icon::warning;
    bool drill = false;
};

AlertLook alert_look(const Ui& ui, const Alert& alert);

/// Which of the string table's events this is, by its word: "landslide", "flood", "fire", "wind",
/// "cold", "rain", or "other".
std::string alert_event(const Strings& strings, const std::string& event);

}  // namespace villageboard::kiosk
