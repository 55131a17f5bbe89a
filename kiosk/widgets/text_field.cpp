#include "kiosk/widgets/text_field.h"

#include <algorithm>
#include <cmath>

#include "fonts/itemize/clusters.h"

namespace villageboard::kiosk {
namespace {

constexpr double kCaretMm = 0.9;

/// The part of the text that is on the glass, and where it stands.
struct Shown {
    std::string words;
    std::size_t begin = 0;  ///< byte of the whole at which it begins
    float x = 0;
    float y = 0;
    float width = 0;
    Look look;
};

float padding(const Theme& theme) { return theme.u(1.5); }

std::size_t caret_of(const Typing& typing) { return typing.edit.caret() + typing.letters.size(); }

// Of one line the part around the caret that fits; it ends in an ellipsis where more follows.
Shown one_line(Ui& ui, const Rect& inner, const Look& look, const Typing& typing) {
    const std::string all = typing.shown();
    const std::size_t caret = caret_of(typing);
    const float room = inner.w - 2 * ui.theme().mm(kCaretMm);
    std::size_t begin = 0;
    for (const std::size_t start : fonts::cluster_offsets(all)) {
        begin = start;
        const auto before = std::string_view(all).substr(start, caret - start);
        if (start >= caret || ui.width_of(before, look) <= room) break;
    }
    const float line = ui.theme().line(look.type);
    return {all.substr(begin), begin,        inner.x, std::round(inner.mid_y() - line / 2),
            inner.w,           look.lines(1)};
}

// Of many lines those around the caret, scrolled by whole lines.
Shown many_lines(Ui& ui, const Rect& inner, const Look& look, const Typing& typing) {
    Shown shown{typing.shown(), 0, inner.x, inner.y, inner.w, look};
    const auto layout = ui.set(shown.words, look, inner.w);
    const auto caret = layout->caret(static_cast<std::uint32_t>(caret_of(typing)));
    const float line = ui.theme().line(look.type);
    const float over = std::max(0.F, caret.bottom - inner.h);
    shown.y -= std::ceil(over / line) * line;
    return shown;
}

void mark_letters(Ui& ui, const Shown& shown, const fonts::TextLayout& layout,
                  const Typing& typing) {
    if (typing.letters.empty()) return;
    const std::size_t from = std::max(typing.edit.caret(), shown.begin) - shown.begin;
    const std::size_t to = caret_of(typing) - shown.begin;
    for (const fonts::Stretch& part :
         layout.selection(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)))
        ui.fill({shown.x + part.x0, shown.y + part.bottom - ui.theme().edge() * 2,
                 part.x1 - part.x0, ui.theme().edge()},
                ui.colour(Ink::accent));
}

void draw_caret(Ui& ui, const Shown& shown, const fonts::TextLayout& layout, std::size_t caret) {
    const auto at = layout.caret(static_cast<std::uint32_t>(caret - shown.begin));
    const float inset = std::round((at.bottom - at.top) * 0.1F);
    ui.fill({std::round(shown.x + at.x), shown.y + at.top + inset, ui.theme().mm(kCaretMm),
             at.bottom - at.top - 2 * inset},
            ui.colour(Ink::accent));
}

}  // namespace

bool text_field(Ui& ui, const Rect& rect, const TextFieldSpec& spec, Typing& typing) {
    const Theme& theme = ui.theme();
    const Press press = ui.press(rect, {spec.id, Role::button, spec.label, Target::normal});
    ui.sheet(rect, ui.colour(Ink::raised), theme.corner());
    ui.frame(rect, ui.colour(Ink::ink), theme.corner(), theme.edge());
    const Rect inner = rect.inset(padding(theme), theme.u(0.5));
    const Colour former = ui.set_ground(ui.colour(Ink::raised));
    const Look look = Look{}.sized(spec.type);
    const Shown shown = spec.lines == FieldLines::one ? one_line(ui, inner, look, typing)
                                                      : many_lines(ui, inner, look, typing);
    const auto layout = ui.set(shown.words, shown.look, shown.width);
    ui.push_clip(rect.inset(theme.edge()));
    if (typing.empty() && !spec.empty.empty()) {
        const Look quiet = ui.fitted(spec.empty, look.in(ui.colour(Ink::quiet)), inner.w);
        const Rect first{inner.x + 2 * theme.mm(kCaretMm), shown.y,
                         inner.w - 2 * theme.mm(kCaretMm), theme.line(spec.type)};
        ui.text_in(first, spec.empty, quiet.lines(1));
    }
    if (!typing.empty()) ui.text(shown.x, shown.y, shown.width, shown.words, shown.look);
    mark_letters(ui, shown, *layout, typing);
    draw_caret(ui, shown, *layout, caret_of(typing));
    ui.pop_clip();
    ui.set_ground(former);
    if (!press.activated || !typing.letters.empty()) return press.activated;
    const auto at = layout->nearest_offset(ui.input().x - shown.x, ui.input().y - shown.y);
    typing.edit.move_to(shown.begin + std::min<std::size_t>(at, shown.words.size()));
    return true;
}

float text_field_height(const Theme& theme, Type type, int lines) {
    const float words = theme.line(type) * static_cast<float>(lines) + 2 * theme.u(0.5);
    return std::max(theme.target(), std::ceil(words) + 2 * theme.edge());
}

}  // namespace villageboard::kiosk
