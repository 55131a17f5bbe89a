#include "kiosk/widgets/letters.h"

#include <cmath>

#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {

void letter_pad(Flow& flow, std::string& typed, const std::string& possible) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    constexpr int kLetters = 26;
    const float gap = theme.target_gap();
    const float key = theme.main_target();
    const int columns = std::clamp(static_cast<int>((flow.width() + gap) / (key + gap)), 5, 14);
    const int rows = (kLetters + columns) / columns;
    for (int line = 0; line < rows; ++line) {
        const Rect rect = flow.take(key);
        for (int column = 0; column < columns; ++column) {
            const int index = line * columns + column;
            if (index > kLetters) break;
            const Rect cell = nth_column(rect, column, columns, gap);
            ButtonSpec spec;
            spec.role = Role::key;
            if (index == kLetters) {
                spec.id = "letters/erase";
                spec.label = ui.say("letters.erase");
                spec.icon = Icon::erase;
                spec.enabled = !typed.empty();
                const Rect rest{cell.x, cell.y, rect.right() - cell.x, cell.h};
                const bool wide = columns - column > 1;
                if (button(
                        ui,
                        wide ? Rect{rest.x, rest.y, std::min(rest.w, 2 * key + gap), rest.h} : cell,
                        spec) &&
                    !typed.empty())
                    typed.pop_back();
                continue;
            }
            const char letter = static_cast<char>('A' + index);
            spec.id = std::string("letters/") + letter;
            spec.label = std::string(1, letter);
            spec.enabled = possible.find(letter) != std::string::npos;
            if (button(ui, cell, spec)) typed.push_back(letter);
        }
        if (line + 1 < rows) flow.target_gap();
    }
}

}  // namespace villageboard::kiosk
