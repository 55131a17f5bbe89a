#include "sync/county/figures/figure_desk.h"

#include <algorithm>

#include "content/catalogue/builtin.h"
#include "sync/county/api/schema.h"
#include "sync/county/calendar/county_calendar.h"
#include "sync/county/figures/figure_words.h"
#include "sync/county/figures/other_figures.h"
#include "sync/county/figures/published_figures.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/reference_of.h"
#include "sync/county/store/inspection_rows.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

using std::chrono::year_month_day;

constexpr std::uint64_t kRowsAtOnce = 2000;
constexpr std::uint64_t kMostFindings = 10'000;
constexpr std::uint64_t kAllVillages = 1'000'000;
constexpr int kLongestSpanYears = 3;

Day last_day(int year) { return Day{std::chrono::year{year} / 12 / 31}; }

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

/// Every row of a range taken before the end of the time, and those erased.
void add_rows(PublishedRows& rows, AreaRange range, Day to, std::vector<PublishedRow>& all) {
    PublishedFilter filter{.range = std::move(range)};
    filter.received_to = end_of(to);
    filter.limit = kRowsAtOnce;
    for (;;) {
        auto page = rows.rows(filter);
        const std::size_t count = page.size();
        if (count > 0) {
            filter.after_area = page.back().area;
            filter.after_item = page.back().item;
        }
        std::ranges::move(page, std::back_inserter(all));
        if (count < kRowsAtOnce) return;
    }
}

std::vector<PublishedRow> rows_of(PublishedRows& rows, const FigureSpan& span) {
    std::vector<PublishedRow> all;
    for (const AreaCode& area : span.area.path()) {
        AreaRange exactly(area);
        exactly.last = exactly.first;
        if (area != span.area) add_rows(rows, exactly, span.to, all);
    }
    add_rows(rows, AreaRange(span.area), span.to, all);
    return all;
}

Figure inspected(Repository& repository, const FigureSpan& span) {
    InspectionRows log(repository);
    const auto runs = log.runs(span.from, span.to, 1);
    if (runs.empty()) return sound_links(std::nullopt, {});
    auto found = log.findings(AreaRange(span.area), runs.front().day, 0, kMostFindings);
    std::erase_if(found, [&](const InspectionFinding& one) { return one.day != runs.front().day; });
    Figure figure = sound_links(runs.front(), found);
    figure.why = "The newest inspection in the time; what it looked at is counted for the county.";
    return figure;
}

nlohmann::ordered_json document_of(const FigureSpan& span, const std::vector<Figure>& figures,
                                   Instant made) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Figure& figure : figures) list.push_back(figure_json(figure));
    return {{"area", span.area.digits()},
            {"from", format_day(span.from)},
            {"to", format_day(span.to)},
            {"made", format_instant(made)},
            {"figures", std::move(list)}};
}

}  // namespace

void FigureDesk::require_sight(const AreaCode& area) const {
    const bool sees = std::ranges::any_of(
        actor_.appointments, [&](const Appointment& one) { return one.area.contains(area); });
    if (sees) return;
    throw Refusal(RefusalKind::forbidden, "post",
                  "You hold no post for the area " + area.digits() + ".");
}

