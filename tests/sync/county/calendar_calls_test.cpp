#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/county/calendar/coverage.h"
#include "tests/sync/county/accounts.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

constexpr std::chrono::hours kDay{24};

Actor clerk() { return somebody("zhang", Post::clerk, kVillage); }
Actor reviewer() { return somebody("yang", Post::town_reviewer, kTown); }

std::size_t column(const Json& matrix, const std::string& code) {
    for (std::size_t i = 0; i < matrix.at("items").size(); ++i)
        if (matrix["items"][i].at("code") == code) return i;
    FAIL("no such item");
    return 0;
}

Json matrix(CountyFixture& county, const std::string& year, const Actor& actor) {
    return answered(
        call(county, actor, "GET", "/v1/coverage?area=" + std::string(kVillage) + "&year=" + year));
}

std::string states(CountyFixture& county, const std::string& code,
                   const std::string& year = "2026") {
    const Json all = matrix(county, year, clerk());
    return all.at("villages").at(0).at("cells").at(column(all, code));
}

std::vector<std::string> owed(CountyFixture& county, const std::string& more = {}) {
    std::vector<std::string> codes;
    const Json page =
        answered(call(county, clerk(), "GET", "/v1/due?area=" + std::string(kVillage) + more));
    for (const Json& row : page.at("rows"))
        codes.push_back(row.at("code").get<std::string>() + " " +
                        row.at("state").get<std::string>());
    return codes;
}

bool holds(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

const std::string kExceptions = "/v1/village-items/" + std::string(kVillage) + "/exceptions";
const std::string kOwn = "/v1/village-items/" + std::string(kVillage) + "/own";
const std::string kListItem = "/v1/village-items/" + std::string(kVillage) + "/";

}  // namespace

TEST_CASE(
    "the matrix shows what came late by the day the server took it, with the items behind it") {
    on_both_databases([](CountyFixture& county) {
        const std::string id =
            county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08")).at(0).item;
        const Json all = matrix(county, "2026", clerk());
        const Json& village = all.at("villages").at(0);
        CHECK(village.at("began") == "2026-11-20");
        CHECK(village.at("cells").at(column(all, "F01")) == "..l.");
        CHECK(village.at("late").at(0) == Json::array({column(all, "F01"), 2, 31}));
        const Json behind = answered(call(
            county, clerk(), "GET",
            "/v1/coverage/cell?area=" + std::string(kVillage) + "&code=F01&year=2026&period=2"));
        REQUIRE(behind.at("rows").size() == 1);
        CHECK(behind["rows"][0].at("id") == id);
        CHECK(behind["rows"][0].at("received") == "2026-11-20T02:00:00Z");
        county.publish(command(accounts("2026-07-01", "2026-09-30", "2026-10-08"), id, "withdraw"));
        CHECK(states(county, "F01") == "....");
    });
}

TEST_CASE("what a village never published is missing once its feed had begun, and is owed") {
    on_both_databases([](CountyFixture& county) {
        county.publish(notice("停水"));
        county.pass(kDay * 160);  // 2027-04-29
        CHECK(states(county, "F01", "2027") == "m...");
        CHECK(states(county, "N02") == "----------o-");
        CHECK(holds(owed(county, "&office=CE"), "F01 overdue"));
        CHECK(!holds(owed(county, "&office=CE"), "G02 overdue"));
        CHECK(holds(owed(county, "&office=VC&within=90"), "G02 due"));
        CHECK(!holds(owed(county, "&only=overdue"), "G06 due"));
        CHECK(holds(owed(county, "&on=2027-04-10"), "F01 due"));
        county.publish(accounts("2027-01-01", "2027-03-31", "2027-04-28"));
        CHECK(!holds(owed(county), "F01 overdue"));
    });
}

TEST_CASE("the list of what is owed goes on where a page ended") {
    CountyFixture county;
    county.publish(notice("停水"));
    county.pass(kDay * 160);
    std::vector<std::string> all;
    std::string after;
    for (int pages = 0; pages < 50; ++pages) {
        const Json page = answered(
            call(county, clerk(), "GET",
                 "/v1/due?area=" + std::string(kVillage) + "&within=90&limit=3&after=" + after));
        for (const Json& row : page.at("rows"))
            all.push_back(row.at("code").get<std::string>() + " " +
                          row.at("state").get<std::string>());
        if (page.at("next").is_null()) break;
        after = page.at("next");
    }
    CHECK(all == owed(county, "&within=90"));
    CHECK(all.size() > 10);
}

TEST_CASE("nobody sees the calendar of an area for which they hold no post") {
    CountyFixture county;
    county.publish(notice("停水"));
    for (const char* target :
         {"/v1/coverage?area=539921&year=2026", "/v1/coverage?area=539921102204&year=2026",
          "/v1/due?area=539921102", "/v1/village-items?area=539921"}) {
        INFO(target);
        CHECK(call(county, clerk(), "GET", target).status == 403);
    }
    for (const char* target :
         {"/v1/coverage?area=539921102205", "/v1/coverage?area=539921102205&year=1999",
          "/v1/coverage?area=539921102205&year=2026&format=xml",
          "/v1/due?area=539921102205&on=2026-02-30", "/v1/due?area=539921102205&after=x",
          "/v1/due?area=539921102205&limit=201",
          "/v1/coverage/cell?area=539921102205&code=F01&year=2026&period=4"}) {
        INFO(target);
        CHECK(call(county, clerk(), "GET", target).status == 422);
    }
    CHECK(call(county, clerk(), "GET",
               "/v1/coverage/cell?area=539921102205&code=Z99&year=2026&period=0")
              .status == 404);
}

