/// The rolls of the demo village: who gets which subsidy or relief. Texts and rates come from
/// content/demo/tables/rolls.json, the lines from the households, every sum from the lines.
#pragma once
#include <string_view>
#include <vector>

#include "content/demo/item.h"
#include "content/demo/tokens.h"
#include "content/demo/village.h"

namespace villageboard::demo {

/// Error `invalid` when the table is not as expected.
std::vector<DemoItem> subsidy_items(std::string_view rolls_json, const Village& village,
                                    const DemoClock& clock);
std::vector<DemoItem> relief_items(std::string_view rolls_json, const Village& village,
                                   const DemoClock& clock);

}  // namespace villageboard::demo
