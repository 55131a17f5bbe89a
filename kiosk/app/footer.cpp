#include "kiosk/app/footer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/screens/screens.h"
#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostRows = 2;
constexpr float kSignPart = 0.72F;  ///< of its key, by the largest sign at most

/// One place: a button with a word, or one of the three sizes.
struct Place {
    ButtonSpec spec = {};
    std::function<void(Actions&)> act = {};
    std::optional<TextSize> size = {};
    float needed = 0;  ///< px of width in which all of it is shown
};

using Row = std::vector<Place>;

Place place(Ui& ui, const char* id, const FooterSlot& slot) {
    Place made;
    made.spec.id = std::string("footer/") + id;
    made.spec.label = slot.word;
    made.spec.icon = slot.icon;
    made.spec.type = Type::caption;
    made.spec.enabled = slot.enabled;
    made.spec.selected = slot.selected;
    made.act = slot.act;
    const float word = ui.width_of(slot.word, Look{}.sized(Type::caption).bold());
    made.needed = std::max(ui.theme().main_target(), word + ui.theme().u(1));
    return made;
}

Place size_place(const Theme& theme, TextSize size) {
    Place made;
    made.size = size;
    made.needed = theme.main_target();
    return made;
}

enum class Naming { in_full, in_short };

FooterSlot named(FooterSlot slot, Naming naming) {
    if (naming == Naming::in_short && !slot.short_word.empty()) slot.word = slot.short_word;
    return slot;
}

// Back, home and what a page can do first; how it is shown and help last.
Row places(Ui& ui, const FooterState& state, Naming naming) {
    const bool away = !state.at_base;
    Row all;
    all.push_back(place(
        ui, "back", {ui.say("footer.back"), Icon::back, [](Actions& act) { act.back(); }, away}));
    all.push_back(place(
        ui, "home", {ui.say("footer.home"), Icon::home, [](Actions& act) { act.home(); }, away}));
    for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest})
        all.push_back(size_place(ui.theme(), size));
    if (state.listen) all.push_back(place(ui, "listen", *state.listen));
    if (state.lower) all.push_back(place(ui, "lower", *state.lower));
    if (state.find) all.push_back(place(ui, "find", *state.find));
    if (state.language) all.push_back(place(ui, "language", named(*state.language, naming)));
    FooterSlot help{ui.say("footer.help"), Icon::help, {}, true, state.at_help};
    if (!state.at_help) help.act = [](Actions& act) { act.open(help_screen()); };
    all.push_back(place(ui, "help", help));
    return all;
}

float bar_width(const Theme& theme) {
    return static_cast<float>(theme.panel().width_px) - 2 * theme.u(1);
}

float needed(const Theme& theme, const Row& row) {
    float sum = theme.target_gap() * static_cast<float>(row.size() - 1);
    for (const Place& each : row) sum += each.needed;
    return sum;
}

// Low panels keep their height for the page.
std::vector<Row> rows(Ui& ui, const FooterState& state) {
    const Theme& theme = ui.theme();
    const float width = bar_width(theme);
    Row all = places(ui, state, Naming::in_full);
    if (needed(theme, all) > width) all = places(ui, state, Naming::in_short);
    const auto narrowest = theme.main_target() * static_cast<float>(all.size()) +
                           theme.target_gap() * static_cast<float>(all.size() - 1);
    const bool one = needed(theme, all) <= width;
    if (one || (!theme.portrait() && narrowest <= width)) return {std::move(all)};
    const auto half = static_cast<std::ptrdiff_t>((all.size() + 1) / kMostRows);
    const auto middle = all.begin() + half;
    return {Row(all.begin(), middle), Row(middle, all.end())};
}

float row_height(const Theme& theme, const std::vector<Row>& rows) {
    const float words = theme.line(Type::caption);
    const float icon = theme.type(Type::caption) * 1.1F;
    const bool stacks = rows.size() == 1 && theme.portrait();
    return std::max(theme.main_target(), std::ceil(stacks ? words + icon + theme.u(1) : words));
}

