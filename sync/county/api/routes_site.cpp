#include <memory>

#include "content/speech/engine.h"
#include "sync/county/api/routes.h"
#include "sync/county/site/outputs.h"
#include "sync/county/site/site.h"
#include "sync/county/site/sound.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

struct Words {
    site::PublicItem item;
    site::Document document;
};

/// What is public of the item that the path names. Refusal(unknown) where nothing is, or no more.
Words words_of(Call& call) {
    const AreaCode area = call.area("area");
    const std::string& id = call.path.at("id");
    auto item = feed::is_item_id(id) ? site::Site(call.tools).load(area, id) : std::nullopt;
    auto document = item ? site::words_of(*item, call.tools.clock()) : std::nullopt;
    if (!document)
        throw Refusal(RefusalKind::unknown, "unknown", "Nothing of this item is public.");
    return {std::move(*item), std::move(*document)};
}

HttpResponse text_answer(const char* type, std::string text) {
    HttpResponse response;
    response.fields = {{"Content-Type", type},
                       {"Cache-Control", "no-cache"},
                       {"X-Content-Type-Options", "nosniff"}};
    response.body = std::move(text);
    return response;
}

HttpResponse script(Call& call) {
    return text_answer("text/plain; charset=utf-8", site::script_of(words_of(call).document));
}

HttpResponse sound(Call& call, site::ScriptSounds& sounds) {
    return text_answer("audio/ogg", sounds.sound_of(site::script_of(words_of(call).document)));
}

HttpResponse poster(Call& call) {
    const std::string wanted = call.parameter("paper", "a4");
    if (wanted != "a4" && wanted != "a3")
        throw Refusal(RefusalKind::invalid, "malformed", "The paper is 'a4' or 'a3'.");
    const site::Paper paper = wanted == "a3" ? site::Paper::a3 : site::Paper::a4;
    const Words words = words_of(call);
    HttpResponse response =
        text_answer("text/html; charset=utf-8", site::poster_of(words.document, words.item, paper));
    response.fields.emplace_back("Content-Security-Policy", site::poster_policy(paper));
    return response;
}

}  // namespace

void add_site_routes(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/items/{area}/{id}/outputs/script",
                .family = "outputs",
                .summary = "the public words of an item to read out over the loudspeaker",
                .access = Access::open,
                .media = "text/plain",
                .handler = script});
    const auto sounds = std::make_shared<site::ScriptSounds>(
        [] { return speech::open_engine(speech::Voice::recorded); });
    router.add({.method = "GET",
                .path = "/v1/items/{area}/{id}/outputs/sound",
                .family = "outputs",
                .summary =
                    "the same words as sound for the loudspeaker, Opus in Ogg of at most ten "
                    "minutes",
                .access = Access::open,
                .media = "audio/ogg",
                .handler = [sounds](Call& call) { return sound(call, *sounds); }});
    router.add({.method = "GET",
                .path = "/v1/items/{area}/{id}/outputs/poster",
                .family = "outputs",
                .summary = "the public words of an item as a page to print and pin up",
                .access = Access::open,
                .query = {{"paper", "a4 or a3"}},
                .media = "text/html",
                .handler = poster});
}

}  // namespace villageboard::county
