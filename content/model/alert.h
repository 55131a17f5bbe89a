/// 预警: a warning as the Chinese CAP profile gives it.
#pragma once
#include "content/model/area.h"
#include "content/model/body_common.h"

namespace villageboard {

enum class AlertStatus { actual, exercise, test };
enum class AlertType { alert, update, cancel };
enum class Severity { red, orange, yellow, blue };

struct Alert : BodyCommon {
    std::string identifier;
    std::string sender;
    std::string sender_code;
    Instant sent;
    AlertStatus status = AlertStatus::actual;
    AlertType type = AlertType::alert;
    std::optional<std::string> references;  ///< the identifier of the first alert of the chain
    std::string event;
    std::optional<std::string> event_type;  ///< "11B01"
    Severity severity = Severity::blue;
    Instant effective;
    std::optional<Instant> onset;
    std::optional<Instant> expires;
    std::string headline;
    std::string description;
    std::string instruction;
    std::vector<AreaCode> areas;
    std::optional<std::string> area_text;
    std::optional<std::string> where;
    std::string phone;
    friend bool operator==(const Alert&, const Alert&) = default;
};

}  // namespace villageboard
