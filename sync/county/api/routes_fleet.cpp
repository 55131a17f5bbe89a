#include <chrono>

#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/devices.h"
#include "sync/county/fleet/alarms.h"
#include "sync/county/fleet/fleet.h"
#include "sync/county/fleet/fleet_json.h"
#include "sync/county/fleet/reach.h"
#include "sync/county/fleet/reports.h"
#include "sync/county/fleet/screenshots.h"
#include "sync/feed/enrolment.h"

namespace villageboard::county {
namespace {

using namespace schema;

constexpr std::size_t kMostAtOnce = 200;

const std::vector<Parameter> kPage = {{"after", "the 'next' of the page before"},
                                      {"limit", "rows of a page, at most 200"}};

std::vector<Parameter> with_page(std::vector<Parameter> more) {
    more.insert(more.end(), kPage.begin(), kPage.end());
    return more;
}

std::uint64_t limit_of(const Call& call) { return call.number("limit", 1, 200, 50); }

AreaCode area_or_county(const Call& call) {
    return call.query.contains("area") ? call.area("area") : call.tools.settings.area;
}

HttpResponse list_devices(Call& call) {
    const std::string state = call.parameter("state");
    if (!state.empty() && state != "pending" && state != "accepted" && state != "revoked")
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The parameter 'state' is pending, accepted or revoked.");
    const FleetPage page =
        Fleet(call.tools)
            .list(*call.actor, {area_or_county(call).digits(), state, call.parameter("group")},
                  call.parameter("after"), limit_of(call));
    Json rows = Json::array();
    for (const FleetMember& member : page.rows) rows.push_back(summary_json(member));
    return json_answer(page_json(std::move(rows), page.next));
}

HttpResponse show_device(Call& call) {
    Fleet fleet(call.tools);
    const FleetMember member = fleet.member(*call.actor, call.path.at("id"));
    return json_answer(detail_json(fleet, member, call.tools));
}

HttpResponse make_code(Call& call) {
    const auto text_area = call.body.at("area").get<std::string>();
    const auto area = AreaCode::parse(text_area);
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area",
                      "'" + text_area + "' is no area of this county.", "/area");
    const std::string code = Fleet(call.tools).make_code(*call.actor, *area);
    return json_answer({{"code", code},
                        {"qr", feed::format_pairing({*area, code})},
                        {"expires", format_instant(call.tools.clock() + kCodeLife)}},
                       201);
}

HttpResponse enter_device(Call& call) {
    RegisterRow row;
    row.place = call.body.at("place").get<std::string>();
    row.contact = call.body.at("contact").get<std::string>();
    row.asset = call.body.at("asset").get<std::string>();
    row.status = call.body.at("status").get<std::string>();
    row.groups = call.body.at("groups").get<std::vector<std::string>>();
    row.version = call.body.at("version").get<std::uint64_t>();
    return json_answer(
        entry_json(Fleet(call.tools).enter(*call.actor, call.path.at("id"), std::move(row))));
}

std::vector<AreaCode> grants_of(const Call& call) {
    std::vector<AreaCode> grants;
    if (!call.body.contains("grants")) return grants;
    for (const Json& one : call.body.at("grants")) {
        const auto area = AreaCode::parse(one.get_ref<const std::string&>());
        if (!area || !call.tools.settings.area.contains(*area))
            throw Refusal(RefusalKind::invalid, "area",
                          "'" + one.get<std::string>() + "' is no area of this county.", "/grants");
        grants.push_back(*area);
    }
    return grants;
}

HttpResponse accept_device(Call& call) {
    Fleet fleet(call.tools);
    fleet.accept(*call.actor, call.path.at("id"), grants_of(call));
    return json_answer(summary_json(fleet.member(*call.actor, call.path.at("id"))));
}

HttpResponse revoke_device(Call& call) {
    Fleet fleet(call.tools);
    fleet.revoke(*call.actor, call.path.at("id"));
    return json_answer(summary_json(fleet.member(*call.actor, call.path.at("id"))));
}

void act_on(Fleet& fleet, const Actor& actor, const std::string& action, const std::string& id,
            const std::string& group) {
    if (action == "accept") return fleet.accept(actor, id, {});
    if (action == "revoke") return fleet.revoke(actor, id);
    if (action == "join") return fleet.join(actor, id, group);
    fleet.leave(actor, id, group);
}

HttpResponse act_on_many(Call& call) {
    const auto ids = call.body.at("ids").get<std::vector<std::string>>();
    const auto action = call.body.at("action").get<std::string>();
    const std::string group = call.body.value("group", std::string());
    if (ids.size() > kMostAtOnce)
        throw Refusal(RefusalKind::invalid, "too_many", "At most 200 devices at once.", "/ids");
    if ((action == "join" || action == "leave") && group.empty())
        throw Refusal(RefusalKind::invalid, "malformed", "The member /group is missing.", "/group");
    Fleet fleet(call.tools);
    Json rows = Json::array();
    for (const std::string& id : ids) {
        try {
            act_on(fleet, *call.actor, action, id, group);
            rows.push_back({{"id", id}, {"done", true}});
        } catch (const Refusal& refusal) {
            rows.push_back(
                {{"id", id}, {"done", false}, {"code", refusal.code()}, {"error", refusal.what()}});
        }
    }
    return json_answer({{"rows", std::move(rows)}});
}

HttpResponse take_report(Call& call) {
    Reports(call.tools).take(call.device, call.request.body, call.body);
    Json answer{{"stored", true}};
    if (const auto asked = Screenshots(call.tools).waiting(call.device))
        answer["screenshot"] = {{"request", asked->request}, {"seconds", asked->left.count()}};
    return json_answer(answer, 201);
}

HttpResponse ask_screenshot(Call& call) {
    const ScreenshotRequestRow row = Screenshots(call.tools).ask(*call.actor, call.path.at("id"));
    return json_answer({{"asked", moment(row.asked)}, {"expires", moment(row.expires)}}, 201);
}

HttpResponse show_screenshot(Call& call) {
    ScreenshotRow row = Screenshots(call.tools).newest(*call.actor, call.path.at("id"));
    HttpResponse response;
    response.fields = {{"Content-Type", "image/png"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"},
                       {"Content-Security-Policy", "default-src 'none'"}};
    response.body = std::move(row.png);
    return response;
}

HttpResponse take_screenshot(Call& call) {
    Screenshots(call.tools).take(call.device, call.path.at("request"), call.request.body);
    return json_answer({{"stored", true}}, 201);
}

HttpResponse list_confirmations(Call& call) {
    const ConfirmedPage page =
        Fleet(call.tools)
            .confirmations(*call.actor, call.area("area"), call.path.at("id"),
                           call.parameter("after"), limit_of(call));
    Json rows = Json::array();
    for (const Confirmed& one : page.rows) rows.push_back(confirmed_json(one));
    return json_answer({{"index", page.index},
                        {"what", page.what},
                        {"rows", std::move(rows)},
                        {"next", text_or_null(page.next)}});
}

HttpResponse show_reach(Call& call) {
    return json_answer(reach_json(reach_of(call.tools, *call.actor, call.area("area"),
                                           call.path.at("id"), call.day("from"), call.day("to"))));
}

HttpResponse list_alarms(Call& call) {
    const std::string which = call.parameter("state", "standing");
    if (which != "standing" && which != "all")
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The parameter 'state' is standing or all.");
    const AlarmPage page = Alarms(call.tools)
                               .list(*call.actor, area_or_county(call), which == "standing",
                                     call.parameter("after"), limit_of(call));
    Json rows = Json::array();
    for (const AlarmRow& row : page.rows) rows.push_back(alarm_json(row));
    return json_answer(page_json(std::move(rows), page.next));
}

HttpResponse acknowledge_alarm(Call& call) {
    return json_answer(alarm_json(Alarms(call.tools).acknowledge(*call.actor, call.path.at("id"))));
}

void add_device_routes(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/devices",
                .family = "devices",
                .summary = "the terminals of an area, by id",
                .query = with_page({{"area", "with all below it; the county when left out"},
                                    {"state", "pending, accepted or revoked"},
                                    {"group", "only members of this group"}}),
                .gives = page(any()),
                .handler = list_devices});
    router.add({.method = "POST",
                .path = "/v1/devices/codes",
                .family = "devices",
                .summary = "a one-time code that enrols one terminal of an area within a day",
                .takes = object({{"area", text(12)}}),
                .gives = object({{"code", text(24)}, {"qr", text(60)}, {"expires", text(20)}}),
                .success = 201,
                .handler = make_code});
    router.add({.method = "POST",
                .path = "/v1/devices/bulk",
                .family = "devices",
                .summary = "one act on up to 200 terminals; each is done or refused by itself",
                .takes = object({{"action", one_of({"accept", "revoke", "join", "leave"})},
                                 {"ids", list(text(40))},
                                 {"group?", text(60)}}),
                .gives = object({{"rows", list(any())}}),
                .handler = act_on_many});
    router.add({.method = "GET",
                .path = "/v1/devices/{id}",
                .family = "devices",
                .summary = "one terminal: register, what it holds and should hold, its last report",
                .gives = any(),
                .handler = show_device});
    router.add({.method = "PUT",
                .path = "/v1/devices/{id}",
                .family = "devices",
                .summary = "enter a terminal's place, contact, asset number, status and groups",
                .takes = object({{"place", text(200)},
                                 {"contact", text(200)},
                                 {"asset", text(60)},
                                 {"status", one_of({"planned", "active", "repair", "retired"})},
                                 {"groups", list(text(60))},
                                 {"version", {{"type", "integer"}, {"minimum", 0}}}}),
                .gives = any(),
                .handler = enter_device});
    router.add({.method = "POST",
                .path = "/v1/devices/{id}/accept",
                .family = "devices",
                .summary = "give a terminal its keys, after its fingerprint was compared",
                .takes = object({{"grants?", list(text(12))}}),
                .gives = any(),
                .handler = accept_device});
    router.add({.method = "POST",
                .path = "/v1/devices/{id}/revoke",
                .family = "devices",
                .summary = "take a terminal's keys away and forget what was known of it",
                .gives = any(),
                .handler = revoke_device});
}

