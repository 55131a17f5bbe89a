#include <algorithm>

#include "sync/county/api/chores.h"
#include "sync/county/api/desk_json.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/routes_variants.h"
#include "sync/county/api/schema.h"
#include "sync/county/desk/desk.h"
#include "sync/county/desk/erasure.h"
#include "sync/county/desk/public_notices.h"
#include "sync/county/desk/rechecks.h"
#include "sync/county/desk/release.h"
#include "sync/county/desk/rules.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/desk/versions.h"

namespace villageboard::county {
namespace {

using schema::integer;
using schema::object;
using schema::text;

constexpr std::size_t kReason = 2000;

const std::vector<Parameter> kPage = {{"after", "the `next` of the page before"},
                                      {"limit", "at most 200, else 50"}};

int limit_of(const Call& call) { return static_cast<int>(call.number("limit", 1, 200, 50)); }

/// A cursor of two parts, "area.id": marks that a query string takes as they are.
std::pair<std::string, std::string> after_of(const Call& call) {
    const std::string after = call.parameter("after");
    const auto dot = after.find('.');
    if (dot == std::string::npos) return {};
    return {after.substr(0, dot), after.substr(dot + 1)};
}

std::string text_in(const Json& body, const char* name, const std::string& otherwise = {}) {
    return body.contains(name) ? body[name].get<std::string>() : otherwise;
}

std::optional<Instant> instant_in(const Json& body, const char* name) {
    if (!body.contains(name)) return std::nullopt;
    const auto at = parse_instant(body[name].get_ref<const std::string&>());
    if (!at)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "A time is written like 2026-11-27T08:00:00Z.", std::string("/") + name);
    return at;
}

std::optional<Disclosure> disclosure_in(const Json& body) {
    if (!body.contains("disclosure")) return std::nullopt;
    return Disclosure{text_in(body, "disclosure"), text_in(body, "disclosure_reason")};
}

NewDossier new_dossier(const Call& call) {
    const Json& body = call.body;
    const auto area = AreaCode::parse(body["area"].get_ref<const std::string&>());
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "This is no area of this county.", "/area");
    NewDossier wanted{
        .area = *area,
        .operation = *parse_operation(body["operation"].get_ref<const std::string&>()),
        .item = text_in(body, "item"),
        .document = body.contains("document") ? body["document"].dump() : "",
        .reason = text_in(body, "reason"),
        .class_ = text_in(body, "class")};
    if (const auto disclosure = disclosure_in(body)) wanted.disclosure = *disclosure;
    wanted.publish_at = instant_in(body, "publish_at");
    const bool carries =
        wanted.operation == Operation::publish || wanted.operation == Operation::correct;
    if (carries && wanted.document.empty())
        throw Refusal(RefusalKind::invalid, "document", "The document is missing.", "/document");
    return wanted;
}

HttpResponse create(Call& call) {
    return json_answer(json_of(Desk(call.tools).create(*call.actor, new_dossier(call))), 201);
}

HttpResponse view(Call& call) {
    const DossierView view = Desk(call.tools).view(*call.actor, call.path["id"]);
    return json_answer(json_of(view, call.tools));
}

HttpResponse list(Call& call) {
    DossierRows::Page page;
    page.area = call.area("area").digits();
    page.state = call.parameter("state");
    if (!page.state.empty() && !parse_state(page.state))
        throw Refusal(RefusalKind::invalid, "state", "There is no such state.");
    std::tie(page.after_area, page.after_id) = after_of(call);
    if (page.after_area < page.area) page.after_area = page.area;
    page.limit = limit_of(call);
    std::string next;
    Json rows = Json::array();
    for (const DossierRow& row : Desk(call.tools).list(*call.actor, page, next))
        rows.push_back(json_of(row));
    return json_answer(page_json(std::move(rows), next));
}

