#include "sync/county/figures/other_figures.h"

#include <algorithm>
#include <map>

namespace villageboard::county {
namespace {

constexpr std::int64_t kFewest = 5;
constexpr std::int64_t kHundred = 100;

Day last_day_for(int year) { return Day{std::chrono::year{year + 1} / std::chrono::March / 31}; }

/// Hours until nine tenths of the terminals had displayed it; nothing when fewer did.
std::optional<std::int64_t> hours_to_most(std::vector<std::int64_t> hours, std::size_t targeted) {
    const std::size_t needed = (targeted * 9 + 9) / 10;
    if (hours.size() < needed || needed == 0) return std::nullopt;
    std::ranges::sort(hours);
    return hours[needed - 1];
}

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

Figure mixed_content(const std::vector<CheckedItem>& items) {
    std::vector<FigureRow> rows;
    for (const CheckedItem& one : items) rows.push_back({one.area, one.item, one.mixed, 0});
    return counted(11, std::move(rows));
}

Figure answers(const std::vector<AskedQuestion>& questions, Day on) {
    std::vector<FigureRow> rows;
    std::vector<std::int64_t> took;
    std::int64_t again = 0;
    for (const AskedQuestion& one : questions) {
        if (one.asked_again) ++again;
        if (!one.answered && one.due >= on) continue;
        const std::int64_t waited = (one.answered.value_or(on) - one.received).count();
        if (one.answered) took.push_back(waited);
        rows.push_back({one.area, one.id, one.answered && *one.answered <= one.due, waited});
    }
    Figure figure = counted(13, std::move(rows));
    figure.also = {{"median_days", median(took)}, {"asked_again", again}};
    return figure;
}

Figure objections(const std::vector<Objection>& all, Day on) {
    std::vector<FigureRow> rows;
    std::int64_t upheld = 0;
    std::int64_t corrected = 0;
    for (const Objection& one : all) {
        if (!one.handled && one.due >= on) continue;
        if (one.upheld) ++upheld;
        if (one.corrected) ++corrected;
        rows.push_back({one.area, one.id, one.handled && *one.handled <= one.due, 0});
    }
    Figure figure = counted(14, std::move(rows));
    figure.also = {{"upheld", upheld}, {"rolls_corrected", corrected}};
    return figure;
}

Figure reach(const std::vector<Targeted>& all) {
    std::vector<FigureRow> rows;
    std::map<std::string, std::vector<std::int64_t>> hours;
    std::map<std::string, std::size_t> targeted;
    for (const Targeted& one : all) {
        ++targeted[one.item];
        std::int64_t after = 0;
        if (one.displayed) {
            after = std::chrono::floor<std::chrono::hours>(*one.displayed - one.published).count();
            hours[one.item].push_back(after);
        }
        rows.push_back({one.area, one.item + " " + one.device, one.displayed.has_value(), after});
    }
    std::vector<std::int64_t> to_most;
    for (const auto& [item, count] : targeted)
        if (const auto reached = hours_to_most(hours[item], count)) to_most.push_back(*reached);
    Figure figure = counted(17, std::move(rows));
    figure.also = {{"median_hours_to_nine_tenths", median(to_most)},
                   {"items_at_nine_tenths", static_cast<std::int64_t>(to_most.size())}};
    return figure;
}

Figure use(const std::vector<DayOfUse>& days, std::int64_t inhabitants) {
    std::map<std::string, DayOfUse> villages;
    for (const DayOfUse& one : days) {
        DayOfUse& sum = villages[one.area];
        sum.sessions += one.sessions;
        sum.plays += one.plays;
        sum.prints += one.prints;
        sum.empty_searches += one.empty_searches;
    }
    Figure figure{.number = 18};
    DayOfUse all;
    for (const auto& [area, sum] : villages) {
        if (sum.sessions < kFewest) continue;
        all.sessions += sum.sessions;
        if (sum.plays >= kFewest) all.plays += sum.plays;
        if (sum.prints >= kFewest) all.prints += sum.prints;
        if (sum.empty_searches >= kFewest) all.empty_searches += sum.empty_searches;
        figure.rows.push_back({area, "sessions", true, sum.sessions});
    }
    figure.numerator = all.sessions * kHundred;
    figure.denominator = inhabitants;
    figure.also = {
        {"plays", all.plays}, {"prints", all.prints}, {"empty_searches", all.empty_searches}};
    return figure;
}

Figure online(const std::vector<DeviceHealth>& devices) {
    Figure figure{.number = 19};
    std::int64_t faults = 0;
    std::int64_t idle = 0;
    std::int64_t lag = 0;
    for (const DeviceHealth& one : devices) {
        figure.numerator += one.hours_online;
        figure.denominator += one.hours;
        if (one.clock_fault) ++faults;
        if (one.idle) ++idle;
        lag = std::max(lag, one.lag_hours);
        figure.rows.push_back(
            {one.area, one.device, one.hours_online == one.hours, one.hours_online});
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
