#include "sync/county/figures/other_figures.h"

#include <algorithm>

namespace villageboard::county {
namespace {

Day last_day_for(int year) { return Day{std::chrono::year{year + 1} / std::chrono::March / 31}; }

}  // namespace

Figure sound_links(const std::optional<InspectionRun>& run,
                   const std::vector<InspectionFinding>& findings) {
    if (!run) return unavailable(10, "No nightly inspection has run in this time.");
    Figure figure{.number = 10};
    figure.denominator = static_cast<std::int64_t>(run->attachments + run->links);
    for (const InspectionFinding& one : findings)
        figure.rows.push_back({one.area, one.item + " " + one.fault, false, 0});
    figure.numerator =
        std::max<std::int64_t>(0, figure.denominator - static_cast<std::int64_t>(findings.size()));
    figure.also = {{"attachments", static_cast<std::int64_t>(run->attachments)},
                   {"links", static_cast<std::int64_t>(run->links)},
                   {"faults", static_cast<std::int64_t>(findings.size())}};
    return figure;
}

Figure mixed_content(std::int64_t released, const std::vector<MixedRow>& mixed) {
    Figure figure{.number = 11};
    figure.numerator = static_cast<std::int64_t>(mixed.size());
    figure.denominator = released;
    for (const MixedRow& one : mixed) figure.rows.push_back({one.area, one.item, true, 0});
    return figure;
}

Figure answers(const std::vector<AskedQuestion>& questions, Day on) {
    std::vector<FigureRow> rows;
    std::vector<std::int64_t> took;
    std::int64_t again = 0;
    for (const AskedQuestion& one : questions) {
        if (one.taken_up_again) ++again;
        if (!one.answered && one.due >= on) continue;
        const std::int64_t waited = (one.answered.value_or(on) - one.received).count();
        if (one.answered) took.push_back(waited);
        rows.push_back({one.area, one.id, one.answered && *one.answered <= one.due, waited});
    }
    Figure figure = counted(13, std::move(rows));
    figure.also = {{"median_days", median(took)}, {"taken_up_again", again}};
    return figure;
}

Figure objections(const std::vector<Objection>& all, Day on) {
    std::vector<FigureRow> rows;
    std::int64_t corrected = 0;
    for (const Objection& one : all) {
        if (!one.handled && one.due >= on) continue;
        if (one.corrected) ++corrected;
        rows.push_back({one.area, one.id, one.handled && *one.handled <= one.due, 0});
    }
    Figure figure = counted(14, std::move(rows));
    figure.also = {{"corrected_since", corrected}};
    return figure;
}

Figure online(const std::vector<DeviceHealth>& devices) {
    Figure figure{.number = 19};
    std::int64_t faults = 0;
    std::int64_t idle = 0;
    std::int64_t lag = 0;
    for (const DeviceHealth& one : devices) {
        figure.numerator += one.days_reported;
        figure.denominator += one.days;
        if (one.clock_fault) ++faults;
        if (one.idle) ++idle;
        lag = std::max(lag, one.lag_hours);
        figure.rows.push_back(
            {one.area, one.device, one.days_reported == one.days, one.days_reported});
    }
    figure.also = {{"clock_faults", faults}, {"idle", idle}, {"longest_lag_hours", lag}};
    return figure;
}

Figure frozen_years(const std::vector<FrozenYear>& years, int from_year, int to_year,
                    const std::string& area) {
    std::vector<FigureRow> rows;
    for (int year = from_year; year <= to_year; ++year) {
        const auto found = std::ranges::find_if(
            years, [&](const FrozenYear& one) { return one.year == year && one.area == area; });
        const bool in_time = found != years.end() && found->published <= last_day_for(year);
        rows.push_back({area, std::to_string(year), in_time,
                        found == years.end() ? 0 : found->published.time_since_epoch().count()});
    }
    return counted(23, std::move(rows));
}

}  // namespace villageboard::county
