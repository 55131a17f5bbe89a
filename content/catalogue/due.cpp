#include "content/catalogue/due.h"

#include <algorithm>

namespace villageboard {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::string_view kFinanceDay = "finance-day-20";
constexpr unsigned kDayOfNextMonth = 20;
/// The period before the running one, or at worst the one before that, is the last one due.
constexpr int kPeriodsBack = 3;

int months_of(Rhythm every) {
    if (every == Rhythm::month) return 1;
    return every == Rhythm::quarter ? 3 : 12;
}

year_month first_month(Day at, Rhythm every) {
    const year_month_day date{at};
    const int length = months_of(every);
    const int number = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    return date.year() / month{static_cast<unsigned>(number / length * length + 1)};
}

year_month month_of(Day day) {
    const year_month_day date{day};
    return date.year() / date.month();
}

const Timer* find(const std::vector<Timer>& timers, std::string_view id) {
    const auto found = std::find_if(timers.begin(), timers.end(),
                                    [&](const Timer& timer) { return timer.id == id; });
    return found == timers.end() ? nullptr : &*found;
}

/// The timer that says on which day after the period the item is due; null: the period's last day.
const Timer* timer_after(const CatalogueItem& item, Rhythm every,
                         const std::vector<Timer>& timers) {
    if (every != Rhythm::quarter) return nullptr;
    const Timer* own = item.limit.timer ? find(timers, *item.limit.timer) : nullptr;
    if (own && own->unit == TimerUnit::day_of_quarter) return own;
    const Timer* finance = item.sheets.empty() ? nullptr : find(timers, kFinanceDay);
    return finance && finance->unit == TimerUnit::day_of_quarter ? finance : nullptr;
}

Day due_of(const CatalogueItem& item, const DuePeriod& period, const std::vector<Timer>& timers,
           const Calendar& calendar) {
    if (const Timer* timer = timer_after(item, period.every, timers))
        return due_day(*timer, period.from, calendar).day;
    if (period.every == Rhythm::month && !item.sheets.empty()) {
        const year_month_day next{period.to + days{1}};
        return Day{next.year() / next.month() / std::chrono::day{kDayOfNextMonth}};
    }
    return period.to;
}

Day missed_from(Day due, const Calendar& calendar) {
    Day last = due;
    while (!calendar.is_working_day(last)) last += days{1};
    return last + days{1};
}

bool may_publish(const CatalogueItem& item, FeedLevel level) {
    const auto has = [&](std::string_view code) {
        return std::find(item.publishers.begin(), item.publishers.end(), code) !=
               item.publishers.end();
    };
    if (level == FeedLevel::village) return true;
    if (level == FeedLevel::town) return has("TG") || has("CB");
    return has("CB");
}

bool holds_sheet(const Publication& publication, const CatalogueItem& item) {
    return std::any_of(publication.sheets.begin(), publication.sheets.end(), [&](const auto& have) {
        return std::find(item.sheets.begin(), item.sheets.end(), have) != item.sheets.end();
    });
}

}  // namespace

std::optional<DuePeriod> last_due(const CatalogueItem& item, const std::vector<Timer>& timers,
                                  const Calendar& calendar, Day today) {
    if (!item.limit.every) return std::nullopt;
    Day within = today;
    for (int back = 0; back < kPeriodsBack; ++back) {
        const DuePeriod period = *period_around(item, timers, calendar, within);
        if (period.missed_from <= today) return period;
        within = period.from - days{1};
    }
    return std::nullopt;
}

std::optional<DuePeriod> period_around(const CatalogueItem& item, const std::vector<Timer>& timers,
                                       const Calendar& calendar, Day day) {
    if (!item.limit.every) return std::nullopt;
    const Rhythm every = *item.limit.every;
    const year_month begin = first_month(day, every);
    DuePeriod period{every,
                     Day{begin / std::chrono::day{1}},
                     Day{(begin + months{months_of(every)}) / std::chrono::day{1}} - days{1},
                     {},
                     {}};
    period.due = due_of(item, period, timers, calendar);
    period.missed_from = missed_from(period.due, calendar);
    return period;
}

bool counts_for(const Publication& publication, const CatalogueItem& item) {
    return may_publish(item, publication.level) &&
           (publication.catalogue == item.code || holds_sheet(publication, item));
}

// A balance of the year before, made in this one, is this year's publication.
Day deciding_day(const Publication& publication, Rhythm every) {
    if (publication.period_end && every != Rhythm::year) return *publication.period_end;
    return publication.made;
}

bool belongs(const Publication& publication, const CatalogueItem& item, const DuePeriod& period) {
    if (!counts_for(publication, item)) return false;
    const Day day = deciding_day(publication, period.every);
    if (publication.period_end && period.every != Rhythm::year)
        return month_of(day) == month_of(period.to);
    return period.from <= day && day <= period.to;
}

bool covers(const Publication& publication, const CatalogueItem& item, const DuePeriod& period) {
    if (!counts_for(publication, item)) return false;
    const Day day = deciding_day(publication, period.every);
    if (publication.period_end && period.every != Rhythm::year)
        return month_of(day) >= month_of(period.to);
    return day >= period.from;
}

std::vector<MissingItem> missing_items(const std::vector<CatalogueItem>& catalogue,
                                       const std::vector<Timer>& timers, const Calendar& calendar,
                                       const std::vector<Publication>& published, Day since,
                                       Day today) {
    std::vector<MissingItem> missing;
    for (const CatalogueItem& item : catalogue) {
        const auto period = last_due(item, timers, calendar, today);
        if (!period || period->from < since) continue;
        const bool there = std::any_of(
            published.begin(), published.end(),
            [&](const Publication& publication) { return covers(publication, item, *period); });
        if (!there) missing.push_back({item, *period});
    }
    return missing;
}

}  // namespace villageboard