float height_of(const Theme& theme, const std::vector<Row>& rows) {
    const auto count = static_cast<float>(rows.size());
    return row_height(theme, rows) * count + theme.target_gap() * (count - 1) + theme.u(4.0 / 3);
}

void size_button(Ui& ui, const Rect& rect, TextSize size, Actions& act) {
    constexpr const char* keys[] = {"size.normal", "size.large", "size.largest"};
    constexpr Type types[] = {Type::caption, Type::body, Type::lead};
    const int index = static_cast<int>(size);
    const bool selected = ui.theme().text_size() == size;
    const Press press = ui.press(rect, {std::string("footer/") + keys[index], Role::button,
                                        ui.say(keys[index]), Target::main, true, selected});
    const Colour ground = selected ? ui.colour(Ink::ink) : ui.colour(Ink::raised);
    const Colour words = selected ? ui.theme().on(ground) : ui.colour(Ink::ink);
    const Colour shown = press.held ? mix(ground, words, 0.16) : ground;
    ui.sheet(rect, shown, ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
    const Colour former = ui.set_ground(shown);
    // The sign shows the three sizes of the normal scale, whatever the size chosen now.
    const Theme normal(ui.theme().panel(), ui.theme().palette(), TextSize::normal);
    // On a large glass the largest would be wider than its key.
    const float fits = std::min(1.F, rect.w * kSignPart / normal.type(types[2]));
    ui.sign_in(rect, ui.say("size.sign"), normal.type(types[index]) * fits, words);
    ui.set_ground(former);
    if (press.activated) act.set_text_size(size);
}

bool stacked(Ui& ui, const Rect& rect, const Place& place, std::size_t rows) {
    const Theme& theme = ui.theme();
    const float beside = place.needed + theme.type(Type::caption) * 1.1F + theme.u(1);
    return (theme.portrait() && rows == 1) || beside > rect.w;
}

// What is left over after each has what it needs is shared among the words; where it is not enough
// for all, they are equally wide.
std::vector<float> widths(const Theme& theme, const Row& row, float width) {
    const float gaps = theme.target_gap() * static_cast<float>(row.size() - 1);
    const auto sizes =
        std::count_if(row.begin(), row.end(), [](const Place& p) { return p.size.has_value(); });
    const auto words = static_cast<float>(row.size()) - static_cast<float>(sizes);
    const float spare = width - needed(theme, row);
    const float alike = (width - gaps - static_cast<float>(sizes) * theme.main_target()) / words;
    std::vector<float> each;
    for (const Place& place : row) {
        const float word = spare >= 0 ? place.needed + spare / words : alike;
        each.push_back(std::floor(place.size ? place.needed : word));
    }
    return each;
}

}  // namespace

float footer_height(Ui& ui, const FooterState& state) {
    return height_of(ui.theme(), rows(ui, state));
}

void footer(Ui& ui, const Rect& area, const FooterState& state, Actions& act) {
    const Theme& theme = ui.theme();
    ui.fill({area.x, area.y, area.w, theme.hairline()}, ui.colour(Ink::quiet));
    std::vector<Row> all = rows(ui, state);
    const float height = row_height(theme, all);
    float y = area.y + theme.u(2.0 / 3);
    for (Row& row : all) {
        const std::vector<float> width = widths(theme, row, bar_width(theme));
        float x = area.x + theme.u(1);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Rect rect{x, y, width[i], height};
            x += width[i] + theme.target_gap();
            Place& each = row[i];
            if (each.size) {
                size_button(ui, rect, *each.size, act);
                continue;
            }
            each.spec.stacked = stacked(ui, rect, each, all.size());
            if (button(ui, rect, each.spec) && each.act) each.act(act);
        }
        y += height + theme.target_gap();
    }
}

}  // namespace villageboard::kiosk
