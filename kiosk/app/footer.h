/// The footer: the same places on every screen, of which a terminal has some only when it can do
/// what they are for. One row where all words fit it, two on a tall panel, the drawings alone on a
/// low one. UI thread only.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kiosk/screens/screen.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {

/// A place that not every terminal has: its word and drawing now, and what a tap does.
struct FooterSlot {
    std::string word;  ///< as in the string table, in the chosen language
    Icon icon = Icon::help;
    std::function<void(Actions&)> act;
    bool enabled = true;
    bool selected = false;
    std::string short_word = {};  ///< where there is no room for the word; may be empty
};

struct FooterState {
    bool at_base = false;  ///< nothing to go back to
    bool at_help = false;
    std::optional<FooterSlot> listen = {};    ///< reads the page aloud, stops reading
    std::optional<FooterSlot> find = {};      ///< opens the search
    std::optional<FooterSlot> lower = {};     ///< brings the page of a tall panel within reach
    std::optional<FooterSlot> language = {};  ///< changes to another language
};

/// Height that the footer takes with these places, in the theme's type.
float footer_height(Ui& ui, const FooterState& state);
void footer(Ui& ui, const Rect& area, const FooterState& state, Actions& act);

}  // namespace villageboard::kiosk
