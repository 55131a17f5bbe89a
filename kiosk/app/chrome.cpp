#include "kiosk/app/chrome.h"

#include <cmath>

#include "content/model/variant.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/alert_look.h"
#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr float kStripPart = 0.16F;

std::string day_line(const Ui& ui, const Board& board) {
    const BoardTime time = board.time();
    if (!time.known) return ui.say("clock.unknown");
    return day_and_weekday(ui.strings(), time.today());
}

// The largest of the small types in which the header's three parts fit one line.
Look header_look(Ui& ui, const std::vector<std::string>& parts, float width) {
    Look look = Look{}.sized(Type::caption);
    float needed = 0;
    for (const std::string& part : parts)
        needed += ui.width_of(part, look.bold()) + ui.theme().u(3);
    look.max_lines = 0;
    return needed <= width ? look : look.lines(1);
}

// In Chinese as it was sent, with the office that sent it.
std::string alert_title(const Ui& ui, const Board& board, const ActiveAlert& active) {
    const std::string& language = ui.strings().language();
    return is_chinese(language) ? active.item.title : board.title(active.item, language);
}

}  // namespace

std::string freshness(const Ui& ui, const Board& board) {
    if (board.damaged()) return ui.say("age.damaged");
    const auto confirmed = board.confirmed();
    if (!confirmed) return ui.say("age.none");
    const BoardTime time = board.time();
    const Day day = shanghai_day(*confirmed);
    const auto age = (time.today() - day).count();
    if (!time.known) return ui.say("age.on", {{"day", full_day(ui.strings(), day)}});
    if (age <= 0) return ui.say("age.today");
    if (age == 1) return ui.say("age.yesterday");
    return ui.strings().count("age.days", age);
}

float header(Ui& ui, const Board& board, const Rect& area) {
    const Theme& theme = ui.theme();
    const float margin = theme.margin();
    const float width = area.w;
    const std::string village = place_name(ui.strings(), board, board.village());
    const std::string name = village.empty() ? ui.say("app.name") : village;
    const std::string day = day_line(ui, board);
    const std::string age = freshness(ui, board);
    const float inner = width - 2 * margin;
    const Look look = header_look(ui, {name, day, age}, inner);
    const bool one_line = look.max_lines == 0;
    const float line = theme.line(Type::caption) + theme.u(0.6);
    const float height = std::max(theme.u(14.0 / 3), std::ceil(line * (one_line ? 1 : 2)));
    const Look quiet = look.in(ui.colour(Ink::quiet)).as(Role::status).lines(0);
    const float name_width = ui.width_of(name, look.bold());
    const float age_width = ui.width_of(age, quiet);
    const float first_line = one_line ? height : height / 2;
    ui.text_in({margin, area.y, name_width, first_line}, name,
               look.bold().as(Role::status).lines(0));
    const float day_x = margin + name_width + theme.u(2);
    ui.text_in(
        {day_x, area.y, std::min(ui.width_of(day, quiet), width - margin - day_x), first_line}, day,
        quiet);
    const float age_y = area.y + (one_line ? 0 : height / 2);
    const float age_x = one_line ? width - margin - age_width : margin;
    ui.text_in({age_x, age_y, std::min(age_width, inner), first_line}, age, quiet);
    ui.fill({margin, area.y + height, inner, theme.hairline()}, ui.colour(Ink::ink));
    return height + theme.hairline();
}

float alert_strip(Ui& ui, const Board& board, const Rect& area, Actions& act) {
    if (board.alerts().empty()) return 0;
    const Theme& theme = ui.theme();
    const ActiveAlert& worst = board.alerts().front();
    const AlertLook look = alert_look(ui, worst.alert());
    const float icon = theme.type(Type::lead);
    const std::string title = alert_title(ui, board, worst);
    std::string line = look.drill ? look.level : title;
    if (look.drill) line += "  " + title;
    if (!board.time().known) line += "  " + ui.say("clock.unknown");
    if (board.alerts().size() > 1)
        line += "  " +
                ui.strings().count("alert.more", static_cast<long long>(board.alerts().size()) - 1);
    const float words_width = area.w - icon * 2 - theme.u(7);
    // On a low panel the strip leaves the page its room.
    Look words = Look{}.bold().in(look.words).lines(2);
    const auto most = static_cast<float>(theme.panel().page_height_px()) * kStripPart;
    if (ui.height_of(line, words, words_width) > most ||
        ui.set(line, words, words_width)->truncated())
        words = words.sized(Type::caption);
    const float height = std::max(theme.main_target(),
                                  std::ceil(ui.height_of(line, words, words_width)) + theme.u(1));
    const Rect rect{area.x, area.y + theme.u(1), area.w, height};
    const Press press = ui.press(rect, {"alert/strip", Role::alert, title, Target::main});
    const Colour ground = press.held ? mix(look.ground, look.words, 0.16) : look.ground;
    ui.sheet(rect, ground, theme.corner());
    if (look.drill) ui.frame(rect, look.words, theme.corner(), theme.edge());
    const Colour former = ui.set_ground(ground);
    ui.drawing({rect.x + theme.u(2), std::round(rect.mid_y() - icon / 2), icon, icon},
               drawing_of(look.icon), look.words);
    ui.text_in({rect.x + icon + theme.u(4), rect.y, words_width, rect.h}, line, words);
    const float chevron = std::round(theme.type(Type::body) * 0.8F);
    ui.drawing({rect.right() - chevron - theme.u(2), std::round(rect.mid_y() - chevron / 2),
                chevron, chevron},
               drawing_of(Icon::next), look.words);
    ui.set_ground(former);
    if (press.activated) act.open(alert_screen(worst.item.id));
    return height + theme.u(2);
}

