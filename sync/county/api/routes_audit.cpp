#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/users.h"

namespace villageboard::county {
namespace {

using namespace schema;

constexpr std::uint64_t kMostRows = 200;
constexpr std::uint64_t kRows = 50;
constexpr std::uint64_t kLastPosition = std::uint64_t{1} << 62;

void require_administrator(const Call& call) {
    if (!administers_all(*call.actor, call.tools.settings))
        throw Refusal(RefusalKind::forbidden, "forbidden",
                      "The audit log is for the county's administrators.");
}

std::int64_t since_of(const Call& call) {
    const std::string text = call.parameter("since");
    if (text.empty()) return 0;
    const auto at = parse_instant(text);
    if (!at)
        throw Refusal(RefusalKind::invalid, "malformed", "Write 'since' as 2026-11-23T06:45:00Z.");
    return at->time_since_epoch().count();
}

HttpResponse lines(Call& call) {
    require_administrator(call);
    const auto limit = call.number("limit", 1, kMostRows, kRows);
    const auto below = call.number("after", 0, kLastPosition, kLastPosition);
    const std::string area = call.parameter("area").empty() ? "" : call.area("area").digits();
    const auto rows = AuditRows(call.tools.repository)
                          .find({.area = area,
                                 .actor = call.parameter("actor"),
                                 .act = call.parameter("act"),
                                 .since = since_of(call)},
                                below, limit);
    Json all = Json::array();
    for (const AuditRow& row : rows) {
        Json line = Json::parse(row.line);
        line["position"] = row.position;
        all.push_back(std::move(line));
    }
    const bool full = rows.size() == limit;
    return json_answer(
        page_json(std::move(all), full ? std::to_string(rows.back().position) : std::string()));
}

HttpResponse checkpoint(Call& call) {
    require_administrator(call);
    HttpResponse response;
    response.fields = {{"Content-Type", "text/plain; charset=utf-8"}};
    response.body = Audit(call.tools).sign(std::chrono::minutes(50));
    return response;
}

}  // namespace

void add_audit_routes(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/audit",
                .family = "audit",
                .summary = "who did what, the newest first",
                .query = {{"area", "this area and all in it"},
                          {"actor", "id of a user, of a device, or the name of a chore"},
                          {"act", "such as session.begin"},
                          {"since", "RFC 3339 in UTC"},
                          {"after", "the cursor of the page before"},
                          {"limit", "how many, at most 200"}},
                .gives = object({{"rows", list(object({{"at", text()},
                                                       {"actor", text()},
                                                       {"act", text()},
                                                       {"area", text()},
                                                       {"subject", text()},
                                                       {"detail", any()},
                                                       {"position", integer()}}))},
                                 {"next", any()}}),
                .handler = lines});
    router.add({.method = "GET",
                .path = "/v1/audit/checkpoint",
                .family = "audit",
                .summary = "the signed checkpoint of the whole log, to keep elsewhere",
                .media = "text/plain",
                .handler = checkpoint});
}

}  // namespace villageboard::county
