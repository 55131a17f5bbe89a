#include "sync/county/api/router.h"

#include <doctest/doctest.h>

#include "sync/county/api/schema.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Gate test_gate() {
    return {.person = [](const HttpRequest& request, const Tools& tools) -> std::optional<Caller> {
                if (request.field("Authorization") != "somebody") return std::nullopt;
                return Caller{command_line_actor(tools.settings.area), "session"};
            },
            .device = [](const HttpRequest&, const Tools&) { return std::string("device"); }};
}

Router router() {
    Router routes(test_gate());
    routes.add({.method = "GET",
                .path = "/v1/things/{id}/parts/{part}",
                .family = "things",
                .summary = "a part of a thing",
                .access = Access::open,
                .query = {{"limit", "how many"}},
                .gives = Json::object(),
                .handler = [](Call& call) {
                    return json_answer({{"id", call.path.at("id")},
                                        {"part", call.path.at("part")},
                                        {"limit", call.number("limit", 1, 200, 50)}});
                }});
    routes.add({.method = "POST",
                .path = "/v1/things",
                .family = "things",
                .summary = "make a thing",
                .takes = schema::object({{"name", schema::text(10)}, {"size?", schema::integer()}}),
                .gives = Json::object(),
                .success = 201,
                .handler = [](Call& call) { return json_answer(call.body, 201); }});
    return routes;
}

HttpResponse ask(CountyFixture& county, const std::string& method, const std::string& target,
                 const std::string& body = {}, const std::string& who = {}) {
    return router().answer({.method = method,
                            .target = target,
                            .fields = {{"Authorization", who}},
                            .body = body,
                            .peer = {}},
                           county.tools());
}

}  // namespace

TEST_CASE("a call finds its route, its path's parts and its parameters") {
    CountyFixture county;
    const auto answer = ask(county, "GET", "/v1/things/a%20b/parts/7?limit=3");
    CHECK(answer.status == 200);
    CHECK(Json::parse(answer.body) == Json{{"id", "a b"}, {"part", "7"}, {"limit", 3}});
    CHECK(router().knows("/v1/things"));
    CHECK(!router().knows("/v1/things/"));
    CHECK(!router().knows("/v1/things/a/parts/"));
}

TEST_CASE("a malformed call is refused with a sentence, a code and the place") {
    CountyFixture county;
    for (const char* target : {"/v1/things/a/parts/b?limit=0", "/v1/things/a/parts/b?limit=x",
                               "/v1/things/a/parts/b?unknown=1", "/v1/things/a/parts/b?limit=%zz"})
        CHECK(ask(county, "GET", target).status == 422);
    for (const char* body : {"", "{", "[]", R"({"name":1})", R"({"size":1})",
                             R"({"name":"a","other":1})", R"({"name":"a","name":"b"})",
                             R"({"name":"12345678901"})", R"({"name":"a","size":1.5})"}) {
        INFO(body);
        const auto answer = ask(county, "POST", "/v1/things", body, "somebody");
        CHECK(answer.status == 422);
        CHECK(Json::parse(answer.body).contains("error"));
    }
    CHECK(Json::parse(ask(county, "POST", "/v1/things", R"({"name":1})", "somebody").body)
              .at("place") == "/name");
    CHECK(ask(county, "DELETE", "/v1/things").status == 405);
}

TEST_CASE("a member may be of one of several types") {
    const Json schema{{"type", {"string", "null"}}};
    CHECK_NOTHROW(check_against(schema, nullptr));
    CHECK_NOTHROW(check_against(schema, "word"));
    try {
        check_against(schema, 7, "/next");
        FAIL("a number is neither");
    } catch (const Refusal& refusal) {
        CHECK(std::string(refusal.what()) == "The member /next must be of type string or null.");
    }
}

TEST_CASE("a call that needs somebody is refused to nobody") {
    CountyFixture county;
    CHECK(ask(county, "POST", "/v1/things", R"({"name":"a"})").status == 401);
    CHECK(ask(county, "POST", "/v1/things", R"({"name":"a"})", "somebody").status == 201);
}

TEST_CASE("the OpenAPI document names every route with what it takes") {
    const Json document = router().openapi();
    CHECK(document.at("paths").size() == 2);
    CHECK(document.at("paths").at("/v1/things/{id}/parts/{part}").contains("get"));
    const Json& post = document.at("paths").at("/v1/things").at("post");
    CHECK(post.at("requestBody").at("content").at("application/json").at("schema") ==
          router().routes().back().takes);
    CHECK(post.at("responses").contains("201"));
}
