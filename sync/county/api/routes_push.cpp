#include "content/model/wire_names.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/push/alert_desk.h"
#include "sync/county/push/alert_json.h"

namespace villageboard::county {
namespace {

using namespace schema;

HttpResponse take_messages(Call& call) {
    AlertDesk desk(call.tools);
    Json rows = Json::array();
    for (const IncomingAlert& alert : read_alerts(call.request.body)) {
        const TakenAlert taken = desk.take(*call.actor, alert);
        rows.push_back({{"identifier", taken.identifier},
                        {"id", taken.id.empty() ? Json() : Json(taken.id)},
                        {"outcome", taken.outcome}});
    }
    return json_answer({{"rows", std::move(rows)}});
}

std::string text_in(const Json& body, const char* name) {
    return body.contains(name) ? body.at(name).get<std::string>() : std::string();
}

HandAlert hand_alert(const Call& call) {
    const Json& body = call.body;
    HandAlert alert;
    alert.type = *from_wire_name<AlertType>(body.at("type").get<std::string>());
    alert.severity = *from_wire_name<Severity>(body.at("severity").get<std::string>());
    alert.references = text_in(body, "references");
    for (const Json& one : body.at("areas")) {
        const auto area = AreaCode::parse(one.get_ref<const std::string&>());
        if (!area || !call.tools.settings.area.contains(*area))
            throw Refusal(RefusalKind::invalid, "area",
                          "'" + one.get<std::string>() + "' is no area of this county.", "/areas");
        alert.areas.push_back(*area);
    }
    alert.event = text_in(body, "event");
    alert.headline = text_in(body, "headline");
    alert.description = text_in(body, "description");
    alert.instruction = text_in(body, "instruction");
    alert.office_name = text_in(body, "office_name");
    alert.phone = text_in(body, "phone");
    alert.where = text_in(body, "where");
    alert.alone_reason = text_in(body, "alone_reason");
    const auto expires = parse_instant(body.at("expires").get<std::string>());
    if (!expires)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The member /expires is no time such as 2026-11-20T02:00:00Z.", "/expires");
    alert.expires = *expires;
    return alert;
}

HttpResponse make_alert(Call& call) {
    return json_answer(alert_json(AlertDesk(call.tools).make(*call.actor, hand_alert(call))), 201);
}

HttpResponse list_alerts(Call& call) {
    const AreaCode area =
        call.query.contains("area") ? call.area("area") : call.tools.settings.area;
    const AlertPage page = AlertDesk(call.tools)
                               .list(*call.actor, {area.digits(), call.parameter("state")},
                                     call.parameter("after"), call.number("limit", 1, 200, 50));
    Json rows = Json::array();
    for (const AlertRow& row : page.rows) rows.push_back(alert_json(row));
    return json_answer(page_json(std::move(rows), page.next));
}

HttpResponse show_reach(Call& call) {
    Json rows = Json::array();
    for (const AlertReach& one : AlertDesk(call.tools).reach(*call.actor, call.path.at("id")))
        rows.push_back(reach_json(one));
    return json_answer({{"rows", std::move(rows)}});
}

using Act = AlertRow (AlertDesk::*)(const Actor&, const std::string&);

Route act_on_alert(const char* method, const char* path, const char* summary, Act act) {
    return {.method = method,
            .path = path,
            .family = "alerts",
            .summary = summary,
            .gives = any(),
            .handler = [act](Call& call) {
                AlertDesk desk(call.tools);
                return json_answer(alert_json((desk.*act)(*call.actor, call.path.at("id"))));
            }};
}

}  // namespace

void add_push_routes(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/alerts/cap",
                .family = "alerts",
                .summary = "take a CAP document, or items of the 12379 feed, from the gateway; "
                           "the body is the document itself, at most 256 KiB",
                .gives = object({{"rows", list(any())}}),
                .handler = take_messages});
    router.add(
        {.method = "POST",
         .path = "/v1/alerts",
         .family = "alerts",
         .summary = "write a warning, an update or an end by hand, for a second officer to confirm",
         .takes = object({{"type", one_of({"alert", "update", "cancel"})},
                          {"references?", text(100)},
                          {"areas", list(text(12))},
                          {"event", text(60)},
                          {"severity", one_of({"red", "orange", "yellow", "blue"})},
                          {"headline", text(300)},
                          {"description", text(3000)},
                          {"instruction", text(3000)},
                          {"office_name", text(200)},
                          {"phone", text(40)},
                          {"where?", text(600)},
                          {"expires", text(20)},
                          {"alone_reason?", text(600)}}),
         .gives = any(),
         .success = 201,
         .handler = make_alert});
    router.add({.method = "GET",
                .path = "/v1/alerts",
                .family = "alerts",
                .summary = "warnings by their messages, the newest first",
                .query = {{"area", "with all below it; the county when left out"},
                          {"state", "waiting, sending, sent or dropped"},
                          {"after", "the 'next' of the page before"},
                          {"limit", "rows of a page, at most 200"}},
                .gives = object({{"rows", list(any())}, {"next", any()}}),
                .handler = list_alerts});
    router.add(act_on_alert("GET", "/v1/alerts/{id}", "one message", &AlertDesk::show));
    router.add(act_on_alert("POST", "/v1/alerts/{id}/confirm",
                            "send another officer's warning to the panels", &AlertDesk::confirm));
    router.add(act_on_alert("POST", "/v1/alerts/{id}/drop", "take back a warning that still waits",
                            &AlertDesk::drop));
    router.add(act_on_alert("POST", "/v1/alerts/{id}/review",
                            "close the review of a warning that went out alone",
                            &AlertDesk::review));
    router.add({.method = "GET",
                .path = "/v1/alerts/{id}/reach",
                .family = "alerts",
                .summary = "how many terminals of each area said they hold it",
                .gives = object({{"rows", list(any())}}),
                .handler = show_reach});
}

}  // namespace villageboard::county
