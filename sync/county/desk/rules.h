/// Rule packs: what state, province, prefecture and county ask beyond the catalogue, with dates. A
/// rule can only tighten: one more signature, a longer notice period, an earlier due day, only the
/// county writes. A looser one is refused by the name of the rule above it.
#pragma once
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/desk_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class DeskRules {
  public:
    explicit DeskRules(const Tools& tools) : tools_(tools) {}

    /// `wanted` without id, maker and time. By the county's office alone.
    RuleRow add(const Actor& actor, const RuleRow& wanted);
    /// Ends a rule of the county's own with a last day from today on. What comes from above ends
    /// with the day it came with.
    RuleRow end(const Actor& actor, const std::string& id, const std::string& last_day);
    /// By id, after one; for everybody at the desk.
    std::vector<RuleRow> list(const std::string& after, int limit);

  private:
    void refuse_looser(const RuleRow& wanted);

    Tools tools_;
};

}  // namespace villageboard::county
