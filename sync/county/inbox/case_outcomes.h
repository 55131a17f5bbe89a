/// What became of villagers' messages, for the figures: kinds, days and desks, and nothing of what
/// anybody wrote. Messages to discipline inspection are never among them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "sync/county/store/case_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct CaseOutcome {
    std::string id;
    CaseScope desk;    ///< which has it now
    std::string kind;  ///< "ask", "object", "report", "suggest"
    Day received;
    Day due;
    std::optional<Day> ended;     ///< when it was first answered or closed
    bool taken_up_again = false;  ///< after that
    bool corrected = false;       ///< the item it is about has had a later revision since
};

/// Those of the desks of `area` and below it whose term ends in [from, to], by desk, day and id.
std::vector<CaseOutcome> case_outcomes(const Tools& tools, const AreaCode& area, Day from, Day to);

}  // namespace villageboard::county
