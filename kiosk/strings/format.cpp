#include "kiosk/strings/format.h"

#include <algorithm>
#include <chrono>

#include "content/model/variant.h"

namespace villageboard::kiosk {
namespace {

std::string two_digits(long value) {
    return value < 10 ? "0" + std::to_string(value) : std::to_string(value);
}

std::string with_date(const Strings& strings, std::string_view key, Day day) {
    const std::chrono::year_month_day date{day};
    const auto month = std::to_string(static_cast<unsigned>(date.month()));
    return strings.say(
        key, {{"y", std::to_string(static_cast<int>(date.year()))},
              {"m", month},
              {"month", strings.say("month." + month)},
              {"d", std::to_string(static_cast<unsigned>(date.day()))},
              {"weekday",
               strings.say("weekday." + std::to_string(std::chrono::weekday{day}.c_encoding()))}});
}

}  // namespace

std::string short_day(const Strings& strings, Day day) {
    return with_date(strings, "date.short", day);
}

std::string full_day(const Strings& strings, Day day) {
    return with_date(strings, "date.full", day);
}

std::string day_and_weekday(const Strings& strings, Day day) {
    return with_date(strings, "date.weekday", day);
}

std::string near_day(const Strings& strings, Day day, Day today) {
    const auto age = (today - day).count();
    if (age == 0) return strings.say("date.today");
    if (age == 1) return strings.say("date.yesterday");
    if (age == 2) return strings.say("date.day_before");
    const bool same_year =
        std::chrono::year_month_day{day}.year() == std::chrono::year_month_day{today}.year();
    return same_year ? short_day(strings, day) : full_day(strings, day);
}

std::string full_time(const Strings& strings, Instant at) {
    const Day day = shanghai_day(at);
    const auto since = at - start_of(day);
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(since);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(since - hours);
    return full_day(strings, day) + " " + two_digits(hours.count()) + ":" +
           two_digits(minutes.count());
}

std::string clock_time(Instant at) {
    const auto since = at - start_of(shanghai_day(at));
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(since);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(since - hours);
    return std::to_string(hours.count()) + ":" + two_digits(minutes.count());
}

std::string yuan(const Strings& strings, Fen amount) {
    return strings.say("money.yuan", {{"amount", format_yuan(amount)}});
}

std::string period_name(const Strings& strings, const FinancePeriod& period) {
    if (is_chinese(strings.language()) && !period.label.empty()) return period.label;
    const std::chrono::year_month_day from{period.from};
    const auto month = static_cast<unsigned>(from.month());
    const std::string year = std::to_string(static_cast<int>(from.year()));
    switch (period.type) {
        case PeriodType::quarter:
            return strings.say("period.quarter_name",
                               {{"y", year}, {"q", std::to_string((month - 1) / 3 + 1)}});
        case PeriodType::month:
            return strings.say("period.month_name",
                               {{"y", year},
                                {"m", std::to_string(month)},
                                {"month", strings.say("month." + std::to_string(month))}});
        case PeriodType::year:
            return strings.say("period.year_name", {{"y", year}});
        case PeriodType::special:
            break;
    }
    return strings.say("event.span", {{"from", full_day(strings, period.from)},
                                      {"to", full_day(strings, period.to)}});
}

std::string recent_period(const Strings& strings, const FinancePeriod& period,
                          std::optional<Day> today) {
    constexpr int kHalfAYear = 183;
    const bool recent = today && (*today - period.to).count() < kHalfAYear;
    const std::chrono::year_month_day from{period.from};
    const auto month = static_cast<unsigned>(from.month());
    if (recent && period.type == PeriodType::quarter) {
        const std::string quarter = std::to_string((month - 1) / 3 + 1);
        return strings.say("period.quarter_alone",
                           {{"q", quarter}, {"ordinal", strings.say("due.q." + quarter)}});
    }
    if (recent && period.type == PeriodType::month)
        return strings.say("month." + std::to_string(month));
    return period_name(strings, period);
}

std::string film_length(const Strings& strings, std::chrono::milliseconds length) {
    const auto all =
        std::max(std::chrono::ceil<std::chrono::seconds>(length), std::chrono::seconds{1}).count();
    const std::string minutes = std::to_string(all / 60);
    const std::string seconds = std::to_string(all % 60);
    if (all < 60) return strings.say("film.seconds", {{"s", seconds}});
    if (all % 60 == 0) return strings.say("film.minutes", {{"m", minutes}});
    return strings.say("film.minutes_seconds", {{"m", minutes}, {"s", seconds}});
}

int days_left(Day last, Day today) { return static_cast<int>((last - today).count()) + 1; }

}  // namespace villageboard::kiosk
