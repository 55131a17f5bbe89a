/// Whose desk a message comes to, and until when it must be answered. The village never reads it:
/// by default the town does, the county where it was picked or where the town itself is objected
/// to, discipline inspection where it was picked.
#pragma once
#include <string>

#include "content/model/calendar.h"
#include "content/model/time.h"
#include "content/state/submission.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/case_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The topic that makes a case a request for information, whose term is the law's.
inline constexpr std::string_view kRequestTopic = "request";

class Routing {
  public:
    explicit Routing(const Tools& tools) : tools_(tools) {}

    CaseScope desk_for(const state::OpenedSubmission& message) const;
    /// The last day: timer "villager-question", or "request-answer" for a request.
    Day due_day(Day received, bool request) const;

  private:
    bool is_about_the_town(const state::OpenedSubmission& message, const AreaCode& town) const;

    Tools tools_;
};

/// The office's post alone sees a case: the reviewer of that town, the county's editors and
/// administrators, discipline inspection. Nobody is in two of them by rank.
bool may_handle(const Actor& actor, const CaseScope& desk, const AreaCode& county);
/// Every desk at which somebody may handle cases.
std::vector<CaseScope> desks_of(const Actor& actor, const AreaCode& county);

}  // namespace villageboard::county
