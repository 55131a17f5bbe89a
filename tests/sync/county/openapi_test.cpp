// The OpenAPI document against the server that prints it.
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "tests/sync/county/calls.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const std::set<std::string> kMethods{"get", "put", "post", "delete", "patch", "head", "options"};
const std::set<std::string> kTypes{"object", "array",   "string", "integer",
                                   "number", "boolean", "null"};

Json document(CountyFixture& county) {
    return answered(
        call(county, somebody("zhang", Post::clerk, kVillage), "GET", "/v1/openapi.json"));
}

/// Every place in a JSON document, parents first.
void visit(const Json& json, const std::string& place,
           const std::function<void(const std::string&, const Json&)>& seen) {
    seen(place, json);
    if (json.is_object())
        for (const auto& [name, member] : json.items()) visit(member, place + "/" + name, seen);
    if (json.is_array())
        for (std::size_t i = 0; i < json.size(); ++i)
            visit(json[i], place + "/" + std::to_string(i), seen);
}

void each_operation(const Json& document,
                    const std::function<void(const std::string& path, const std::string& method,
                                             const Json&)>& seen) {
    for (const auto& [path, methods] : document.at("paths").items())
        for (const auto& [method, operation] : methods.items()) seen(path, method, operation);
}

/// The names in the braces of a path.
std::set<std::string> path_names(const std::string& path) {
    std::set<std::string> names;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1))
        names.insert(path.substr(at + 1, path.find('}', at) - at - 1));
    return names;
}

/// A path with something in place of its names.
std::string filled(std::string path) {
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
        path.replace(at, path.find('}', at) - at + 1,
                     path.compare(at, 6, "{area}") == 0 ? kVillage : "0");
    return path;
}

/// JSON Schema as far as the calls use it: known types, objects whose required members are there.
void check_schema(const Json& schema, const std::string& place) {
    CAPTURE(place);
    REQUIRE(schema.is_object());
    if (schema.contains("$ref")) return;
    if (schema.contains("type")) {
        const Json types =
            schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
        for (const Json& type : types) CHECK(kTypes.contains(type.get<std::string>()));
    }
    if (schema.contains("required"))
        for (const Json& name : schema["required"])
            CHECK_MESSAGE(schema.at("properties").contains(name.get<std::string>()), name);
    if (schema.contains("enum")) CHECK(!schema["enum"].empty());
    if (schema.contains("properties"))
        for (const auto& [name, member] : schema["properties"].items())
            check_schema(member, place + "/" + name);
    if (schema.contains("items")) check_schema(schema["items"], place + "/items");
}

}  // namespace

TEST_CASE("the OpenAPI document has every member that OpenAPI 3.1 asks for") {
    CountyFixture county;
    const Json api = document(county);
    CHECK(api.at("openapi") == "3.1.0");
    CHECK(api.at("info").at("title").is_string());
    CHECK(api.at("info").at("version").is_string());
    std::set<std::string> schemes;
    for (const auto& [name, scheme] : api.at("components").at("securitySchemes").items()) {
        schemes.insert(name);
        const std::string type = scheme.at("type");
        if (type == "apiKey") {
            CHECK(scheme.at("name").is_string());
            CHECK(scheme.at("in").is_string());
        } else {
            CHECK(type == "http");
            CHECK(scheme.at("scheme").is_string());
        }
    }
    each_operation(api, [&](const std::string& path, const std::string& method, const Json& one) {
        CAPTURE(path);
        CAPTURE(method);
        CHECK(path.starts_with('/'));
        CHECK(kMethods.contains(method));
        CHECK(one.at("summary").is_string());
        CHECK(!one.at("responses").empty());
        std::set<std::string> names;
        for (const Json& parameter : one.at("parameters")) {
            const std::string name = parameter.at("name");
            const std::string where = parameter.at("in");
            CHECK((where == "path" || where == "query"));
            CHECK(parameter.contains("schema"));
            if (where == "path") {
                CHECK(parameter.at("required") == true);
                names.insert(name);
            }
        }
        CHECK(names == path_names(path));
        for (const Json& needed : one.at("security"))
            for (const auto& [name, scopes] : needed.items()) CHECK(schemes.contains(name));
        if (one.contains("requestBody"))
            for (const auto& [type, content] : one.at("requestBody").at("content").items())
                check_schema(content.at("schema"), path + " takes");
        for (const auto& [status, response] : one.at("responses").items()) {
            if (response.contains("$ref")) continue;
            CHECK(response.at("description").is_string());
            for (const auto& [type, content] : response.at("content").items())
                if (content.contains("schema")) check_schema(content["schema"], path + " gives");
        }
    });
}

