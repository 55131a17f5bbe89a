#include "content/model/calendar.h"

#include <algorithm>
#include <cstdlib>

#include "content/model/error.h"

namespace villageboard {
namespace {

using std::chrono::days;
using std::chrono::weekday;
using std::chrono::year_month_day;

int year_number(Day day) { return static_cast<int>(year_month_day{day}.year()); }

bool is_weekend(Day day) { return weekday{day}.iso_encoding() >= 6; }

bool holds(const std::vector<Day>& list, Day day) {
    return std::find(list.begin(), list.end(), day) != list.end();
}

/// The holidays that fall on the same day each year (全国年节及纪念日放假办法, in force 2025):
/// New Year, 1 and 2 May, 1 to 3 October.
bool is_fixed_holiday(Day day) {
    const year_month_day date{day};
    const auto month = static_cast<unsigned>(date.month());
    const auto of_month = static_cast<unsigned>(date.day());
    return (month == 1 && of_month == 1) || (month == 5 && of_month <= 2) ||
           (month == 10 && of_month <= 3);
}

void refuse_bad_day(const CalendarYear& year, Day day, const std::vector<Day>& other,
                    bool changes_something, const std::string& place) {
    if (year_number(day) != year.year)
        throw Error(ErrorKind::invalid, "The day " + format_day(day) + " stands in another year.",
                    place);
    if (holds(other, day))
        throw Error(ErrorKind::invalid,
                    "The day " + format_day(day) + " is both a day off and a working day.", place);
    if (!changes_something)
        throw Error(ErrorKind::invalid,
                    "The day " + format_day(day) +
                        " changes nothing: list only weekdays that are off and weekend days that "
                        "are worked.",
                    place);
}

void refuse_bad_year(const CalendarYear& year, const std::string& place) {
    for (const Day day : year.off)
        refuse_bad_day(year, day, year.work, !is_weekend(day), place + "/off");
    for (const Day day : year.work)
        refuse_bad_day(year, day, year.off, is_weekend(day), place + "/work");
}

}  // namespace

Calendar::Calendar(std::vector<CalendarYear> years) : years_(std::move(years)) {
    for (std::size_t i = 0; i < years_.size(); ++i) {
        const std::string place = "/years/" + std::to_string(i);
        refuse_bad_year(years_[i], place);
        for (std::size_t j = 0; j < i; ++j)
            if (years_[i].year == years_[j].year)
                throw Error(ErrorKind::invalid,
                            "The year " + std::to_string(years_[i].year) + " stands twice.",
                            place + "/year");
    }
}

const CalendarYear* Calendar::year_of(Day day) const {
    const int number = year_number(day);
    for (const CalendarYear& year : years_)
        if (year.year == number) return &year;
    return nullptr;
}

Certainty Calendar::certainty(Day day) const {
    const CalendarYear* year = year_of(day);
    return year && !year->provisional ? Certainty::settled : Certainty::provisional;
}

bool Calendar::is_working_day(Day day) const {
    const CalendarYear* year = year_of(day);
    if (year && holds(year->work, day)) return true;
    if (is_weekend(day) || (year && holds(year->off, day))) return false;
    return certainty(day) == Certainty::settled || !is_fixed_holiday(day);
}

CountedDay Calendar::add_working_days(Day start, int count) const {
    CountedDay result{start, count > 0 ? Certainty::settled : certainty(start)};
    while (count > 0) {
        result.day += days{1};
        if (certainty(result.day) == Certainty::provisional)
            result.certainty = Certainty::provisional;
        if (is_working_day(result.day)) --count;
    }
    return result;
}

CountedDay Calendar::add_days(Day start, int count) const {
    CountedDay result{start + days{count}, certainty(start + days{count})};
    while (!is_working_day(result.day)) {
        result.day += days{1};
        if (certainty(result.day) == Certainty::provisional)
            result.certainty = Certainty::provisional;
    }
    return result;
}

CountedDays Calendar::working_days_between(Day start, Day end) const {
    if (end < start) {
        CountedDays reverse = working_days_between(end, start);
        reverse.count = -reverse.count;
        return reverse;
    }
    CountedDays result;
    for (Day day = start + days{1}; day <= end; day += days{1}) {
        if (certainty(day) == Certainty::provisional) result.certainty = Certainty::provisional;
        if (is_working_day(day)) ++result.count;
    }
    return result;
}

int days_left(Day today, Day last) {
    return today > last ? 0 : static_cast<int>((last - today).count()) + 1;
}

}  // namespace villageboard
