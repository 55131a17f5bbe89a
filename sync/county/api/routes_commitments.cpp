#include "sync/county/api/desk_json.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes_talk.h"
#include "sync/county/api/schema.h"
#include "sync/county/talk/commitments.h"

namespace villageboard::county {
namespace {

using schema::integer;
using schema::object;
using schema::one_of;
using schema::text;

constexpr std::size_t kWords = 2000;
constexpr std::uint64_t kMostRows = 200;

Json view_json(const CommitmentView& view) {
    const CommitmentRow& row = view.row;
    Json old_dues = Json::array();
    for (const OldDueRow& one : view.old_dues)
        old_dues.push_back({{"due", format_day(one.due)},
                            {"reason", one.reason},
                            {"changed_by", one.changed_by},
                            {"changed", moment(one.changed)}});
    Json evidence;
    if (row.done) evidence = {{"kind", row.evidence_kind}, {"name", row.evidence}};
    return {{"id", row.id},
            {"area", row.area},
            {"office", row.office},
            {"who", row.who},
            {"text", row.text},
            {"item", text_or_null(row.item)},
            {"made", format_day(row.made)},
            {"due", format_day(row.due)},
            {"old_dues", std::move(old_dues)},
            {"done", day_or_null(row.done)},
            {"evidence", std::move(evidence)},
            {"state", view.state},
            {"version", row.version}};
}

Json view_schema() {
    const Json old_due = object(
        {{"due", text()}, {"reason", text(kWords)}, {"changed_by", text()}, {"changed", text()}});
    return object({{"id", text()},
                   {"area", text()},
                   {"office", text()},
                   {"who", text()},
                   {"text", text(kWords)},
                   {"item", schema::maybe_text()},
                   {"made", text()},
                   {"due", text()},
                   {"old_dues", schema::list(old_due)},
                   {"done", schema::maybe_text()},
                   {"evidence", Json{{"type", {"object", "null"}}}},
                   {"state", one_of({"open", "overdue", "done"})},
                   {"version", integer()}});
}

HttpResponse add(Call& call) {
    const Json& body = call.body;
    const auto area = AreaCode::parse(body.at("area").get_ref<const std::string&>());
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "This is no area of this county.", "/area");
    const NewCommitment wanted{.area = *area,
                               .office = body.at("office"),
                               .who = body.at("who"),
                               .text = body.at("text"),
                               .due = day_in(body.at("due"), "/due"),
                               .item = body.value("item", "")};
    return json_answer(view_json(Commitments(call.tools, *call.actor).add(wanted)), 201);
}

HttpResponse list(Call& call) {
    const std::string state = call.parameter("state");
    if (!state.empty() && state != "open" && state != "overdue" && state != "done")
        throw Refusal(RefusalKind::invalid, "state", "A state is open, overdue or done.", "/state");
    std::string next;
    Json rows = Json::array();
    for (const CommitmentView& view :
         Commitments(call.tools, *call.actor)
             .list(call.area("area"), state, call.parameter("after"),
                   call.number("limit", 1, kMostRows, kMostRows), next))
        rows.push_back(view_json(view));
    return json_answer(page_json(std::move(rows), next));
}

HttpResponse move(Call& call) {
    return json_answer(
        view_json(Commitments(call.tools, *call.actor)
                      .move(call.path.at("id"), call.body.at("version"),
                            day_in(call.body.at("due"), "/due"), call.body.at("reason"))));
}

HttpResponse finish(Call& call) {
    const Json& evidence = call.body.at("evidence");
    return json_answer(view_json(Commitments(call.tools, *call.actor)
                                     .finish(call.path.at("id"), call.body.at("version"),
                                             day_in(call.body.at("day"), "/day"),
                                             {evidence.at("kind"), evidence.at("name")})));
}

void add_reading(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/commitments",
                .family = "commitments",
                .summary = "what the offices of an area promised",
                .query = {{"area", "this area and all in it", true},
                          {"state", "open, overdue or done; else all"},
                          {"after", "the `next` of the page before"},
                          {"limit", "at most 200"}},
                .gives = schema::page(view_schema()),
                .handler = list});
    router.add({.method = "GET",
                .path = "/v1/commitments/{id}",
                .family = "commitments",
                .summary = "one with the days that were put off",
                .gives = view_schema(),
                .handler = [](Call& call) {
                    return json_answer(
                        view_json(Commitments(call.tools, *call.actor).view(call.path.at("id"))));
                }});
}

}  // namespace

void add_commitment_routes(Router& router) {
    add_reading(router);
    router.add({.method = "POST",
                .path = "/v1/commitments",
                .family = "commitments",
                .summary = "take in what an office promised",
                .takes = object({{"area", text(12)},
                                 {"office", text(40)},
                                 {"who", text(60)},
                                 {"text", text(kWords)},
                                 {"due", text(10)},
                                 {"item?", text(36)}}),
                .gives = view_schema(),
                .success = 201,
                .handler = add});
    router.add(
        {.method = "POST",
         .path = "/v1/commitments/{id}/due",
         .family = "commitments",
         .summary = "put its day off; the day before stays with the reason",
         .takes = object({{"version", integer()}, {"due", text(10)}, {"reason", text(kWords)}}),
         .gives = view_schema(),
         .handler = move});
    const Json evidence = object({{"kind", one_of({"upload", "item"})}, {"name", text(80)}});
    router.add(
        {.method = "POST",
         .path = "/v1/commitments/{id}/done",
         .family = "commitments",
         .summary = "it is done, and this proves it",
         .takes = object({{"version", integer()}, {"day", text(10)}, {"evidence", evidence}}),
         .gives = view_schema(),
         .handler = finish});
    router.add({.method = "POST",
                .path = "/v1/meetings/{result}/commitments",
                .family = "commitments",
                .summary = "begin the correction that says how a meeting's commitments stand",
                .query = {{"area", "whose meeting it is", true}},
                .takes = object({}),
                .gives = dossier_schema(),
                .success = 201,
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Commitments(call.tools, *call.actor)
                                    .begin_update(call.area("area"), call.path.at("result"))),
                        201);
                }});
}

}  // namespace villageboard::county
