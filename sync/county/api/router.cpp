#include "sync/county/api/router.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "content/model/error.h"
#include "content/model/json_text.h"
#include "sync/county/api/query.h"
#include "sync/county/opened_county.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMaxBodyBytes = 1024 * 1024;

std::string_view next_part(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(end);
    return part;
}

/// Whether `path` is one of `pattern`; fills the named parts.
bool matches(std::string_view pattern, std::string_view path,
             std::map<std::string, std::string>* parts) {
    while (pattern.starts_with('/') && path.starts_with('/')) {
        const std::string_view wanted = next_part(pattern);
        const std::string_view given = next_part(path);
        if (!wanted.starts_with('{')) {
            if (wanted != given) return false;
            continue;
        }
        const auto decoded = percent_decoded(given);
        if (!decoded || decoded->empty()) return false;
        if (parts != nullptr)
            parts->insert_or_assign(std::string(wanted.substr(1, wanted.size() - 2)), *decoded);
    }
    return pattern.empty() && path.empty();
}

int status_of(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::invalid:
            return 422;
        case RefusalKind::signed_out:
            return 401;
        case RefusalKind::forbidden:
            return 403;
        case RefusalKind::unknown:
            return 404;
        case RefusalKind::conflict:
            return 409;
        case RefusalKind::too_often:
            return 429;
    }
    return 500;
}

void require_access(const Route& route, const Gate& gate, Call& call) {
    if (route.access == Access::open) return;
    if (route.access == Access::device) {
        call.device = gate.device(call.request, call.tools);
        return;
    }
    auto caller = gate.person(call.request, call.tools);
    if (!caller) throw Refusal(RefusalKind::signed_out, "signed_out", "Sign in first.");
    call.actor = std::move(caller->actor);
    call.session = std::move(caller->session);
    if (route.access == Access::confirmed && !call.actor->confirmed)
        throw Refusal(RefusalKind::signed_out, "confirm",
                      "Give your password and the code of your second factor again first.");
}

void read_input(const Route& route, Call& call) {
    auto query = query_parameters(call.request.query());
    if (!query) throw Refusal(RefusalKind::invalid, "malformed", "The query string is broken.");
    call.query = std::move(*query);
    for (const auto& [name, value] : call.query)
        if (std::ranges::find(route.query, name, &Parameter::name) == route.query.end())
            throw Refusal(RefusalKind::invalid, "malformed",
                          "The parameter '" + name + "' is not known here.");
    for (const Parameter& wanted : route.query)
        if (wanted.required && !call.query.contains(wanted.name))
            throw Refusal(RefusalKind::invalid, "malformed",
                          "The parameter '" + wanted.name + "' is missing.");
    if (route.takes.is_null()) return;
    call.body = parse_json(call.request.body, kMaxBodyBytes);
    check_against(route.takes, call.body);
}

HttpResponse method_not_allowed(const std::string& allowed) {
    HttpResponse response =
        json_answer({{"error", "Use " + allowed + " here."}, {"code", "method"}}, 405);
    response.fields.emplace_back("Allow", allowed);
    return response;
}

Json parameters_of(const Route& route) {
    Json parameters = Json::array();
    for (std::size_t at = route.path.find('{'); at != std::string::npos;
         at = route.path.find('{', at + 1))
        parameters.push_back(
            {{"name", route.path.substr(at + 1, route.path.find('}', at) - at - 1)},
             {"in", "path"},
             {"required", true},
             {"schema", {{"type", "string"}}}});
    for (const Parameter& one : route.query)
        parameters.push_back({{"name", one.name},
                              {"in", "query"},
                              {"description", one.what},
                              {"required", one.required},
                              {"schema", {{"type", "string"}}}});
    return parameters;
}

Json security_of(Access access) {
    if (access == Access::open) return Json::array();
    if (access == Access::device) return Json::array({{{"device", Json::array()}}});
    return Json::array({{{"session", Json::array()}}, {{"token", Json::array()}}});
}

Json operation_of(const Route& route) {
    Json content = Json::object();
    content[route.media] = route.gives.is_null() ? Json::object() : Json{{"schema", route.gives}};
    Json operation{{"tags", {route.family}},
                   {"summary", route.summary},
                   {"parameters", parameters_of(route)},
                   {"security", security_of(route.access)}};
    if (!route.takes.is_null())
        operation["requestBody"] = {{"required", true},
                                    {"content", {{"application/json", {{"schema", route.takes}}}}}};
    operation["responses"] = {
        {std::to_string(route.success), {{"description", "done"}, {"content", content}}},
        {"default", {{"$ref", "#/components/responses/Refusal"}}}};
    return operation;
}

}  // namespace

std::string Call::parameter(const std::string& name, const std::string& otherwise) const {
    const auto found = query.find(name);
    return found == query.end() ? otherwise : found->second;
}

std::uint64_t Call::number(const std::string& name, std::uint64_t least, std::uint64_t most,
                           std::uint64_t otherwise) const {
    const auto found = query.find(name);
    if (found == query.end()) return otherwise;
    const auto value = feed::parse_decimal(found->second);
    if (!value || *value < least || *value > most)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The parameter '" + name + "' must be a number from " +
                          std::to_string(least) + " to " + std::to_string(most) + ".");
    return *value;
}

