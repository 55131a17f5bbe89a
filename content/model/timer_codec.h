/// Timers from their file: {"timers": [...]}.
#pragma once
#include <string_view>
#include <vector>

#include "content/model/timer.h"

namespace villageboard {

/// Throws Error invalid with the member named and its JSON pointer; also when an id stands twice or
/// a count is out of range for its unit.
std::vector<Timer> parse_timers(std::string_view bytes);

}  // namespace villageboard
