/// Calendar quarters, the period of a village's finance report. A value type; pure arithmetic.
#pragma once
#include <string>

#include "content/model/time.h"

namespace villageboard::demo {

struct Quarter {
    int year = 0;
    int number = 1;  ///< 1 to 4

    Day from() const;
    /// The last day, included.
    Day to() const;
    /// The quarter `count` later (earlier when negative).
    Quarter plus(int count) const;
    /// "2026年第三季度".
    std::string label() const;

    friend auto operator<=>(const Quarter&, const Quarter&) = default;
};

/// The quarter in which `day` falls.
Quarter quarter_of(Day day);

/// The last quarter that is over before `today` begins.
Quarter last_ended_quarter(Day today);

int year_of(Day day);
/// 1 to 12.
int month_of(Day day);
Day day_of(int year, int month, int day);

}  // namespace villageboard::demo
