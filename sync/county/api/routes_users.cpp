#include "sync/county/api/json_forms.h"
#include "sync/county/api/person_json.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/people/sessions.h"
#include "sync/county/people/users.h"

namespace villageboard::county {
namespace {

using namespace schema;

constexpr std::uint64_t kMostRows = 200;
constexpr std::uint64_t kRows = 50;

const std::vector<Parameter> kPaging = {{"after", "the cursor of the page before"},
                                        {"limit", "how many, at most 200"}};

/// What `after` has to be for the page behind these rows; they are the last where it is not full.
std::string next_of(const Json& rows, std::uint64_t limit, const std::string& last) {
    return rows.size() == limit ? last : std::string();
}

NewUser new_user(const Json& body) {
    NewUser user;
    user.sign_in = body.at("sign_in").get<std::string>();
    user.shown = body.at("shown").get<std::string>();
    for (const Json& one : body.at("appointments"))
        user.appointments.push_back(appointment_from(one));
    user.kin_of = body.value("kin_of", "");
    user.program = body.value("program", false);
    return user;
}

HttpResponse one_user(Call& call) {
    return json_answer(person_json(Users(call.tools).find(*call.actor, call.path.at("id"))));
}

void add_reading(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/users",
                .family = "users",
                .summary = "the accounts that the caller administers, by sign-in name",
                .query = kPaging,
                .gives = schema::page(person_schema()),
                .handler = [](Call& call) {
                    const auto limit = call.number("limit", 1, kMostRows, kRows);
                    Json rows = Json::array();
                    std::string last;
                    for (const PersonRow& person :
                         Users(call.tools).list(*call.actor, call.parameter("after"), limit)) {
                        rows.push_back(person_json(person));
                        last = person.sign_in;
                    }
                    return json_answer(page_json(rows, next_of(rows, limit, last)));
                }});
    router.add({.method = "GET",
                .path = "/v1/users/{id}",
                .family = "users",
                .summary = "one account: one's own, or one that the caller administers",
                .gives = person_schema(),
                .handler = one_user});
}

void add_making(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/users",
                .family = "users",
                .summary = "a new account; its one-time activation code is told this once",
                .access = Access::confirmed,
                .takes = object({{"sign_in", text(40)},
                                 {"shown", text(180)},
                                 {"appointments", list(appointment_schema())},
                                 {"kin_of?", text(40)},
                                 {"program?", boolean()}}),
                .gives = object({{"id", text()}, {"activation", text()}}),
                .success = 201,
                .handler = [](Call& call) {
                    const MadeUser made = Users(call.tools).add(*call.actor, new_user(call.body));
                    return json_answer({{"id", made.id}, {"activation", made.activation}}, 201);
                }});
    router.add({.method = "POST",
                .path = "/v1/users/{id}/reset",
                .family = "users",
                .summary = "take password and second factor away; a new activation code",
                .access = Access::confirmed,
                .gives = object({{"activation", text()}}),
                .handler = [](Call& call) {
                    return json_answer(
                        {{"activation", Users(call.tools).reset(*call.actor, call.path.at("id"))}});
                }});
}

/// A change of an account that answers with the account.
void add_change(Router& router, const char* method, const char* path, const char* summary,
                Json takes, void (*change)(Users& users, Call& call)) {
    router.add({.method = method,
                .path = path,
                .family = "users",
                .summary = summary,
                .access = Access::confirmed,
                .takes = std::move(takes),
                .gives = person_schema(),
                .handler = [change](Call& call) {
                    Users users(call.tools);
                    change(users, call);
                    return one_user(call);
                }});
}

void add_changing(Router& router) {
    add_change(router, "POST", "/v1/users/{id}/appointments",
               "give a post, or change the codes and languages of one", appointment_schema(),
               [](Users& users, Call& call) {
                   users.appoint(*call.actor, call.path.at("id"), appointment_from(call.body));
               });
    add_change(router, "DELETE", "/v1/users/{id}/appointments/{post}/{area}", "take a post away",
               nullptr, [](Users& users, Call& call) {
                   const Appointment one = appointment_from(
                       {{"post", call.path.at("post")}, {"area", call.path.at("area")}});
                   users.dismiss(*call.actor, call.path.at("id"), one.post, one.area);
               });
    add_change(router, "PUT", "/v1/users/{id}/kin", "declare whose near kin they are",
               object({{"kin_of", text(40)}}), [](Users& users, Call& call) {
                   users.declare_kin(*call.actor, call.path.at("id"),
                                     call.body.at("kin_of").get<std::string>());
               });
    add_change(router, "POST", "/v1/users/{id}/disable",
               "end its sessions and tokens and let it begin none", nullptr,
               [](Users& users, Call& call) { users.disable(*call.actor, call.path.at("id")); });
    add_change(router, "POST", "/v1/users/{id}/enable", "let it sign in again", nullptr,
               [](Users& users, Call& call) { users.enable(*call.actor, call.path.at("id")); });
}

void add_tokens(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/tokens",
                .family = "tokens",
                .summary = "the tokens of programs, never their text",
                .query = kPaging,
                .gives = schema::page(object({{"id", text()},
                                              {"user", text()},
                                              {"purpose", text()},
                                              {"made_by", text()},
                                              {"made", text()},
                                              {"expires", text()}})),
                .handler = [](Call& call) {
                    const auto limit = call.number("limit", 1, kMostRows, kRows);
                    Json rows = Json::array();
                    std::string last;
                    for (const TokenRow& one :
                         Sessions(call.tools).tokens(*call.actor, call.parameter("after"), limit)) {
                        rows.push_back({{"id", one.id},
                                        {"user", one.person},
                                        {"purpose", one.purpose},
                                        {"made_by", one.made_by},
                                        {"made", moment(one.made)},
                                        {"expires", moment(one.expires)}});
                        last = one.id;
                    }
                    return json_answer(page_json(rows, next_of(rows, limit, last)));
                }});
    router.add({.method = "POST",
                .path = "/v1/tokens",
                .family = "tokens",
                .summary = "a token for a program; told this once",
                .access = Access::confirmed,
                .takes = object({{"user", text(40)}, {"purpose", text()}, {"days", integer()}}),
                .gives = object({{"id", text()}, {"token", text()}, {"expires", text()}}),
                .success = 201,
                .handler = [](Call& call) {
                    const auto days = call.body.at("days").get<std::int64_t>();
                    const MadeToken made =
                        Sessions(call.tools)
                            .make_token(*call.actor, call.body.at("user").get<std::string>(),
                                        call.body.at("purpose").get<std::string>(),
                                        std::chrono::days(
                                            days < 0 || days > kLongestToken.count() ? 0 : days));
                    return json_answer({{"id", made.id},
                                        {"token", made.token},
                                        {"expires", format_instant(made.expires)}},
                                       201);
                }});
    router.add({.method = "DELETE",
                .path = "/v1/tokens/{id}",
                .family = "tokens",
                .summary = "revoke a token",
                .gives = object({{"revoked", boolean()}}),
                .handler = [](Call& call) {
                    Sessions(call.tools).revoke_token(*call.actor, call.path.at("id"));
                    return json_answer({{"revoked", true}});
                }});
}

}  // namespace

void add_user_routes(Router& router) {
    add_reading(router);
    add_making(router);
    add_changing(router);
    add_tokens(router);
}

}  // namespace villageboard::county
