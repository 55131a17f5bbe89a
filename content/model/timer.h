/// Statutory timers as rows: a start event, a length, a unit. Which timers there are is data
/// (content/catalogue/timers.json); this only counts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/time.h"

namespace villageboard {

enum class TimerUnit {
    hours,             ///< `count` hours
    days,              ///< `count` days, running on over days off
    days_fixed,        ///< `count` days that don't run on (a public-notice period of days)
    working_days,      ///< `count` working days
    days_before,       ///< `count` days before the event, no later
    day_of_quarter,    ///< the `count`-th of the first month after the quarter of the event
    day_of_next_year,  ///< the day `month`-`count` of the year after the event's
    end_of_period,     ///< the last day of the quarter (count 3), year (12) or month (1)
};

struct Timer {
    std::string id;
    std::string name;  ///< Chinese, for staff
    int count = 0;
    TimerUnit unit = TimerUnit::days;
    std::optional<int> month;  ///< for day_of_next_year
    std::string
        start;  ///< the event from which it counts: "formed", "received", "quarter_end", ...
    std::string basis;   ///< id of a legal basis row, or empty for a local rule
    bool local = false;  ///< a county may set another value: an observed local rule, no law
    friend bool operator==(const Timer&, const Timer&) = default;
};

/// The last day on which the duty is met in time. For `hours` the day on which they are over,
/// counted from the end of `start`. Fixed days (of a quarter, a year, a period) don't run on.
CountedDay due_day(const Timer& timer, Day start, const Calendar& calendar);

}  // namespace villageboard
