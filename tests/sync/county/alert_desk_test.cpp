#include "sync/county/push/alert_desk.h"

#include "sync/county/publish/stored_bodies.h"
#include "sync/county/store/audit_rows.h"
#include "sync/feed/entry.h"
#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

Actor gateway() { return somebody("gateway", Post::alert_gateway, kCounty); }
Actor officer(const char* id, const char* area = kTown) {
    return somebody(id, Post::duty_officer, area);
}

std::string cap(const std::string& identifier, const std::string& type = "Alert",
                const std::string& references = {}, const std::string& codes = kVillage,
                const std::string& status = "Actual") {
    return "<alert><identifier>" + identifier + "</identifier><sender>云岭县气象台</sender>" +
           "<senderCode>53992141600000</senderCode><sendTime>2026-11-20 09:50:00+08:00</sendTime>" +
           "<status>" + status + "</status><msgType>" + type + "</msgType><references>" +
           references + "</references><info><event>暴雨</event><severity>Orange</severity>" +
           "<expires>2026-11-20 21:00:00+08:00</expires><senderName>云岭县气象台</senderName>" +
           "<headline>云岭县气象台发布暴雨橙色预警</headline>" +
           "<description>预计未来3小时雨量将达50毫米以上。请注意防范。</description>" +
           "<instruction>沟口的人家马上转移。</instruction><area><areaDesc>核桃箐村</areaDesc>" +
           "<geocode>" + codes + "</geocode></area></info></alert>";
}

HttpResponse bring(CountyFixture& county, const std::string& document) {
    return call(county, gateway(), "POST", "/v1/alerts/cap", document);
}

std::string outcome(CountyFixture& county, const std::string& document) {
    return answered(bring(county, document))["rows"][0]["outcome"];
}

std::uint64_t size_of(CountyFixture& county, const char* area) {
    const auto feed = county.tools().repository.feed(area);
    return feed ? feed->size : 0;
}

/// The newest body in a feed.
Json last_body(CountyFixture& county, const char* area) {
    std::string text;
    county.tools().repository.visit_entries(
        area, size_of(county, area) - 1, 1, [&](const EntryRow& row) {
            text = stored_body(row, Audience::public_, {}).value_or("{}");
        });
    return Json::parse(text);
}

Json written(const char* alone = "") {
    return {{"type", "alert"},
            {"areas", {kVillage}},
            {"event", "落石"},
            {"severity", "yellow"},
            {"headline", "杉坪镇发布落石黄色预警"},
            {"description", "老鹰岩有落石，公路不通。"},
            {"instruction", "不要从岩下过。"},
            {"office_name", "杉坪镇应急办"},
            {"phone", "0899-3620119"},
            {"expires", "2026-11-20T12:00:00Z"},
            {"alone_reason", alone}};
}

Json made(CountyFixture& county, const Json& body, const char* who = "duty-1") {
    return answered(call(county, officer(who), "POST", "/v1/alerts", body.dump()), 201);
}

Json shown(CountyFixture& county, const Json& alert) {
    return answered(
        call(county, officer("duty-1"), "GET", "/v1/alerts/" + alert["id"].get<std::string>()));
}

HttpResponse act(CountyFixture& county, const Actor& actor, const Json& alert,
                 const std::string& what) {
    return call(county, actor, "POST", "/v1/alerts/" + alert["id"].get<std::string>() + "/" + what);
}

}  // namespace

TEST_CASE("a warning of the gateway stands in the feed of the village it names, at once and once") {
    on_both_databases([](CountyFixture& county) {
        const std::uint64_t above = size_of(county, kCounty);
        CHECK(outcome(county, cap("A")) == "sent");
        CHECK(size_of(county, kVillage) == 1);
        const Json body = last_body(county, kVillage);
        CHECK(body["identifier"] == "A");
        CHECK(body["severity"] == "orange");
        CHECK(body["title"] == "云岭县气象台发布暴雨橙色预警");
        CHECK(body["summary"] == "预计未来3小时雨量将达50毫米以上。");
        CHECK(outcome(county, cap("A")) == "repeated");
        CHECK(size_of(county, kVillage) == 1);
        CHECK(size_of(county, kCounty) == above);
    });
}

TEST_CASE("a warning for a town and a village elsewhere stands in both feeds") {
    on_both_databases([](CountyFixture& county) {
        CHECK(outcome(county, cap("A", "Alert", "", "539921102205,539921102,539921103201")) ==
              "sent");
        CHECK(size_of(county, kTown) == 1);
        CHECK(size_of(county, "539921103201") == 1);
        CHECK(size_of(county, kVillage) == 0);
    });
}

