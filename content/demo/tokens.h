/// The day tokens of the hand-written texts: {{...}} is replaced by a date counted from today, so
/// that the demo's public-notice periods run and its alerts are live on whatever day it is made.
/// Pure. What a token may say is listed in content/demo/README.md.
#pragma once
#include <string>
#include <string_view>

#include "content/model/time.h"

namespace villageboard::demo {

/// `today` is the day the demo shows; `now` is the latest moment that may lie in the past:
/// {{past:...}} never gives a later one.
struct DemoClock {
    Day today;
    Instant now;
};

/// The text with every token replaced. Error `invalid` names the token that is not known.
std::string resolve_tokens(std::string_view text, const DemoClock& clock);

/// "2026年11月23日".
std::string chinese_day(Day day);
/// "11月23日".
std::string chinese_short_day(Day day);

}  // namespace villageboard::demo
