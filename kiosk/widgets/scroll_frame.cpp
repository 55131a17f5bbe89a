#include "kiosk/widgets/scroll_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr float kThreeDigits = 1.8F;  ///< Hanzi, with some air
constexpr float kWidestRail = 1.5F;   ///< of what it is without words

float page_turn(const Ui& ui, const Scroll& scroll) {
    return scroll.viewport - page_overlap(ui.theme(), scroll.viewport);
}

int pages_of(const Ui& ui, const Scroll& scroll) {
    return static_cast<int>(std::ceil(scroll.end() / page_turn(ui, scroll))) + 1;
}

int page_of(const Ui& ui, const Scroll& scroll) {
    if (scroll.offset >= scroll.end() - 1) return pages_of(ui, scroll);
    return static_cast<int>((scroll.offset + 1) / page_turn(ui, scroll)) + 1;
}

ButtonSpec arrow(Ui& ui, const char* id, const char* key, Icon icon, bool enabled) {
    ButtonSpec spec;
    spec.id = id;
    spec.label = ui.say(key);
    spec.icon = icon;
    spec.enabled = enabled;
    return spec;
}

std::string page_words(Ui& ui, const Scroll& scroll, const char* key) {
    return ui.say(key, {{"n", std::to_string(page_of(ui, scroll))},
                        {"all", std::to_string(pages_of(ui, scroll))}});
}

// "Page 2 of 5" where there is room for it in one line, else "2 / 5".
std::string page_words(Ui& ui, const Scroll& scroll, const Look& look, float width) {
    std::string words = page_words(ui, scroll, "scroll.page");
    return ui.width_of(words, look) <= width ? words : page_words(ui, scroll, "scroll.short");
}

// In the rail, where "12 / 27" may not fit either: then the one number stands above the other.
class RailNumber {
  public:
    RailNumber(Ui& ui, const Scroll& scroll, const Look& look, float width)
        : ui_(ui), look_(look), words_{page_words(ui, scroll, look, width)} {
        if (ui.width_of(words_.front(), look) > width)
            words_ = {std::to_string(page_of(ui, scroll)), std::to_string(pages_of(ui, scroll))};
    }
    float height() const {
        return ui_.theme().line(look_.type) * static_cast<float>(words_.size()) + ui_.theme().u(1);
    }
    void draw(Rect place) const {
        if (words_.size() == 1) return ui_.text_in(place, words_.front(), look_);
        ui_.text_in(place.cut_top(std::floor(place.h / 2)), words_.front(), look_);
        ui_.fill({place.x, place.y, place.w, ui_.theme().hairline()}, ui_.colour(Ink::quiet));
        ui_.text_in(place, words_.back(), look_);
    }

  private:
    Ui& ui_;
    Look look_;
    std::vector<std::string> words_;
};

void turn(Ui& ui, Scroll& scroll, float direction) {
    scroll.offset = std::round(
        std::clamp(scroll.offset + direction * page_turn(ui, scroll), 0.F, scroll.end()));
    ui.build_again();
}

// Too low for one button above the other, as with the bar of listening on a tablet: then they stand
// side by side.
bool is_low(const Theme& theme, const Rect& area) {
    return area.h < 2 * theme.main_target() + theme.target_gap();
}

// One button's: wide enough for a page's number of three digits, and for the words where these
// don't make it much wider; else the arrows stand alone.
float button_rail(Ui& ui) {
    const Theme& theme = ui.theme();
    const Look look = Look{}.sized(Type::caption).bold();
    const float least =
        std::max(theme.main_target(), std::ceil(theme.type(Type::caption) * kThreeDigits));
    const float words = std::ceil(
        std::max(ui.width_of(ui.say("scroll.up"), look), ui.width_of(ui.say("scroll.down"), look)) +
        3 * theme.edge());
    return words <= least * kWidestRail ? std::max(least, words) : least;
}

float rail_width(Ui& ui, const Rect& area) {
    const float one = button_rail(ui);
    return is_low(ui.theme(), area) ? 2 * one + ui.theme().target_gap() : one;
}

}  // namespace

Rect scroll_view(Ui& ui, const Rect& area, const Scroll& scroll) {
    const Theme& theme = ui.theme();
    Rect view = area;
    if (!scroll.overflows()) return view;
    if (theme.portrait()) {
        view.cut_bottom(theme.main_target() + theme.target_gap());
    } else {
        view.cut_right(rail_width(ui, area) + std::max(theme.u(2), theme.target_gap()));
    }
    return view;
}

void scroll_buttons(Ui& ui, const Rect& area, Scroll& scroll) {
    if (!scroll.overflows()) return;
    const Theme& theme = ui.theme();
    const bool more_above = scroll.offset > 0;
    const bool more_below = scroll.offset < scroll.end() - 0.5F;
    ButtonSpec up = arrow(ui, "scroll/up", "scroll.up", Icon::up, more_above);
    ButtonSpec down = arrow(ui, "scroll/down", "scroll.down", Icon::down, more_below);
    up.type = down.type = Type::caption;
    const Look look = Look{}
                          .sized(Type::caption)
                          .tabular()
                          .in(ui.colour(Ink::quiet))
                          .aligned(fonts::Align::center)
                          .as(Role::status);
    Rect rest = area;
    if (theme.portrait()) {
        Rect bar = rest.cut_bottom(theme.main_target());
        const float side = std::floor((bar.w - 2 * theme.u(2)) * 0.36F);
        if (button(ui, bar.cut_left(side), up)) turn(ui, scroll, -1);
        if (button(ui, bar.cut_right(side), down)) turn(ui, scroll, 1);
        const Rect middle = bar.inset(theme.u(1), 0);
        ui.text_in(middle, page_words(ui, scroll, look, middle.w), look);
        return;
    }
    up.stacked = down.stacked = true;
    Rect rail = rest.cut_right(rail_width(ui, area));
    if (is_low(theme, area)) {
        if (button(ui, rail.cut_left(button_rail(ui)), up)) turn(ui, scroll, -1);
        if (button(ui, rail.cut_right(button_rail(ui)), down)) turn(ui, scroll, 1);
        return;
    }
    const RailNumber number(ui, scroll, look, rail.w);
    const float words = number.height();
    const bool told = rail.h >= 2 * theme.main_target() + words;
    const float between = told ? words : theme.target_gap();
    const float height =
        std::max(theme.main_target(), std::min(theme.u(12), std::floor((rail.h - between) / 2)));
    const Rect down_rect = rail.cut_bottom(height);
    const Rect middle = rail.cut_bottom(between);
    const Rect up_rect = rail.cut_bottom(height);
    if (button(ui, up_rect, up)) turn(ui, scroll, -1);
    if (button(ui, down_rect, down)) turn(ui, scroll, 1);
    if (told) number.draw(middle);
}

void keep_together(Flow& flow, float height, float viewport) {
    const float turn = viewport - page_overlap(flow.theme(), viewport);
    if (height > viewport || turn <= 0) return;
    const float top = flow.height();
    const float page = std::floor(top / turn);
    if (top + height <= page * turn + viewport) return;
    if (page > 0 && top >= (page - 1) * turn && top + height <= (page - 1) * turn + viewport)
        return;
    flow.take((page + 1) * turn - top);
}

}  // namespace villageboard::kiosk