TEST_CASE("an update changes the warning it refers to, a cancellation ends it") {
    on_both_databases([](CountyFixture& county) {
        outcome(county, cap("A"));
        CHECK(outcome(county, cap("B", "Update", "A")) == "sent");
        CHECK(size_of(county, kVillage) == 2);
        CHECK(last_body(county, kVillage)["type"] == "update");
        CHECK(outcome(county, cap("C", "Cancel", "A")) == "sent");
        CHECK(size_of(county, kVillage) == 3);
        CHECK(last_body(county, kVillage)["type"] == "cancel");
        const auto items = AlertRows(county.tools().repository).items("A");
        REQUIRE(items.size() == 1);
        CHECK(county.tools().repository.item(kVillage, items[0].item)->revision == 3);
        // each once
        CHECK(outcome(county, cap("B", "Update", "A")) == "repeated");
        CHECK(outcome(county, cap("C", "Cancel", "A")) == "repeated");
        CHECK(size_of(county, kVillage) == 3);
    });
}

TEST_CASE("where an update no longer means an area, the warning ends there") {
    on_both_databases([](CountyFixture& county) {
        outcome(county, cap("A", "Alert", "", "539921102205,539921102206"));
        outcome(county, cap("B", "Update", "A", "539921102206,539921102207"));
        CHECK(last_body(county, kVillage)["type"] == "cancel");
        CHECK(last_body(county, "539921102206")["type"] == "update");
        CHECK(size_of(county, "539921102207") == 1);
    });
}

TEST_CASE("an item of the 12379 feed ends the warning about the same event") {
    on_both_databases([](CountyFixture& county) {
        const auto item = [](const char* verb, const char* identifier) {
            return std::string(R"({"headline":"云岭县气象局)") + verb +
                   R"(道路结冰黄色预警","identifier":"53992141600000_)" + identifier +
                   R"(","sendTime":"2026-11-20 09:34:42","description":"路面结冰。"})";
        };
        answered(bring(county, item("解除", "1")), 422);
        CHECK(outcome(county, item("发布", "2")) == "sent");
        CHECK(outcome(county, item("解除", "3")) == "sent");
        CHECK(last_body(county, kCounty)["type"] == "cancel");
    });
}

TEST_CASE(
    "a warning that is over, concerns another county, breaks a rule or is a test isn't shown") {
    on_both_databases([](CountyFixture& county) {
        CHECK(outcome(county, cap("T", "Alert", "", kVillage, "Test")) == "test");
        CHECK(answered(bring(county, cap("X", "Alert", "", "530102")), 422)["code"] == "area");
        std::string wrong = cap("W");
        wrong.replace(wrong.find("Orange"), 6, "Blue");
        CHECK(answered(bring(county, wrong), 422)["code"] == "content");
        county.pass(24h);
        CHECK(answered(bring(county, cap("O")), 422)["code"] == "expired");
        CHECK(size_of(county, kVillage) == 0);
        CHECK(AlertRows(county.tools().repository).list({kCounty, ""}, 1LL << 60, "", 10).empty());
    });
}

TEST_CASE("only the gateway may bring warnings, and only for its areas") {
    on_both_databases([](CountyFixture& county) {
        for (const Actor& actor : {officer("duty-1"), somebody("a", Post::county_admin, kCounty),
                                   somebody("g", Post::alert_gateway, "539921103")})
            answered(call(county, actor, "POST", "/v1/alerts/cap", cap("A")), 403);
        CHECK(size_of(county, kVillage) == 0);
    });
}

TEST_CASE("a kill between taking a warning and its feeds loses and doubles nothing") {
    on_both_databases([](CountyFixture& county) {
        const std::string document = cap("A", "Alert", "", "539921102205,539921102206");
        // the disk fails after so many operations, as a kill would
        for (int operations = 0; operations < 60; operations += 3) {
            FailingFiles files(county.tools().files, operations);
            try {
                AlertDesk(county.tools_on(files)).take(gateway(), read_alerts(document).at(0));
                break;
            } catch (const Error&) {
            }
        }
        AlertDesk(county.tools()).carry_on();
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 1);
        CHECK(size_of(county, "539921102206") == 1);
        CHECK(outcome(county, document) == "repeated");
        const auto row = AlertRows(county.tools().repository).find_identifier("A");
        CHECK(row->state == "sent");
    });
}

