#include "content/model/timer.h"

namespace villageboard {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// The last month of the stretch of `length` months (1, 3 or 12) in which `at` lies.
year_month last_month(Day at, int length) {
    const year_month_day date{at};
    const auto number = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    const int last = number / length * length + length;
    return date.year() / month{static_cast<unsigned>(last)};
}

Day last_day(year_month of) { return Day{of / std::chrono::last}; }

}  // namespace

CountedDay due_day(const Timer& timer, Day start, const Calendar& calendar) {
    switch (timer.unit) {
        case TimerUnit::hours:
            return {start + days{(timer.count + 23) / 24}, Certainty::settled};
        case TimerUnit::days:
            return calendar.add_days(start, timer.count);
        case TimerUnit::days_fixed:
            return {start + days{timer.count}, Certainty::settled};
        case TimerUnit::working_days:
            return calendar.add_working_days(start, timer.count);
        case TimerUnit::days_before:
            return {start - days{timer.count}, Certainty::settled};
        case TimerUnit::day_of_quarter: {
            const year_month next = last_month(start, 3) + months{1};
            return {Day{next / day{static_cast<unsigned>(timer.count)}}, Certainty::settled};
        }
        case TimerUnit::day_of_next_year: {
            const auto in_month = month{static_cast<unsigned>(timer.month.value_or(12))};
            const year next = year_month_day{start}.year() + std::chrono::years{1};
            return {Day{next / in_month / day{static_cast<unsigned>(timer.count)}},
                    Certainty::settled};
        }
        case TimerUnit::end_of_period:
            return {last_day(last_month(start, timer.count)), Certainty::settled};
    }
    return {start, Certainty::settled};
}

}  // namespace villageboard
