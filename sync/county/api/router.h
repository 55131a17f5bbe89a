/// The office's calls: each is declared once, with what it takes, what it gives and who may make
/// it. The declaration checks the request, and the OpenAPI document is printed from the same one.
/// A handler runs on a thread of the pool with a database connection of its own.
#pragma once
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/api/http.h"
#include "sync/county/people/actor.h"
#include "sync/county/people/refusal.h"
#include "sync/county/tools.h"

namespace villageboard::county {

using Json = nlohmann::ordered_json;

enum class Access {
    open,       ///< anybody
    signed_in,  ///< who has a session or a program's token, with the second factor where it is due
    confirmed,  ///< that, and password and second factor given again within the last 5 minutes
    device,     ///< a terminal that signs its requests
};

/// One call under way. `actor` is there unless the route is open or a device's; `device` exactly
/// for a device's.
struct Call {
    const HttpRequest& request;
    Tools tools;
    std::map<std::string, std::string> path;   ///< by the names in the route's path
    std::map<std::string, std::string> query;  ///< percent-decoded
    Json body;                                 ///< null when the route takes none
    std::optional<Actor> actor;
    std::string session;  ///< id of the session; empty for a token
    std::string device;

    /// The query's parameter, or `otherwise`.
    std::string parameter(const std::string& name, const std::string& otherwise = {}) const;
    /// A number in [least, most]; `otherwise` where it is not given. Refusal(invalid) for others.
    std::uint64_t number(const std::string& name, std::uint64_t least, std::uint64_t most,
                         std::uint64_t otherwise) const;
    /// The area that a path or query parameter names, in this county. Refusal(invalid).
    AreaCode area(const std::string& name) const;
    /// The day that a query parameter names; nothing where it is not given. Refusal(invalid).
    std::optional<Day> day(const std::string& name) const;
};

/// A parameter of the query string.
struct Parameter {
    std::string name;
    std::string what;  ///< one line for the document
    bool required = false;
};

struct Route {
    std::string method;   ///< "GET"
    std::string path;     ///< "/v1/items/{id}/versions"
    std::string family;   ///< "items": the document's tag
    std::string summary;  ///< one line
    Access access = Access::signed_in;
    std::vector<Parameter> query = {};
    /// JSON Schema of the body (type, properties, required, additionalProperties, items, enum,
    /// maxLength, minimum, maximum; all others are for readers only); null: no body is taken.
    Json takes = nullptr;
    /// JSON Schema of a JSON answer; null: something else, as `media` says.
    Json gives = nullptr;
    std::string media = "application/json";
    int success = 200;
    /// Hashes a password: runs on threads of its own, so that sign-ins hold up nobody else.
    bool hashes = false;
    std::function<HttpResponse(Call&)> handler;
};

/// Who makes a request. Nothing for nobody; throws Refusal for a session that ended or a forged
/// request.
struct Caller {
    Actor actor;
    std::string session;
};
struct Gate {
    std::function<std::optional<Caller>(const HttpRequest&, const Tools&)> person;
    /// The id of the terminal that signed it. Throws Refusal.
    std::function<std::string(const HttpRequest&, const Tools&)> device;
    /// Told of each refusal to somebody signed in whose posts don't allow the call.
    std::function<void(const std::string& person, const HttpRequest&, const Refusal&, const Tools&)>
        denied = {};
};

class Router {
  public:
    explicit Router(Gate gate) : gate_(std::move(gate)) {}

    void add(Route route);
    /// Whether some route has this path, whatever its method. Cheap: for the server's thread.
    bool knows(std::string_view path) const;
    /// Method and pattern of the route that a request takes, for the counters; "other" where it has
    /// none.
    std::string name_of(const HttpRequest& request) const;
    /// The route that a request takes; null where it has none.
    const Route* route_of(const HttpRequest& request) const;
    /// Whether the call belongs onto the threads that hash passwords. Cheap.
    bool hashes(const HttpRequest& request) const;
    /// Carries the call out; every failure is an answer.
    HttpResponse answer(const HttpRequest& request, const Tools& tools) const;
    /// The OpenAPI 3.1 document of all routes.
    Json openapi() const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    const Route* find(const HttpRequest& request, std::map<std::string, std::string>& path) const;
    HttpResponse carry_out(const HttpRequest& request, Call& call) const;

    Gate gate_;
    std::vector<Route> routes_;
};

/// Throws Refusal(invalid) naming the first place where `value` is not what `schema` says.
void check_against(const Json& schema, const Json& value, const std::string& place = {});

/// An answer that is a JSON document.
HttpResponse json_answer(const Json& body, int status = 200);
/// {"error": sentence, "code": code, "place": pointer}.
HttpResponse refusal_response(const Refusal& refusal);

}  // namespace villageboard::county
