#include "sync/county/api/desk_json.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes_talk.h"
#include "sync/county/api/schema.h"
#include "sync/county/talk/meetings.h"

namespace villageboard::county {
namespace {

using schema::integer;
using schema::object;
using schema::one_of;
using schema::text;

constexpr std::size_t kWords = 2000;
constexpr std::uint64_t kMostRows = 100;

Json view_json(const MeetingView& view) {
    return {{"notice", view.row.notice},
            {"area", view.row.area},
            {"type", view.row.type},
            {"state", view.state},
            {"title", view.title},
            {"held", day_or_null(view.held)},
            {"agenda", view.agenda},
            {"result", text_or_null(view.row.result)},
            {"result_due", day_or_null(view.result_due)},
            {"overdue", view.overdue},
            {"version", view.row.version}};
}

Json view_schema() {
    return object({{"notice", text()},
                   {"area", text()},
                   {"type", text()},
                   {"state", one_of({"draft", "called", "held", "result"})},
                   {"title", text(kWords)},
                   {"held", schema::maybe_text()},
                   {"agenda", schema::list(text(kWords))},
                   {"result", schema::maybe_text()},
                   {"result_due", schema::maybe_text()},
                   {"overdue", schema::boolean()},
                   {"version", integer()}});
}

Json number(std::uint64_t most) { return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}}; }

MeetingType type_of(const std::string& word) {
    if (word == "villagers") return MeetingType::villagers;
    return word == "committee" ? MeetingType::committee : MeetingType::representatives;
}

HttpResponse begin(Call& call) {
    const Json& body = call.body;
    const auto area = AreaCode::parse(body.at("area").get_ref<const std::string&>());
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "This is no area of this county.", "/area");
    const auto at = parse_instant(body.at("at").get_ref<const std::string&>());
    if (!at)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "A time is written like 2026-11-27T08:00:00Z.", "/at");
    const CalledMeeting meeting{.area = *area,
                                .type = type_of(body.at("type")),
                                .office = body.at("office"),
                                .office_name = body.at("office_name"),
                                .catalogue = body.at("catalogue"),
                                .title = body.at("title"),
                                .summary = body.at("summary"),
                                .at = *at,
                                .place = body.at("place"),
                                .agenda = body.at("agenda").get<std::vector<std::string>>()};
    return json_answer(json_of(Meetings(call.tools, *call.actor).call(meeting)), 201);
}

Decision decision_of(const Json& json) {
    return {.text = json.at("text"),
            .for_ = json.at("for"),
            .against = json.at("against"),
            .abstain = json.at("abstain"),
            .passed = json.at("passed")};
}

HttpResponse begin_result(Call& call) {
    const Json& body = call.body;
    MeetingResult result{.title = body.at("title"),
                         .summary = body.at("summary"),
                         .due = body.at("due"),
                         .present = body.at("present"),
                         .points = {},
                         .follow_up = {}};
    for (const Json& one : body.at("points")) {
        PointResult point{one.at("outcome"), std::nullopt};
        if (one.contains("decision")) point.decision = decision_of(one["decision"]);
        result.points.push_back(std::move(point));
    }
    if (body.contains("follow_up"))
        for (const Json& one : body["follow_up"])
            result.follow_up.push_back(
                {.text = one.at("text"),
                 .who = one.at("who"),
                 .due = day_in(one.at("due"),
                               "/follow_up/" + std::to_string(result.follow_up.size()) + "/due"),
                 .done = std::nullopt});
    return json_answer(json_of(Meetings(call.tools, *call.actor)
                                   .begin_result(call.area("area"), call.path.at("notice"),
                                                 body.at("version"), result)),
                       201);
}

HttpResponse list(Call& call) {
    std::string next;
    Json rows = Json::array();
    for (const MeetingView& view : Meetings(call.tools, *call.actor)
                                       .list(call.area("area"), call.parameter("after"),
                                             call.number("limit", 1, kMostRows, kMostRows), next))
        rows.push_back(view_json(view));
    return json_answer(page_json(std::move(rows), next));
}

void add_reading(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/meetings",
                .family = "meetings",
                .summary = "the meetings of an area and how they stand",
                .query = {{"area", "this area and all in it", true},
                          {"after", "the `next` of the page before"},
                          {"limit", "at most 100"}},
                .gives = schema::page(view_schema()),
                .handler = list});
    router.add({.method = "GET",
                .path = "/v1/meetings/{notice}",
                .family = "meetings",
                .summary = "one, by the item of its notice",
                .query = {{"area", "whose meeting it is", true}},
                .gives = view_schema(),
                .handler = [](Call& call) {
                    return json_answer(
                        view_json(Meetings(call.tools, *call.actor)
                                      .view(call.area("area"), call.path.at("notice"))));
                }});
}

Json result_schema() {
    const Json decision = object({{"text", text(kWords)},
                                  {"for", number(100'000)},
                                  {"against", number(100'000)},
                                  {"abstain", number(100'000)},
                                  {"passed", schema::boolean()}});
    const Json point = object({{"outcome", text(kWords)}, {"decision?", decision}});
    const Json task = object({{"text", text(kWords)}, {"who", text()}, {"due", text(10)}});
    return object({{"version", integer()},
                   {"title", text(300)},
                   {"summary", text(kWords)},
                   {"due", number(100'000)},
                   {"present", number(100'000)},
                   {"points", schema::list(point)},
                   {"follow_up?", schema::list(task)}});
}

}  // namespace

void add_meeting_routes(Router& router) {
    add_reading(router);
    router.add({.method = "POST",
                .path = "/v1/meetings",
                .family = "meetings",
                .summary = "begin the notice of a meeting with its agenda",
                .takes = object({{"area", text(12)},
                                 {"type", one_of({"villagers", "representatives", "committee"})},
                                 {"office", text(40)},
                                 {"office_name", text()},
                                 {"catalogue", text(20)},
                                 {"title", text(300)},
                                 {"summary", text(kWords)},
                                 {"at", text(20)},
                                 {"place", text()},
                                 {"agenda", schema::list(text(300))}}),
                .gives = dossier_schema(),
                .success = 201,
                .handler = begin});
    router.add({.method = "POST",
                .path = "/v1/meetings/{notice}/result",
                .family = "meetings",
                .summary = "begin its result, which speaks to every point of the agenda",
                .query = {{"area", "whose meeting it is", true}},
                .takes = result_schema(),
                .gives = dossier_schema(),
                .success = 201,
                .handler = begin_result});
}

}  // namespace villageboard::county
