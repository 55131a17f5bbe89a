/// What is tapped: buttons, tabs, and the round of small marks that go with them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

enum class ButtonStyle {
    plain,    ///< a raised sheet with an edge
    primary,  ///< the page's main action, filled with the accent
    quiet,    ///< no edge, on the page itself
};

struct ButtonSpec {
    std::string id;
    std::string label;
    std::optional<Icon> icon = {};
    ButtonStyle style = ButtonStyle::plain;
    Target size = Target::main;
    Type type = Type::body;
    Role role = Role::button;
    bool enabled = true;
    bool selected = false;
    bool stacked = false;  ///< the icon above the word
};

/// True when it was tapped.
bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec);

/// Width that the button's words and icon need, with its padding.
float button_width(Ui& ui, const ButtonSpec& spec);

/// Height of a main button whose words are of this type.
float button_height(const Theme& theme, Type type);

/// Side by side tabs, wrapped into rows; gives the chosen one's index and advances `y`.
/// `selected` is drawn as chosen.
std::size_t tabs(Ui& ui, float x, float& y, float width, const std::string& id,
                 const std::vector<std::string>& labels, std::size_t selected);

}  // namespace villageboard::kiosk