HttpResponse queue(Call& call) {
    std::string next;
    Json rows = Json::array();
    for (const QueueRow& one :
         Desk(call.tools).queue(*call.actor, call.parameter("after"), limit_of(call), next)) {
        Json row = json_of(one.row);
        row["as"] = to_string(one.post);
        rows.push_back(std::move(row));
    }
    Json answer = page_json(std::move(rows), next);
    answer["returned"] = Json::array();
    if (call.parameter("after").empty())
        for (const DossierRow& row : Desk(call.tools).returned(*call.actor, "", 200))
            answer["returned"].push_back(json_of(row));
    return json_answer(answer);
}

HttpResponse edit(Call& call) {
    return json_answer(
        json_of(Desk(call.tools)
                    .edit(*call.actor, call.path["id"], call.body["version"].get<long long>(),
                          {.document = call.body["document"].dump(),
                           .disclosure = disclosure_in(call.body),
                           .publish_at = instant_in(call.body, "publish_at")})));
}

HttpResponse sign(Call& call) {
    std::optional<Post> post;
    if (call.body.contains("as")) {
        post = parse_post(call.body["as"].get_ref<const std::string&>());
        if (!post) throw Refusal(RefusalKind::invalid, "post", "There is no such post.", "/as");
    }
    std::vector<FindingReason> reasons;
    if (call.body.contains("reasons"))
        for (const Json& one : call.body["reasons"])
            reasons.push_back({one["finding"].get<long long>(), one["reason"].get<std::string>()});
    return json_answer(json_of(Desk(call.tools)
                                   .sign(*call.actor, call.path["id"],
                                         call.body["version"].get<long long>(), post, reasons)));
}

/// An act that takes the version alone, or with a text of one name.
using PlainAct = std::function<DossierRow(Call&, const std::string& id, long long version)>;
Route act(const char* name, const char* summary, Json takes, PlainAct work) {
    return {.method = "POST",
            .path = std::string("/v1/dossiers/{id}/") + name,
            .family = "dossiers",
            .summary = summary,
            .takes = std::move(takes),
            .gives = dossier_schema(),
            .handler = [work = std::move(work)](Call& call) {
                return json_answer(
                    json_of(work(call, call.path["id"], call.body["version"].get<long long>())));
            }};
}

void add_acts(Router& router) {
    const Json version = object({{"version", integer()}});
    const Json reason = object({{"version", integer()}, {"reason", text(kReason)}});
    const Json reference = object({{"version", integer()}, {"reference", text(100)}});
    router.add(act("submit", "check it and send it on its way", version,
                   [](Call& call, const std::string& id, long long seen) {
                       return Desk(call.tools).submit(*call.actor, id, seen);
                   }));
    router.add(act(
        "return", "send it back to its author", reason,
        [](Call& call, const std::string& id, long long seen) {
            return Desk(call.tools).send_back(*call.actor, id, seen, text_in(call.body, "reason"));
        }));
    router.add(act("discard", "take a draft that never got out away", version,
                   [](Call& call, const std::string& id, long long seen) {
                       return Desk(call.tools).discard(*call.actor, id, seen);
                   }));
    router.add(
        act("force", "publish a notice by order of the county", reason,
            [](Call& call, const std::string& id, long long seen) {
                return Desk(call.tools).force(*call.actor, id, seen, text_in(call.body, "reason"));
            }));
    router.add(act("poster", "attach the photo of the poster on the fixed board",
                   object({{"version", integer()}, {"photo", text()}, {"place", text()}}),
                   [](Call& call, const std::string& id, long long seen) {
                       return PublicNotices(call.tools)
                           .post(*call.actor, id, seen, text_in(call.body, "photo"),
                                 text_in(call.body, "place"));
                   }));
    router.add(act("poster/confirm", "confirm that the poster hangs: the period begins", version,
                   [](Call& call, const std::string& id, long long seen) {
                       return PublicNotices(call.tools).confirm_poster(*call.actor, id, seen);
                   }));
    router.add(act("objections", "note an objection: the item is held", reference,
                   [](Call& call, const std::string& id, long long seen) {
                       return PublicNotices(call.tools)
                           .object(*call.actor, id, seen, text_in(call.body, "reference"));
                   }));
    router.add(act("objections/settle", "an objection is dealt with", reference,
                   [](Call& call, const std::string& id, long long seen) {
                       return PublicNotices(call.tools)
                           .settle(*call.actor, id, seen, text_in(call.body, "reference"));
                   }));
    router.add(act("confirm", "confirm the item after its notice period", version,
                   [](Call& call, const std::string& id, long long seen) {
                       return PublicNotices(call.tools).confirm(*call.actor, id, seen);
                   }));
    const Json signature = object(
        {{"version", integer()},
         {"as?", text()},
         {"reasons?", schema::list(object({{"finding", integer()}, {"reason", text(kReason)}}))}});
    for (const char* name : {"sign", "approve"})
        router.add({.method = "POST",
                    .path = std::string("/v1/dossiers/{id}/") + name,
                    .family = "dossiers",
                    .summary = "sign it as one of the posts that its path asks for",
                    .takes = signature,
                    .gives = dossier_schema(),
                    .handler = sign});
}

