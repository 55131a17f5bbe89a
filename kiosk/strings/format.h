/// Days, sums and counts as a reader of the chosen language would write them.
/// Pure functions of a string table; no clock.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "content/model/finance.h"
#include "content/model/money.h"
#include "content/model/time.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

/// "11月23日", "23 Nov".
std::string short_day(const Strings& strings, Day day);
/// "2026年11月23日", "23 Nov 2026".
std::string full_day(const Strings& strings, Day day);
/// "11月23日 星期一", "Mon 23 Nov".
std::string day_and_weekday(const Strings& strings, Day day);
/// "今天", "昨天", "前天", then the date, with the year when it isn't this one.
std::string near_day(const Strings& strings, Day day, Day today);
/// "2026年11月23日 14:30" in Asia/Shanghai.
std::string full_time(const Strings& strings, Instant at);
/// "9:00", "18:30" in Asia/Shanghai.
std::string clock_time(Instant at);
/// "86,420.00 元", "86,420.00 yuan".
std::string yuan(const Strings& strings, Fen amount);
/// In Chinese the period's own label as published; elsewhere by its dates: "Q3 2026", "Sep 2026",
/// "2026", "3 Jul 2026 to 9 Sep 2026".
std::string period_name(const Strings& strings, const FinancePeriod& period);
/// The same without its year where that goes without saying: "第三季度", "Q3", "9月"
/// of a period that ended less than half a year before `today`.
std::string recent_period(const Strings& strings, const FinancePeriod& period,
                          std::optional<Day> today);
/// "1分20秒", "20秒"; "1 min 20 s": rounded up to whole seconds, at least one.
std::string film_length(const Strings& strings, std::chrono::milliseconds length);
/// Whole days from `today` to `last`, both included: 1 on the last day, 0 or less when over.
int days_left(Day last, Day today);

}  // namespace villageboard::kiosk
