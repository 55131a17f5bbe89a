#include "kiosk/widgets/alert_look.h"

namespace villageboard::kiosk {
namespace {

// Which drawing an event gets: the words are in the string table, one list for each drawing.
Icon icon_for(const Ui& ui, const std::string& event) {
    constexpr std::pair<const char*, Icon> events[] = {
        {"event.landslide", Icon::landslide}, {"event.flood", Icon::flood},
        {"event.fire", Icon::fire},           {"event.wind", Icon::wind},
        {"event.cold", Icon::cold},           {"event.rain", Icon::rain}};
    for (const auto& [key, icon] : events) {
        const std::string words = ui.say(key);
        std::size_t from = 0;
        while (from < words.size()) {
            const std::size_t to = std::min(words.find('|', from), words.size());
            if (event.find(words.substr(from, to - from)) != std::string::npos) return icon;
            from = to + 1;
        }
    }
    return Icon::warning;
}

}  // namespace

AlertLook alert_look(const Ui& ui, const Alert& alert) {
    AlertLook look;
    look.icon = icon_for(ui, alert.event);
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
