/// How the village's own matters are sorted: what belongs to which topic of the village's page.
/// Pure functions.
#pragma once
#include <optional>
#include <vector>

#include "kiosk/app/board.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {

enum class Topic {
    notices,
    guides,
    meetings,
    promises,  ///< made of the meetings' follow-ups; holds no items of its own
    consultations,
    contacts,
    rules,  ///< what the village agreed on, its plan, its yearly reports
    charges,
    statistics,
    health,
};
/// In the order in which they stand on the village's page.
inline constexpr Topic kTopics[] = {
    Topic::notices, Topic::guides,  Topic::contacts,      Topic::meetings,   Topic::promises,
    Topic::rules,   Topic::charges, Topic::consultations, Topic::statistics, Topic::health};

/// `body` may be null: then the item's kind and catalogue code decide.
Topic topic_of(const cache::ItemRow& item, const Body* body);
/// The kinds of which its items are; empty for promises.
std::vector<Kind> kinds_of(Topic topic);
/// Key of the topic's name in the string table, and its drawing.
const char* topic_key(Topic topic);
Icon topic_icon(Topic topic);

/// Which day an event concerns; nothing for none, or one that lies elsewhere.
enum class NearDay { today, tomorrow };
/// Whether it begins, goes on or ends on that day or the next. Nothing while the clock isn't known.
std::optional<NearDay> near_event(const Notice& notice, const BoardTime& time);

/// Whether a policy counts today: its own word, and the day on which it was repealed.
Validity validity_of(const Policy& policy, const BoardTime& time);

}  // namespace villageboard::kiosk