void add_screenshot_routes(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/devices/{id}/screenshot",
                .family = "devices",
                .summary = "ask a terminal for a picture of its first page or notice board; it is "
                           "told with its next report, waits until nobody is there and says on its "
                           "panel that it was done",
                .gives = object({{"asked", text(20)}, {"expires", text(20)}}),
                .success = 201,
                .handler = ask_screenshot});
    router.add({.method = "GET",
                .path = "/v1/devices/{id}/screenshot",
                .family = "devices",
                .summary = "the newest picture of a terminal's screen, at most 30 days old",
                .media = "image/png",
                .handler = show_screenshot});
    router.add({.method = "POST",
                .path = "/v1/screenshots/{request}",
                .family = "devices",
                .summary = "a terminal brings the picture that it was asked for, a PNG file of at "
                           "most 768 KiB and 1280 pixels a side",
                .access = Access::device,
                .gives = object({{"stored", boolean()}}),
                .success = 201,
                .handler = take_screenshot});
}

Json maybe_count() { return {{"type", {"integer", "null"}}}; }

Json reach_cell() {
    return object({{"area", text(12)},
                   {"villages", integer()},
                   {"holding", integer()},
                   {"displayed", integer()},
                   {"minutes", integer()},
                   {"opened", maybe_count()},
                   {"read_to_end", maybe_count()},
                   {"listened", maybe_count()}});
}

}  // namespace

