#include <algorithm>

#include "content/model/error.h"
#include "sync/county/api/csv.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/calendar/calendar_tables.h"
#include "sync/county/calendar/catalogue_columns.h"
#include "sync/county/calendar/county_calendar.h"
#include "sync/county/publish/reference_of.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kMaxRows = 200;
constexpr std::uint64_t kMaxVillages = 1000;

Refusal bad_parameter(const std::string& name, const std::string& must) {
    return Refusal(RefusalKind::invalid, "malformed",
                   "The parameter '" + name + "' must be " + must + ".", "/" + name);
}

bool as_csv(const Call& call) {
    const std::string format = call.parameter("format", "json");
    if (format != "json" && format != "csv") throw bad_parameter("format", "json or csv");
    return format == "csv";
}

/// "area.code" of the row to go on behind.
std::pair<std::string, std::string> cursor(const Call& call) {
    const std::string after = call.parameter("after");
    if (after.empty()) return {};
    const auto dot = after.find('.');
    if (dot == std::string::npos || !AreaCode::parse(after.substr(0, dot)))
        throw bad_parameter("after", "the 'next' of the answer before");
    return {after.substr(0, dot), after.substr(dot + 1)};
}

HttpResponse coverage(Call& call) {
    const AreaCode area = call.area("area");
    CountyCalendar calendar(call.tools, *call.actor);
    const int year = static_cast<int>(call.number("year", 2000, 2100, 0));
    const Matrix matrix = calendar.coverage(area, year, call.parameter("after"),
                                            call.number("limit", 1, kMaxVillages, kMaxVillages));
    if (as_csv(call))
        return csv_answer(coverage_csv(matrix),
                          "coverage-" + area.digits() + "-" + std::to_string(year) + ".csv");
    return json_answer(coverage_json(matrix));
}

HttpResponse cell(Call& call) {
    CountyCalendar calendar(call.tools, *call.actor);
    Json rows = Json::array();
    for (const PublishedRow& row : calendar.behind(
             call.area("area"), call.parameter("code"),
             static_cast<int>(call.number("year", 2000, 2100, 0)), call.number("period", 0, 11, 0)))
        rows.push_back(published_json(row));
    return json_answer(page_json(std::move(rows), {}));
}

HttpResponse due(Call& call) {
    CountyCalendar calendar(call.tools, *call.actor);
    const auto [area, code] = cursor(call);
    const std::string only = call.parameter("only", "all");
    if (only != "all" && only != "overdue") throw bad_parameter("only", "all or overdue");
    DueQuestion question{.area = call.area("area"),
                         .office = call.parameter("office"),
                         .on = call.day("on").value_or(calendar.today()),
                         .within = static_cast<int>(call.number("within", 0, 400, 30)),
                         .after_area = area,
                         .after_code = code,
                         .limit = call.number("limit", 1, kMaxRows, kMaxRows)};
    if (only == "overdue") question.within = -1;
    const DuePage page = calendar.owed(question);
    if (as_csv(call)) return csv_answer(due_csv(page), "due.csv");
    return json_answer(due_json(page));
}

HttpResponse village_items(Call& call) {
    const AreaCode area = call.area("area");
    if (!std::ranges::any_of(call.actor->appointments,
                             [&](const Appointment& one) { return one.area.contains(area); }))
        throw Refusal(RefusalKind::forbidden, "post",
                      "You hold no post for the area " + area.digits() + ".");
    const auto [after, code] = cursor(call);
    const std::uint64_t limit = call.number("limit", 1, kMaxRows, kMaxRows);
    const auto rows =
        VillageItemRows(call.tools.repository).rows(AreaRange(area), after, code, limit);
    Json list = Json::array();
    for (const VillageItemRow& row : rows) list.push_back(village_item_json(row));
    std::string next;
    if (rows.size() == limit) next = rows.back().area + "." + rows.back().code;
    return json_answer(page_json(std::move(list), next));
}

std::optional<Rhythm> rhythm(const Json& body) {
    const std::string every = body.value("every", "");
    if (every == "month") return Rhythm::month;
    if (every == "quarter") return Rhythm::quarter;
    return every == "year" ? std::optional(Rhythm::year) : std::nullopt;
}

HttpResponse catalogue(Call& call) {
    const AreaCode area = call.area("area");
    const AreaCode& county = call.tools.settings.area;
    const Catalogue list = reference_of(call.tools.repository, county, area).catalogue;
    if (as_csv(call))
        return csv_answer(
            catalogue_csv(list.items(), LegalBases(legal_bases(call.tools.repository, county)),
                          shanghai_day(call.tools.clock())),
            "catalogue-" + area.digits() + ".csv");
    CatalogueTable table;
    table.title = "catalogue";
    table.version = list.version();
    table.items = list.items();
    const Json body = to_json(Body(std::move(table)));
    return json_answer({{"version", body.at("version")}, {"items", body.at("items")}});
}

HttpResponse propose_exception(Call& call) {
    VillageList list(call.tools, *call.actor);
    return json_answer(village_item_json(list.propose_exception(
                           call.area("area"), call.body.at("code").get<std::string>(),
                           call.body.at("reason").get<std::string>())),
                       201);
}

