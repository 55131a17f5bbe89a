/// What should stand on the board by now and doesn't: which period of which catalogue item was due,
/// until when, and whether something published covers it. A terminal asks this without a link, of
/// the catalogue, the calendar and what it holds. Pure functions; any thread.
///
/// Only items that come round by the month, the quarter or the year are counted: what is due so
/// many days after something came about can't be known by who never heard of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/reference.h"
#include "content/model/timer.h"

namespace villageboard {

struct DuePeriod {
    Rhythm every = Rhythm::quarter;
    Day from;         ///< first day of the period
    Day to;           ///< its last day
    Day due;          ///< last day on which publishing is in time
    Day missed_from;  ///< from this day on it may be called missing: no earlier than the day after
                      ///< a working day, since nobody publishes on a holiday
    friend bool operator==(const DuePeriod&, const DuePeriod&) = default;
};

/// The last period of the item that may be called missing on `today`; nothing for an item without
/// a rhythm.
/// When: the item's timer where it names a day of the next quarter; the 20th of the month after the
/// period for items made of finance sheets, whose books close with the period (timer
/// "finance-day-20"); else the period's last day (organic law of villagers' committees, "at least
/// once a quarter").
std::optional<DuePeriod> last_due(const CatalogueItem& item, const std::vector<Timer>& timers,
                                  const Calendar& calendar, Day today);

/// The period of the item that `day` falls in, with its due day; nothing for an item without a
/// rhythm.
std::optional<DuePeriod> period_around(const CatalogueItem& item, const std::vector<Timer>& timers,
                                       const Calendar& calendar, Day day);

enum class FeedLevel { county, town, village };

/// What the board knows of one published item, whatever became of it later.
struct Publication {
    std::string catalogue;
    FeedLevel level = FeedLevel::village;
    Day made;                              ///< day formed, else first published
    std::optional<Day> period_end = {};    ///< of a finance report
    std::vector<std::string> sheets = {};  ///< "A".."H", "plan"; finance reports only
};

/// Whether it counts for the item at all: filed under its code or holding one of its sheets, in a
/// feed that may hold what this item's publishers owe.
bool counts_for(const Publication& publication, const CatalogueItem& item);

/// The day by which it belongs to a period: the end of the report's own period where the item is
/// due by the month or quarter, else the day it was made.
Day deciding_day(const Publication& publication, Rhythm every);

/// Whether it is what was due in this very period, no later one: for looking back. A report counts
/// when it reaches into the period's last month.
bool belongs(const Publication& publication, const CatalogueItem& item, const DuePeriod& period);

/// Whether it is what was due, or something of a later period. A finance report counts for every
/// item of which it holds a sheet, when it reaches into the period's last month. What a village
/// owes, only its own feed (or, for the town's items, the town's) can hold.
bool covers(const Publication& publication, const CatalogueItem& item, const DuePeriod& period);

struct MissingItem {
    CatalogueItem item;
    DuePeriod period;
};

/// What is missing on `today`, in the catalogue's order, one entry an item. Periods that began
/// before `since`, the day on which the village's feed began, are nobody's fault.
std::vector<MissingItem> missing_items(const std::vector<CatalogueItem>& catalogue,
                                       const std::vector<Timer>& timers, const Calendar& calendar,
                                       const std::vector<Publication>& published, Day since,
                                       Day today);

}  // namespace villageboard
