/// Working days with the State Council's shifted days, and how periods are counted.
/// Years without a notice of the State Council are provisional: weekends and the holidays of fixed
/// date only (1 January, 1 and 2 May, 1 to 3 October; the lunar ones can't be foreseen),
/// and every result that touches such a year says so.
/// Immutable once built; any thread may read it.
#pragma once
#include <optional>
#include <vector>

#include "content/model/reference.h"
#include "content/model/time.h"

namespace villageboard {

enum class Certainty {
    settled,      ///< by the State Council's notice of that year
    provisional,  ///< the notice isn't in the table: shifted days may still move it
};

struct CountedDay {
    Day day;
    Certainty certainty = Certainty::settled;
    friend bool operator==(const CountedDay&, const CountedDay&) = default;
};

struct CountedDays {
    int count = 0;
    Certainty certainty = Certainty::settled;
    friend bool operator==(const CountedDays&, const CountedDays&) = default;
};

class Calendar {
  public:
    /// Throws Error invalid when a year stands twice or a day stands outside its year, in both
    /// lists, or in a list where it changes nothing (a Sunday "off").
    explicit Calendar(std::vector<CalendarYear> years);

    bool is_working_day(Day day) const;
    Certainty certainty(Day day) const;

    /// The `count`-th working day after `start`; `start` itself is not counted (Civil Code art.
    /// 201). count >= 0; 0 gives `start`.
    CountedDay add_working_days(Day start, int count) const;
    /// The last day of a period of `count` days that begins after `start`. When it falls on a day
    /// off, it runs on to the next working day (Civil Code art. 203).
    CountedDay add_days(Day start, int count) const;
    /// Working days after `start` up to and with `end`; negative of the reverse when end < start.
    CountedDays working_days_between(Day start, Day end) const;

  private:
    const CalendarYear* year_of(Day day) const;

    std::vector<CalendarYear> years_;
};

/// Days left of a period whose last day is `last`, as a screen says them: 1 on the last day itself,
/// 0 when it is over.
int days_left(Day today, Day last);

}  // namespace villageboard
