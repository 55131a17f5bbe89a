/// Alarms about terminals: each raised once when it begins and cleared once when it is over,
/// however many servers look. Operators list them and acknowledge that they saw them.
#pragma once
#include <string>
#include <vector>

#include "sync/county/fleet/standing.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/alarm_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct AlarmPage {
    std::vector<AlarmRow> rows;
    std::string next;  ///< cursor; empty at the end
};

class Alarms {
  public:
    explicit Alarms(const Tools& tools) : tools_(tools) {}

    /// Holds every accepted terminal against what it should be. For the server's chores.
    void judge();

    /// Newest first. Throws Refusal(forbidden) unless the actor looks after terminals of the area,
    /// and Refusal(invalid) for a cursor that is none.
    AlarmPage list(const Actor& actor, const AreaCode& area, bool standing,
                   const std::string& after, std::uint64_t limit);
    /// Throws Refusal: unknown, forbidden, or conflict when somebody acknowledged it before.
    AlarmRow acknowledge(const Actor& actor, const std::string& id);

  private:
    void judge(const DeviceRow& device);

    Tools tools_;
};

}  // namespace villageboard::county
