#include "sync/county/api/gate.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/person_json.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/people/sign_in.h"
#include "sync/county/people/users.h"

namespace villageboard::county {
namespace {

using namespace schema;

Json session_schema() {
    return object({{"id", text()},
                   {"begun", text()},
                   {"seen", text()},
                   {"ends", text()},
                   {"address", text()},
                   {"agent", text()},
                   {"this", boolean()}});
}

Json session_json(const SessionRow& session, const std::string& own) {
    const auto life = std::chrono::duration_cast<std::chrono::seconds>(kSessionLife);
    return {{"id", session.id},
            {"begun", moment(session.begun)},
            {"seen", moment(session.seen)},
            {"ends", moment(session.begun + life.count())},
            {"address", session.address},
            {"agent", session.agent},
            {"this", session.id == own}};
}

/// Who is signed in, and what a page needs to go on.
Json who_schema() {
    return object({{"user", person_schema()},
                   {"session", text()},
                   {"second_factor", boolean()},
                   {"confirmed", boolean()},
                   {"idle_seconds", integer()},
                   {"ends", text()},
                   {"csrf_header", text()},
                   {"csrf_value", text()}});
}

Json who(const SessionRow& session, const Tools& tools) {
    const auto person = PersonRows(tools.repository).find(session.person);
    if (!person || !person->active)
        throw Refusal(RefusalKind::signed_out, "session_ended",
                      "This session has ended; sign in again.");
    const auto life = std::chrono::duration_cast<std::chrono::seconds>(kSessionLife);
    const auto idle = std::chrono::duration_cast<std::chrono::seconds>(kSessionIdle);
    return {{"user", person_json(*person)},    {"session", session.id},
            {"second_factor", session.whole},  {"confirmed", Sessions(tools).is_confirmed(session)},
            {"idle_seconds", idle.count()},    {"ends", moment(session.begun + life.count())},
            {"csrf_header", "X-Villageboard"}, {"csrf_value", "1"}};
}

HttpResponse with_cookie(const BegunSession& begun, const Tools& tools, int status) {
    HttpResponse response = json_answer(who(begun.row, tools), status);
    response.fields.emplace_back("Set-Cookie", session_cookie(begun.token));
    return response;
}

/// For calls that serve a session which may not be whole yet.
SessionRow require_session(const Call& call) {
    auto session = session_of(call.request, call.tools);
    if (!session) throw Refusal(RefusalKind::signed_out, "signed_out", "Sign in first.");
    return std::move(*session);
}

std::string word(const Call& call, const char* name) {
    return call.body.contains(name) ? call.body[name].get<std::string>() : std::string();
}

void add_sign_in(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/session",
                .family = "session",
                .summary = "sign in; without a second factor yet, only to set one up",
                .access = Access::open,
                .takes = object({{"name", text()}, {"password", text(512)}, {"code?", text(16)}}),
                .gives = who_schema(),
                .success = 201,
                .hashes = true,
                .handler = [](Call& call) {
                    refuse_foreign(call.request);
                    const BegunSession begun =
                        SignIn(call.tools)
                            .sign_in(word(call, "name"), word(call, "password"), word(call, "code"),
                                     origin_of(call.request));
                    return with_cookie(begun, call.tools, 201);
                }});
    router.add({.method = "POST",
                .path = "/v1/session/confirm",
                .family = "session",
                .summary = "give password and code again, for 5 minutes of weighty calls",
                .takes = object({{"password", text(512)}, {"code", text(16)}}),
                .gives = who_schema(),
                .hashes = true,
                .handler = [](Call& call) {
                    const BegunSession begun =
                        SignIn(call.tools)
                            .confirm(require_session(call), word(call, "password"),
                                     word(call, "code"), origin_of(call.request));
                    return with_cookie(begun, call.tools, 200);
                }});
    router.add({.method = "GET",
                .path = "/v1/session",
                .family = "session",
                .summary = "who is signed in",
                .access = Access::open,
                .gives = who_schema(),
                .handler = [](Call& call) {
                    return json_answer(who(require_session(call), call.tools));
                }});
    router.add({.method = "DELETE",
                .path = "/v1/session",
                .family = "session",
                .summary = "sign out",
                .access = Access::open,
                .gives = object({{"ended", boolean()}}),
                .handler = [](Call& call) {
                    const SessionRow session = require_session(call);
                    Sessions(call.tools).end(session.person, session.id);
                    HttpResponse response = json_answer({{"ended", true}});
                    response.fields.emplace_back("Set-Cookie", session_cookie({}));
                    return response;
                }});
}

