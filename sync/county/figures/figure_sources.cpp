#include "sync/county/figures/figure_sources.h"

#include <algorithm>

#include "sync/county/figures/other_figures.h"
#include "sync/county/inbox/case_outcomes.h"
#include "sync/county/inbox/routing.h"
#include "sync/county/store/service_rows.h"

namespace villageboard::county {
namespace {

using std::chrono::days;

constexpr const char* kNoOffice =
    "Messages are handled by the town and the county: ask for one of those.";

DeviceHealth health_of(const ServiceRow& row, Day last, Instant now) {
    DeviceHealth health;
    health.area = row.area;
    health.device = row.device;
    health.days = std::max<std::int64_t>(0, (last - row.first).count() + 1);
    health.days_reported = row.days;
    if (row.fresh)
        health.lag_hours = std::max<std::int64_t>(
            0, std::chrono::floor<std::chrono::hours>(now - *row.fresh).count());
    health.clock_fault = row.clock_unknown;
    health.idle = row.empty_shell;
    return health;
}

}  // namespace

std::vector<AreaRange> ranges_of(const AreaCode& area) {
    std::vector<AreaRange> ranges;
    for (const AreaCode& one : area.path()) {
        AreaRange& range = ranges.emplace_back(one);
        if (one != area) range.last = range.first;
    }
    return ranges;
}

Figure released_mixed(const Tools& tools, const FigureSpan& span) {
    FigureRows rows(tools.repository);
    const AreaRange range(span.area);
    Figure figure = mixed_content(rows.released(range, span.from, span.to),
                                  rows.mixed(range, span.from, span.to));
    figure.why = "What the desk released; what was published at the command line isn't counted.";
    return figure;
}

MessageFigures messages_in_time(const Tools& tools, const Actor& actor, const FigureSpan& span) {
    if (span.area.level() == AreaLevel::village)
        return {unavailable(13, kNoOffice), unavailable(14, kNoOffice)};
    std::vector<AskedQuestion> asked;
    std::vector<Objection> objected;
    for (const CaseOutcome& one : case_outcomes(tools, span.area, span.from, span.to)) {
        const std::string name = may_handle(actor, one.desk, tools.settings.area)
                                     ? one.id
                                     : "due " + format_day(one.due);
        if (one.kind == "ask")
            asked.push_back(
                {one.desk.area, name, one.received, one.due, one.ended, one.taken_up_again});
        if (one.kind == "object")
            objected.push_back({one.desk.area, name, one.due, one.ended, one.corrected});
    }
    const Day today = shanghai_day(tools.clock());
    MessageFigures figures{answers(asked, today), objections(objected, today)};
    figures.questions.why =
        "Questions whose term ended in the time, by the office that has them; those to discipline "
        "inspection aren't counted.";
    figures.objections.why =
        "Objections that villagers wrote at a terminal, by the office that has them; whether an "
        "objection was right isn't recorded.";
    return figures;
}

Figure terminals_online(const Tools& tools, const FigureSpan& span) {
    const Instant now = tools.clock();
    const Day last = std::min(span.to, shanghai_day(now) - days{1});
    std::vector<DeviceHealth> devices;
    if (span.from <= last)
        for (const ServiceRow& row :
             ServiceRows(tools.repository).terminals(AreaRange(span.area), span.from, last))
            devices.push_back(health_of(row, last, now));
    Figure figure = online(devices);
    figure.why =
        "Whole days on which a terminal reported; clocks, empty shells and lag are as of now.";
    return figure;
}

}  // namespace villageboard::county
