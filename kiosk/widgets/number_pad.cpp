#include "kiosk/widgets/number_pad.h"

#include <algorithm>
#include <string>

#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr char kKeys[4][3] = {
    {'1', '2', '3'}, {'4', '5', '6'}, {'7', '8', '9'}, {'.', '0', kEraseKey}};
constexpr float kKeyRatio = 1.8F;  ///< of the widest key, width to height

bool key(Ui& ui, const Rect& cell, char sign, Erase erase) {
    ButtonSpec spec;
    spec.role = Role::key;
    spec.id = std::string("number/") + sign;
    spec.label = sign == kEraseKey ? ui.say("letters.erase") : std::string(1, sign);
    spec.type = sign == kEraseKey ? Type::body : Type::lead;
    if (sign == kEraseKey) {
        spec.icon = Icon::erase;
        spec.stacked = true;
        spec.enabled = erase == Erase::possible;
    }
    return button(ui, cell, spec);
}

}  // namespace

std::optional<char> number_pad(Flow& flow, Erase erase) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const float gap = theme.target_gap();
    const float height = std::max(theme.main_target(), theme.line(Type::lead));
    const float width = std::min(flow.width(), 3 * kKeyRatio * height + 2 * gap);
    std::optional<char> tapped;
    for (int line = 0; line < 4; ++line) {
        Rect row = flow.take(height);
        row.w = width;
        for (int column = 0; column < 3; ++column)
            if (key(ui, nth_column(row, column, 3, gap), kKeys[line][column], erase))
                tapped = kKeys[line][column];
        if (line < 3) flow.target_gap();
    }
    return tapped;
}

}  // namespace villageboard::kiosk
