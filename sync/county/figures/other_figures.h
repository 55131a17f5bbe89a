/// The figures that come from the inbox, the checks, the nightly inspection and the terminals'
/// reports: what each needs, and how it is counted. Pure functions; any thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/figures/figure.h"
#include "sync/county/store/figure_rows.h"
#include "sync/county/store/inspection_rows.h"

namespace villageboard::county {

/// 10: items and links without a fault / looked at, of the newest inspection in the time.
Figure sound_links(const std::optional<InspectionRun>& run,
                   const std::vector<InspectionFinding>& findings);

/// 11: mixed (rule VF1: code, kind, fields and title don't belong together) / released by the desk.
Figure mixed_content(std::int64_t released, const std::vector<MixedRow>& mixed);

/// A message to an office, as the one who asks may see it.
struct AskedQuestion {
    std::string area;  ///< of the office
    std::string id;    ///< what the list calls it
    Day received;
    Day due;
    std::optional<Day> answered;
    bool taken_up_again = false;  ///< after it was answered
};
/// 13: answered in time / due by `on`. Questions not due yet and not answered are left out.
Figure answers(const std::vector<AskedQuestion>& questions, Day on);

struct Objection {
    std::string area;
    std::string id;
    Day due;
    std::optional<Day> handled;
    bool corrected = false;  ///< the item was, after it
};
/// 14: handled in time / due by `on`.
Figure objections(const std::vector<Objection>& all, Day on);

/// A terminal's days, whole ones that are over.
struct DeviceHealth {
    std::string area;
    std::string device;
    std::int64_t days = 0;           ///< of the time, after it was enrolled
    std::int64_t days_reported = 0;  ///< of them
    std::int64_t lag_hours = 0;      ///< since it last had everything that was published
    bool clock_fault = false;
    bool idle = false;  ///< it is there and shows its village nothing: an empty shell
};
Figure online(const std::vector<DeviceHealth>& devices);  ///< 19: days reported / days

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
