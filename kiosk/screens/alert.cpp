#include <cmath>

#include "kiosk/screens/alert_words.h"
#include "kiosk/screens/duty_contact.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/alert_look.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

std::string until(const Page& page, const Alert& alert) {
    if (!alert.expires) return {};
    return full_time(page.ui.strings(), *alert.expires);
}

std::string place_of(const Alert& alert) {
    return alert.where ? *alert.where : alert.area_text.value_or("");
}

class AlertPage : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "alert-page"; }

  protected:
    void build_item(Page& page) override {
        const Alert alert = alert_in(as<Alert>(), page.ui.strings().language());
        const AlertLook look = alert_look(page.ui, alert);
        band(page, look);
        page_head(page.flow, std::nullopt, alert.headline, {});
        language_line(page);
        if (!page.board.time().known) page.flow.prose(page.say("clock.unknown"), Look{}.bold());
        page.flow.section(page.say("alert.what_to_do"));
        page.flow.prose(alert.instruction, Look{}.sized(Type::lead));
        page.flow.gap(2);
        page.flow.fact(page.say("alert.where"), place_of(alert));
        page.flow.fact(page.say("alert.until"), until(page, alert));
        page.flow.fact(page.say("alert.from"), alert.sender);
        show_phone(page, page.flow, page.say("alert.ring"), alert.phone);
        if (const auto& duty = duty_.get(page.ui.strings(), page.board);
            duty && duty->phone != alert.phone)
            show_phone(page, page.flow, page.say("alert.ring_village", {{"post", duty->post}}),
                       duty->phone);
        page.flow.section(page.say("alert.what"));
        page.flow.prose(alert.description, {});
        foot(page);
    }

    void prepare(Board&) override { duty_.forget(); }

  private:
    static void band(Page& page, const AlertLook& look) {
        Ui& ui = page.ui;
        const float height = page.theme().line(Type::lead) + page.theme().u(2);
        const Rect rect = page.flow.take(height);
        ui.sheet(rect, look.ground, page.theme().corner());
        if (look.drill) ui.frame(rect, look.words, page.theme().corner(), page.theme().edge());
        const float icon = page.theme().type(Type::lead);
        ui.drawing({rect.x + page.theme().u(2), std::round(rect.mid_y() - icon / 2), icon, icon},
                   drawing_of(look.icon), look.words);
        const Colour former = ui.set_ground(look.ground);
        const float x = rect.x + icon + page.theme().u(4);
        ui.text_in({x, rect.y, rect.right() - x, rect.h}, look.level,
                   ui.fitted(look.level, Look{}.sized(Type::lead).bold().in(look.words),
                             rect.right() - x));
        ui.set_ground(former);
        page.flow.gap(2);
    }

    DutyLookup duty_;
};

// Fills the panel: symbol and word of danger, what to do, where, until when, whom to ring, two
// buttons. Type sizes step down together until all of it is on the glass: a warning never scrolls.
class Takeover : public Screen {
  public:
    explicit Takeover(std::string item_id) : id_(std::move(item_id)) {}

    std::string name() const override { return "alert"; }

    void reload(Board& board) override {
        const auto item = board.item(id_);
        body_ = item ? board.body(*item) : nullptr;
        duty_.forget();
    }

    void build(Page& page) override {
        if (!body_) {
            page.act.acknowledge();
            return;
        }
        const Alert alert = alert_in(std::get<Alert>(*body_), page.ui.strings().language());
        const AlertLook look = alert_look(page.ui, alert);
        page.ui.fill(page.ui.clip(), look.ground);
        page.ui.note(Role::alert, alert.headline, page.view);
        const Colour former = page.ui.set_ground(look.ground);
        const Rect inside = page.view.inset(page.theme().margin(), page.theme().u(4));
        Rect words = inside;
        const Rect keys = words.cut_bottom(std::max(
            page.theme().main_target(), page.theme().line(Type::lead) + page.theme().u(2)));
        words.cut_bottom(std::max(page.theme().u(3), page.theme().target_gap()));
        // Whoever taps the warning itself sees what to do.
        if (page.ui.press(words, {"alert/page", Role::row, alert.headline, Target::main}).activated)
            details(page);
        const bool side = !page.theme().portrait();
        Rect text = words;
        if (side) {
            const float width = std::min(words.h * 0.7F, words.w * 0.24F);
            const Rect left = text.cut_left(width);
            text.cut_left(page.theme().u(6));
            symbol(page, left, look);
        }
        show(page, alert, look, text, side);
        buttons(page, keys, look);
        page.ui.set_ground(former);
    }

  private:
    struct Sizes {
        Type level;
        Type headline;
        Type instruction;
        Type facts;
    };
    static constexpr Sizes kSteps[] = {
        {Type::figure, Type::lead, Type::title, Type::lead},
        {Type::title, Type::lead, Type::title, Type::lead},
        {Type::title, Type::body, Type::lead, Type::lead},
        {Type::title, Type::body, Type::lead, Type::body},
        {Type::lead, Type::body, Type::lead, Type::caption},
        {Type::lead, Type::caption, Type::body, Type::caption},
        {Type::body, Type::caption, Type::caption, Type::caption},
    };

