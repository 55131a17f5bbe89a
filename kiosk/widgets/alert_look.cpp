#include "kiosk/widgets/alert_look.h"

namespace villageboard::kiosk {
namespace {

Icon icon_for(const std::string& event) {
    constexpr std::pair<const char*, Icon> icons[] = {
        {"landslide", Icon::landslide}, {"flood", Icon::flood}, {"fire", Icon::fire},
        {"wind", Icon::wind},           {"cold", Icon::cold},   {"rain", Icon::rain}};
    for (const auto& [name, icon] : icons)
        if (event == name) return icon;
    return Icon::warning;
}

}  // namespace

// The words for an event are in the string table, one list for each kind.
std::string alert_event(const Strings& strings, const std::string& event) {
    for (const char* name : {"landslide", "flood", "fire", "wind", "cold", "rain"}) {
        const std::string words = strings.say(std::string("event.") + name);
        std::size_t from = 0;
        while (from < words.size()) {
            const std::size_t to = std::min(words.find('|', from), words.size());
            if (event.find(words.substr(from, to - from)) != std::string::npos) return name;
            from = to + 1;
        }
    }
    return "other";
}

AlertLook alert_look(const Ui& ui, const Alert& alert) {
    AlertLook look;
    look.icon = icon_for(alert_event(ui.strings(), alert.event));
    if (alert.status != AlertStatus::actual) {
        look.drill = true;
        look.ground = ui.colour(Ink::raised);
        look.words = ui.colour(Ink::drill);
        look.level =
            ui.say(alert.status == AlertStatus::exercise ? "alert.exercise" : "alert.test");
        return look;
    }
    constexpr Ink grounds[] = {Ink::alert_red, Ink::alert_orange, Ink::alert_yellow,
                               Ink::alert_blue};
    constexpr const char* levels[] = {"alert.red", "alert.orange", "alert.yellow", "alert.blue"};
    const int severity = static_cast<int>(alert.severity);
    look.ground = ui.colour(grounds[severity]);
    look.words = ui.theme().on(look.ground);
    look.level = ui.say(levels[severity]);
    return look;
}

}  // namespace villageboard::kiosk
