/// Group totals in figures-only renditions: no group of fewer than five lines stands alone, since
/// its total would tell what one household got. Internal to content/catalogue.
#pragma once
#include <vector>

#include "content/model/relief_roll.h"
#include "content/model/subsidy_roll.h"

namespace villageboard {

/// The fewest lines that a shown group total, or the difference of shown totals, may stand for.
inline constexpr int kFewestLines = 5;

/// As long as a group has fewer than kFewestLines lines, joins the smallest one to the next
/// smallest: numbers joined by "+", names by "、". All groups are dropped where only one would be
/// left, since it would repeat the total. The sum of the groups doesn't change.
void merge_small_groups(std::vector<SubsidyGroup>& groups);
void merge_small_groups(std::vector<ReliefGroup>& groups);

}  // namespace villageboard
