/// 通知公告: a notice or a poster-like announcement.
#pragma once
#include <string_view>

#include "content/model/body_common.h"

namespace villageboard {

/// What a notice may be about. A draft with another word is refused; a terminal that meets one from
/// a newer county shows the notice among the others.
inline constexpr std::string_view kNoticeTopics[] = {
    "outage",   ///< no water, power or road for a while
    "bus",      ///< timetables and transport
    "clinic",   ///< doctors, vaccination, check-ups
    "school",   ///< enrolment, terms
    "jobs",     ///< work that is offered
    "rules",    ///< what the village agreed on: rules, statutes
    "plan",     ///< the village's own plan
    "charges",  ///< what may be charged
    "report",   ///< yearly reports, reviews, elections
    "health",   ///< long-lived advice, never among the news
};

struct Notice : BodyCommon {
    std::optional<std::string> topic;  ///< one of kNoticeTopics
    std::optional<Instant> event_at;   ///< start of what is announced: a power cut, a meeting
    std::optional<Instant> event_until;
    std::optional<std::string> event_place;
    std::vector<std::string> audience_groups;  ///< group numbers it concerns; empty: all
    friend bool operator==(const Notice&, const Notice&) = default;
};

}  // namespace villageboard