void add_sessions(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/sessions",
                .family = "session",
                .summary = "one's own sessions, on whatever machine",
                .gives = schema::page(session_schema()),
                .handler = [](Call& call) {
                    Json rows = Json::array();
                    for (const SessionRow& one : Sessions(call.tools).list(call.actor->id))
                        rows.push_back(session_json(one, call.session));
                    return json_answer(page_json(rows, {}));
                }});
    router.add({.method = "DELETE",
                .path = "/v1/sessions/{id}",
                .family = "session",
                .summary = "end one of one's own sessions",
                .gives = object({{"ended", boolean()}}),
                .handler = [](Call& call) {
                    Sessions(call.tools).end(call.actor->id, call.path.at("id"));
                    return json_answer({{"ended", true}});
                }});
    router.add({.method = "DELETE",
                .path = "/v1/sessions",
                .family = "session",
                .summary = "end all of one's own sessions but this",
                .gives = object({{"ended", integer()}}),
                .handler = [](Call& call) {
                    return json_answer(
                        {{"ended", Sessions(call.tools).end_others(call.actor->id, call.session)}});
                }});
}

void add_credentials(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/activation",
                .family = "session",
                .summary = "choose a password with a one-time code; then set up the second factor",
                .access = Access::open,
                .takes = object({{"code", text(64)}, {"password", text(512)}}),
                .gives = who_schema(),
                .success = 201,
                .hashes = true,
                .handler = [](Call& call) {
                    refuse_foreign(call.request);
                    const BegunSession begun =
                        SignIn(call.tools)
                            .activate(word(call, "code"), word(call, "password"),
                                      origin_of(call.request));
                    return with_cookie(begun, call.tools, 201);
                }});
    router.add(
        {.method = "POST",
         .path = "/v1/password",
         .family = "session",
         .summary = "take another password; ends one's other sessions",
         .access = Access::confirmed,
         .takes = object({{"password", text(512)}}),
         .gives = object({{"changed", boolean()}}),
         .hashes = true,
         .handler = [](Call& call) {
             SignIn(call.tools).change_password(require_session(call), word(call, "password"));
             return json_answer({{"changed", true}});
         }});
    router.add({.method = "POST",
                .path = "/v1/totp",
                .family = "session",
                .summary = "a new second factor for an authenticator app; told this once",
                .access = Access::open,
                .gives = object({{"secret", text()}, {"uri", text()}}),
                .success = 201,
                .handler = [](Call& call) {
                    const OfferedFactor offered =
                        SignIn(call.tools).offer_factor(require_session(call));
                    return json_answer({{"secret", offered.secret}, {"uri", offered.uri}}, 201);
                }});
    router.add(
        {.method = "POST",
         .path = "/v1/totp/confirm",
         .family = "session",
         .summary = "a first code of the new second factor, which counts from then on",
         .access = Access::open,
         .takes = object({{"code", text(16)}}),
         .gives = who_schema(),
         .handler = [](Call& call) {
             const BegunSession begun =
                 SignIn(call.tools).confirm_factor(require_session(call), word(call, "code"));
             return with_cookie(begun, call.tools, 200);
         }});
}

}  // namespace

void add_session_routes(Router& router) {
    add_sign_in(router);
    add_sessions(router);
    add_credentials(router);
}

}  // namespace villageboard::county
