#include "sync/county/api/routes_variants.h"

#include "sync/county/api/json_forms.h"
#include "sync/county/api/schema.h"
#include "sync/county/desk/variants.h"

namespace villageboard::county {
namespace {

using schema::integer;
using schema::maybe_text;
using schema::object;
using schema::text;

constexpr std::size_t kReason = 2000;

Json variant_schema() {
    return object({{"id", text()},
                   {"area", text()},
                   {"item", text()},
                   {"dossier", text()},
                   {"language", text()},
                   {"what", schema::one_of({kWords, kRecording})},
                   {"state", schema::one_of({"submitted", "returned", "confirmed", "published",
                                             "to_confirm", "ended"})},
                   {"version", integer()},
                   {"submitted_by", text()},
                   {"submitted", maybe_text()},
                   {"confirmed_by", maybe_text()},
                   {"confirmed", maybe_text()},
                   {"revision", Json{{"type", {"integer", "null"}}}},
                   {"returned", maybe_text()},
                   {"words", Json{{"type", {"object", "null"}}}},
                   {"recording", maybe_text()}});
}

Json json_of(const VariantRow& row) {
    const bool speaks = row.what == kRecording;
    return {{"id", row.id},
            {"area", row.area},
            {"item", row.item},
            {"dossier", row.dossier},
            {"language", row.language},
            {"what", row.what},
            {"state", row.state},
            {"version", row.version},
            {"submitted_by", row.submitted_by},
            {"submitted", moment_or_null(row.submitted)},
            {"confirmed_by", text_or_null(row.confirmed_by)},
            {"confirmed", moment_or_null(row.confirmed)},
            {"revision", row.revision == 0 ? Json() : Json(row.revision)},
            {"returned", text_or_null(row.returned)},
            {"words", speaks ? Json() : Json::parse(row.content)},
            {"recording", speaks ? Json(file_of(row.content)) : Json()}};
}

/// What kind of file an upload's name ends in.
std::string mime_of(const std::string& file) {
    if (file.ends_with(".ogg")) return "audio/ogg";
    if (file.ends_with(".wav")) return "audio/wav";
    throw Refusal(RefusalKind::invalid, "mime", "A recording is an Ogg or a WAV file.",
                  "/recording");
}

HandedIn handed_in(const Json& body) {
    HandedIn wanted;
    wanted.language = body["language"].get<std::string>();
    if (body.contains(kWords) == body.contains(kRecording))
        throw Refusal(RefusalKind::invalid, "words",
                      "Hand in words or a recording, one of them in each call.", "/words");
    if (body.contains(kWords)) {
        Json words = body[kWords];
        words.erase("of_revision");
        wanted.what = kWords;
        wanted.content = words.dump();
        return wanted;
    }
    const std::string file = body[kRecording].get<std::string>();
    Json recording{{"file", file}, {"mime", mime_of(file)}};
    recording["audience"] = body.value("audience", "public");
    wanted.what = kRecording;
    wanted.content = recording.dump();
    return wanted;
}

HttpResponse waiting(Call& call) {
    const std::string after = call.parameter("after");
    const auto dot = after.find('.');
    const std::string after_area = dot == std::string::npos ? "" : after.substr(0, dot);
    const std::string after_id = dot == std::string::npos ? "" : after.substr(dot + 1);
    std::string next;
    Json rows = Json::array();
    for (const VariantRow& row :
         Variants(call.tools)
             .waiting(*call.actor, call.area("area"), after_area, after_id,
                      static_cast<int>(call.number("limit", 1, 200, 50)), next))
        rows.push_back(json_of(row));
    return json_answer(page_json(std::move(rows), next));
}

void add_of_dossier(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/dossiers/{id}/variants",
                .family = "variants",
                .summary = "what the dossier says in other languages, and who vouches for it",
                .gives = object({{"variants", schema::list(variant_schema())}}),
                .handler = [](Call& call) {
                    Json rows = Json::array();
                    for (const VariantRow& row :
                         Variants(call.tools).of_dossier(*call.actor, call.path["id"]))
                        rows.push_back(json_of(row));
                    return json_answer({{"variants", std::move(rows)}});
                }});
    router.add({.method = "POST",
                .path = "/v1/dossiers/{id}/variants",
                .family = "variants",
                .summary = "hand in words or a recording in another language",
                .takes = object({{"language", text(35)},
                                 {"words?", Json{{"type", "object"}}},
                                 {"recording?", text()},
                                 {"audience?", schema::one_of({"public", "village"})}}),
                .gives = variant_schema(),
                .success = 201,
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Variants(call.tools)
                                    .submit(*call.actor, call.path["id"], handed_in(call.body))),
                        201);
                }});
}

void add_decisions(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/variants/{id}/confirm",
                .family = "variants",
                .summary = "confirm that it says what the Chinese says: it is published with it",
                .takes = object({{"version", integer()}}),
                .gives = variant_schema(),
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Variants(call.tools)
                                    .confirm(*call.actor, call.path["id"],
                                             call.body["version"].get<long long>())));
                }});
    router.add({.method = "POST",
                .path = "/v1/variants/{id}/return",
                .family = "variants",
                .summary = "send it back; what is published is silent after it",
                .takes = object({{"version", integer()}, {"reason", text(kReason)}}),
                .gives = variant_schema(),
                .handler = [](Call& call) {
                    return json_answer(
                        json_of(Variants(call.tools)
                                    .send_back(*call.actor, call.path["id"],
                                               call.body["version"].get<long long>(),
                                               call.body["reason"].get<std::string>())));
                }});
}

}  // namespace

void add_variant_routes(Router& router) {
    add_of_dossier(router);
    add_decisions(router);
    router.add({.method = "GET",
                .path = "/v1/variants",
                .family = "variants",
                .summary = "what waits for somebody who knows the language",
                .query = {{"area", "this area and all in it", true},
                          {"after", "the `next` of the page before"},
                          {"limit", "at most 200, else 50"}},
                .gives = schema::page(variant_schema()),
                .handler = waiting});
    router.add({.method = "GET",
                .path = "/v1/variants/{id}/recording",
                .family = "variants",
                .summary = "the recording itself, to be heard before it is confirmed",
                .media = "audio/ogg",
                .handler = [](Call& call) {
                    HttpResponse response;
                    response.body = Variants(call.tools).recording(*call.actor, call.path["id"]);
                    response.fields = {{"Content-Type", response.body.starts_with("OggS")
                                                            ? "audio/ogg"
                                                            : "audio/wav"}};
                    return response;
                }});
}

}  // namespace villageboard::county
