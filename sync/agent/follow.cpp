#include "sync/agent/follow.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace villageboard::agent {
namespace {

std::string text(const nlohmann::json& row, const char* member) {
    const auto found = row.find(member);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void add(std::vector<Followed>& list, const AreaCode& area, bool granted) {
    const bool there = std::any_of(list.begin(), list.end(),
                                   [&](const Followed& held) { return held.area == area; });
    if (!there) list.push_back({area, granted, {}});
}

}  // namespace

std::vector<Succession> read_successions(std::string_view areas_body) {
    std::vector<Succession> successions;
    const auto body = nlohmann::json::parse(areas_body, nullptr, false);
    if (!body.is_object() || !body.contains("rows") || !body["rows"].is_array()) return successions;
    for (const auto& row : body["rows"]) {
        if (!row.is_object()) continue;
        const auto area = AreaCode::parse(text(row, "code"));
        const auto successor = AreaCode::parse(text(row, "successor"));
        if (area && successor && *area != *successor)
            successions.push_back({*area, *successor, parse_day(text(row, "valid_to"))});
    }
    return successions;
}

std::vector<Followed> follow(const AreaCode& own, const std::vector<AreaCode>& granted,
                             const std::vector<Succession>& successions, Day today) {
    std::vector<Followed> list;
    for (const AreaCode& area : own.path()) add(list, area, false);
    for (const AreaCode& area : granted) add(list, area, true);
    // the list grows while it is walked: a successor may have one of its own
    for (std::size_t i = 0; i < list.size(); ++i)
        for (const Succession& step : successions) {
            if (step.area != list[i].area || (step.valid_to && *step.valid_to >= today)) continue;
            list[i].successor = step.successor.digits();
            const bool by_grant = list[i].granted;
            for (const AreaCode& area : step.successor.path()) add(list, area, by_grant);
        }
    return list;
}

}  // namespace villageboard::agent
