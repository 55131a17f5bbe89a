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
    return router.answer(
        {.method = method, .target = target, .fields = {}, .body = body, .peer = {}},
        county.tools());
}

/// The body of an answer that must have this status.
inline Json answered(const HttpResponse& response, int status = 200) {
    INFO(response.body);
    REQUIRE(response.status == status);
    return Json::parse(response.body);
}

}  // namespace villageboard::county
