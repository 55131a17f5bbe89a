#include "sync/county/people/users.h"

#include <doctest/doctest.h>

#include "sync/county/people/appointment_rules.h"
#include "tests/sync/county/postgres.h"
#include "tests/sync/county/sign_in.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const char* const kOtherVillage = "539921102206";
const char* const kOtherTownsVillage = "539921103201";

Appointment post(Post which, const char* area, std::vector<std::string> codes = {},
                 std::vector<std::string> languages = {}) {
    return {which, area_code(area), std::move(codes), std::move(languages)};
}

NewUser user(const std::string& name, std::vector<Appointment> appointments,
             const std::string& kin = {}) {
    return {.sign_in = name,
            .shown = name,
            .appointments = std::move(appointments),
            .kin_of = kin,
            .program = false};
}

Actor admin(CountyFixture& county) { return command_line_actor(county.tools().settings.area); }

/// The code of the refusal that `act` must meet.
template <typename Act>
std::string refusal(const Act& act) {
    try {
        act();
    } catch (const Refusal& refused) {
        CHECK(std::string(refused.what()).ends_with('.'));
        return refused.code();
    }
    return "done";
}

}  // namespace

TEST_CASE("posts that exclude each other are refused with a sentence, others are not") {
    const auto forbidden = [](Post one, const char* at, Post other, const char* there) {
        return forbidden_pair({post(one, at), post(other, there)}).has_value();
    };
    for (const Post office : {Post::village_head, Post::clerk, Post::accountant}) {
        CHECK(forbidden(Post::supervision, kVillage, office, kVillage));
        CHECK(forbidden(office, kVillage, Post::supervision, kVillage));
        CHECK(!forbidden(Post::supervision, kVillage, office, kOtherVillage));
    }
    CHECK(forbidden(Post::supervision, kVillage, Post::accountant, kTown));
    for (const Post other : kPosts) {
        INFO(to_string(other));
        CHECK(forbidden(Post::alert_gateway, kCounty, other, kCounty) ==
              (other != Post::alert_gateway));
        CHECK(forbidden(other, kVillage, Post::discipline, kCounty) == (other != Post::discipline));
    }
    for (const Post reader : {Post::clerk, Post::supervision, Post::town_reviewer,
                              Post::county_editor, Post::county_admin})
        CHECK(forbidden(Post::operator_, kCounty, reader, kCounty));
    CHECK(!forbidden(Post::operator_, kCounty, Post::duty_officer, kCounty));
    CHECK(!forbidden(Post::clerk, kVillage, Post::village_head, kVillage));
    CHECK(!forbidden(Post::town_reviewer, kTown, Post::language_reviewer, kCounty));
}

TEST_CASE("a post is held at its level, with codes and languages that can be") {
    CHECK(!fault_of(post(Post::clerk, kVillage, {"S02", "N"})));
    CHECK(fault_of(post(Post::clerk, kVillage, {"S2"})));
    CHECK(fault_of(post(Post::clerk, kVillage, {"s02"})));
    CHECK(fault_of(post(Post::village_head, kTown)));
    CHECK(fault_of(post(Post::supervision, kCounty)));
    CHECK(fault_of(post(Post::town_reviewer, kVillage)));
    CHECK(fault_of(post(Post::county_admin, kTown)));
    CHECK(fault_of(post(Post::accountant, kCounty)));
    CHECK(!fault_of(post(Post::accountant, kTown)));
    CHECK(fault_of(post(Post::language_reviewer, kCounty)));
    CHECK(fault_of(post(Post::language_reviewer, kCounty, {}, {"a b"})));
    CHECK(!fault_of(post(Post::language_reviewer, kCounty, {}, {"lis"})));
}

TEST_CASE("forbidden pairs and declared kin are refused whichever comes first") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor by = admin(county);
        const std::string head =
            users.add(by, user("head", {post(Post::village_head, kVillage)})).id;
        const std::string kin =
            users.add(by, user("kin", {post(Post::supervision, kOtherVillage)}, head)).id;
        CHECK(refusal([&] { users.appoint(by, kin, post(Post::supervision, kVillage)); }) == "kin");
        CHECK(refusal([&] { users.appoint(by, head, post(Post::clerk, kOtherVillage)); }) == "kin");
        CHECK(refusal([&] { users.appoint(by, head, post(Post::supervision, kVillage)); }) ==
              "forbidden_pair");
        CHECK(refusal([&] {
                  users.add(by, user("late", {post(Post::supervision, kVillage)}, head));
              }) == "kin");
        CHECK(refusal([&] {
                  users.add(by, user("both", {post(Post::supervision, kVillage),
                                              post(Post::clerk, kVillage)}));
              }) == "forbidden_pair");
        users.declare_kin(by, kin, "");
        users.appoint(by, kin, post(Post::supervision, kVillage));
        CHECK(refusal([&] { users.declare_kin(by, kin, head); }) == "kin");
        CHECK(refusal([&] { users.declare_kin(by, kin, kin); }) == "kin");
        CHECK(refusal([&] { users.declare_kin(by, kin, "p-nobody"); }) == "kin");
        CHECK(users.find(by, kin).kin_of.empty());
        CHECK(users.find(by, head).appointments.size() == 1);
    });
}

