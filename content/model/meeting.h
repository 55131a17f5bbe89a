/// 村民(代表)会议决议: a meeting, its votes and what followed.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class MeetingType { villagers, representatives, committee };

struct Decision {
    std::string text;
    int for_ = 0;  ///< "for" in the JSON
    int against = 0;
    int abstain = 0;
    bool passed = false;
    friend bool operator==(const Decision&, const Decision&) = default;
};
struct FollowUp {
    std::string text;
    std::string who;
    Day due;
    std::optional<Day> done;  ///< the day it was done
    friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

struct Meeting : BodyCommon {
    MeetingType meeting = MeetingType::representatives;
    Day held;
    int due = 0;      ///< how many should have come
    int present = 0;  ///< how many came
    std::vector<std::string> agenda;
    std::vector<Decision> decisions;
    std::vector<FollowUp> follow_up;
    friend bool operator==(const Meeting&, const Meeting&) = default;
};

}  // namespace villageboard
