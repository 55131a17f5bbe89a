#include "sync/county/api/gate.h"

#include <algorithm>

#include "sync/county/api/api.h"
#include "sync/county/api/request_signature.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/users.h"
#include "sync/county/store/person_rows.h"

namespace villageboard::county {
namespace {

constexpr std::string_view kCookie = "__Host-villageboard";
constexpr std::string_view kBearer = "Bearer ";

Refusal unknown_device() {
    return {RefusalKind::forbidden, "device", "The county does not know this device."};
}

/// The value of our cookie in any Cookie field; empty when there is none.
std::string_view cookie(const HttpRequest& request) {
    for (const auto& [name, value] : request.fields) {
        if (!same_field_name(name, "Cookie")) continue;
        for (std::string_view rest = value; !rest.empty();) {
            const auto end = std::min(rest.find(';'), rest.size());
            std::string_view pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.starts_with(kCookie) && pair.substr(kCookie.size()).starts_with('='))
                return pair.substr(kCookie.size() + 1);
        }
    }
    return {};
}

/// "https://board.example:8443" -> "board.example:8443".
std::string_view host_of(std::string_view origin) {
    const auto slashes = origin.find("://");
    return slashes == std::string_view::npos ? std::string_view{} : origin.substr(slashes + 3);
}

bool changes_something(const HttpRequest& request) {
    return request.method != "GET" && request.method != "HEAD";
}

bool is_foreign(const HttpRequest& request) {
    const std::string_view origin = request.field("Origin");
    return !origin.empty() && host_of(origin) != request.field("Host");
}

bool is_forged(const HttpRequest& request) {
    return request.field("X-Villageboard") != "1" || is_foreign(request);
}

void record_denial(const std::string& person, const HttpRequest& request, const Refusal& refusal,
                   const Tools& tools) {
    Transaction transaction(tools.repository);
    Audit(tools).record(transaction, person,
                        {.act = "call.denied",
                         .area = {},
                         .subject = person,
                         .detail = Json{{"code", refusal.code()},
                                        {"method", request.method},
                                        {"from", origin_of(request).address}}
                                       .dump()});
    transaction.commit();
}

[[noreturn]] void deny(const std::string& person, const HttpRequest& request,
                       const Refusal& refusal, const Tools& tools) {
    record_denial(person, request, refusal, tools);
    throw refusal;
}

Refusal ended() {
    return {RefusalKind::signed_out, "session_ended", "This session has ended; sign in again."};
}

PersonRow active_person(const std::string& id, const Tools& tools) {
    auto person = PersonRows(tools.repository).find(id);
    if (!person || !person->active) throw ended();
    return std::move(*person);
}

Caller program(std::string_view token, const Tools& tools) {
    const auto row = Sessions(tools).find_token(token);
    if (!row)
        throw Refusal(RefusalKind::signed_out, "token",
                      "This token is unknown, revoked or has expired.");
    return {actor_of(active_person(row->person, tools)), {}};
}

std::optional<Caller> person_behind(const HttpRequest& request, const Tools& tools) {
    const std::string_view authorization = request.field("Authorization");
    if (authorization.starts_with(kBearer))
        return program(authorization.substr(kBearer.size()), tools);
    const auto session = session_of(request, tools);
    if (!session) return std::nullopt;
    if (!session->whole)
        deny(session->person, request,
             {RefusalKind::signed_out, "second_factor", "Set up your second factor first."}, tools);
    Actor actor = actor_of(active_person(session->person, tools));
    actor.confirmed = Sessions(tools).is_confirmed(*session);
    return Caller{std::move(actor), session->id};
}

}  // namespace

std::optional<SessionRow> session_of(const HttpRequest& request, const Tools& tools) {
    const std::string_view token = cookie(request);
    if (token.empty()) return std::nullopt;
    auto session = Sessions(tools).use(token);
    if (!session) throw ended();
    if (changes_something(request) && is_forged(request))
        deny(session->person, request,
             {RefusalKind::forbidden, "forged",
              "A changing call by cookie needs the header X-Villageboard: 1 and comes from this "
              "site's own pages."},
             tools);
    return session;
}

void refuse_foreign(const HttpRequest& request) {
    if (is_foreign(request))
        throw Refusal(RefusalKind::forbidden, "forged", "This call came from another site's page.");
}

std::string session_cookie(std::string_view token) {
    return std::string(kCookie) + "=" + std::string(token) +
           "; Path=/; Secure; HttpOnly; SameSite=Strict" + (token.empty() ? "; Max-Age=0" : "");
}

Origin origin_of(const HttpRequest& request) {
    return {client_address(request), std::string(request.field("User-Agent"))};
}

DeviceRow signing_device(const HttpRequest& request, const Tools& tools) {
    const auto fields = parse_signature(request, "sig1");
    if (!fields) throw Refusal(RefusalKind::invalid, "unsigned", "This is no signed request.");
    auto device = tools.repository.device(fields->key_id);
    Ed25519PublicKey key{};
    if (!device || device->state == DeviceState::revoked || device->sign_key.size() != key.size())
        throw unknown_device();
    std::ranges::copy(device->sign_key, key.begin());
    const Instant now = tools.clock();
    switch (check_signature(request, *fields, key, now)) {
        case SignatureVerdict::good:
            break;
        case SignatureVerdict::malformed:
            throw Refusal(RefusalKind::invalid, "unsigned", "This is no signed request.");
        case SignatureVerdict::wrong_time:
            throw Refusal(
                RefusalKind::signed_out, "clock",
                "The clock of this device is off; here it is " + format_instant(now) + ".");
        default:
            throw unknown_device();
    }
    Transaction transaction(tools.repository);
    if (!tools.repository.use_nonce(transaction, device->id, fields->nonce, fields->expires,
                                    now.time_since_epoch().count()))
        throw Refusal(RefusalKind::conflict, "replayed",
                      "This request was sent before; sign a new one.");
    transaction.commit();
    return std::move(*device);
}

Gate gate() {
    return {.person = person_behind,
            .device = [](const HttpRequest& request,
                         const Tools& tools) { return signing_device(request, tools).id; },
            .denied = record_denial};
}

}  // namespace villageboard::county