void lowered_masthead(Ui& ui, const Board& board, const Rect& area) {
    const std::string village = place_name(ui.strings(), board, board.village());
    const std::string words =
        village.empty() ? ui.say("app.name") : ui.say("home.masthead", {{"village", village}});
    const Rect inside = area.inset(ui.theme().margin(), 0);
    ui.text_in(inside, words,
               ui.fitted(words,
                         Look{}
                             .sized(Type::figure)
                             .serif()
                             .aligned(fonts::Align::center)
                             .in(ui.colour(Ink::quiet)),
                         inside.w));
    ui.fill({area.x, area.bottom() - ui.theme().mm(1), area.w, ui.theme().mm(1)},
            ui.colour(Ink::ink));
}

void cleaning_notice(Ui& ui, int seconds) {
    const Theme& theme = ui.theme();
    const Rect area = ui.clip().inset(theme.margin(), 0);
    const Look center = Look{}.aligned(fonts::Align::center);
    const std::string words = ui.say("clean.title");
    const Look title =
        ui.fitted(words, center.sized(Type::display).serif().as(Role::heading), area.w);
    const Look count = center.sized(Type::board).serif().tabular().as(Role::status);
    const std::string left = ui.strings().count("clean.left", seconds);
    const Look calm = center.sized(Type::lead);
    const std::string hint = ui.say("clean.hint");
    const float height = ui.height_of(words, title, area.w) + ui.height_of(left, count, area.w) +
                         ui.height_of(hint, calm, area.w) + 2 * theme.u(3);
    float y = std::round(area.mid_y() - height / 2);
    y += ui.text(area.x, y, area.w, words, title) + theme.u(3);
    y += ui.text(area.x, y, area.w, left, count) + theme.u(3);
    ui.text(area.x, y, area.w, hint, calm);
}

void screenshot_notice(Ui& ui, const Rect& area) {
    const Theme& theme = ui.theme();
    const std::string words = ui.say("screenshot.taken");
    const bool low = theme.panel().low();
    const float inner = area.w - 2 * theme.margin();
    const Look look = ui.fitted(words,
                                Look{}
                                    .sized(low ? Type::caption : Type::body)
                                    .in(ui.colour(Ink::paper))
                                    .aligned(fonts::Align::center)
                                    .as(Role::status),
                                inner);
    const float height = std::ceil(ui.height_of(words, look, inner) + theme.u(low ? 1 : 3));
    const Rect strip{area.x, area.y, area.w, height};
    ui.set_layer(1);
    ui.fill(strip, ui.colour(Ink::ink));
    const Colour former = ui.set_ground(ui.colour(Ink::ink));
    ui.text_in(strip.inset(theme.margin(), 0), words, look);
    ui.set_ground(former);
    ui.set_layer(0);
}

bool still_there_dialog(Ui& ui, int seconds) {
    const Theme& theme = ui.theme();
    const Rect panel{0, 0, static_cast<float>(theme.panel().width_px),
                     static_cast<float>(theme.panel().height_px)};
    ui.set_layer(1);
    ui.fill(panel, ui.colour(Ink::shade));
    const float width = std::min(panel.w - 2 * theme.margin(), theme.type(Type::lead) * 18);
    const Look ask =
        Look{}.sized(Type::title).serif().aligned(fonts::Align::center).as(Role::heading);
    const Look tell = Look{}.aligned(fonts::Align::center);
    const std::string question = ui.say("idle.question");
    const std::string countdown = ui.strings().count("idle.countdown", seconds);
    const float pad = theme.u(4);
    const float inner = width - 2 * pad;
    const float key = std::max(theme.main_target(), theme.line(Type::lead) + theme.u(2));
    const float height =
        ui.height_of(question, ask, inner) + ui.height_of(countdown, tell, inner) + key + 3 * pad;
    const Rect sheet{std::round(panel.mid_x() - width / 2), std::round(panel.mid_y() - height / 2),
                     width, height};
    ui.shadow(sheet, theme.corner());
    ui.sheet(sheet, ui.colour(Ink::raised), theme.corner());
    ui.frame(sheet, ui.colour(Ink::quiet), theme.corner(), theme.hairline());
    const Colour former = ui.set_ground(ui.colour(Ink::raised));
    ui.note(Role::dialog, question, sheet);
    float y = sheet.y + pad;
    y += ui.text(sheet.x + pad, y, inner, question, ask);
    y += ui.text(sheet.x + pad, y, inner, countdown, tell) + pad;
    ButtonSpec still{"idle/still", ui.say("idle.still")};
    still.style = ButtonStyle::primary;
    still.type = Type::lead;
    const bool tapped = button(ui, {sheet.x + pad, y, inner, key}, still);
    ui.set_ground(former);
    ui.set_layer(0);
    return tapped;
}

}  // namespace villageboard::kiosk
