#include <algorithm>

#include "sync/county/api/csv.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/figures/figure_desk.h"
#include "sync/county/figures/report_page.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/store/inspection_rows.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kMaxRows = 200;

Refusal bad_parameter(const std::string& name, const std::string& must) {
    return Refusal(RefusalKind::invalid, "malformed",
                   "The parameter '" + name + "' must be " + must + ".", "/" + name);
}

std::string format_of(const Call& call, std::initializer_list<const char*> known) {
    const std::string format = call.parameter("format", "json");
    if (std::ranges::find(known, format) == known.end())
        throw bad_parameter("format", "one of those that the document names");
    return format;
}

Day day_of(const Call& call, const std::string& name) {
    const auto day = parse_day(call.parameter(name));
    if (!day) throw bad_parameter(name, "a day such as 2026-11-27");
    return *day;
}

FigureSpan span_of(const Call& call) {
    return {call.area("area"), day_of(call, "from"), day_of(call, "to")};
}

HttpResponse figures(Call& call) {
    FigureDesk desk(call.tools, *call.actor);
    const FigureSpan span = span_of(call);
    const auto all = desk.figures(span);
    if (format_of(call, {"json", "csv"}) == "csv")
        return csv_answer(figures_csv(all), "figures-" + span.area.digits() + ".csv");
    Json list = Json::array();
    for (const Figure& one : all) list.push_back(figure_json(one));
    return json_answer({{"area", span.area.digits()},
                        {"from", format_day(span.from)},
                        {"to", format_day(span.to)},
                        {"figures", std::move(list)}});
}

HttpResponse figure_rows(Call& call) {
    const std::string& text = call.path.at("number");
    const bool digits = !text.empty() && text.size() <= 2 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const int number = digits ? std::stoi(text) : 0;
    if (number < 1 || number > kFigures)
        throw Refusal(RefusalKind::unknown, "figure", "The figures have the numbers 1 to 23.");
    FigureDesk desk(call.tools, *call.actor);
    const Figure figure = desk.figure(span_of(call), number);
    if (format_of(call, {"json", "csv"}) == "csv")
        return csv_answer(figure_rows_csv(figure), "figure-" + text + ".csv");
    const auto first =
        std::min<std::uint64_t>(call.number("after", 0, 10'000'000, 0), figure.rows.size());
    const auto count = std::min<std::uint64_t>(call.number("limit", 1, kMaxRows, kMaxRows),
                                               figure.rows.size() - first);
    Json rows = Json::array();
    for (std::uint64_t i = first; i < first + count; ++i)
        rows.push_back({{"area", figure.rows[i].area},
                        {"subject", figure.rows[i].subject},
                        {"met", figure.rows[i].met},
                        {"value", figure.rows[i].value}});
    Json next = nullptr;
    if (first + count < figure.rows.size()) next = std::to_string(first + count);
    return json_answer(
        {{"available", figure.available}, {"rows", std::move(rows)}, {"next", std::move(next)}});
}

Json report_json(const YearlyReportRow& row) {
    return {{"area", row.area},
            {"year", row.year},
            {"frozen", row.made == Instant{} ? Json() : Json(format_instant(row.made))},
            {"digest", row.digest},
            {"document", row.document}};
}

int year_of(const Call& call) {
    const std::string& text = call.path.at("year");
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string::npos)
        throw Refusal(RefusalKind::unknown, "year", "A year has four digits.");
    return std::stoi(text);
}

HttpResponse report(Call& call) {
    FigureDesk desk(call.tools, *call.actor);
    const AreaCode area = call.area("area");
    const YearlyReportRow row = desk.report(area, year_of(call));
    if (format_of(call, {"json", "html"}) == "json") return json_answer(report_json(row));
    const auto reference = ReferenceData::load(call.tools.repository, call.tools.settings.area);
    const auto name = reference.areas
                          ? reference.areas->name(area, shanghai_day(call.tools.clock()))
                          : std::nullopt;
    return {.status = 200,
            .fields = {{"Content-Type", "text/html; charset=utf-8"},
                       {"Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"},
                       {"X-Content-Type-Options", "nosniff"}},
            .body = report_page(row, name.value_or("")),
            .file = std::nullopt,
            .announced_bytes = std::nullopt};
}

HttpResponse freeze(Call& call) {
    FigureDesk desk(call.tools, *call.actor);
    return json_answer(report_json(desk.freeze(call.area("area"), year_of(call))));
}

HttpResponse reports(Call& call) {
    FigureDesk desk(call.tools, *call.actor);
    Json rows = Json::array();
    for (const YearlyReportRow& row : desk.frozen(call.area("area")))
        rows.push_back({{"area", row.area},
                        {"year", row.year},
                        {"frozen", format_instant(row.made)},
                        {"digest", row.digest}});
    return json_answer(page_json(std::move(rows), {}));
}

