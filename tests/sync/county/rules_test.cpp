#include "sync/county/desk/rules.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/desk/cases.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

HttpResponse add(CountyFixture& county, const Actor& actor, const char* level,
                 const char* catalogue, const char* what, const std::string& value) {
    return call(county, actor, "POST", "/v1/rules",
                Json{{"level", level},
                     {"area", kCounty},
                     {"catalogue", catalogue},
                     {"what", what},
                     {"value", value},
                     {"from", "2026-11-01"},
                     {"source", "云岭政公〔2026〕3号"}}
                    .dump());
}

}  // namespace

TEST_CASE("a rule only tightens, and a looser one names the rule above it") {
    on_both_databases([](CountyFixture& county) {
        CHECK(add(county, chen(), "county", "S02", "notice_days", "5").status == 403);
        const HttpResponse below = add(county, sun(), "county", "S02", "notice_days", "2");
        CHECK(code_of(below) == "looser");
        CHECK(below.body.find("S02") != std::string::npos);
        answered(add(county, sun(), "province", "S", "notice_days", "10"), 201);
        const HttpResponse looser = add(county, sun(), "county", "S02", "notice_days", "7");
        CHECK(code_of(looser) == "looser");
        CHECK(looser.body.find("province") != std::string::npos);
        answered(add(county, sun(), "county", "S02", "notice_days", "12"), 201);
        CHECK(code_of(add(county, sun(), "county", "S02", "working_days", "30")) == "looser");
        answered(add(county, sun(), "county", "S02", "working_days", "10"), 201);
        for (const char* value : {"", "0", "-3", "3.5", "seven"})
            CHECK(code_of(add(county, sun(), "county", "S02", "notice_days", value)) == "value");
        CHECK(code_of(add(county, sun(), "county", "S02", "sign", "mayor")) == "value");
        CHECK(code_of(add(county, sun(), "village", "S02", "sign", "clerk")) == "level");
        const RulesInForce rules = rules_in_force(county.county().repository(), area_code(kVillage),
                                                  "S02", *parse_day("2026-11-20"));
        CHECK(rules.notice_days == 12);
        CHECK(rules.working_days == 10);
        CHECK(!rules_in_force(county.county().repository(), area_code(kVillage), "S02",
                              *parse_day("2026-10-31"))
                   .notice_days);
    });
}

TEST_CASE("one more signature is asked for from the day a rule begins") {
    on_both_databases([](CountyFixture& county) {
        const Json rule = answered(add(county, sun(), "county", "N02", "sign", "supervision"), 201);
        const std::string id = begin(county, li(), notice("停水"))["id"];
        answered(act(county, li(), id, "submit"));
        CHECK(answered(sign(county, yang(), id))["state"] == "checked");
        CHECK(answered(sign(county, he(), id))["state"] == "live");
        const std::string path = "/v1/rules/" + rule["id"].get<std::string>() + "/end";
        CHECK(call(county, sun(), "POST", path, R"({"to":"2026-11-19"})").status == 422);
        answered(call(county, sun(), "POST", path, R"({"to":"2026-11-20"})"));
        county.pass(std::chrono::hours(24));
        const std::string next = begin(county, li(), notice("停电"))["id"];
        answered(act(county, li(), next, "submit"));
        CHECK(answered(sign(county, yang(), next))["state"] == "live");
        const Json above = answered(add(county, sun(), "state", "N02", "sign", "clerk"), 201);
        CHECK(code_of(call(county, sun(), "POST",
                           "/v1/rules/" + above["id"].get<std::string>() + "/end",
                           R"({"to":"2026-12-31"})")) == "level");
        CHECK(answered(call(county, li(), "GET", "/v1/rules?limit=1"))["rows"].size() == 1);
    });
}

TEST_CASE("what only the county edits is refused to the village") {
    CountyFixture county;
    answered(add(county, sun(), "county", "N02", "county_only", ""), 201);
    begin(county, li(), notice("停水"), "publish", "", 403);
    const std::string id = begin(county, chen(), notice("停水"))["id"];
    CHECK(answered(act(county, chen(), id, "submit"))["state"] == "county_review");
}

TEST_CASE("a longer notice period of a rule moves the published period") {
    CountyFixture county;
    answered(add(county, sun(), "prefecture", "S02", "notice_days", "15"), 201);
    const std::string id = out(county, li(), roll(), {he(), wang()});
    const std::string photo = uploaded(county, li(), "image/png", picture("p"));
    answered(act(county, li(), id, "poster", {{"photo", photo}, {"place", "公开栏"}}));
    answered(act(county, yang(), id, "poster/confirm"));
    const Json view = answered(call(county, li(), "GET", "/v1/dossiers/" + id));
    CHECK(view["notice"]["to"] == "2026-12-05");
}
