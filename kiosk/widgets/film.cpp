#include "kiosk/widgets/film.h"

#include <cmath>

#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

using film::FilmState;
using film::FilmView;

constexpr double kSignMm = 24;
constexpr double kLineMm = 1.2;

float button_row(const Theme& theme) { return button_height(theme, Type::body); }

bool under_way(const FilmView& view) {
    return view.state == FilmState::playing || view.state == FilmState::paused;
}

// What the one button does now.
ButtonSpec main_button(const Ui& ui, const FilmSpec& spec, const FilmView& view) {
    ButtonSpec button{spec.id + "/play", ui.say("film.watch_plain"), Icon::play,
                      ButtonStyle::primary};
    button.enabled = view.state != FilmState::opening;
    if (view.state == FilmState::ready)
        button.label = ui.say("film.watch", {{"length", film_length(ui.strings(), view.length)}});
    if (view.state == FilmState::paused) button.label = ui.say("film.go_on");
    if (view.state == FilmState::playing) {
        button.label = ui.say("film.pause");
        button.icon = Icon::pause;
        button.style = ButtonStyle::plain;
    }
    return button;
}

void toggle(Ui& ui, const FilmSpec& spec, const FilmView& view, draw::Size box) {
    if (view.state == FilmState::playing)
        ui.cinema()->pause(spec.file, box);
    else
        ui.cinema()->play(spec.file, box);
    ui.build_again();
}

void sign(Ui& ui, const Rect& picture) {
    const float side = std::min(ui.theme().mm(kSignMm), std::round(picture.h * 0.6F));
    const Rect disc{std::round(picture.mid_x() - side / 2), std::round(picture.mid_y() - side / 2),
                    side, side};
    ui.sheet(disc, ui.colour(Ink::raised), side / 2);
    ui.frame(disc, ui.colour(Ink::ink), side / 2, ui.theme().edge());
    ui.drawing(disc.inset(std::round(side * 0.24F)), drawing_of(Icon::play), ui.colour(Ink::ink));
}

void progress(Ui& ui, const Rect& rect, const FilmView& view) {
    ui.fill(rect, ui.colour(Ink::line));
    const auto part = static_cast<float>(view.position.count()) /
                      static_cast<float>(std::max<film::Time::rep>(1, view.length.count()));
    ui.fill({rect.x, rect.y, std::round(rect.w * std::min(1.F, part)), rect.h},
            ui.colour(Ink::ink));
}

void buttons(Ui& ui, Rect row, const FilmSpec& spec, const FilmView& view, draw::Size box) {
    const ButtonSpec main = main_button(ui, spec, view);
    const float width = std::min(row.w, button_width(ui, main));
    if (button(ui, row.cut_left(width), main)) toggle(ui, spec, view, box);
    if (!under_way(view)) return;
    row.cut_left(ui.theme().target_gap());
    if (view.state == FilmState::paused) {
        ButtonSpec again{spec.id + "/again", ui.say("film.again")};
        const float wanted = button_width(ui, again);
        if (wanted <= row.w && button(ui, row.cut_left(wanted), again)) {
            ui.cinema()->stop(spec.file, box);
            toggle(ui, spec, view, box);
        }
        return;
    }
    const std::string left = film_length(ui.strings(), view.length - view.position);
    row.cut_left(ui.theme().u(1));
    const Look look = Look{}.tabular().in(ui.colour(Ink::quiet));
    const std::string words = ui.say("film.left", {{"length", left}});
    if (ui.width_of(words, look) <= row.w) ui.text_in(row, words, look);
}

// The picture itself is a target as well: it is where a finger goes first.
void picture(Ui& ui, const Rect& rect, const FilmSpec& spec, const FilmView& view, draw::Size box) {
    if (!view.picture) return ui.blank_sheet(rect);
    const std::string label = spec.caption.empty() ? ui.say("film.word") : spec.caption;
    const Press press = ui.press(rect, {spec.id + "/picture", Role::picture, label, Target::main});
    const Rect place = ui.show(rect, view.picture);
    if (view.state != FilmState::playing) sign(ui, place);
    if (press.activated) toggle(ui, spec, view, box);
}

std::string fault_words(const Ui& ui, film::FilmFault fault) {
    return ui.say(fault == film::FilmFault::unsupported ? "film.unsupported" : "film.damaged");
}

}  // namespace

float film_height(const Theme& theme, float picture_height) {
    return picture_height + theme.target_gap() + button_row(theme);
}

void film(Ui& ui, const Rect& rect, const FilmSpec& spec) {
    Rect row = rect;
    const Rect place = row.cut_top(rect.h - button_row(ui.theme()) - ui.theme().target_gap());
    const Rect gap = row.cut_top(ui.theme().target_gap());
    const draw::Size box{static_cast<int>(place.w), static_cast<int>(place.h)};
    FilmView view;
    // Out of sight it is neither opened nor played on.
    if (ui.cinema() && !rect.meet(ui.clip()).empty()) view = ui.cinema()->film(spec.file, box);
    if (view.state == FilmState::failed) {
        ui.note(Role::picture, spec.caption.empty() ? ui.say("film.word") : spec.caption, place);
        ui.blank_sheet(place, fault_words(ui, view.fault));
        return;
    }
    picture(ui, place, spec, view, box);
    const float line = ui.theme().mm(kLineMm);
    if (under_way(view))
        progress(ui, {gap.x, std::round(gap.mid_y() - line / 2), gap.w, line}, view);
    buttons(ui, row, spec, view, box);
}

}  // namespace villageboard::kiosk