void add_fleet_routes(Router& router) {
    add_device_routes(router);
    router.add({.method = "POST",
                .path = "/v1/reports",
                .family = "devices",
                .summary = "a terminal says how it stands and what it did",
                .access = Access::device,
                .takes = report_schema(),
                .gives = object(
                    {{"stored", boolean()},
                     {"screenshot?", object({{"request", text(32)}, {"seconds", integer()}})}}),
                .success = 201,
                .handler = take_report});
    add_screenshot_routes(router);
    router.add(
        {.method = "GET",
         .path = "/v1/items/{area}/{id}/acknowledgements",
         .family = "items",
         .summary = "which terminals confirmed an erasure or a withdrawal, which not yet",
         .query = kPage,
         .gives = object(
             {{"index", integer()}, {"what", text()}, {"rows", list(any())}, {"next", any()}}),
         .handler = list_confirmations});
    router.add({.method = "GET",
                .path = "/v1/items/{area}/{id}/reach",
                .family = "items",
                .summary = "how many villages hold and showed an item, how often it was opened and "
                           "heard, by town; a count under five is null",
                .query = {{"from", "first day; that of its first publication when left out"},
                          {"to", "last day; today when left out"}},
                .gives = object({{"from", text(10)},
                                 {"to", text(10)},
                                 {"all", reach_cell()},
                                 {"towns", list(reach_cell())}}),
                .handler = show_reach});
    router.add({.method = "GET",
                .path = "/v1/alarms",
                .family = "alarms",
                .summary = "alarms about terminals, the newest first",
                .query = with_page({{"area", "with all below it; the county when left out"},
                                    {"state", "standing (as when left out) or all"}}),
                .gives = page(any()),
                .handler = list_alarms});
    router.add({.method = "POST",
                .path = "/v1/alarms/{id}/acknowledge",
                .family = "alarms",
                .summary = "say that one has seen an alarm",
                .gives = any(),
                .handler = acknowledge_alarm});
}

}  // namespace villageboard::county
