#include "kiosk/screens/topics.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace villageboard::kiosk {
namespace {

Topic notice_topic(const cache::ItemRow& item, const Notice* notice) {
    const std::string topic = notice && notice->topic ? *notice->topic : std::string{};
    if (topic == "rules" || topic == "plan" || topic == "report") return Topic::rules;
    if (topic == "charges") return Topic::charges;
    if (topic == "health") return Topic::health;
    constexpr std::array<std::string_view, 3> rules{"G01", "G04", "G05"};
    if (topic.empty() && std::find(rules.begin(), rules.end(), item.catalogue) != rules.end())
        return Topic::rules;
    return Topic::notices;
}

}  // namespace

Topic topic_of(const cache::ItemRow& item, const Body* body) {
    switch (item.kind) {
        case Kind::guide:
            return Topic::guides;
        case Kind::meeting:
            return Topic::meetings;
        case Kind::consultation:
            return Topic::consultations;
        case Kind::contact:
            return Topic::contacts;
        case Kind::statistics:
            return Topic::statistics;
        default:
            return notice_topic(item, body ? std::get_if<Notice>(body) : nullptr);
    }
}

std::vector<Kind> kinds_of(Topic topic) {
    switch (topic) {
        case Topic::guides:
            return {Kind::guide};
        case Topic::meetings:
            return {Kind::meeting};
        case Topic::consultations:
            return {Kind::consultation};
        case Topic::contacts:
            return {Kind::contact};
        case Topic::statistics:
            return {Kind::statistics};
        case Topic::promises:
            return {};
        default:
            return {Kind::notice};
    }
}

const char* topic_key(Topic topic) {
    constexpr const char* keys[] = {
        "kind.notice",  "kind.guide",    "kind.meeting",    "village.promises", "kind.consultation",
        "kind.contact", "village.rules", "village.charges", "kind.statistics",  "village.health"};
    return keys[static_cast<int>(topic)];
}

Icon topic_icon(Topic topic) {
    constexpr Icon icons[] = {Icon::paper, Icon::check, Icon::hand,  Icon::pact,  Icon::help,
                              Icon::phone, Icon::house, Icon::table, Icon::chart, Icon::heart};
    return icons[static_cast<int>(topic)];
}

std::optional<NearDay> near_event(const Notice& notice, const BoardTime& time) {
    if (!time.known || !notice.event_at) return std::nullopt;
    const Instant end = event_end(notice).value_or(*notice.event_at);
    if (end <= time.now) return std::nullopt;
    const Day today = time.today();
    const Day begins = shanghai_day(*notice.event_at);
    if (begins <= today) return NearDay::today;
    if (begins == today + std::chrono::days{1}) return NearDay::tomorrow;
    return std::nullopt;
}

Validity validity_of(const Policy& policy, const BoardTime& time) {
    const Validity said = policy.validity.value_or(Validity::in_force);
    const bool counts = said == Validity::in_force || said == Validity::amended;
    if (counts && policy.repealed_on && *policy.repealed_on <= time.today())
        return Validity::expired;
    return said;
}

}  // namespace villageboard::kiosk
