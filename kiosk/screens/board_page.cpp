#include "kiosk/screens/board_page.h"

#include <algorithm>
#include <cmath>

#include "kiosk/app/chrome.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/balance.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

constexpr double kTitlePart = 0.5;     ///< of the height, at most
constexpr double kWordsPart = 0.56;    ///< of the width beside a picture
constexpr double kPictureLeast = 0.2;  ///< of the height; below it is left out

Look title_look(const Page& page) {
    return Look{}.serif().in(page.ui.colour(Ink::ink)).as(Role::heading);
}

// The largest size in which the words stay within the height and none is cut.
Look largest(Page& page, const std::string& words, Look look, std::initializer_list<Type> sizes,
             const Rect& room) {
    for (const Type type : sizes) {
        look = look.sized(type);
        const auto set = page.ui.set(words, look, room.w);
        if (set->height() <= room.h && set->width() <= room.w) break;
    }
    return look;
}

Colour colour_of(const Page& page, const BoardSheet& sheet) {
    return sheet.subject ? page.theme().colour(*sheet.subject) : page.ui.colour(Ink::ink);
}

// Whose board, which day, how fresh: in one line where there is room, else in two.
void head(Page& page, Rect& area) {
    Ui& ui = page.ui;
    const std::string village = place_name(ui.strings(), page.board, page.board.village());
    const BoardTime time = page.board.time();
    const std::string day =
        time.known ? day_and_weekday(ui.strings(), time.today()) : ui.say("clock.unknown");
    const std::string& name = village.empty() ? ui.say("app.name") : village;
    const std::string age = freshness(ui, page.board);
    Look look = Look{}.sized(Type::lead).bold().as(Role::status);
    if (ui.width_of(name + day, look) > area.w - page.theme().u(4)) look = look.sized(Type::body);
    const Look quiet = Look{}.sized(look.type).in(ui.colour(Ink::quiet)).as(Role::status);
    const Look small = quiet.sized(Type::caption);
    const Rect line = area.cut_top(page.theme().line(look.type) + page.theme().u(1));
    const float day_width = ui.width_of(day, quiet);
    const float age_width = ui.width_of(age, small);
    const float name_width = ui.width_of(name, look);
    ui.text_in({line.x, line.y, name_width, line.h}, name, look);
    ui.text_in({line.right() - day_width, line.y, day_width, line.h}, day, quiet);
    const float free = line.w - name_width - day_width - page.theme().u(6);
    if (age_width <= free) {
        ui.text_in({line.x + name_width + page.theme().u(3), line.y, age_width, line.h}, age,
                   small);
    } else {
        const Rect second = area.cut_top(page.theme().line(Type::caption));
        ui.text_in({second.x, second.y, std::min(age_width, second.w), second.h}, age, small);
    }
    area.cut_top(page.theme().u(1));
}

// Subject and reason: filled with the subject's colour, the word says the same.
void flag(Page& page, Rect& area, const BoardSheet& sheet) {
    if (sheet.reason.empty()) return;
    Ui& ui = page.ui;
    const Colour colour = colour_of(page, sheet);
    std::string words = sheet.reason;
    if (sheet.subject) words = subject_word(ui, *sheet.subject) + "  " + words;
    const float pad = page.theme().u(2);
    const Look look = ui.fitted(words, Look{}.sized(Type::title).bold().in(page.theme().on(colour)),
                                area.w - 2 * pad);
    const float height = page.theme().line(look.type) + page.theme().u(1);
    const Rect box{area.x, area.y, std::min(area.w, ui.width_of(words, look) + 2 * pad), height};
    ui.sheet(box, colour, page.theme().corner());
    const Colour former = ui.set_ground(colour);
    ui.text_in({box.x + pad, box.y, box.w - 2 * pad, box.h}, words, look);
    ui.set_ground(former);
    area.cut_top(height + page.theme().u(2));
}

void title(Page& page, Rect& area, const std::string& words) {
    Rect room = area;
    room.h = area.h * static_cast<float>(kTitlePart);
    const Look look =
        largest(page, words, title_look(page),
                {Type::board, Type::figure, Type::display, Type::title, Type::lead}, room);
    const float width = balanced_width(page.ui, words, look, area.w);
    area.cut_top(page.ui.text(area.x, area.y, width, words, look) + page.theme().u(2));
}

void sentence(Page& page, Rect& area, const std::string& words) {
    if (words.empty()) return;
    const Look look =
        largest(page, words, Look{}, {Type::display, Type::title, Type::lead, Type::body}, area);
    area.cut_top(page.ui.text(area.x, area.y, area.w, words, look) + page.theme().u(2));
}

