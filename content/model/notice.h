/// 通知公告: a notice or a poster-like announcement.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

struct Notice : BodyCommon {
    std::optional<Instant> event_at;  ///< start of what is announced: a power cut, a meeting
    std::optional<Instant> event_until;
    std::optional<std::string> event_place;
    std::vector<std::string> audience_groups;  ///< group numbers it concerns; empty: all
    friend bool operator==(const Notice&, const Notice&) = default;
};

}  // namespace villageboard
