#include "sync/county/fleet/fleet.h"

#include "sync/county/fleet/reports.h"
#include "sync/county/store/audit_rows.h"
#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

const char* const kOtherVillage = "539921102206";

Json detail(CountyFixture& county, const std::string& id) {
    return answered(call(county, operator_of(kCounty), "GET", "/v1/devices/" + id));
}

Json kinds(const Json& member) {
    Json list = Json::array();
    for (const Json& one : member["troubles"]) list.push_back(one["kind"]);
    return list;
}

std::string last_act(CountyFixture& county) {
    std::string act;
    AuditRows rows(county.tools().repository);
    for (const AuditRow& row : rows.read(0, 1000)) act = Json::parse(row.line)["act"];
    return act;
}

}  // namespace

TEST_CASE("only who looks after an area's terminals sees or changes them") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = enrolled(county);
        const std::string path = "/v1/devices/" + terminal.id;
        for (const Actor& actor :
             {somebody("zhang", Post::clerk, kVillage), operator_of(kOtherVillage)}) {
            answered(call(county, actor, "GET", path), 404);
            answered(call(county, actor, "POST", path + "/accept", "{}"), 404);
            answered(call(county, actor, "POST", path + "/revoke"), 404);
            answered(call(county, actor, "GET", "/v1/devices"), 403);
            answered(call(county, actor, "GET", "/v1/alarms"), 403);
            answered(
                call(county, actor, "POST", "/v1/devices/codes", Json{{"area", kVillage}}.dump()),
                403);
            const Json many =
                answered(call(county, actor, "POST", "/v1/devices/bulk",
                              Json{{"action", "revoke"}, {"ids", {terminal.id, "none"}}}.dump()));
            CHECK(many["rows"][0]["code"] == "device");
            CHECK(many["rows"][1]["code"] == "device");
        }
        CHECK(detail(county, terminal.id)["state"] == "pending");
        answered(call(county, operator_of(kVillage), "GET",
                      std::string("/v1/devices?area=") + kVillage));
        answered(call(county, operator_of(kVillage), "POST", path + "/accept",
                      Json{{"grants", {kOtherVillage}}}.dump()),
                 403);
    });
}

TEST_CASE("terminal and county show one fingerprint, which another device's keys can't have") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = enrolled(county);
        const auto other = enrolled(county);
        CHECK(terminal.fingerprint.size() == 35);
        CHECK(terminal.fingerprint != other.fingerprint);
        CHECK(detail(county, terminal.id)["fingerprint"] == terminal.fingerprint);
    });
}

TEST_CASE("a code comes with the text of its QR code, which says the area too") {
    on_both_databases([](CountyFixture& county) {
        const Json made = answered(call(county, operator_of(kTown), "POST", "/v1/devices/codes",
                                        Json{{"area", kVillage}}.dump()),
                                   201);
        const auto pairing = feed::parse_pairing(made["qr"].get<std::string>());
        REQUIRE(pairing);
        CHECK(pairing->area == area_code(kVillage));
        CHECK(pairing->code == made["code"]);
        CHECK(made["expires"] == "2026-11-21T02:00:00Z");
        answered(call(county, operator_of(kTown), "POST", "/v1/devices/codes",
                      Json{{"area", "533301"}}.dump()),
                 422);
        CHECK(last_act(county) == "device.code");
    });
}

TEST_CASE("a terminal is accepted once, however often it is asked for") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = enrolled(county);
        const std::string accept = "/v1/devices/" + terminal.id + "/accept";
        CHECK(answered(call(county, operator_of(kTown), "POST", accept, "{}"))["state"] ==
              "accepted");
        const auto keys = county.tools().files.read("keys/" + terminal.id);
        REQUIRE(keys);
        answered(call(county, operator_of(kTown), "POST", accept, "{}"));
        CHECK(county.tools().files.read("keys/" + terminal.id) == keys);
        CHECK(last_act(county) == "device.accept");
        answered(
            call(county, operator_of(kTown), "POST", "/v1/devices/" + terminal.id + "/revoke"));
        answered(call(county, operator_of(kTown), "POST", accept, "{}"), 409);
    });
}