AreaCode Call::area(const std::string& name) const {
    const auto in_path = path.find(name);
    const std::string text = in_path != path.end() ? in_path->second : parameter(name);
    const auto area = AreaCode::parse(text);
    if (!area || !tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "'" + text + "' is no area of this county.");
    return *area;
}

std::optional<Day> Call::day(const std::string& name) const {
    const std::string text = parameter(name);
    if (text.empty()) return std::nullopt;
    const auto day = parse_day(text);
    if (!day)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The parameter '" + name + "' must be a day such as 2026-11-27.", "/" + name);
    return day;
}

void Router::add(Route route) { routes_.push_back(std::move(route)); }

bool Router::knows(std::string_view path) const {
    return std::ranges::any_of(
        routes_, [&](const Route& route) { return matches(route.path, path, nullptr); });
}

const Route* Router::find(const HttpRequest& request,
                          std::map<std::string, std::string>& path) const {
    for (const Route& route : routes_) {
        if (route.method != request.method) continue;
        path.clear();
        if (matches(route.path, request.path(), &path)) return &route;
    }
    return nullptr;
}

const Route* Router::route_of(const HttpRequest& request) const {
    std::map<std::string, std::string> path;
    return find(request, path);
}

std::string Router::name_of(const HttpRequest& request) const {
    const Route* route = route_of(request);
    return route == nullptr ? "other" : route->method + " " + route->path;
}

bool Router::hashes(const HttpRequest& request) const {
    const Route* route = route_of(request);
    return route != nullptr && route->hashes;
}

HttpResponse Router::answer(const HttpRequest& request, const Tools& tools) const {
    Call call{.request = request,
              .tools = tools,
              .path = {},
              .query = {},
              .body = {},
              .actor = {},
              .session = {},
              .device = {}};
    HttpResponse response = carry_out(request, call);
    secure(response, request);
    return response;
}

HttpResponse Router::carry_out(const HttpRequest& request, Call& call) const {
    try {
        const Route* route = find(request, call.path);
        if (route == nullptr) {
            std::string allowed;
            for (const Route& one : routes_)
                if (matches(one.path, request.path(), nullptr))
                    allowed += (allowed.empty() ? "" : ", ") + one.method;
            return method_not_allowed(allowed);
        }
        try {
            require_access(*route, gate_, call);
            read_input(*route, call);
            return route->handler(call);
        } catch (const Refusal& refusal) {
            if (refusal.kind() == RefusalKind::forbidden && call.actor && gate_.denied)
                gate_.denied(call.actor->id, request, refusal, call.tools);
            throw;
        }
    } catch (const Refusal& refusal) {
        return refusal_response(refusal);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::invalid)
            return refusal_response(
                Refusal(RefusalKind::invalid, "invalid", error.what(), error.place()));
        spdlog::error("{} {} failed: {}", request.method, request.path(), error.what());
        return json_answer(
            {{"error", "The county can't do this now; try again later."}, {"code", "retry"}}, 503);
    } catch (const std::exception& error) {
        spdlog::error("{} {} failed: {}", request.method, request.path(), error.what());
        return json_answer(
            {{"error", "The county failed to answer; try again later."}, {"code", "failed"}}, 500);
    }
}

Json Router::openapi() const {
    Json paths = Json::object();
    for (const Route& route : routes_) {
        std::string method = route.method;
        std::ranges::transform(method, method.begin(),
                               [](char c) { return static_cast<char>(c | 0x20); });
        paths[route.path][method] = operation_of(route);
    }
    const Json refusal{{"type", "object"},
                       {"properties",
                        {{"error", {{"type", "string"}}},
                         {"code", {{"type", "string"}}},
                         {"place", {{"type", "string"}}}}},
                       {"required", {"error", "code"}}};
    return {
        {"openapi", "3.1.0"},
        {"info", {{"title", "Villageboard county"}, {"version", "1"}}},
        {"paths", paths},
        {"components",
         {{"responses",
           {{"Refusal",
             {{"description", "why it was not done; nothing was changed"},
              {"content", {{"application/json", {{"schema", refusal}}}}}}}}},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-villageboard"}}},
            {"token", {{"type", "http"}, {"scheme", "bearer"}}},
            {"device", {{"type", "apiKey"}, {"in", "header"}, {"name", "Signature"}}}}}}}};
}

HttpResponse json_answer(const Json& body, int status) {
    return json_response(status, body.dump());
}

HttpResponse refusal_response(const Refusal& refusal) {
    Json body{{"error", refusal.what()}, {"code", refusal.code()}};
    if (!refusal.place().empty()) body["place"] = refusal.place();
    HttpResponse response = json_answer(body, status_of(refusal.kind()));
    if (refusal.wait().count() > 0)
        response.fields.emplace_back("Retry-After", std::to_string(refusal.wait().count()));
    return response;
}

}  // namespace villageboard::county