TEST_CASE("matrix and list come as tables for a spreadsheet") {
    CountyFixture county;
    county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08"));
    const auto table =
        call(county, clerk(), "GET", "/v1/coverage?area=539921102205&year=2026&format=csv");
    CHECK(table.status == 200);
    CHECK(
        table.body.starts_with("\xEF\xBB\xBF"
                               "area,village,code"));
    CHECK(table.body.find("F01,村级财务收支,2026-07-01,2026-09-30,2026-10-20,late,31\r\n") !=
          std::string::npos);
    CHECK(call(county, clerk(), "GET", "/v1/due?area=539921102205&format=csv").status == 200);
}

TEST_CASE("an item that a village doesn't have leaves the matrix once the town has confirmed it") {
    on_both_databases([](CountyFixture& county) {
        county.publish(notice("停水"));
        const std::string body = R"({"code":"S13","reason":"本村没有水库移民"})";
        CHECK(call(county, reviewer(), "POST", kExceptions, body).status == 403);
        CHECK(call(county, somebody("li", Post::clerk, "539921102204"), "POST", kExceptions, body)
                  .status == 403);
        const Json row = answered(call(county, clerk(), "POST", kExceptions, body), 201);
        CHECK(row.at("state") == "proposed");
        CHECK(call(county, clerk(), "POST", kExceptions, body).status == 409);
        CHECK(states(county, "S13") == "------------");
        const std::string yes = R"({"decision":"confirm","version":1})";
        CHECK(call(county, clerk(), "POST", kListItem + "S13/decision", yes).status == 403);
        CHECK(call(county, reviewer(), "POST", kListItem + "S13/decision",
                   R"({"decision":"confirm","version":2})")
                  .status == 409);
        answered(call(county, reviewer(), "POST", kListItem + "S13/decision", yes));
        CHECK(call(county, reviewer(), "POST", kListItem + "S13/decision",
                   R"({"decision":"refuse","version":2})")
                  .status == 409);
        CHECK(states(county, "S13") == "nnnnnnnnnnnn");
        answered(call(county, clerk(), "POST", kListItem + "S13/end", R"({"version":2})"));
        CHECK(states(county, "S13") == "------------");
        CHECK(answered(call(county, clerk(), "POST", kExceptions, body), 201).at("version") == 4);
    });
}

TEST_CASE("who proposed an exception can't decide it, whatever posts they hold") {
    CountyFixture county;
    Actor both = clerk();
    both.appointments.push_back({Post::town_reviewer, area_code(kTown), {}, {}});
    answered(call(county, both, "POST", kExceptions, R"({"code":"S13","reason":"没有"})"), 201);
    CHECK(call(county, both, "POST", kListItem + "S13/decision",
               R"({"decision":"confirm","version":1})")
              .status == 403);
}

TEST_CASE("a reason with a personal number is refused, and so is an unknown code") {
    CountyFixture county;
    CHECK(call(county, clerk(), "POST", kExceptions,
               R"({"code":"S13","reason":"问他 11010519491231002X"})")
              .status == 422);
    CHECK(call(county, clerk(), "POST", kExceptions, R"({"code":"Z99","reason":"没有"})").status ==
          422);
    CHECK(call(county, clerk(), "POST", kExceptions, R"({"code":"S13","reason":""})").status ==
          422);
    CHECK(call(county, clerk(), "POST", "/v1/village-items/539921102/exceptions",
               R"({"code":"S13","reason":"没有"})")
              .status >= 403);
}

TEST_CASE("a village's own item is published and shown as openly as the item it is like, or less") {
    on_both_databases([](CountyFixture& county) {
        auto festival = notice("火把节安排");
        festival["catalogue"] = "X01";
        CHECK_THROWS_AS(county.publish(festival), Error);
        const std::string body = R"({"name":"火把节","plain_name":"火把节怎么过","like":"N02",)"
                                 R"("limit_text":"每年节前公布","every":"year"})";
        CHECK(call(county, clerk(), "POST", kOwn,
                   R"({"name":"a","plain_name":"b","like":"Z99",)"
                   R"("limit_text":"c"})")
                  .status == 422);
        CHECK(answered(call(county, clerk(), "POST", kOwn, body), 201).at("code") == "X01");
        CHECK_THROWS_AS(county.publish(festival), Error);
        answered(call(county, reviewer(), "POST", kListItem + "X01/decision",
                      R"({"decision":"confirm","version":1})"));
        county.publish(festival);
        const Json all = matrix(county, "2026", clerk());
        CHECK(all.at("villages").at(0).at("own").at(0) ==
              Json{{"code", "X01"}, {"name", "火把节"}, {"every", "year"}, {"cells", "o"}});
        auto elsewhere = festival;
        elsewhere["area"] = "539921102204";
        CHECK_THROWS_AS(county.publish(elsewhere), Error);
        const Json closed = answered(
            call(county, clerk(), "POST", kOwn,
                 R"({"name":"互助金","plain_name":"互助金","like":"N02","limit_text":"每季",)"
                 R"("audience":"village"})"),
            201);
        CHECK(closed.at("code") == "X02");
        CHECK(closed.at("item").at("audience") == "village");
        const Json list =
            answered(call(county, clerk(), "GET", "/v1/village-items?area=539921102205&limit=1"));
        CHECK(list.at("rows").size() == 1);
        const std::string next = list.at("next");
        CHECK(answered(call(county, clerk(), "GET",
                            "/v1/village-items?area=539921102205&limit=1&after=" + next))
                  .at("rows")
                  .at(0)
                  .at("code") == "X02");
    });
}