    std::vector<std::string> facts(const Page& page, const Alert& alert) {
        std::vector<std::string> lines;
        const std::string where = place_of(alert);
        const std::string end = until(page, alert);
        const bool labelled = where.find(page.say("alert.colon")) != std::string::npos;
        if (labelled)
            lines.push_back(where);
        else if (!where.empty())
            lines.push_back(page.say("alert.where_line", {{"where", where}}));
        if (!page.board.time().known)
            lines.push_back(page.say("clock.unknown"));
        else if (!end.empty())
            lines.push_back(page.say("alert.until_line", {{"time", end}}));
        lines.push_back(page.say("alert.ring_line", {{"phone", alert.phone}}));
        if (const auto& duty = duty_.get(page.ui.strings(), page.board);
            duty && duty->phone != alert.phone)
            lines.push_back(page.say("alert.ring_village_line", {{"phone", duty->phone}}));
        return lines;
    }

    static Look level_look(Page& page, const AlertLook& look, const Sizes& sizes, float width) {
        return page.ui.fitted(look.level, Look{}.sized(sizes.level).serif().in(look.words), width);
    }

    static float icon_size(Page& page, const Sizes& sizes) {
        return std::round(page.theme().type(sizes.level) * 2);
    }

    float height(Page& page, const Alert& alert, const AlertLook& look, const Sizes& sizes,
                 float width, bool side) {
        Ui& ui = page.ui;
        float sum = side ? 0 : icon_size(page, sizes) + page.theme().u(2);
        sum += ui.height_of(look.level, level_look(page, look, sizes, width), width);
        sum += ui.height_of(alert.headline, Look{}.sized(sizes.headline).serif(), width);
        sum += ui.height_of(alert.instruction, Look{}.sized(sizes.instruction).bold(), width);
        for (const std::string& line : facts(page, alert))
            sum += ui.height_of(line, Look{}.sized(sizes.facts), width);
        return sum + page.theme().u(5.5) + page.theme().edge();
    }

    static void symbol(Page& page, const Rect& rect, const AlertLook& look) {
        const float side = std::min(rect.w, rect.h);
        page.ui.drawing({rect.x, std::round(rect.mid_y() - side / 2), side, side},
                        drawing_of(look.icon), look.words);
    }

    void show(Page& page, const Alert& alert, const AlertLook& look, const Rect& area, bool side) {
        Sizes sizes = kSteps[0];
        for (const Sizes& step : kSteps) {
            sizes = step;
            if (height(page, alert, look, step, area.w, side) <= area.h) break;
        }
        const float spare = std::max(0.F, area.h - height(page, alert, look, sizes, area.w, side));
        const float growth =
            side ? 0 : std::min(spare * 0.6F, area.w * 0.45F - icon_size(page, sizes));
        Flow flow(page.ui, area.x, area.y + std::floor((spare - std::max(0.F, growth)) / 2),
                  area.w);
        if (!side) {
            const float icon = icon_size(page, sizes) + std::max(0.F, growth);
            Rect place = flow.take(icon);
            place.w = icon;
            symbol(page, place, look);
            flow.gap(2);
        }
        const Look plain = Look{}.in(look.words);
        flow.text(look.level, level_look(page, look, sizes, area.w).as(Role::heading));
        flow.text(alert.headline, plain.sized(sizes.headline).serif());
        flow.gap(1.5);
        page.ui.fill(flow.take(page.theme().edge()), look.words);
        flow.gap(2);
        flow.text(alert.instruction, plain.sized(sizes.instruction).bold());
        flow.gap(1.5);
        for (const std::string& line : facts(page, alert))
            flow.text(line, plain.sized(sizes.facts));
    }

    void buttons(Page& page, const Rect& keys, const AlertLook& look) {
        if (colour_button(page, nth_column(keys, 0, 2, page.theme().u(2)), "alert/known",
                          page.say("alert.known"), look.words, look.ground))
            page.act.acknowledge();
        if (colour_button(page, nth_column(keys, 1, 2, page.theme().u(2)), "alert/details",
                          page.say("alert.details"), look.ground, look.words))
            details(page);
    }

    void details(Page& page) {
        page.act.acknowledge();
        page.act.open(alert_screen(id_));
    }

    static bool colour_button(Page& page, const Rect& rect, const char* id,
                              const std::string& words, Colour ground, Colour ink) {
        Ui& ui = page.ui;
        const Press press = ui.press(rect, {id, Role::button, words, Target::main});
        const Colour shown = press.held ? mix(ground, ink, 0.2) : ground;
        ui.sheet(rect, shown, page.theme().corner());
        const Colour former = ui.set_ground(shown);
        // A button of another colour than the panel needs no edge.
        if (ground == former) ui.frame(rect, ink, page.theme().corner(), page.theme().edge());
        const Rect inside = rect.inset(page.theme().u(1), 0);
        ui.text_in(
            inside, words,
            ui.fitted(words, Look{}.sized(Type::lead).bold().in(ink).aligned(fonts::Align::center),
                      inside.w));
        ui.set_ground(former);
        return press.activated;
    }

    std::string id_;
    std::shared_ptr<const Body> body_;
    DutyLookup duty_;
};

}  // namespace

std::unique_ptr<Screen> alert_screen(std::string item_id) {
    return std::make_unique<AlertPage>(std::move(item_id));
}

std::unique_ptr<Screen> alert_takeover(std::string item_id) {
    return std::make_unique<Takeover>(std::move(item_id));
}

}  // namespace villageboard::kiosk
