#include "kiosk/widgets/slip_pad.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "content/state/slip.h"
#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr int kKeys = static_cast<int>(state::kSlipCharacters.size()) + 1;  // and one that erases
constexpr int kGroups = static_cast<int>(state::kSlipLength / state::kSlipGroup);
constexpr int kLowPanelKeys = 9;  // of full size that a low panel has no height for

struct PadShape {
    int columns;
    float key_h;
    float gap;
    Target target;
    Type type;  ///< of what stands on the keys: never higher than they are
};

bool is_low(const Theme& theme) {
    return static_cast<float>(theme.panel().height_px) <
           theme.main_target() * static_cast<float>(kLowPanelKeys);
}

PadShape pad_shape(const Theme& theme, float width) {
    const bool low = is_low(theme);
    const float key = low ? theme.target() : theme.main_target();
    const float gap = theme.target_gap();
    const int columns = std::clamp(static_cast<int>((width + gap) / (key + gap)), 5, 11);
    const Type type = theme.line(Type::body) <= key ? Type::body : Type::caption;
    return {columns, key, gap, low ? Target::normal : Target::main, type};
}

ButtonSpec key_of(Ui& ui, int index, const PadShape& shape, const state::SecretBytes& typed) {
    ButtonSpec spec;
    spec.role = Role::key;
    spec.size = shape.target;
    spec.type = shape.type;
    if (index == kKeys - 1) {
        spec.id = "slip/erase";
        spec.label = ui.say("letters.erase");
        spec.icon = Icon::erase;
        spec.stacked = true;
        spec.enabled = !typed.empty();
        return spec;
    }
    spec.label = std::string(1, state::kSlipCharacters[static_cast<std::size_t>(index)]);
    spec.id = "slip/" + spec.label;
    spec.enabled = typed.room() > 0;
    return spec;
}

bool act(int index, state::SecretBytes& typed) {
    if (index < kKeys - 1)
        return typed.append(state::kSlipCharacters.substr(static_cast<std::size_t>(index), 1));
    typed.resize(typed.size() - 1);
    return true;
}

void group_box(Ui& ui, const Rect& rect, std::string_view characters, const Look& look) {
    ui.sheet(rect, ui.colour(Ink::raised), ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
    if (characters.empty()) return;
    const Colour former = ui.set_ground(ui.colour(Ink::raised));
    ui.text_in(rect, characters, look);
    ui.set_ground(former);
}

}  // namespace

bool slip_pad(Flow& flow, state::SecretBytes& typed) {
    const PadShape shape = pad_shape(flow.theme(), flow.width());
    bool changed = false;
    for (int first = 0; first < kKeys; first += shape.columns) {
        if (first > 0) flow.target_gap();
        const Rect line = flow.take(shape.key_h);
        for (int index = first; index < std::min(first + shape.columns, kKeys); ++index) {
            const Rect cell = nth_column(line, index - first, shape.columns, shape.gap);
            if (button(flow.ui(), cell, key_of(flow.ui(), index, shape, typed)))
                changed = act(index, typed) || changed;
        }
    }
    return changed;
}

void slip_groups(Flow& flow, std::string_view characters) {
    Ui& ui = flow.ui();
    const Theme& theme = flow.theme();
    const Type type = is_low(theme) ? Type::lead : Type::title;
    const Look look =
        Look{}.sized(type).bold().tabular().aligned(fonts::Align::center).as(Role::figure);
    const float widest = ui.width_of("MMMM", look) + theme.u(3);
    const float gap = theme.u(2);
    const int columns =
        std::clamp(static_cast<int>((flow.width() + gap) / (widest + gap)), 1, kGroups);
    const float height = theme.line(type) + theme.u(2);
    const float width =
        widest * static_cast<float>(columns) + gap * static_cast<float>(columns - 1);
    for (int first = 0; first < kGroups; first += columns) {
        if (first > 0) flow.gap(2);
        Rect line = flow.take(height);
        line.w = std::min(line.w, std::ceil(width));
        for (int index = first; index < std::min(first + columns, kGroups); ++index) {
            const auto from =
                std::min(static_cast<std::size_t>(index) * state::kSlipGroup, characters.size());
            group_box(ui, nth_column(line, index - first, columns, gap),
                      characters.substr(from, state::kSlipGroup), look);
        }
    }
}

}  // namespace villageboard::kiosk