TEST_CASE("the register keeps what the office entered, and no change is lost to another one's") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const std::string path = "/v1/devices/" + terminal.id;
        Json entry{{"place", "核桃箐村委会一楼大厅"},
                   {"contact", "杉坪镇党政办"},
                   {"asset", "YL-0042"},
                   {"status", "active"},
                   {"groups", {"river", "pilot"}},
                   {"version", 0}};
        const Json kept = answered(call(county, operator_of(kTown), "PUT", path, entry.dump()));
        CHECK(kept["version"] == 1);
        CHECK(kept["groups"] == Json{"pilot", "river"});
        entry["asset"] = "YL-0043";
        CHECK(answered(call(county, operator_of(kTown), "PUT", path, entry.dump()), 409)["code"] ==
              "changed");
        entry["version"] = 1;
        entry["status"] = "lost";
        answered(call(county, operator_of(kTown), "PUT", path, entry.dump()), 422);
        CHECK(detail(county, terminal.id)["entry"]["asset"] == "YL-0042");
    });
}

TEST_CASE("many terminals are grouped at once, and each refusal stands by itself") {
    on_both_databases([](CountyFixture& county) {
        const auto first = enrolled(county);
        const auto second = enrolled(county, kOtherVillage);
        const auto act = [&](const char* action, const Json& ids, const char* group) {
            return answered(call(county, operator_of(kTown), "POST", "/v1/devices/bulk",
                                 Json{{"action", action}, {"ids", ids}, {"group", group}}.dump()));
        };
        CHECK(act("join", {first.id, second.id}, "river")["rows"][1]["done"] == true);
        CHECK(act("join", {first.id}, "river")["rows"][0]["done"] == true);
        Json page = answered(call(county, operator_of(kCounty), "GET", "/v1/devices?group=river"));
        CHECK(page["rows"].size() == 2);
        act("leave", {first.id}, "river");
        page = answered(call(county, operator_of(kCounty), "GET", "/v1/devices?group=river"));
        CHECK(page["rows"].size() == 1);
        const Json mixed = act("accept", {first.id, "539921-none"}, "");
        CHECK(mixed["rows"][0]["done"] == true);
        CHECK(mixed["rows"][1]["done"] == false);
        CHECK(detail(county, first.id)["state"] == "accepted");
        answered(call(county, operator_of(kTown), "POST", "/v1/devices/bulk",
                      Json{{"action", "join"}, {"ids", {first.id}}}.dump()),
                 422);
        Json crowd = Json::array();
        for (int i = 0; i < 201; ++i) crowd.push_back("x");
        answered(call(county, operator_of(kTown), "POST", "/v1/devices/bulk",
                      Json{{"action", "accept"}, {"ids", crowd}}.dump()),
                 422);
    });
}

TEST_CASE("a list of terminals goes page by page and leaves none out") {
    on_both_databases([](CountyFixture& county) {
        std::vector<std::string> made;
        for (int i = 0; i < 5; ++i) made.push_back(enrolled(county).id);
        std::ranges::sort(made);
        std::vector<std::string> seen;
        std::string after;
        do {
            const Json page = answered(call(county, operator_of(kCounty), "GET",
                                            "/v1/devices?limit=2&state=pending&after=" + after));
            for (const Json& row : page["rows"]) seen.push_back(row["id"]);
            after = page["next"].is_null() ? "" : page["next"].get<std::string>();
        } while (!after.empty());
        CHECK(seen == made);
    });
}

TEST_CASE("a report says what a terminal holds, and the county what it should hold") {
    on_both_databases([](CountyFixture& county) {
        county.publish(notice("第一条"));
        county.publish(notice("第二条"));
        const auto terminal = accepted(county);
        CHECK(detail(county, terminal.id)["report"].is_null());
        Json body = sound_report(county, 1, 1);
        body["errors"] = {{{"code", "network"}, {"count", 4}}};
        body["made"] = format_instant(county.tools().clock() + 90s);
        body["later_versions"] = "may say more";
        answered(report(county, terminal.id, body), 201);
        Json page = detail(county, terminal.id);
        CHECK(page["behind"] == 1);
        CHECK(page["report"]["skew_s"] == 90);
        CHECK(page["report"]["program"] == "0.1.0");
        CHECK(page["report"]["free_bytes"] == 8000000000);
        CHECK(page["errors"][0]["code"] == "network");
        CHECK(page["feeds"][2]["area"] == kVillage);
        CHECK(page["feeds"][2]["should"] == 2);
        CHECK(page["feeds"][2]["holds"] == 1);
        CHECK(page["feeds"][2]["agrees"].is_null());

        body = sound_report(county, 2, 2);
        std::string lines;
        for (const auto& [id, revision] : FleetRows(county.tools().repository).revisions(kVillage))
            lines += id + " " + std::to_string(revision) + "\n";
        body["feeds"][0]["digest"] = feed::sha256(lines).hex();
        answered(report(county, terminal.id, body), 201);
        page = detail(county, terminal.id);
        CHECK(page["behind"] == 0);
        CHECK(page["feeds"][2]["agrees"] == true);
        body["feeds"][0]["digest"] = feed::sha256("something else").hex();
        answered(report(county, terminal.id, body), 201);
        CHECK(detail(county, terminal.id)["feeds"][2]["agrees"] == false);
    });
}

