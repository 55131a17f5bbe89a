#include "kiosk/widgets/number_pad.h"

#include <algorithm>
#include <string>

#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr char kKeys[] = {'1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', kEraseKey};
constexpr int kBesidePlace = 9;  ///< of the key that PadKeys decides
constexpr int kKeyCount = 12;
constexpr float kKeyRatio = 1.8F;  ///< of the widest key, width to height

/// What stands on a place of the pad; nothing where it stays empty.
std::optional<char> sign_at(int place, PadKeys keys) {
    if (place != kBesidePlace || keys == PadKeys::amount) return kKeys[place];
    if (keys == PadKeys::id_number) return 'X';
    return std::nullopt;
}

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

std::optional<char> number_pad(Flow& flow, Erase erase, float max_height, PadKeys keys) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const float gap = theme.target_gap();
    const float height = std::max(theme.main_target(), theme.line(Type::lead));
    const bool low = 4 * height + 3 * gap > max_height && flow.width() >= 6 * height + 5 * gap;
    const int columns = low ? 6 : 3;
    const float widest = static_cast<float>(columns) * kKeyRatio * height;
    std::optional<char> tapped;
    for (int first = 0; first < kKeyCount; first += columns) {
        if (first > 0) flow.target_gap();
        Rect row = flow.take(height);
        row.w = std::min(row.w, widest);
        for (int column = 0; column < columns; ++column) {
            const auto sign = sign_at(first + column, keys);
            if (sign && key(ui, nth_column(row, column, columns, gap), *sign, erase)) tapped = sign;
        }
    }
    return tapped;
}

}  // namespace villageboard::kiosk
