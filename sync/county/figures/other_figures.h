/// The figures that come from the inbox, the checks, the nightly inspection and the terminals'
/// reports: what each needs, and how it is counted. Pure functions; any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/figures/figure.h"
#include "sync/county/store/inspection_rows.h"

namespace villageboard::county {

/// 10: items and links without a fault / looked at, of the newest inspection in the time.
Figure sound_links(const std::optional<InspectionRun>& run,
                   const std::vector<InspectionFinding>& findings);

/// What the checks said about an item when it was published.
struct CheckedItem {
    std::string area;
    std::string item;
    bool mixed = false;  ///< rule VF1: code, kind, fields and title don't belong together
};
Figure mixed_content(const std::vector<CheckedItem>& items);  ///< 11: mixed / checked

struct AskedQuestion {
    std::string area;
    std::string id;
    Day received;
    Day due;
    std::optional<Day> answered;
    bool asked_again = false;  ///< by the same slip
};
/// 13: answered in time / due by `on`. Questions not due yet and not answered are left out.
Figure answers(const std::vector<AskedQuestion>& questions, Day on);

struct Objection {
    std::string area;
    std::string id;
    Day due;
    std::optional<Day> handled;
    bool upheld = false;
    bool corrected = false;  ///< the roll was
};
/// 14: handled in time / due by `on`.
Figure objections(const std::vector<Objection>& all, Day on);

/// An item that was to be shown by a terminal.
struct Targeted {
    std::string area;
    std::string item;
    std::string device;
    Instant published;
    std::optional<Instant> displayed;
};
/// 17: displayed / targeted, and the hours until nine tenths had displayed it, item by item.
Figure reach(const std::vector<Targeted>& all);

/// A terminal's counters of one day; nobody is counted as a person.
struct DayOfUse {
    std::string area;
    Day day;
    std::int64_t sessions = 0;
    std::int64_t plays = 0;
    std::int64_t prints = 0;
    std::int64_t empty_searches = 0;
};
/// 18: sessions / inhabitants, in hundreds. A village's number under five is left out.
Figure use(const std::vector<DayOfUse>& days, std::int64_t inhabitants);

struct DeviceHealth {
    std::string area;
    std::string device;
    std::int64_t hours = 0;         ///< in the time
    std::int64_t hours_online = 0;  ///< of them
    std::int64_t lag_hours = 0;     ///< behind the feed, at most
    bool clock_fault = false;
    bool idle = false;  ///< no touch or nothing new for as long as the county says: an empty shell
};
Figure online(const std::vector<DeviceHealth>& devices);  ///< 19: hours online / hours

/// 23: whether the year's figures were frozen and published by 31 March of the next year.
struct FrozenYear {
    std::string area;
    int year = 0;
    std::string digest;
    Day published;
};
Figure frozen_years(const std::vector<FrozenYear>& years, int from_year, int to_year,
                    const std::string& area);

}  // namespace villageboard::county
