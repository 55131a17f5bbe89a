#include "kiosk/screens/consultation_due.h"

#include <algorithm>

#include "content/catalogue/builtin.h"

namespace villageboard::kiosk {

std::optional<Day> result_due(const Consultation& asked, const Calendar& calendar) {
    if (asked.result_due || !asked.final_date) return asked.result_due;
    const auto timers = builtin_timers();
    const auto timer = std::find_if(timers.begin(), timers.end(),
                                    [](const Timer& each) { return each.id == "opinions-result"; });
    if (timer == timers.end()) return std::nullopt;
    return due_day(*timer, *asked.final_date, calendar).day;
}

}  // namespace villageboard::kiosk