TEST_CASE("a town administers the accounts of its villages and no others") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor by = admin(county);
        const Actor town = somebody("town", Post::town_reviewer, kTown);
        const std::string clerk = users.add(town, user("clerk", {post(Post::clerk, kVillage)})).id;
        users.appoint(town, clerk, post(Post::accountant, kOtherVillage));
        const std::string far =
            users.add(by, user("far", {post(Post::clerk, kOtherTownsVillage)})).id;
        const std::string editor =
            users.add(by, user("editor", {post(Post::county_editor, kCounty)})).id;
        const auto forbidden = [&](const auto& act) { CHECK(refusal(act) == "forbidden"); };
        forbidden([&] { users.add(town, user("a1", {post(Post::clerk, kOtherTownsVillage)})); });
        forbidden([&] { users.add(town, user("a2", {post(Post::town_reviewer, kTown)})); });
        forbidden([&] { users.add(town, user("a3", {post(Post::clerk, kTown)})); });
        forbidden([&] { users.add(town, user("a4", {})); });
        forbidden([&] { users.appoint(town, clerk, post(Post::county_admin, kCounty)); });
        forbidden([&] { users.appoint(town, clerk, post(Post::clerk, kOtherTownsVillage)); });
        for (const std::string& id : {far, editor}) {
            forbidden([&] { users.disable(town, id); });
            forbidden([&] { users.reset(town, id); });
            forbidden([&] { users.appoint(town, id, post(Post::clerk, kVillage)); });
            forbidden([&] { users.find(town, id); });
        }
        forbidden([&] {
            users.add(somebody("x", Post::village_head, kVillage),
                      user("a5", {post(Post::clerk, kVillage)}));
        });
        users.dismiss(town, clerk, Post::accountant, area_code(kOtherVillage));
        CHECK(refusal([&] { users.dismiss(town, clerk, Post::clerk, area_code(kVillage)); }) ==
              "last_appointment");
        CHECK(users.find(town, clerk).appointments.size() == 1);
        CHECK(users.list(town, "", 200).size() == 1);
        CHECK(users.list(by, "", 200).size() == 3);
        CHECK(users.list(by, "clerk", 1).at(0).sign_in == "editor");
        users.disable(town, clerk);
        CHECK(!users.find(by, clerk).active);
        users.enable(town, clerk);
        // a post outside the town puts the account out of its reach
        users.appoint(by, clerk, post(Post::language_reviewer, kCounty, {}, {"lis"}));
        forbidden([&] { users.disable(town, clerk); });
    });
}

TEST_CASE("nobody raises themselves, and the last administrator stays") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor by = admin(county);
        const std::string first =
            users.add(by, user("first", {post(Post::county_admin, kCounty)})).id;
        Actor self = somebody(first, Post::county_admin, kCounty);
        CHECK(refusal([&] { users.appoint(self, first, post(Post::clerk, kVillage)); }) ==
              "own_account");
        CHECK(refusal([&] { users.disable(self, first); }) == "own_account");
        CHECK(refusal([&] { users.reset(self, first); }) == "own_account");
        CHECK(refusal([&] { users.declare_kin(self, first, ""); }) == "own_account");
        CHECK(refusal([&] { users.disable(by, first); }) == "last_administrator");
        CHECK(refusal([&] { users.dismiss(by, first, Post::county_admin, area_code(kCounty)); }) ==
              "last_administrator");
        const std::string second =
            users.add(self, user("second", {post(Post::county_admin, kCounty)})).id;
        users.disable(by, first);
        CHECK(refusal([&] { users.disable(by, second); }) == "last_administrator");
        users.enable(by, first);
        users.dismiss(by, second, Post::county_admin, area_code(kCounty));
        CHECK(refusal([&] { users.disable(by, first); }) == "last_administrator");
    });
}