TEST_CASE("a hand-made warning needs another duty officer of the place") {
    on_both_databases([](CountyFixture& county) {
        const Json alert = made(county, written());
        CHECK(alert["state"] == "waiting");
        CHECK(size_of(county, kVillage) == 0);
        CHECK(answered(act(county, officer("duty-1"), alert, "confirm"), 409)["code"] ==
              "own_item");
        answered(act(county, officer("duty-2", "539921103"), alert, "confirm"), 404);
        answered(act(county, somebody("c", Post::clerk, kVillage), alert, "confirm"), 403);
        county.pass(10min);
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 0);
        CHECK(answered(act(county, officer("duty-2"), alert, "confirm"))["state"] == "sent");
        CHECK(size_of(county, kVillage) == 1);
        CHECK(last_body(county, kVillage)["event"] == "落石");
        answered(act(county, officer("duty-3"), alert, "confirm"), 409);
        answered(act(county, officer("duty-3"), alert, "drop"), 409);
        CHECK(size_of(county, kVillage) == 1);
        CHECK(shown(county, alert)["confirmed_by"] == "duty-2");
    });
}

TEST_CASE("with a reason it goes out alone after three minutes, once, and waits for a review") {
    on_both_databases([](CountyFixture& county) {
        const Json alert = made(county, written("值班只有一人，石头正在落"));
        county.pass(3min - 1s);
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 0);
        county.pass(1s);
        AlertDesk(county.tools()).carry_on();
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 1);
        CHECK(shown(county, alert)["review"] == "open");
        CHECK(shown(county, alert)["confirmed_by"].is_null());
        answered(act(county, officer("duty-1"), alert, "review"), 409);
        CHECK(answered(act(county, officer("duty-2"), alert, "review"))["reviewed_by"] == "duty-2");
        answered(act(county, officer("duty-2"), alert, "review"), 409);
    });
}

TEST_CASE("a confirmation within the three minutes leaves nothing to review") {
    on_both_databases([](CountyFixture& county) {
        const Json alert = made(county, written("值班只有一人"));
        answered(act(county, officer("duty-2"), alert, "confirm"));
        county.pass(4min);
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 1);
        CHECK(shown(county, alert)["review"].is_null());
        answered(act(county, officer("duty-2"), alert, "review"), 409);
    });
}

TEST_CASE("a hand-made warning is for one's own area, ends, and can be taken back while it waits") {
    on_both_databases([](CountyFixture& county) {
        const auto refused = [&](const char* member, const Json& value) {
            Json body = written();
            body[member] = value;
            return call(county, officer("duty-1"), "POST", "/v1/alerts", body.dump()).status;
        };
        CHECK(refused("areas", {kVillage, "539921103"}) == 403);
        CHECK(refused("areas", {"539922"}) == 422);
        CHECK(refused("areas", Json::array()) == 422);
        CHECK(refused("expires", "2026-11-20T01:00:00Z") == 422);
        CHECK(refused("expires", "2026-11-24T02:00:00Z") == 422);
        CHECK(refused("severity", "green") == 422);
        const Json alert = made(county, written("一人"));
        CHECK(answered(act(county, officer("duty-1"), alert, "drop"))["state"] == "dropped");
        county.pass(4min);
        AlertDesk(county.tools()).carry_on();
        CHECK(size_of(county, kVillage) == 0);
    });
}

TEST_CASE("an officer ends a hand-made warning with another officer, never one of the gateway") {
    on_both_databases([](CountyFixture& county) {
        const Json alert = made(county, written());
        Json end = written();
        end["type"] = "cancel";
        end["references"] = alert["identifier"];
        end["headline"] = "杉坪镇解除落石黄色预警";
        answered(call(county, officer("duty-2"), "POST", "/v1/alerts", end.dump()), 422);
        answered(act(county, officer("duty-2"), alert, "confirm"));
        const Json ending = made(county, end, "duty-2");
        answered(act(county, officer("duty-1"), ending, "confirm"));
        CHECK(last_body(county, kVillage)["type"] == "cancel");
        outcome(county, cap("A"));
        end["references"] = "A";
        answered(call(county, officer("duty-2"), "POST", "/v1/alerts", end.dump()), 422);
    });
}

TEST_CASE("a warning's reach counts the terminals that said they hold it") {
    on_both_databases([](CountyFixture& county) {
        const auto first = accepted(county);
        accepted(county);
        accepted(county, "539921103201");
        const std::string id = answered(bring(county, cap("A")))["rows"][0]["id"];
        const auto reach = [&] {
            return answered(
                call(county, officer("duty-1"), "GET", "/v1/alerts/" + id + "/reach"))["rows"][0];
        };
        CHECK(reach()["terminals"] == 2);
        CHECK(reach()["holding"] == 0);
        answered(report(county, first.id, sound_report(county, 1, 1)), 201);
        CHECK(reach()["holding"] == 1);
        outcome(county, cap("B", "Update", "A"));
        CHECK(reach()["holding"] == 0);
    });
}