void add_dossiers(Router& router) {
    router.add(
        {.method = "POST",
         .path = "/v1/dossiers",
         .family = "dossiers",
         .summary = "begin one: a new item, a correction, a withdrawal, an erasure",
         .takes = object(
             {{"area", text(12)},
              {"operation", schema::one_of({"publish", "correct", "withdraw", "retire", "erase"})},
              {"item?", text(36)},
              {"document?", Json{{"type", "object"}}},
              {"reason?", text(kReason)},
              {"class?", text(40)},
              {"disclosure?", schema::one_of({"proactive", "on_request", "not_disclosed"})},
              {"disclosure_reason?", text(kReason)},
              {"publish_at?", text(20)}}),
         .gives = dossier_schema(),
         .success = 201,
         .handler = create});
    std::vector<Parameter> filters = kPage;
    filters.push_back({"area", "this area and all in it", true});
    filters.push_back({"state", "only those in this state"});
    router.add({.method = "GET",
                .path = "/v1/dossiers",
                .family = "dossiers",
                .summary = "the dossiers of an area",
                .query = filters,
                .gives = schema::page(schema::any()),
                .handler = list});
    router.add({.method = "GET",
                .path = "/v1/dossiers/{id}",
                .family = "dossiers",
                .summary = "one with its document, its history and who must do what next",
                .gives = Json::object(),
                .handler = view});
    router.add({.method = "PUT",
                .path = "/v1/dossiers/{id}",
                .family = "dossiers",
                .summary = "write it anew; every signature is void after it",
                .takes = object(
                    {{"version", integer()},
                     {"document", Json{{"type", "object"}}},
                     {"disclosure?", schema::one_of({"proactive", "on_request", "not_disclosed"})},
                     {"disclosure_reason?", text(kReason)},
                     {"publish_at?", text(20)}}),
                .gives = dossier_schema(),
                .handler = edit});
    router.add({.method = "GET",
                .path = "/v1/dossiers/{id}/findings",
                .family = "dossiers",
                .summary = "what the checks say about it now",
                .gives = Json::object(),
                .handler = [](Call& call) {
                    Json rows = Json::array();
                    for (const check::Finding& one :
                         Desk(call.tools).examine(*call.actor, call.path["id"]))
                        rows.push_back(json_of(one));
                    return json_answer({{"findings", std::move(rows)}});
                }});
    router.add({.method = "GET",
                .path = "/v1/queue",
                .family = "dossiers",
                .summary = "what waits for whoever asks, and what came back to them",
                .query = kPage,
                .gives = object({{"rows", schema::list(dossier_schema())},
                                 {"next", schema::maybe_text()},
                                 {"returned", schema::list(dossier_schema())}}),
                .handler = queue});
}