TEST_CASE("the same report twice counts once") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        Json body = sound_report(county, 0, 0);
        body["errors"] = {{{"code", "network"}, {"count", 4}}};
        answered(report(county, terminal.id, body), 201);
        answered(report(county, terminal.id, body), 201);
        CHECK(county.tools().repository.report_count(terminal.id) == 1);
        CHECK(detail(county, terminal.id)["errors"][0]["count"] == 4);
    });
}

TEST_CASE("a report is refused where it isn't one, and nothing of it is kept") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const Json good = sound_report(county, 0, 0);
        const auto refused = [&](const char* member, const Json& value) {
            Json body = good;
            body[member] = value;
            answered(report(county, terminal.id, body), 422);
        };
        refused("made", "yesterday");
        refused("uptime_s", -1);
        refused("feeds", "none");
        refused("feeds", {{{"area", "x"}, {"size", 1}}});
        refused("feeds", {{{"area", kTown}, {"size", 1}}, {{"area", kTown}, {"size", 2}}});
        refused("feeds", {{{"area", kTown}, {"size", 1}, {"digest", "abc"}}});
        refused("errors", {{{"code", "李建国 said"}, {"count", 1}}});
        refused("round", {{"result", "fresh"}, {"reason", "<script>"}});
        refused("days", {{{"day", "2026-13-01"}, {"counts", Json::array()}}});
        refused("days",
                {{{"day", "2026-11-19"},
                  {"counts", {{{"item", "not-an-id"}, {"what", "opened"}, {"count", 9}}}}}});
        refused("acknowledged", {{{"area", kVillage},
                                  {"item", "not-an-id"},
                                  {"index", 1},
                                  {"what", "erase"},
                                  {"at", "2026-11-19T00:00:00Z"}}});
        Json many = Json::array();
        for (int i = 0; i < 65; ++i) many.push_back({{"area", kTown}, {"size", i}});
        refused("feeds", many);
        answered(report(county, terminal.id, Json::array()), 422);
        Json large = good;
        large["later"] = std::string(kMaxReportBytes, 'x');
        answered(report(county, terminal.id, large), 422);
        CHECK(county.tools().repository.report_count(terminal.id) == 0);
    });
}

TEST_CASE("an erasure is open for each terminal until it confirmed it, and once only") {
    on_both_databases([](CountyFixture& county) {
        const auto published = county.publish(notice("要抹掉的"));
        const std::string item = published[0].item;
        const auto first = accepted(county);
        const auto second = accepted(county);
        accepted(county, kOtherVillage);
        const std::string path =
            std::string("/v1/items/") + kVillage + "/" + item + "/acknowledgements";
        answered(call(county, operator_of(kCounty), "GET", path), 404);
        county.publish({{"kind", "notice"},
                        {"catalogue", "N02"},
                        {"area", kVillage},
                        {"office", "539921102205-VC"},
                        {"reviewers", {"clerk"}},
                        {"operation", "erase"},
                        {"id", item}});
        Json page = answered(call(county, operator_of(kCounty), "GET", path));
        CHECK(page["what"] == "erase");
        CHECK(page["rows"].size() == 2);
        CHECK(page["rows"][0]["done"].is_null());

        Json body = sound_report(county, 2, 0);
        body["acknowledged"] = {{{"area", kVillage},
                                 {"item", item},
                                 {"index", 1},
                                 {"what", "erase"},
                                 {"at", "2026-11-20T01:59:00Z"}}};
        answered(report(county, first.id, body), 201);
        body["acknowledged"][0]["at"] = "2026-11-20T01:59:30Z";
        answered(report(county, first.id, body), 201);
        page = answered(call(county, operator_of(kCounty), "GET", path));
        int confirmed = 0;
        for (const Json& row : page["rows"]) {
            if (row["done"].is_null()) continue;
            ++confirmed;
            CHECK(row["device"] == first.id);
            CHECK(row["done"] == "2026-11-20T01:59:00Z");
        }
        CHECK(confirmed == 1);
        CHECK(second.id != first.id);
        answered(call(county, operator_of("539922"), "GET", path), 404);
    });
}

