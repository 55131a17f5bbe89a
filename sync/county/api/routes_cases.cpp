#include "content/state/seal.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/inbox/case_words.h"
#include "sync/county/inbox/cases.h"
#include "sync/county/inbox/tallies.h"

namespace villageboard::county {
namespace {

using namespace schema;

constexpr std::uint64_t kMostRows = 200;
constexpr std::uint64_t kUsualRows = 50;
constexpr std::uint64_t kMostVotes = 1'000'000;

const std::vector<Parameter> kPage = {{"after", "cursor of the page before"},
                                      {"limit", "rows, at most 200"}};

std::vector<Parameter> page_and(std::initializer_list<Parameter> more) {
    std::vector<Parameter> all = kPage;
    all.insert(all.end(), more);
    return all;
}

std::size_t limit_of(const Call& call) {
    return static_cast<std::size_t>(call.number("limit", 1, kMostRows, kUsualRows));
}

Json head_of(const Case& one) {
    return {{"id", one.row.id},
            {"route", one.row.route},
            {"desk", one.row.desk},
            {"state", one.row.state},
            {"version", one.row.version},
            {"received", format_day(one.row.received)},
            {"due", format_day(one.row.due)},
            {"kind", one.file.kind},
            {"area", one.file.area},
            {"language", one.file.language},
            {"topics", one.file.topics},
            {"voice_ms", one.file.voice_length.count()}};
}

Json whole(const Case& one) {
    Json json = head_of(one);
    json["day"] = format_day(one.file.day);
    json["about"] = one.file.about ? Json{{"item", one.file.about->item},
                                          {"revision", one.file.about->revision},
                                          {"line", one.file.about->line}}
                                   : Json(nullptr);
    json["text"] = one.file.text;
    json["contact"] = one.file.contact;
    json["has_slip"] = !one.file.answer_key.empty();
    json["events"] = Json::array();
    for (const CaseEvent& event : one.file.events)
        json["events"].push_back({{"day", format_day(event.day)},
                                  {"actor", event.actor},
                                  {"act", event.act},
                                  {"words", event.words}});
    json["notes"] = Json::array();
    for (const CaseNote& note : one.file.notes)
        json["notes"].push_back(
            {{"day", format_day(note.day)}, {"actor", note.actor}, {"text", note.text}});
    return json;
}

/// A case and its words are nobody's to keep on the way.
HttpResponse private_answer(const Json& json, int status = 200) {
    HttpResponse response = json_answer(json, status);
    response.fields.emplace_back("Cache-Control", "no-store");
    return response;
}

HttpResponse list_cases(Call& call) {
    const CasePage page = Cases(call.tools)
                              .list(*call.actor, {.state = call.parameter("state"),
                                                  .overdue = call.number("overdue", 0, 1, 0) == 1,
                                                  .after = call.parameter("after"),
                                                  .limit = limit_of(call)});
    Json rows = Json::array();
    for (const Case& one : page.cases) rows.push_back(head_of(one));
    return private_answer(page_json(std::move(rows), page.next));
}

HttpResponse voice_of(Call& call) {
    HttpResponse response;
    response.body = Cases(call.tools).voice(*call.actor, call.path.at("id"));
    response.fields = {{"Content-Type", "audio/ogg"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}};
    return response;
}

std::string text_in(const Call& call, const char* name) {
    return call.body.value(name, std::string());
}

using Act = std::function<Case(Cases&, const Call&, const std::string&, std::uint64_t)>;

/// POST /v1/cases/{id}/<word> with the version that was seen.
void add_act(Router& router, const std::string& word, const std::string& summary,
             std::initializer_list<std::pair<const char*, Json>> more, const Act& act) {
    Json takes = object(more);
    takes["properties"]["version"] = integer();
    takes["required"].push_back("version");
    router.add({.method = "POST",
                .path = "/v1/cases/{id}/" + word,
                .family = "inbox",
                .summary = summary,
                .query = {},
                .takes = std::move(takes),
                .gives = Json::object(),
                .handler = [act](Call& call) {
                    Cases cases(call.tools);
                    return private_answer(whole(act(cases, call, call.path.at("id"),
                                                    call.body["version"].get<std::uint64_t>())));
                }});
}

void add_acts(Router& router) {
    add_act(router, "take", "take a case in hand", {},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.take(*call.actor, id, version);
            });
    add_act(router, "answer", "answer; who holds the slip gets it sealed with the next batch",
            {{"text", text(kMostCaseWords)}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.answer(*call.actor, id, version, text_in(call, "text"));
            });
    add_act(router, "transfer", "give a case to another desk",
            {{"route", one_of({"town", "county", "discipline"})},
             {"area?", text(12)},
             {"reason", text(kMostCaseWords)}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.transfer(*call.actor, id, version, text_in(call, "route"),
                                      text_in(call, "area"), text_in(call, "reason"));
            });
    add_act(router, "close", "close a case without an answer", {{"reason", text(kMostCaseWords)}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.close(*call.actor, id, version, text_in(call, "reason"));
            });
    add_act(router, "notes", "leave a note for the handlers", {{"text", text(kMostCaseWords)}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.note(*call.actor, id, version, text_in(call, "text"));
            });
    add_act(router, "topics", "say what a case is about", {{"topics", list(text(64))}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.set_topics(*call.actor, id, version,
                                        call.body["topics"].get<std::vector<std::string>>());
            });
    add_act(router, "release", "let the village's offices read this, in the handler's words",
            {{"text", text(kMostCaseWords)}},
            [](Cases& cases, const Call& call, const std::string& id, std::uint64_t version) {
                return cases.release(*call.actor, id, version, text_in(call, "text"));
            });
}

HttpResponse notice(Call& call) {
    const std::string draft =
        Cases(call.tools)
            .as_notice(*call.actor, call.path.at("id"), call.body["version"].get<std::uint64_t>(),
                       call.body["item"].dump());
    return private_answer({{"draft", draft}}, 201);
}

void add_reading(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/cases",
                .family = "inbox",
                .summary = "the cases at one's desks, by the day on which the answer is due",
                .query = page_and({{"state", "only cases in this state"},
                                   {"overdue", "1: only open ones whose term is over"}}),
                .gives = Json::object(),
                .handler = list_cases});
    router.add({.method = "GET",
                .path = "/v1/cases/{id}",
                .family = "inbox",
                .summary = "a case with what was written and done",
                .query = {},
                .gives = Json::object(),
                .handler = [](Call& call) {
                    return private_answer(
                        whole(Cases(call.tools).show(*call.actor, call.path.at("id"))));
                }});
    router.add({.method = "GET",
                .path = "/v1/cases/{id}/voice",
                .family = "inbox",
                .summary = "what was spoken, for its handlers",
                .query = {},
                .gives = nullptr,
                .media = "audio/ogg",
                .handler = voice_of});
    router.add({.method = "POST",
                .path = "/v1/cases/{id}/notice",
                .family = "inbox",
                .summary = "keep a notice made of an answer as a draft for the desk",
                .query = {},
                .takes = object({{"item", Json{{"type", "object"}}}, {"version", integer()}}),
                .gives = Json::object(),
                .success = 201,
                .handler = notice});
}