void add_uploads(Router& router) {
    router.add(
        {.method = "POST",
         .path = "/v1/uploads",
         .family = "uploads",
         .summary = "announce a file",
         .takes = object({{"mime", text()}, {"size", integer()}}),
         .gives = upload_schema(),
         .success = 201,
         .handler = [](Call& call) {
             const auto size = call.body["size"].get<std::int64_t>();
             return json_answer(
                 json_of(Uploads(call.tools)
                             .begin(*call.actor, text_in(call.body, "mime"),
                                    static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0)))),
                 201);
         }});
    router.add({.method = "GET",
                .path = "/v1/uploads/{id}",
                .family = "uploads",
                .summary = "where it stands, for going on after a break",
                .gives = upload_schema(),
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Uploads(call.tools).state(*call.actor, call.path["id"])));
                }});
    router.add({.method = "PUT",
                .path = "/v1/uploads/{id}",
                .family = "uploads",
                .summary = "the next bytes, at most 1 MiB, as they are",
                .query = {{"offset", "how many bytes came before", true},
                          {"sha256", "of the whole file, with the last bytes"}},
                .gives = upload_schema(),
                .handler = [](Call& call) {
                    const auto offset = call.number("offset", 0, Uploads::kMaxBytes, 0);
                    return json_answer(
                        json_of(Uploads(call.tools)
                                    .append(*call.actor, call.path["id"], offset, call.request.body,
                                            call.parameter("sha256"))));
                }});
}

HttpResponse items(Call& call) {
    const AreaCode area = call.area("area");
    if (!may_read(*call.actor, area, {}))
        throw Refusal(RefusalKind::forbidden, "area", "You hold no post for this area.");
    const int limit = limit_of(call);
    const auto rows =
        DossierRows(call.tools.repository).items(area.digits(), call.parameter("after"), limit);
    Json list = Json::array();
    for (const ItemRow& row : rows) list.push_back(json_of(row));
    const bool more = static_cast<int>(rows.size()) == limit;
    return json_answer(page_json(std::move(list), more ? rows.back().id : std::string()));
}

HttpResponse versions(Call& call) {
    Json list = Json::array();
    for (const ItemVersion& one :
         Versions(call.tools).of(*call.actor, call.area("area"), call.path["id"]))
        list.push_back(json_of(one));
    return json_answer({{"versions", std::move(list)}});
}

HttpResponse erasures(Call& call) {
    const int limit = limit_of(call);
    const auto [area, item] = after_of(call);
    const auto rows = Erasures(call.tools).lines(area, item, limit);
    Json list = Json::array();
    for (const ErasureRow& row : rows) list.push_back(json_of(row));
    const bool more = static_cast<int>(rows.size()) == limit;
    return json_answer(page_json(std::move(list),
                                 more ? rows.back().area + "." + rows.back().item : std::string()));
}

void add_items(Router& router) {
    std::vector<Parameter> of_area = kPage;
    of_area.push_back({"area", "whose feed", true});
    router.add({.method = "GET",
                .path = "/v1/items",
                .family = "items",
                .summary = "the items of an area's feed and what has become of them",
                .query = of_area,
                .gives = schema::page(schema::any()),
                .handler = items});
    router.add({.method = "GET",
                .path = "/v1/items/{area}/{id}/versions",
                .family = "items",
                .summary = "every revision with its body, and the figures that each changed",
                .gives = Json::object(),
                .handler = versions});
    router.add({.method = "GET",
                .path = "/v1/erasures",
                .family = "items",
                .summary = "the public lines of what was erased, when, by whom and why",
                .access = Access::open,
                .query = kPage,
                .gives = schema::page(schema::any()),
                .handler = erasures});
}

HttpResponse rechecks(Call& call) {
    const int limit = limit_of(call);
    const auto [area, id] = after_of(call);
    const auto rows = Rechecks(call.tools).open(*call.actor, call.area("area"), area, id, limit);
    Json list = Json::array();
    for (const RecheckRow& row : rows) list.push_back(json_of(row));
    const bool more = static_cast<int>(rows.size()) == limit;
    return json_answer(
        page_json(std::move(list), more ? rows.back().area + "." + rows.back().id : std::string()));
}