HttpResponse inspections(Call& call) {
    const AreaCode area = call.area("area");
    if (!std::ranges::any_of(call.actor->appointments,
                             [&](const Appointment& one) { return one.area.contains(area); }))
        throw Refusal(RefusalKind::forbidden, "post",
                      "You hold no post for the area " + area.digits() + ".");
    Day to = shanghai_day(call.tools.clock());
    std::uint64_t behind = 0;
    if (const std::string after = call.parameter("after"); !after.empty()) {
        const auto dot = after.find('.');
        const auto day = parse_day(after.substr(0, dot));
        const std::string rest = dot == std::string::npos ? "" : after.substr(dot + 1);
        if (!day || rest.empty() || rest.size() > 9 ||
            rest.find_first_not_of("0123456789") != std::string::npos)
            throw bad_parameter("after", "the 'next' of the answer before");
        to = *day;
        behind = std::stoull(rest);
    }
    const std::uint64_t limit = call.number("limit", 1, kMaxRows, kMaxRows);
    const auto found =
        InspectionRows(call.tools.repository).findings(AreaRange(area), to, behind, limit);
    Json rows = Json::array();
    for (const InspectionFinding& one : found)
        rows.push_back({{"day", format_day(one.day)},
                        {"area", one.area},
                        {"item", one.item},
                        {"fault", one.fault},
                        {"place", one.place}});
    std::string next;
    if (found.size() == limit)
        next = format_day(found.back().day) + "." + std::to_string(found.back().number + 1);
    return json_answer(page_json(std::move(rows), next));
}

const Parameter kArea{"area", "code of a county, town or village", true};
const Parameter kFrom{"from", "first day", true};
const Parameter kTo{"to", "last day", true};
const Parameter kAfter{"after", "the 'next' of the answer before"};
const Parameter kLimit{"limit", "how many rows at most"};

Json report_schema() {
    return schema::object({{"area", schema::text()},
                           {"year", schema::integer()},
                           {"frozen", schema::maybe_text()},
                           {"digest", schema::text()},
                           {"document", schema::text(1'000'000)}});
}

void add_figures(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/metrics",
                .family = "figures",
                .summary = "the 23 figures of an area and a time, none of them self-reported",
                .query = {kArea, kFrom, kTo, {"format", "json (default) or csv"}},
                .gives = schema::object({{"area", schema::text()},
                                         {"from", schema::text()},
                                         {"to", schema::text()},
                                         {"figures", schema::list(figure_schema())}}),
                .handler = figures});
    router.add({.method = "GET",
                .path = "/v1/metrics/{number}/rows",
                .family = "figures",
                .summary = "the list behind a figure",
                .query = {kArea, kFrom, kTo, {"format", "json (default) or csv"}, kAfter, kLimit},
                .gives = schema::object(
                    {{"available", schema::boolean()},
                     {"rows", schema::list(schema::object({{"area", schema::text()},
                                                           {"subject", schema::text()},
                                                           {"met", schema::boolean()},
                                                           {"value", schema::integer()}}))},
                     {"next", schema::maybe_text()}}),
                .handler = figure_rows});
}

void add_reports(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/reports",
                .family = "figures",
                .summary = "the years whose figures are frozen",
                .query = {kArea},
                .gives = schema::page(schema::object({{"area", schema::text()},
                                                      {"year", schema::integer()},
                                                      {"frozen", schema::text()},
                                                      {"digest", schema::text()}})),
                .handler = reports});
    router.add({.method = "GET",
                .path = "/v1/reports/{year}",
                .family = "figures",
                .summary = "a year's figures: as they were frozen, else worked out now",
                .query = {kArea, {"format", "json (default) or html, a page to print"}},
                .gives = report_schema(),
                .handler = report});
    router.add({.method = "POST",
                .path = "/v1/reports/{year}/freeze",
                .family = "figures",
                .summary = "keep the figures of a year that is over for good",
                .access = Access::confirmed,
                .query = {kArea},
                .gives = report_schema(),
                .handler = freeze});
}

}  // namespace

void add_figure_routes(Router& router) {
    add_figures(router);
    add_reports(router);
    router.add({.method = "GET",
                .path = "/v1/inspections",
                .family = "figures",
                .summary = "what the nightly inspections found, the newest first",
                .query = {kArea, kAfter, kLimit},
                .gives = schema::page(schema::object({{"day", schema::text()},
                                                      {"area", schema::text()},
                                                      {"item", schema::text()},
                                                      {"fault", schema::text()},
                                                      {"place", schema::text()}})),
                .handler = inspections});
}

}  // namespace villageboard::county
