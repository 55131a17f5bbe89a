#include "kiosk/widgets/button.h"

#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.16;

struct Colours {
    Colour ground;
    Colour words;
    std::optional<Colour> edge;
};

Colours colours(Ui& ui, const ButtonSpec& spec, bool held) {
    const Colour ink = ui.colour(Ink::ink);
    Colours chosen{ui.colour(Ink::raised), ink, ui.colour(Ink::quiet)};
    if (spec.style == ButtonStyle::primary)
        chosen = {ui.colour(Ink::accent), ui.theme().on(ui.colour(Ink::accent)), std::nullopt};
    if (spec.style == ButtonStyle::quiet) chosen = {ui.colour(Ink::paper), ink, std::nullopt};
    if (spec.selected) chosen = {ink, ui.theme().on(ink), std::nullopt};
    if (!spec.enabled)
        chosen = {ui.colour(Ink::paper), ui.colour(Ink::quiet), ui.colour(Ink::line)};
    if (held) chosen.ground = mix(chosen.ground, chosen.words, kPressedShade);
    return chosen;
}

float icon_size(const Ui& ui, const ButtonSpec& spec) {
    return std::round(ui.theme().type(spec.type) * 1.1F);
}

void side_by_side(Ui& ui, const Rect& rect, const ButtonSpec& spec, const Look& look,
                  Colour words) {
    const float icon = spec.icon ? icon_size(ui, spec) : 0;
    const float gap = spec.icon && !spec.label.empty() ? ui.theme().u(1) : 0;
    const float width = ui.width_of(spec.label, look);
    float x = std::round(rect.mid_x() - (icon + gap + width) / 2);
    if (spec.icon) {
        ui.drawing({x, std::round(rect.mid_y() - icon / 2), icon, icon}, drawing_of(*spec.icon),
                   words);
        x += icon + gap;
    }
    if (!spec.label.empty())
        ui.text_in({x, rect.y, std::max(1.F, width), rect.h}, spec.label, look);
}

// The icon above the word; the word alone where the button is too low for both, the icon alone
// where it is too narrow for the word.
void stacked(Ui& ui, const Rect& rect, const ButtonSpec& spec, const Look& look, Colour words) {
    const float icon = icon_size(ui, spec);
    const float height = ui.height_of(spec.label, look, rect.w);
    if (ui.width_of(spec.label, look) > rect.w) {
        ui.drawing(
            {std::round(rect.mid_x() - icon / 2), std::round(rect.mid_y() - icon / 2), icon, icon},
            drawing_of(*spec.icon), words);
        return;
    }
    if (icon + height > rect.h) {
        ui.text_in(rect, spec.label, look.aligned(fonts::Align::center));
        return;
    }
    const float top = std::round(rect.mid_y() - (icon + height) / 2);
    ui.drawing({std::round(rect.mid_x() - icon / 2), top, icon, icon}, drawing_of(*spec.icon),
               words);
    ui.text(rect.x, top + icon, rect.w, spec.label, look.aligned(fonts::Align::center));
}

// Icon and word side by side; where they don't fit, the word alone, at last in two lines.
void one_line(Ui& ui, const Rect& rect, const ButtonSpec& spec, const Look& look, float icon,
              Colour words) {
    const Look beside = ui.fitted(spec.label, look, rect.w - icon - ui.theme().u(1));
    if (ui.width_of(spec.label, beside) <= rect.w - icon - ui.theme().u(1)) {
        side_by_side(ui, rect, spec, beside, words);
        return;
    }
    const Look alone = ui.fitted(spec.label, look, rect.w);
    ui.text_in(rect, spec.label, alone.aligned(fonts::Align::center));
}

}  // namespace

bool button(Ui& ui, const Rect& rect, const ButtonSpec& spec) {
    const Press press =
        ui.press(rect, {spec.id, spec.role, spec.label, spec.size, spec.enabled, spec.selected});
    const Colours look_of = colours(ui, spec, press.held);
    ui.sheet(rect, look_of.ground, ui.theme().corner());
    if (look_of.edge) ui.frame(rect, *look_of.edge, ui.theme().corner(), ui.theme().edge());
    const Colour former = ui.set_ground(look_of.ground);
    Look look = Look{}.sized(spec.type).bold().in(look_of.words);
    look.role = Role::text;
    const Rect inside = rect.inset(ui.theme().edge(), 0);
    const float icon = spec.icon ? icon_size(ui, spec) + ui.theme().u(1) : 0;
    if (spec.icon && spec.stacked) {
        stacked(ui, inside, spec, ui.fitted(spec.label, look, inside.w), look_of.words);
    } else {
        one_line(ui, inside, spec, look, icon, look_of.words);
    }
    ui.set_ground(former);
    return press.activated;
}

float button_width(Ui& ui, const ButtonSpec& spec) {
    const float words = ui.width_of(spec.label, Look{}.sized(spec.type).bold());
    const float icon = spec.icon ? icon_size(ui, spec) + ui.theme().u(1) : 0;
    const float least = spec.size == Target::main ? ui.theme().main_target() : ui.theme().target();
    return std::max(least, std::ceil(words + icon + 2 * ui.theme().u(2)));
}

float button_height(const Theme& theme, Type type) {
    return std::max(theme.main_target(), theme.line(type) + theme.u(0.5));
}

std::size_t tabs(Ui& ui, float x, float& y, float width, const std::string& id,
                 const std::vector<std::string>& labels, std::size_t selected) {
    const Theme& theme = ui.theme();
    const float height = std::max(theme.target(), theme.line(Type::body) + theme.u(1));
    std::size_t chosen = selected;
    float at = x;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        ButtonSpec spec{id + "/" + std::to_string(i), labels[i]};
        spec.role = Role::tab;
        spec.size = Target::normal;
        spec.selected = i == selected;
        const float wanted = std::min(width, button_width(ui, spec));
        if (at > x && at + wanted > x + width) {
            at = x;
            y += height + theme.target_gap();
        }
        if (button(ui, {at, y, wanted, height}, spec)) chosen = i;
        at += wanted + theme.target_gap();
    }
    y += height;
    return chosen;
}

}  // namespace villageboard::kiosk
