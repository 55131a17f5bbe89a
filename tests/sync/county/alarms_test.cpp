#include "sync/county/fleet/alarms.h"

#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

Json alarms(CountyFixture& county, const std::string& query = "") {
    return answered(call(county, operator_of(kCounty), "GET", "/v1/alarms" + query))["rows"];
}

void judge(CountyFixture& county) { Alarms(county.tools()).judge(); }

}  // namespace

TEST_CASE("an alarm is raised once, and cleared once when the terminal is back") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(report(county, terminal.id, sound_report(county, 0, 0)), 201);
        judge(county);
        CHECK(alarms(county).empty());
        county.pass(25h);
        judge(county);
        judge(county);
        Json list = alarms(county);
        REQUIRE(list.size() == 1);
        CHECK(list[0]["kind"] == "offline");
        CHECK(list[0]["device"] == terminal.id);
        CHECK(list[0]["cleared"].is_null());
        answered(report(county, terminal.id, sound_report(county, 0, 0)), 201);
        judge(county);
        judge(county);
        CHECK(alarms(county).empty());
        list = alarms(county, "?state=all");
        REQUIRE(list.size() == 1);
        CHECK(list[0]["cleared"] == "2026-11-21T03:00:00Z");
        county.pass(25h);
        judge(county);
        CHECK(alarms(county, "?state=all").size() == 2);
    });
}

TEST_CASE("of two servers that look at once one raises the alarm") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        AlarmRows rows(county.tools().repository);
        AlarmRow row;
        row.device = terminal.id;
        row.area = kVillage;
        row.kind = "offline";
        row.raised = 100;
        const auto raise = [&](const char* id) {
            row.id = id;
            Transaction transaction(county.tools().repository);
            const bool raised = rows.raise(transaction, row);
            transaction.commit();
            return raised;
        };
        CHECK(raise("a"));
        CHECK(!raise("b"));
        Transaction transaction(county.tools().repository);
        CHECK(rows.clear(transaction, "a", 200));
        CHECK(!rows.clear(transaction, "a", 300));
        transaction.commit();
        CHECK(raise("c"));
    });
}

TEST_CASE("an alarm is acknowledged once, by who looks after the terminal") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(report(county, terminal.id, sound_report(county, 0, 0)), 201);
        county.pass(25h);
        judge(county);
        const std::string path =
            "/v1/alarms/" + alarms(county)[0]["id"].get<std::string>() + "/acknowledge";
        answered(call(county, operator_of("539921102206"), "POST", path), 404);
        answered(call(county, operator_of(kVillage), "POST", "/v1/alarms/none/acknowledge"), 404);
        CHECK(answered(call(county, operator_of(kVillage), "POST", path))["seen_by"] == "wu");
        answered(call(county, operator_of(kVillage), "POST", path), 409);
        CHECK(alarms(county)[0]["seen_by"] == "wu");
    });
}

TEST_CASE("a terminal under repair or revoked raises nothing") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(report(county, terminal.id, sound_report(county, 0, 0)), 201);
        county.pass(25h);
        judge(county);
        CHECK(alarms(county).size() == 1);
        Json entry{{"place", ""},        {"contact", ""}, {"asset", ""},
                   {"status", "repair"}, {"version", 0},  {"groups", Json::array()}};
        answered(
            call(county, operator_of(kTown), "PUT", "/v1/devices/" + terminal.id, entry.dump()));
        judge(county);
        CHECK(alarms(county).empty());
        answered(
            call(county, operator_of(kTown), "POST", "/v1/devices/" + terminal.id + "/revoke"));
        judge(county);
        CHECK(alarms(county, "?state=all").empty());
    });
}

TEST_CASE("alarms go page by page, the newest first, and a cursor that is none is refused") {
    on_both_databases([](CountyFixture& county) {
        for (int i = 0; i < 3; ++i) {
            const auto terminal = accepted(county);
            answered(report(county, terminal.id, sound_report(county, 0, 0)), 201);
        }
        county.pass(25h);
        judge(county);
        const auto page = [&](const std::string& query) {
            return answered(call(county, operator_of(kCounty), "GET", "/v1/alarms" + query));
        };
        const Json first = page("?limit=2");
        CHECK(first["rows"].size() == 2);
        const Json second = page("?limit=2&after=" + first["next"].get<std::string>());
        CHECK(second["rows"].size() == 1);
        CHECK(second["next"].is_null());
        answered(call(county, operator_of(kCounty), "GET", "/v1/alarms?after=x"), 422);
        answered(call(county, operator_of(kCounty), "GET", "/v1/alarms?state=old"), 422);
    });
}