HttpResponse list_releases(Call& call) {
    const auto page =
        Cases(call.tools)
            .releases(*call.actor, call.area("area"), call.parameter("after"), limit_of(call));
    Json rows = Json::array();
    for (const Cases::Release& one : page.releases)
        rows.push_back({{"id", one.id}, {"day", format_day(one.day)}, {"text", one.text}});
    return private_answer(page_json(std::move(rows), page.next));
}

HttpResponse tally_of(Call& call) {
    const auto result =
        Tallies(call.tools).result(*call.actor, call.area("area"), call.path.at("item"));
    Json rows = Json::array();
    for (const TallyRow& row : result.rows)
        rows.push_back({{"question", row.question},
                        {"choice", row.choice},
                        {"channel", row.channel},
                        {"votes", row.votes}});
    return json_answer({{"answered", result.answered},
                        {"few", result.answered < kFewestShown},
                        {"rows", std::move(rows)}});
}

HttpResponse count_by_hand(Call& call) {
    const auto number = [&](const char* name) { return call.body[name].get<std::int64_t>(); };
    Tallies(call.tools)
        .add(*call.actor, call.area("area"), call.path.at("item"),
             {.channel = text_in(call, "channel"),
              .question = text_in(call, "question"),
              .choice = static_cast<int>(number("choice")),
              .votes = static_cast<std::uint64_t>(number("votes"))});
    return json_answer({{"counted", number("votes")}}, 201);
}