void figure(Page& page, Rect& area, const BoardSheet& sheet) {
    Ui& ui = page.ui;
    const Look look = ui.fitted(
        sheet.figure,
        Look{}.sized(Type::board).serif().tabular().in(colour_of(page, sheet)).as(Role::figure),
        area.w);
    const Look label = ui.fitted(sheet.figure_label, Look{}.sized(Type::title), area.w);
    ui.fill(area.cut_top(page.theme().mm(1)), colour_of(page, sheet));
    area.cut_top(page.theme().u(2));
    area.cut_top(ui.text(area.x, area.y, area.w, sheet.figure_label, label));
    area.cut_top(ui.text(area.x, area.y, area.w, sheet.figure, look) + page.theme().u(3));
}

// Days left as a ring, or the subject's drawing, for who doesn't read: in what room is left.
void sign(Page& page, Rect area, const BoardSheet& sheet) {
    const float widest = std::min(area.w * 0.6F, page.theme().type(Type::board) * 3.5F);
    float side = std::floor(std::min(widest, area.h));
    if (sheet.days_left > 0) {
        const float word = days_ring_height(page.ui, sheet.days_left, side) - side;
        side = std::floor(std::min(widest, area.h - word));
        if (side < page.theme().main_target() * 1.5F) return;
        days_ring(page.ui,
                  {std::round(area.mid_x() - side / 2),
                   std::round(area.mid_y() - (side + word) / 2), side, side},
                  sheet.days_left, sheet.days_all, colour_of(page, sheet));
        return;
    }
    if (side < page.theme().main_target()) return;
    const Icon icon = sheet.subject ? icon_of(*sheet.subject) : Icon::house;
    page.ui.drawing(
        {std::round(area.mid_x() - side / 2), std::round(area.mid_y() - side / 2), side, side},
        drawing_of(icon), colour_of(page, sheet));
}

// What is not words stands at the side where the panel is wide, else between or below them.
void content(Page& page, Rect area, const BoardSheet& sheet) {
    const bool side = !page.theme().portrait();
    Rect words = area;
    Rect beside = area;
    if (side) {
        words = beside.cut_left(std::floor(area.w * static_cast<float>(kWordsPart)));
        beside.cut_left(page.theme().u(6));
    }
    flag(page, words, sheet);
    title(page, words, sheet.title);
    Rect& other = side ? beside : words;
    if (!sheet.figure.empty()) figure(page, other, sheet);
    sentence(page, words, sheet.sentence);
    const auto least = area.h * static_cast<float>(kPictureLeast);
    if (sheet.picture && other.h >= least) {
        page.ui.picture(other, *sheet.picture, sheet.picture_label);
    } else {
        sign(page, other, sheet);
    }
}

bool look_here(Page& page, const Rect& rect, const BoardSheet& sheet, bool held) {
    Ui& ui = page.ui;
    const std::string words = ui.say(sheet.item.empty() ? "board.touch" : "board.look");
    const Press press = ui.press(rect, {"board/look", Role::button, words, Target::main});
    const Colour colour = colour_of(page, sheet);
    const Colour ink = page.theme().on(colour);
    const Colour ground = press.held || held ? mix(colour, ink, 0.16) : colour;
    ui.sheet(rect, ground, page.theme().corner());
    const Colour former = ui.set_ground(ground);
    const float icon = std::round(std::min(rect.h * 0.7F, page.theme().type(Type::figure)));
    const float room = rect.w - icon - page.theme().u(6);
    const Look look = ui.fitted(words, Look{}.sized(Type::title).bold().in(ink), room);
    const float width = ui.width_of(words, look);
    const float x = std::round(rect.mid_x() - (icon + page.theme().u(2) + width) / 2);
    ui.drawing({x, std::round(rect.mid_y() - icon / 2), icon, icon}, drawing_of(Icon::hand), ink);
    ui.text_in({x + icon + page.theme().u(2), rect.y, width, rect.h}, words, look);
    ui.set_ground(former);
    return press.activated;
}

}  // namespace

BoardTap show_board_sheet(Page& page, const BoardSheet& sheet) {
    const Theme& theme = page.theme();
    Rect area = page.view.inset(theme.margin(), theme.u(2));
    const float height = std::max(theme.main_target(), theme.line(Type::title) + theme.u(2));
    Rect bar = area.cut_bottom(height);
    area.cut_bottom(std::max(theme.target_gap(), theme.u(2)));
    // The whole page is the target, for who doesn't look for a button.
    const Press press = page.ui.press(area, {"board/page", Role::row, sheet.title, Target::main});
    const Rect inside = area;
    Rect rest = inside;
    head(page, rest);
    content(page, rest, sheet);
    ButtonSpec home{"board/home", page.say("footer.home"), Icon::home};
    home.type = Type::lead;
    const float width = std::max(theme.main_target(), std::floor(bar.w * 0.24F));
    const bool at_home = button(page.ui, bar.cut_left(width), home);
    bar.cut_left(theme.target_gap());
    const bool tapped = look_here(page, bar, sheet, press.held);
    if (at_home) return BoardTap::home;
    return tapped || press.activated ? BoardTap::page : BoardTap::none;
}

}  // namespace villageboard::kiosk
