#include "sync/county/calendar/obligations.h"

#include <algorithm>

#include "sync/county/calendar/fact.h"

namespace villageboard::county {
namespace {

using std::chrono::days;

/// Periods that began, whose last day in time is not over.
std::vector<DuePeriod> running(const Rules& rules, const CatalogueItem& item, Day on) {
    std::vector<DuePeriod> all;
    auto period = period_around(item, rules.timers, rules.calendar, on);
    while (period && period->missed_from > on) {
        all.push_back(*period);
        period = period_around(item, rules.timers, rules.calendar, period->from - days{1});
    }
    std::ranges::reverse(all);
    return all;
}

bool is_covered(const std::vector<Publication>& published, const CatalogueItem& item,
                const DuePeriod& period) {
    return std::ranges::any_of(published,
                               [&](const Publication& one) { return covers(one, item, period); });
}

}  // namespace

Publication publication_of(const CountedFact& fact, FeedLevel level) {
    Publication made{std::string(fact.catalogue), level, fact.made, fact.period_end, {}};
    for (const char* sheet : {"A", "B", "C", "D", "E", "F", "G", "H", "plan"})
        if ((fact.sheets & sheet_bit(sheet)) != 0) made.sheets.emplace_back(sheet);
    return made;
}

std::vector<Obligation> obligations(const Rules& rules, const std::vector<Publication>& published,
                                    Day began, Day on, int within) {
    std::vector<Obligation> all;
    for (MissingItem& missing :
         missing_items(rules.items, rules.timers, rules.calendar, published, began, on)) {
        const int behind = static_cast<int>((on - missing.period.due).count());
        all.push_back({std::move(missing.item), missing.period, -std::max(behind, 1)});
    }
    for (const CatalogueItem& item : rules.items)
        for (const DuePeriod& period : running(rules, item, on)) {
            // a day off moves the end of the time, not the day that the law names
            const int left = std::max(0, static_cast<int>((period.due - on).count()));
            if (period.from < began || left > within || is_covered(published, item, period))
                continue;
            all.push_back({item, period, left});
        }
    return all;
}

}  // namespace villageboard::county
