#include "sync/county/api/desk_json.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes_talk.h"
#include "sync/county/api/schema.h"
#include "sync/county/talk/consultations.h"

namespace villageboard::county {
namespace {

using schema::integer;
using schema::object;
using schema::one_of;
using schema::text;

constexpr std::size_t kWords = 2000;
constexpr std::uint64_t kMostRows = 100;
constexpr std::size_t kMostOpinions = 2000;

Json opinion_json(const OpinionRow& row) {
    return {{"seq", row.seq},
            {"from", row.origin},
            {"opinion", row.opinion},
            {"times", row.times},
            {"decision", text_or_null(row.decision)},
            {"reason", row.reason}};
}

Json head_json(const ConsultationView& view) {
    Json received = Json::array();
    for (const ChannelCount& one : view.received)
        received.push_back({{"channel", one.channel}, {"count", one.count}});
    return {{"item", view.row.item},
            {"area", view.area.digits()},
            {"catalogue", view.catalogue},
            {"office", view.office},
            {"title", view.body.title},
            {"state", view.state},
            {"open_from", format_day(view.body.open_from)},
            {"open_to", format_day(view.body.open_to)},
            {"closed", day_or_null(view.row.closed)},
            {"received", std::move(received)},
            {"received_in_all", view.received_in_all},
            {"final_document", text_or_null(view.row.final_document)},
            {"final_date", day_or_null(view.row.final_date)},
            {"result_due", day_or_null(view.result_due)},
            {"overdue", view.overdue},
            {"version", view.row.version}};
}

Json view_json(const ConsultationView& view) {
    long long yes = 0;
    long long partly = 0;
    long long no = 0;
    long long undecided = 0;
    Json opinions = Json::array();
    for (const OpinionRow& row : view.opinions) {
        long long& sum = row.decision == "yes"      ? yes
                         : row.decision == "partly" ? partly
                         : row.decision == "no"     ? no
                                                    : undecided;
        sum += row.times;
        opinions.push_back(opinion_json(row));
    }
    Json json = head_json(view);
    json["answered"] = {
        {"adopted", yes}, {"partly", partly}, {"not_adopted", no}, {"undecided", undecided}};
    json["opinions"] = std::move(opinions);
    return json;
}

Json with_more(Json schema, std::initializer_list<std::pair<const char*, Json>> members) {
    for (const auto& [name, of] : members) {
        schema["properties"][name] = of;
        schema["required"].push_back(name);
    }
    return schema;
}

Json head_schema() {
    const Json count = object({{"channel", text()}, {"count", integer()}});
    return object({{"item", text()},
                   {"area", text()},
                   {"catalogue", text()},
                   {"office", text()},
                   {"title", text(kWords)},
                   {"state", one_of({"open", "ended", "closed", "result"})},
                   {"open_from", text()},
                   {"open_to", text()},
                   {"closed", schema::maybe_text()},
                   {"received", schema::list(count)},
                   {"received_in_all", integer()},
                   {"final_document", schema::maybe_text()},
                   {"final_date", schema::maybe_text()},
                   {"result_due", schema::maybe_text()},
                   {"overdue", schema::boolean()},
                   {"version", integer()}});
}

Json view_schema() {
    const Json opinion = object({{"seq", integer()},
                                 {"from", text()},
                                 {"opinion", text(kWords)},
                                 {"times", integer()},
                                 {"decision", schema::maybe_text()},
                                 {"reason", text(kWords)}});
    const Json answered = object({{"adopted", integer()},
                                  {"partly", integer()},
                                  {"not_adopted", integer()},
                                  {"undecided", integer()}});
    return with_more(head_schema(), {{"answered", answered}, {"opinions", schema::list(opinion)}});
}

Json between(std::uint64_t least, std::uint64_t most) {
    return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

long long version_of(const Call& call) { return call.body.at("version").get<long long>(); }

std::string words_of(const Json& body, const char* name) {
    return body.contains(name) ? body[name].get<std::string>() : std::string();
}

std::vector<OpinionRow> opinions_of(const Json& list) {
    if (list.size() > kMostOpinions)
        throw Refusal(RefusalKind::invalid, "opinions", "These are too many opinions.",
                      "/opinions");
    std::vector<OpinionRow> rows;
    for (const Json& one : list) {
        OpinionRow row;
        row.origin = one.at("from").get<std::string>();
        row.opinion = one.at("opinion").get<std::string>();
        if (one.contains("times")) row.times = one["times"].get<long long>();
        row.decision = words_of(one, "decision");
        row.reason = words_of(one, "reason");
        rows.push_back(std::move(row));
    }
    return rows;
}

HttpResponse list(Call& call) {
    std::string next;
    Json rows = Json::array();
    for (const ConsultationView& view :
         Consultations(call.tools, *call.actor)
             .list(call.area("area"), call.parameter("after"),
                   call.number("limit", 1, kMostRows, kMostRows), next))
        rows.push_back(head_json(view));
    return json_answer(page_json(std::move(rows), next));
}

using Act = std::function<ConsultationView(Call&, Consultations&, const AreaCode&)>;
Route act(const char* method, const char* name, const char* summary, Json takes, Act work) {
    return {.method = method,
            .path = std::string("/v1/consultations/{item}") + name,
            .family = "consultations",
            .summary = summary,
            .query = {{"area", "whose consultation it is", true}},
            .takes = std::move(takes),
            .gives = view_schema(),
            .handler = [work = std::move(work)](Call& call) {
                Consultations consultations(call.tools, *call.actor);
                return json_answer(view_json(work(call, consultations, call.area("area"))));
            }};
}

void add_acts(Router& router) {
    router.add(act("PUT", "/received", "how many answered by a channel that is counted by hand",
                   object({{"version", integer()},
                           {"channel", one_of({"paper", "meeting", "phone", "web"})},
                           {"count", between(0, 1'000'000)}}),
                   [](Call& call, Consultations& all, const AreaCode& area) {
                       return all.set_received(area, call.path.at("item"), version_of(call),
                                               call.body.at("channel"), call.body.at("count"));
                   }));
    router.add(act("POST", "/close", "after its last day: nothing is counted any more",
                   object({{"version", integer()}}),
                   [](Call& call, Consultations& all, const AreaCode& area) {
                       return all.close(area, call.path.at("item"), version_of(call));
                   }));
    const Json opinion = object({{"from", text(40)},
                                 {"opinion", text(kWords)},
                                 {"times?", between(1, 1000)},
                                 {"decision?", one_of({"yes", "partly", "no"})},
                                 {"reason?", text(kWords)}});
    router.add(act("PUT", "/opinions", "every opinion in the handler's words, what became of it",
                   object({{"version", integer()}, {"opinions", schema::list(opinion)}}),
                   [](Call& call, Consultations& all, const AreaCode& area) {
                       return all.set_opinions(area, call.path.at("item"), version_of(call),
                                               opinions_of(call.body.at("opinions")));
                   }));
    router.add(act("PUT", "/final", "the final document, from whose day the result is due",
                   object({{"version", integer()}, {"document", text(300)}, {"day", text(10)}}),
                   [](Call& call, Consultations& all, const AreaCode& area) {
                       return all.set_final(area, call.path.at("item"), version_of(call),
                                            call.body.at("document"),
                                            day_in(call.body.at("day"), "/day"));
                   }));
}

}  // namespace

void add_consultation_routes(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/consultations",
                .family = "consultations",
                .summary = "the consultations of an area and how they stand",
                .query = {{"area", "this area and all in it", true},
                          {"after", "the `next` of the page before"},
                          {"limit", "at most 100"}},
                .gives = schema::page(head_schema()),
                .handler = list});
    router.add(act("GET", "", "one with its opinions and what became of them", nullptr,
                   [](Call& call, Consultations& all, const AreaCode& area) {
                       return all.view(area, call.path.at("item"));
                   }));
    add_acts(router);
    router.add({.method = "POST",
                .path = "/v1/consultations/{item}/result",
                .family = "consultations",
                .summary = "begin the correction that publishes its result",
                .query = {{"area", "whose consultation it is", true}},
                .takes = object({{"version", integer()}, {"summary", text(kWords)}}),
                .gives = dossier_schema(),
                .success = 201,
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Consultations(call.tools, *call.actor)
                                    .begin_result(call.area("area"), call.path.at("item"),
                                                  version_of(call), call.body.at("summary"))),
                        201);
                }});
}

}  // namespace villageboard::county