HttpResponse propose_own(Call& call) {
    const Json& body = call.body;
    OwnItem item;
    item.name = body.at("name").get<std::string>();
    item.plain_name = body.at("plain_name").get<std::string>();
    if (body.contains("basis")) item.basis = body.at("basis").get<std::vector<std::string>>();
    item.like = body.at("like").get<std::string>();
    item.limit_text = body.at("limit_text").get<std::string>();
    item.every = rhythm(body);
    if (body.contains("working_days")) item.working_days = body.at("working_days").get<int>();
    if (body.value("audience", "public") == "village") item.audience = Audience::village;
    VillageList list(call.tools, *call.actor);
    return json_answer(village_item_json(list.propose_own(call.area("area"), item)), 201);
}

HttpResponse decide(Call& call) {
    const auto decision =
        call.body.at("decision") == "confirm" ? ListDecision::confirm : ListDecision::refuse;
    VillageList list(call.tools, *call.actor);
    return json_answer(
        village_item_json(list.decide(call.area("area"), call.path.at("code"), decision,
                                      call.body.at("version").get<std::uint32_t>())));
}

HttpResponse end(Call& call) {
    VillageList list(call.tools, *call.actor);
    return json_answer(village_item_json(list.end(call.area("area"), call.path.at("code"),
                                                  call.body.at("version").get<std::uint32_t>())));
}

Json version_schema() { return {{"type", "integer"}, {"minimum", 1}, {"maximum", 1'000'000'000}}; }

Json working_days_schema() { return {{"type", "integer"}, {"minimum", 0}, {"maximum", 366}}; }

const Parameter kArea{"area", "code of a county, town or village", true};
const Parameter kFormat{"format", "json (default) or csv"};
const Parameter kAfter{"after", "the 'next' of the answer before"};
const Parameter kLimit{"limit", "how many rows at most"};

void add_reading(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/coverage",
                .family = "calendar",
                .summary = "what each village published of each catalogue item in a year",
                .query = {kArea, {"year", "such as 2026", true}, kFormat, kAfter, kLimit},
                .gives = coverage_schema(),
                .handler = coverage});
    router.add({.method = "GET",
                .path = "/v1/coverage/cell",
                .family = "calendar",
                .summary = "the items behind one cell of the matrix",
                .query = {kArea,
                          {"code", "of the catalogue item", true},
                          {"year", "such as 2026", true},
                          {"period", "of the item in that year, from 0", true}},
                .gives = schema::page(published_schema()),
                .handler = cell});
    router.add({.method = "GET",
                .path = "/v1/due",
                .family = "calendar",
                .summary = "what an office owes on a day: overdue, and due soon",
                .query = {kArea,
                          {"office", "publisher's code: VC, CE, JW, TG, CB, EC, UT, IN"},
                          {"on", "the day (default: today)"},
                          {"within", "days ahead (default 30)"},
                          {"only", "all (default) or overdue"},
                          kFormat,
                          kAfter,
                          kLimit},
                .gives = due_schema(),
                .handler = due});
    router.add({.method = "GET",
                .path = "/v1/village-items",
                .family = "calendar",
                .summary = "where villages' lists differ from the county's catalogue",
                .query = {kArea, kAfter, kLimit},
                .gives = schema::page(village_item_schema()),
                .handler = village_items});
}

void add_lists(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/catalogue",
                .family = "calendar",
                .summary = "what is to be published, with a village's own items",
                .query = {kArea, kFormat},
                .gives = schema::object(
                    {{"version", schema::text()}, {"items", schema::list(schema::any())}}),
                .handler = catalogue});
    router.add(
        {.method = "POST",
         .path = "/v1/village-items/{area}/exceptions",
         .family = "calendar",
         .summary = "propose that a village doesn't have an item of the catalogue",
         .takes = schema::object({{"code", schema::text(20)}, {"reason", schema::text(600)}}),
         .gives = village_item_schema(),
         .success = 201,
         .handler = propose_exception});
    router.add({.method = "POST",
                .path = "/v1/village-items/{area}/own",
                .family = "calendar",
                .summary = "propose an item that the village has beside the catalogue",
                .takes = schema::object({{"name", schema::text(120)},
                                         {"plain_name", schema::text(120)},
                                         {"basis?", schema::list(schema::text(64))},
                                         {"like", schema::text(20)},
                                         {"limit_text", schema::text(200)},
                                         {"every?", schema::one_of({"month", "quarter", "year"})},
                                         {"working_days?", working_days_schema()},
                                         {"audience?", schema::one_of({"public", "village"})}}),
                .gives = village_item_schema(),
                .success = 201,
                .handler = propose_own});
    router.add({.method = "POST",
                .path = "/v1/village-items/{area}/{code}/decision",
                .family = "calendar",
                .summary = "confirm or refuse what a village proposed",
                .takes = schema::object({{"decision", schema::one_of({"confirm", "refuse"})},
                                         {"version", version_schema()}}),
                .gives = village_item_schema(),
                .handler = decide});
    router.add({.method = "POST",
                .path = "/v1/village-items/{area}/{code}/end",
                .family = "calendar",
                .summary = "the catalogue's item applies again, or the own one ends",
                .takes = schema::object({{"version", version_schema()}}),
                .gives = village_item_schema(),
                .handler = end});
}

}  // namespace

void add_calendar_routes(Router& router) {
    add_reading(router);
    add_lists(router);
}

}  // namespace villageboard::county