std::vector<Figure> FigureDesk::figures(const FigureSpan& span) {
    require_sight(span.area);
    if (span.to < span.from || year_of(span.to) - year_of(span.from) > kLongestSpanYears)
        throw Refusal(RefusalKind::invalid, "span",
                      "The last day must not lie before the first, nor more than three years "
                      "behind it.",
                      "/to");
    CountyCalendar calendar(tools_, actor_);
    std::vector<Matrix> years;
    for (int year = year_of(span.from); year <= year_of(span.to); ++year)
        years.push_back(calendar.coverage(span.area, year, {}, kAllVillages));
    PublishedRows rows(tools_.repository);
    const auto items = rows_of(rows, span);
    const LegalBases bases(legal_bases(tools_.repository, tools_.settings.area));
    const PublishedInput in{span.from,
                            span.to,
                            calendar.reference().catalogue.items(),
                            calendar.reference().calendar,
                            bases,
                            years,
                            items};
    std::vector<FrozenYear> frozen_so_far;
    for (const YearlyReportRow& row : ReportRows(tools_.repository).of_area(span.area.digits()))
        frozen_so_far.push_back({row.area, row.year, row.digest, shanghai_day(row.made)});
    return {covered(in),
            in_time(in),
            finance_periods(in),
            balanced(in),
            itemised(in),
            with_vouchers(in),
            proper_notices(in),
            explained(in),
            erasures(in),
            inspected(tools_.repository, span),
            unavailable(11, "What the checks said isn't kept with what was published."),
            empty_columns(in),
            unavailable(13, "The inbox doesn't hand its answers to the figures."),
            unavailable(14, "The inbox doesn't hand its objections to the figures."),
            consultations(in),
            kept_promises(in),
            unavailable(17, "The terminals' reports of displays aren't counted."),
            unavailable(18, "The terminals' counters of use aren't counted."),
            unavailable(19, "The terminals' reports of health aren't counted."),
            project_slots(in),
            stale_guides(in),
            other_languages(in),
            frozen_years(frozen_so_far, year_of(span.from) - 1, year_of(span.to) - 1,
                         span.area.digits())};
}

YearlyReportRow FigureDesk::report(const AreaCode& area, int year) {
    require_sight(area);
    if (year < 2000 || year > 2100)
        throw Refusal(RefusalKind::invalid, "year", "The year must be between 2000 and 2100.",
                      "/year");
    if (auto kept = ReportRows(tools_.repository).find(area.digits(), year)) return *kept;
    const FigureSpan span{area, Day{std::chrono::year{year} / 1 / 1}, last_day(year)};
    YearlyReportRow row{area.digits(), year, Instant{}, {}, {}};
    row.document = document_of(span, figures(span), tools_.clock()).dump();
    row.digest = feed::sha256(row.document).hex();
    return row;
}

YearlyReportRow FigureDesk::freeze(const AreaCode& area, int year) {
    if (!actor_.holds(Post::county_admin, area) && !actor_.holds(Post::town_reviewer, area))
        throw Refusal(RefusalKind::forbidden, "post",
                      "Only the county's office or the town's reviewer freezes a year's figures.");
    YearlyReportRow row = report(area, year);
    if (row.made != Instant{}) return row;
    if (shanghai_day(tools_.clock()) <= last_day(year))
        throw Refusal(RefusalKind::conflict, "running", "That year is not over.");
    row.made = tools_.clock();
    ReportRows reports(tools_.repository);
    Transaction transaction(tools_.repository);
    // another server may have been first: its figures then are the year's
    if (!reports.add(transaction, row)) {
        transaction.commit();
        return *reports.find(area.digits(), year);
    }
    Audit(tools_).record(transaction, actor_.id,
                         {"report.freeze", row.area, std::to_string(year),
                          nlohmann::json{{"digest", row.digest}}.dump()});
    transaction.commit();
    return row;
}

std::vector<YearlyReportRow> FigureDesk::frozen(const AreaCode& area) {
    require_sight(area);
    return ReportRows(tools_.repository).of_area(area.digits());
}

nlohmann::ordered_json figure_json(const Figure& figure) {
    nlohmann::ordered_json also = nlohmann::ordered_json::object();
    for (const auto& [name, value] : figure.also) also[name] = value;
    return {{"number", figure.number},
            {"name", figure_words().figures.at(static_cast<std::size_t>(figure.number) - 1).name},
            {"available", figure.available},
            {"why", figure.why},
            {"numerator", figure.available ? nlohmann::ordered_json(figure.numerator)
                                           : nlohmann::ordered_json()},
            {"denominator", figure.available ? nlohmann::ordered_json(figure.denominator)
                                             : nlohmann::ordered_json()},
            {"also", std::move(also)}};
}

nlohmann::ordered_json figure_schema() {
    const nlohmann::ordered_json number{
        {"type", nlohmann::ordered_json::array({"integer", "null"})}};
    return schema::object({{"number", schema::integer()},
                           {"name", schema::text()},
                           {"available", schema::boolean()},
                           {"why", schema::text()},
                           {"numerator", number},
                           {"denominator", number},
                           {"also", schema::any()}});
}

}  // namespace villageboard::county
