#include "kiosk/screens/place_name.h"

namespace villageboard::kiosk {

std::string place_name(const Strings& strings, const Board& board, const std::string& digits) {
    const std::string name = board.area_name(digits);
    if (!name.empty()) return name;
    const std::string office = board.office_name(digits);
    const std::string suffixes = strings.say("office.suffixes");
    std::size_t from = 0;
    while (from < suffixes.size()) {
        const std::size_t to = std::min(suffixes.find('|', from), suffixes.size());
        const std::string rule = suffixes.substr(from, to - from);
        const std::string suffix = rule.substr(0, rule.find('='));
        const std::string ending = rule.substr(suffix.size() + 1);
        from = to + 1;
        if (office.size() <= suffix.size() || !office.ends_with(suffix)) continue;
        const std::string place = office.substr(0, office.size() - suffix.size());
        return place.ends_with(ending) ? place : place + ending;
    }
    return {};
}

std::string masthead(const Strings& strings, const Board& board) {
    const std::string village = place_name(strings, board, board.village());
    return village.empty() ? strings.say("app.name")
                           : strings.say("home.masthead", {{"village", village}});
}

}  // namespace villageboard::kiosk
