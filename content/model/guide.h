/// 办事指南: what to bring, where to go, how long it takes, what it costs.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

struct GuideMaterial {
    std::string name;
    int original = 0;
    int copies = 0;
    std::optional<std::string> form;  ///< attachment: the blank form
    std::optional<std::string> note;
    friend bool operator==(const GuideMaterial&, const GuideMaterial&) = default;
};

struct Guide : BodyCommon {
    std::string matter;
    std::optional<std::string> who;
    std::vector<std::string> conditions;
    std::optional<std::string> standard;
    std::vector<GuideMaterial> materials;
    std::vector<std::string> steps;
    std::optional<std::string> time_limit;
    std::optional<std::string> hours;
    std::string place;
    std::string phone;
    std::string fee;
    std::optional<std::string> complaint_phone;
    friend bool operator==(const Guide&, const Guide&) = default;
};

}  // namespace villageboard
