/// What a village owes on one day, of items that come round by the month, quarter or year: what is
/// missing by content/catalogue/due.h (the terminals say the same), and what is due soon. Pure; any
/// thread.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "sync/county/calendar/coverage.h"

namespace villageboard::county {

struct Obligation {
    CatalogueItem item;
    DuePeriod period;
    /// Days left to the last day in time, 0 on it; negative: days behind it.
    int days_left = 0;
    /// Of what is owed on something else: its id, such as the item of the consultation whose result
    /// is due; else empty.
    std::string subject = {};
    bool overdue() const { return days_left < 0; }
};

/// The county's rules, as every village is held against them.
struct Rules {
    const std::vector<CatalogueItem>& items;
    const std::vector<Timer>& timers;
    const Calendar& calendar;
};

/// In the catalogue's order, overdue before due. `began` is the day of the village's first item;
/// what is due later than `within` days from `on` is left out.
std::vector<Obligation> obligations(const Rules& rules, const std::vector<Publication>& published,
                                    Day began, Day on, int within);

/// A fact as content/catalogue/due.h takes it.
Publication publication_of(const CountedFact& fact, FeedLevel level);

}  // namespace villageboard::county