Json between(std::uint64_t least, std::uint64_t most) {
    return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

void add_tallies(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/tallies/{item}",
                .family = "inbox",
                .summary = "how a consultation was answered",
                .query = {{"area", "whose consultation it is", true}},
                .gives = Json::object(),
                .handler = tally_of});
    router.add({.method = "POST",
                .path = "/v1/tallies/{item}",
                .family = "inbox",
                .summary = "add answers that were counted by hand",
                .query = {{"area", "whose consultation it is", true}},
                .takes = object({{"channel", one_of({"paper", "meeting", "phone", "web"})},
                                 {"question", text(64)},
                                 {"choice", between(0, 100)},
                                 {"votes", between(1, kMostVotes)}}),
                .gives = Json::object(),
                .success = 201,
                .handler = count_by_hand});
    router.add({.method = "GET",
                .path = "/v1/releases",
                .family = "inbox",
                .summary = "what handlers let a village's offices read",
                .query = page_and({{"area", "the village", true}}),
                .gives = Json::object(),
                .handler = list_releases});
}

Json template_json(const TemplateRow& row) {
    return {{"id", row.id},
            {"version", row.version},
            {"area", row.area},
            {"title", row.title},
            {"text", row.text}};
}

HttpResponse list_templates(Call& call) {
    const std::size_t limit = limit_of(call);
    const auto all =
        CaseWords(call.tools).templates_at(call.area("area"), call.parameter("after"), limit);
    Json rows = Json::array();
    for (const TemplateRow& row : all) rows.push_back(template_json(row));
    const bool more = all.size() == limit;
    return json_answer(page_json(std::move(rows), more ? all.back().id : std::string()));
}

HttpResponse list_topics(Call& call) {
    Json rows = Json::array();
    for (const TopicRow& row : CaseWords(call.tools).topics_at(call.area("area")))
        rows.push_back({{"code", row.code}, {"area", row.area}, {"name", row.name}});
    return json_answer(page_json(std::move(rows), {}));
}

AreaCode area_in(const Call& call) {
    const std::string digits = call.body["area"].get<std::string>();
    const auto area = AreaCode::parse(digits);
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "'" + digits + "' is no area of this county.",
                      "/area");
    return *area;
}

void add_words(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/templates",
                .family = "inbox",
                .summary = "templates of answers of an area and those above it",
                .query = page_and({{"area", "a county or a town", true}}),
                .gives = Json::object(),
                .handler = list_templates});
    router.add(
        {.method = "POST",
         .path = "/v1/templates",
         .family = "inbox",
         .summary = "a new template, or with its id a new version of one",
         .query = {},
         .takes = object({{"area", text(12)},
                          {"id?", text(64)},
                          {"title", text(150)},
                          {"text", text(kMostCaseWords)}}),
         .gives = Json::object(),
         .success = 201,
         .handler = [](Call& call) {
             return json_answer(
                 template_json(CaseWords(call.tools)
                                   .put_template(*call.actor, area_in(call), text_in(call, "id"),
                                                 text_in(call, "title"), text_in(call, "text"))),
                 201);
         }});
    router.add({.method = "GET",
                .path = "/v1/topics",
                .family = "inbox",
                .summary = "topics of cases: the closed list, without names, and the area's own",
                .query = {{"area", "a county or a town", true}},
                .gives = Json::object(),
                .handler = list_topics});
    router.add(
        {.method = "POST",
         .path = "/v1/topics",
         .family = "inbox",
         .summary = "a further topic of a desk",
         .query = {},
         .takes = object({{"area", text(12)}, {"name", text(60)}}),
         .gives = Json::object(),
         .success = 201,
         .handler = [](Call& call) {
             const TopicRow row =
                 CaseWords(call.tools).add_topic(*call.actor, area_in(call), text_in(call, "name"));
             return json_answer({{"code", row.code}, {"area", row.area}, {"name", row.name}}, 201);
         }});
}

}  // namespace

void add_case_routes(Router& router) {
    add_reading(router);
    add_acts(router);
    add_tallies(router);
    add_words(router);
}

}  // namespace villageboard::county
