/// The office's calls without a socket, made by whoever a test says.
#pragma once
#include <doctest/doctest.h>

#include <string>

#include "sync/county/api/routes.h"
#include "tests/sync/county/support.h"

namespace villageboard::county {

/// A user with one post.
inline Actor somebody(const std::string& id, Post post, const char* area,
                      std::vector<std::string> codes = {}) {
    return {.id = id,
            .name = id,
            .appointments = {{post, area_code(area), std::move(codes), {}}},
            .confirmed = true,
            .kin_of = {}};
}

/// What a call answers on success is what its route says that it gives.
inline void check_what_it_gives(const Router& router, const HttpRequest& request,
                                const HttpResponse& response) {
    const Route* route = router.route_of(request);
    if (route == nullptr || response.status / 100 != 2 || route->gives.is_null()) return;
    const bool json = std::ranges::find(response.fields, std::pair<std::string, std::string>(
                                                             "Content-Type", "application/json")) !=
                      response.fields.end();
    if (!json) return;
    INFO(request.method << " " << request.target << " " << response.body);
    try {
        check_against(route->gives, Json::parse(response.body));
    } catch (const std::exception& error) {
        FAIL_CHECK("the answer is not what the document says: " << std::string(error.what()));
    }
}

/// Answers a call as if `actor` were signed in (their id is also the session's), or as if the
/// terminal `device` had signed it.
inline HttpResponse call(CountyFixture& county, const Actor& actor, const std::string& method,
                         const std::string& target, const std::string& body = {},
                         const std::string& device = {}) {
    Router router({.person =
                       [&](const HttpRequest&, const Tools&) {
                           return std::optional<Caller>({actor, actor.id});
                       },
                   .device = [&](const HttpRequest&, const Tools&) { return device; }});
    add_routes(router);
    const HttpRequest request{
        .method = method, .target = target, .fields = {}, .body = body, .peer = {}};
    HttpResponse response = router.answer(request, county.tools());
    check_what_it_gives(router, request, response);
    return response;
}

/// The body of an answer that must have this status.
inline Json answered(const HttpResponse& response, int status = 200) {
    INFO(response.body);
    REQUIRE(response.status == status);
    return Json::parse(response.body);
}

}  // namespace villageboard::county