TEST_CASE("what concerns feeds that a terminal doesn't follow is not believed") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = county.publish(notice("别村的"))[0].item;
        const auto stranger = accepted(county, kOtherVillage);
        Json body = sound_report(county, 2, 1);
        body["acknowledged"] = {{{"area", kVillage},
                                 {"item", item},
                                 {"index", 1},
                                 {"what", "erase"},
                                 {"at", "2026-11-20T01:59:00Z"}}};
        answered(report(county, stranger.id, body), 201);
        FleetRows rows(county.tools().repository);
        CHECK(rows.confirmations(kVillage, item, 10).empty());
        REQUIRE(rows.feeds(stranger.id).size() == 1);
        CHECK(rows.feeds(stranger.id)[0].area == kCounty);
    });
}

TEST_CASE("a revoked terminal is forgotten but for its enrolment and what it confirmed") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = county.publish(notice("停水"))[0].item;
        const auto terminal = accepted(county);
        const std::string path = "/v1/devices/" + terminal.id;
        answered(call(county, operator_of(kTown), "PUT", path,
                      Json{{"place", "大厅"},
                           {"contact", ""},
                           {"asset", "1"},
                           {"status", "active"},
                           {"groups", {"river"}},
                           {"version", 0}}
                          .dump()));
        Json body = sound_report(county, 1, 1);
        body["days"] = {{{"day", "2026-11-19"},
                         {"counts", {{{"item", item}, {"what", "minutes"}, {"count", 30}}}}}};
        body["acknowledged"] = {{{"area", kVillage},
                                 {"item", item},
                                 {"index", 1},
                                 {"what", "withdraw"},
                                 {"at", "2026-11-20T01:59:00Z"}}};
        answered(report(county, terminal.id, body), 201);
        CHECK(detail(county, terminal.id)["days"][0]["count"] == 30);
        answered(call(county, operator_of(kTown), "POST", path + "/revoke"));
        answered(call(county, operator_of(kTown), "POST", path + "/revoke"));
        const Json page = detail(county, terminal.id);
        CHECK(page["state"] == "revoked");
        CHECK(page["fingerprint"].is_null());
        CHECK(page["entry"]["place"] == "");
        CHECK(page["report"].is_null());
        CHECK(page["days"].empty());
        CHECK(county.tools().repository.report_count(terminal.id) == 0);
        CHECK(FleetRows(county.tools().repository).confirmations(kVillage, item, 10).size() == 1);
        CHECK(!county.tools().files.read("keys/" + terminal.id));
        answered(report(county, terminal.id, body), 403);
    });
}

TEST_CASE("of old reports the last of each day stays for 400 days") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const auto send = [&](int times) {
            for (int i = 0; i < times; ++i) {
                answered(report(county, terminal.id, sound_report(county, i, i)), 201);
                county.pass(1h);
            }
        };
        Reports reports(county.tools());
        send(5);
        CHECK(reports.thin() == 0);
        county.pass(72h);
        send(3);
        CHECK(reports.thin() == 4);
        CHECK(county.tools().repository.report_count(terminal.id) == 4);
        CHECK(reports.thin() == 0);
        county.pass(24h * 400);
        CHECK(reports.thin() == 4);
        CHECK(county.tools().repository.report_count(terminal.id) == 0);
    });
}

TEST_CASE("a terminal with nothing of its village on the glass is an empty shell") {
    on_both_databases([](CountyFixture& county) {
        county.publish(notice("停水"));
        const auto terminal = accepted(county);
        CHECK(kinds(detail(county, terminal.id)) == Json::array());
        county.pass(25h);
        CHECK(kinds(detail(county, terminal.id)) == Json{"empty_shell"});
        answered(report(county, terminal.id, sound_report(county, 1, 0)), 201);
        CHECK(detail(county, terminal.id)["troubles"][0]["detail"] == "no_village_items");
        answered(report(county, terminal.id, sound_report(county, 1, 1)), 201);
        CHECK(kinds(detail(county, terminal.id)) == Json::array());
    });
}