TEST_CASE("every reference in the OpenAPI document leads to something in it") {
    CountyFixture county;
    const Json api = document(county);
    std::size_t references = 0;
    visit(api, "", [&](const std::string& place, const Json& json) {
        if (!json.is_object() || !json.contains("$ref") || !json["$ref"].is_string()) return;
        const std::string target = json["$ref"];
        CAPTURE(place);
        REQUIRE(target.starts_with("#/"));
        CHECK_MESSAGE(api.contains(Json::json_pointer(target.substr(1))), target);
        ++references;
    });
    CHECK(references > 0);
}

TEST_CASE("every call in the OpenAPI document is answered, and to nobody only where it is open") {
    CountyFixture county;
    const Json api = document(county);
    Router router({.person = [](const HttpRequest&, const Tools&) -> std::optional<Caller> {
                       return std::nullopt;
                   },
                   .device = [](const HttpRequest&, const Tools&) -> std::string {
                       throw Refusal(RefusalKind::signed_out, "device", "Sign the request.");
                   }});
    add_routes(router);
    std::size_t calls = 0;
    each_operation(api, [&](const std::string& path, const std::string& method, const Json& one) {
        CAPTURE(path);
        CAPTURE(method);
        std::string upper = method;
        for (char& c : upper) c = static_cast<char>(c & ~0x20);
        const HttpRequest request{
            .method = upper, .target = filled(path), .fields = {}, .body = {}, .peer = {}};
        CHECK(router.knows(request.path()));
        REQUIRE(router.route_of(request) != nullptr);
        const HttpResponse response = router.answer(request, county.tools());
        CHECK(response.status != 405);
        CHECK(response.status != 500);
        if (!one.at("security").empty()) CHECK(response.status == 401);
        ++calls;
    });
    std::size_t declared = 0;
    for (const Route& route : router.routes()) {
        CHECK(api.at("paths").contains(route.path));
        ++declared;
    }
    CHECK(calls == declared);
}

TEST_CASE("every call refuses a body that is not what the document says it takes") {
    CountyFixture county;
    const Actor actor = somebody("zhang", Post::clerk, kVillage);
    Router router(
        {.person =
             [&](const HttpRequest&, const Tools&) {
                 return std::optional<Caller>({actor, actor.id});
             },
         .device = [](const HttpRequest&, const Tools&) { return std::string("device"); }});
    add_routes(router);
    for (const Route& route : router.routes()) {
        if (route.takes.is_null()) continue;
        std::vector<std::string> wrong{"", "{", "\"\xFF\""};
        if (route.takes.value("type", "") == "object") {
            wrong.push_back("[]");
            wrong.push_back("7");
            if (route.takes.contains("additionalProperties"))
                wrong.push_back(R"({"no_such_member_here":1})");
            if (route.takes.contains("required") && !route.takes["required"].empty())
                wrong.push_back("{}");
        }
        for (const std::string& body : wrong) {
            CAPTURE(route.path);
            CAPTURE(body);
            const HttpResponse response = router.answer({.method = route.method,
                                                         .target = filled(route.path),
                                                         .fields = {},
                                                         .body = body,
                                                         .peer = {}},
                                                        county.tools());
            CHECK(response.status == 422);
        }
    }
}
