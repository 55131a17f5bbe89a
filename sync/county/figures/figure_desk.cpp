#include "sync/county/figures/figure_desk.h"

#include <algorithm>
#include <iterator>

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

constexpr std::uint64_t kMostFindings = 10'000;
constexpr std::uint64_t kAllVillages = 1'000'000;
constexpr int kLongestSpanYears = 3;
constexpr int kLanguages = 22;

Day last_day(int year) { return Day{std::chrono::year{year} / 12 / 31}; }

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

template <typename Row>
void append(std::vector<Row>& all, std::vector<Row> more) {
    std::ranges::move(more, std::back_inserter(all));
}

/// What the database holds for a time.
struct Published {
    Published(Repository& repository, const FigureSpan& span) {
        FigureRows sums(repository);
        for (const AreaRange& range : ranges_of(span.area)) {
            append(items, sums.told(range, span.from, span.to));
            append(held, sums.held(range, span.to));
            append(receipts, sums.receipts(range, span.from, span.to));
            append(languages, sums.languages(range, span.to));
        }
    }

    std::vector<PublishedRow> items;
    std::vector<HeldRow> held;
    std::vector<ReceiptDay> receipts;
    std::vector<LanguageRow> languages;
};

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
    const Published published(tools_.repository, span);
    const LegalBases bases(legal_bases(tools_.repository, tools_.settings.area));
    const PublishedInput in{span.from,
                            span.to,
                            calendar.reference().catalogue.items(),
                            calendar.reference().calendar,
                            bases,
                            years,
                            published.items,
                            published.held,
                            published.receipts,
                            published.languages};
    MessageFigures messages = messages_in_time(tools_, actor_, span);
    std::vector<FrozenYear> frozen_so_far;
    for (const YearlyReportRow& row : ReportRows(tools_.repository).of_area(span.area.digits()))
        frozen_so_far.push_back({row.area, row.year, row.digest, shanghai_day(row.made)});
    Figure all[] = {
        covered(in),
        in_time(in),
        finance_periods(in),
        balanced(in),
        itemised(in),
        with_vouchers(in),
        proper_notices(in),
        explained(in),
        erasures(in),
        inspected(tools_.repository, span),
        released_mixed(tools_, span),
        empty_columns(in),
        std::move(messages.questions),
        std::move(messages.objections),
        consultations(in),
        kept_promises(in),
        unavailable(17, "Which terminal showed which item for the first time isn't kept."),
        unavailable(18, "How many people live in a village isn't known here."),
        terminals_online(tools_, span),
        project_slots(in),
        stale_guides(in),
        other_languages(in),
        frozen_years(frozen_so_far, year_of(span.from) - 1, year_of(span.to) - 1,
                     span.area.digits())};
    return {std::make_move_iterator(std::begin(all)), std::make_move_iterator(std::end(all))};
}

Figure FigureDesk::figure(const FigureSpan& span, int number) {
    Figure one = std::move(figures(span).at(static_cast<std::size_t>(number) - 1));
    if (number == kLanguages)
        for (const AreaRange& range : ranges_of(span.area))
            append(one.rows, recorded_items(FigureRows(tools_.repository).spoken(range, span.to)));
    return one;
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