void add_rechecks(Router& router) {
    std::vector<Parameter> of_area = kPage;
    of_area.push_back({"area", "this area and all in it", true});
    router.add({.method = "GET",
                .path = "/v1/rechecks",
                .family = "rechecks",
                .summary = "what has to be looked at again since its legal basis changed",
                .query = of_area,
                .gives = schema::page(schema::any()),
                .handler = rechecks});
    router.add({.method = "POST",
                .path = "/v1/rechecks/{id}",
                .family = "rechecks",
                .summary = "say what came of it",
                .takes = object({{"outcome", schema::one_of({"keep", "correct", "withdraw"})},
                                 {"reason", text(kReason)}}),
                .gives = Json::object(),
                .handler = [](Call& call) {
                    return json_answer(json_of(Rechecks(call.tools)
                                                   .resolve(*call.actor, call.path["id"],
                                                            text_in(call.body, "outcome"),
                                                            text_in(call.body, "reason"))));
                }});
}

void add_rules(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/rules",
                .family = "rules",
                .summary = "what state, province, prefecture and county ask beyond the catalogue",
                .query = kPage,
                .gives = schema::page(schema::any()),
                .handler = [](Call& call) {
                    const int limit = limit_of(call);
                    const auto rows = DeskRules(call.tools).list(call.parameter("after"), limit);
                    Json list = Json::array();
                    for (const RuleRow& row : rows) list.push_back(json_of(row));
                    const bool more = static_cast<int>(rows.size()) == limit;
                    return json_answer(
                        page_json(std::move(list), more ? rows.back().id : std::string()));
                }});
    router.add({.method = "POST",
                .path = "/v1/rules",
                .family = "rules",
                .summary = "add one; it can only tighten",
                .takes = object({{"level", text(20)},
                                 {"area", text(12)},
                                 {"catalogue", text(8)},
                                 {"what", text(20)},
                                 {"value", text(40)},
                                 {"from", text(10)},
                                 {"to?", text(10)},
                                 {"source", text()}}),
                .gives = Json::object(),
                .success = 201,
                .handler = [](Call& call) {
                    RuleRow row;
                    row.level = text_in(call.body, "level");
                    row.area = text_in(call.body, "area");
                    row.catalogue = text_in(call.body, "catalogue");
                    row.what = text_in(call.body, "what");
                    row.value = text_in(call.body, "value");
                    row.from_day = text_in(call.body, "from");
                    row.to_day = text_in(call.body, "to");
                    row.source = text_in(call.body, "source");
                    return json_answer(json_of(DeskRules(call.tools).add(*call.actor, row)), 201);
                }});
    router.add({.method = "POST",
                .path = "/v1/rules/{id}/end",
                .family = "rules",
                .summary = "give a rule of the county its last day",
                .takes = object({{"to", text(10)}}),
                .gives = Json::object(),
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(DeskRules(call.tools)
                                    .end(*call.actor, call.path["id"], text_in(call.body, "to"))));
                }});
}

}  // namespace

void add_desk_routes(Router& router) {
    add_dossiers(router);
    add_acts(router);
    add_variant_routes(router);
    add_uploads(router);
    add_items(router);
    add_rechecks(router);
    add_rules(router);
}

void add_desk_chores(Chores& chores) {
    chores.add({.name = "releases",
                .every = std::chrono::seconds(10),
                .retry = std::chrono::seconds(30),
                .work = [](const Tools& tools) { Release(tools).carry_out_due(); }});
    chores.add({.name = "desk", .every = std::chrono::minutes(10), .work = [](const Tools& tools) {
                    PublicNotices(tools).ripen();
                    Uploads(tools).sweep();
                    Erasures(tools).purge();
                }});
}

}  // namespace villageboard::county