TEST_CASE("bad names, areas of other counties and names that are taken are refused") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor by = admin(county);
        for (const char* name : {"", "a", "Zhang", "1zhang", "zhang wei", "张伟", "zhang'--",
                                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
            INFO(name);
            CHECK(refusal([&] { users.add(by, user(name, {post(Post::clerk, kVillage)})); }) ==
                  "sign_in_name");
        }
        NewUser odd = user("odd", {post(Post::clerk, kVillage)});
        odd.shown = "a\nb";
        CHECK(refusal([&] { users.add(by, odd); }) == "shown_name");
        CHECK(refusal([&] { users.add(by, user("far", {post(Post::clerk, "110101001001")})); }) ==
              "appointment");
        users.add(by, user("zhang", {post(Post::clerk, kVillage)}));
        CHECK(refusal([&] { users.add(by, user("zhang", {post(Post::clerk, kVillage)})); }) ==
              "taken");
        CHECK(refusal([&] { users.find(by, "p-nobody"); }) == "unknown_user");
    });
}

TEST_CASE("a program holds no post that checks or approves, and has no password") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor by = admin(county);
        NewUser gateway = user("gateway", {post(Post::alert_gateway, kCounty)});
        gateway.program = true;
        const MadeUser made = users.add(by, gateway);
        CHECK(made.activation.empty());
        CHECK(refusal([&] { users.reset(by, made.id); }) == "program");
        CHECK(refusal([&] { users.appoint(by, made.id, post(Post::county_admin, kCounty)); }) ==
              "program");
        gateway.sign_in = "robot";
        gateway.appointments = {post(Post::village_head, kVillage)};
        CHECK(refusal([&] { users.add(by, gateway); }) == "program");
        Browser browser(county);
        browser.post("/v1/session", {{"name", "gateway"}, {"password", ""}}, 401);
    });
}

TEST_CASE("accounts are administered by calls, confirmed ones, and every change is recorded") {
    on_both_databases([](CountyFixture& county) {
        Browser boss = signed_in(county, "boss", Post::county_admin, kCounty);
        const Json made =
            boss.post("/v1/users",
                      {{"sign_in", "clerk"},
                       {"shown", "和文书"},
                       {"appointments", Json::array({{{"post", "clerk"}, {"area", kVillage}}})}},
                      201);
        const std::string id = made.at("id").get<std::string>();
        Browser clerk(county, "192.0.2.9");
        activated(county, clerk, {id, made.at("activation").get<std::string>()}, "clerk");
        CHECK(clerk.get("/v1/session").at("user").at("appointments").size() == 1);
        clerk.get("/v1/users/" + id);
        clerk.get("/v1/audit", 403);
        CHECK(clerk.get("/v1/users").at("rows").empty());
        CHECK(clerk
                  .post("/v1/users",
                        {{"sign_in", "friend"},
                         {"shown", "f"},
                         {"appointments", Json::array({{{"post", "clerk"}, {"area", kVillage}}})}},
                        403)
                  .at("code") == "forbidden");
        const Json appointed = boss.post("/v1/users/" + id + "/appointments",
                                         {{"post", "accountant"}, {"area", kVillage}});
        CHECK(appointed.at("appointments").size() == 2);
        // ASVS 7.4.2: what changed in the account ends its sessions
        clerk.get("/v1/session", 401);
        CHECK(boss.post("/v1/users/" + id + "/appointments",
                        {{"post", "mayor"}, {"area", kVillage}}, 422)
                  .at("place") == "/post");
        answered(boss.send("DELETE", "/v1/users/" + id + "/appointments/accountant/" + kVillage));
        answered(boss.send("PUT", "/v1/users/" + id + "/kin", {{"kin_of", ""}}));
        boss.post("/v1/users/" + id + "/disable");
        CHECK(boss.get("/v1/users").at("rows").at(1).at("state") == "disabled");
        boss.post("/v1/users/" + id + "/enable");
        const Json reset = boss.post("/v1/users/" + id + "/reset");
        activated(county, clerk, {id, reset.at("activation").get<std::string>()}, "clerk");
        const Json acts = boss.get("/v1/audit?limit=200");
        std::string all;
        for (const Json& row : acts.at("rows")) all += row.at("act").get<std::string>() + " ";
        for (const char* act : {"user.add", "user.activate", "factor.confirm", "session.begin",
                                "call.denied", "user.appoint", "session.end", "user.dismiss",
                                "user.kin", "user.disable", "user.enable", "user.reset"})
            CHECK_MESSAGE(all.find(act) != std::string::npos, act);
        county.pass(std::chrono::minutes(6));
        CHECK(boss.post("/v1/users/" + id + "/disable", {}, 401).at("code") == "confirm");
    });
}
