#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/calendar/inspection.h"
#include "sync/feed/hash.h"
#include "tests/sync/county/accounts.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

constexpr std::chrono::hours kDay{24};
const std::string kSpan = "area=539921102205&from=2026-01-01&to=2026-12-31";

Actor office() { return somebody("wang", Post::county_admin, kCounty); }
Actor clerk() { return somebody("zhang", Post::clerk, kVillage); }

Json figure(const Json& all, int number) {
    return all.at("figures").at(static_cast<std::size_t>(number - 1));
}

}  // namespace

TEST_CASE("all 23 figures are answered, and one without a source says so instead of a number") {
    on_both_databases([](CountyFixture& county) {
        county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08"));
        county.publish(roll());
        const Json all = answered(call(county, clerk(), "GET", "/v1/metrics?" + kSpan));
        REQUIRE(all.at("figures").size() == 23);
        for (int number = 1; number <= 23; ++number)
            CHECK(figure(all, number).at("number") == number);
        CHECK(figure(all, 1).at("denominator") == 60);
        // the roll, the report and what its sheet counts for
        CHECK(figure(all, 1).at("numerator") == 3);
        CHECK(figure(all, 4).at("numerator") == 1);
        CHECK(figure(all, 7).at("denominator") == 1);
        for (const int number : {10, 13, 14, 17, 18}) {
            CHECK(figure(all, number).at("available") == false);
            CHECK(figure(all, number).at("numerator").is_null());
            CHECK(!figure(all, number).at("why").get<std::string>().empty());
        }
        Inspector(county.tools(), {}).run();
        CHECK(figure(answered(call(county, clerk(), "GET", "/v1/metrics?" + kSpan)), 10)
                  .at("available") == true);
    });
}

TEST_CASE("each figure opens the list behind it, page by page") {
    CountyFixture county;
    const std::string id =
        county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08")).at(0).item;
    const Json reports = answered(call(county, clerk(), "GET", "/v1/metrics/4/rows?" + kSpan));
    REQUIRE(reports.at("rows").size() == 1);
    CHECK(reports["rows"][0].at("subject") == id);
    std::size_t count = 0;
    std::string after = "0";
    for (int pages = 0; pages < 20; ++pages) {
        const Json page = answered(call(county, clerk(), "GET",
                                        "/v1/metrics/1/rows?" + kSpan + "&limit=7&after=" + after));
        count += page.at("rows").size();
        if (page.at("next").is_null()) break;
        after = page.at("next");
    }
    CHECK(count == 60);
    const auto table = call(county, clerk(), "GET", "/v1/metrics/1/rows?" + kSpan + "&format=csv");
    CHECK(table.body.find("539921102205,F01,yes,0\r\n") != std::string::npos);
    CHECK(call(county, clerk(), "GET", "/v1/metrics?" + kSpan + "&format=csv").status == 200);
    for (const char* number : {"0", "24", "x", "1x", "001"})
        CHECK(call(county, clerk(), "GET", "/v1/metrics/" + std::string(number) + "/rows?" + kSpan)
                  .status == 404);
}

TEST_CASE("figures of another village, and of days that are none, are refused") {
    CountyFixture county;
    CHECK(call(county, clerk(), "GET", "/v1/metrics?area=539921&from=2026-01-01&to=2026-12-31")
              .status == 403);
    CHECK(call(county, clerk(), "GET", "/v1/reports?area=539921").status == 403);
    CHECK(call(county, clerk(), "GET", "/v1/inspections?area=539921").status == 403);
    for (const char* span :
         {"from=2026-01-01", "from=2026-13-01&to=2026-12-31", "from=2026-02-01&to=2026-01-01",
          "from=2020-01-01&to=2026-01-01", "from=2026-01-01&to=2026-12-31&format=pdf"})
        CHECK(call(county, clerk(), "GET", "/v1/metrics?area=539921102205&" + std::string(span))
                  .status == 422);
}

TEST_CASE("a year is frozen once it is over, once and for all, with its digest") {
    on_both_databases([](CountyFixture& county) {
        county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08"));
        const std::string year = "/v1/reports/2026";
        const std::string freeze = year + "/freeze?area=539921102205";
        CHECK(call(county, office(), "POST", freeze).status == 409);
        CHECK(answered(call(county, clerk(), "GET", year + "?area=539921102205"))
                  .at("frozen")
                  .is_null());
        county.pass(kDay * 60);
        CHECK(call(county, clerk(), "POST", freeze).status == 403);
        const Json frozen = answered(call(county, office(), "POST", freeze));
        CHECK(frozen.at("digest") == feed::sha256(frozen.at("document").get<std::string>()).hex());
        county.publish(accounts("2026-04-01", "2026-06-30", "2026-07-08"));
        county.pass(kDay);
        CHECK(answered(call(county, office(), "POST", freeze)) == frozen);
        CHECK(answered(call(county, clerk(), "GET", year + "?area=539921102205")) == frozen);
        const Json list = answered(call(county, clerk(), "GET", "/v1/reports?area=539921102205"));
        REQUIRE(list.at("rows").size() == 1);
        CHECK(list["rows"][0].at("digest") == frozen.at("digest"));
        const Json later = answered(call(
            county, clerk(), "GET", "/v1/metrics?area=539921102205&from=2027-01-01&to=2027-12-31"));
        CHECK(figure(later, 23).at("numerator") == 1);
        CHECK(figure(later, 23).at("denominator") == 1);
    });
}

TEST_CASE(
    "the yearly report is one page to print, without scripts and without anything from outside") {
    CountyFixture county;
    county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08"));
    const auto page =
        call(county, clerk(), "GET", "/v1/reports/2026?area=539921102205&format=html");
    CHECK(page.status == 200);
    CHECK(page.body.find("@page{size:A4") != std::string::npos);
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("http") == std::string::npos);
    CHECK(page.body.find("覆盖率") != std::string::npos);
    CHECK(page.body.find("还没有定稿") != std::string::npos);
    CHECK(page.body.find("还没有数据") != std::string::npos);
}

TEST_CASE(
    "what inspections found can be read page by page, the newest first, and written by no call") {
    on_both_databases([](CountyFixture& county) {
        for (const char* text :
             {"http://printer.local/a http://printer.local/b", "http://printer.local/c"}) {
            auto item = notice("网上办理");
            item["body"]["blocks"][0]["text"] = text;
            county.publish(item);
        }
        Inspector(county.tools(), {}).run();
        county.pass(kDay);
        Inspector(county.tools(), {}).run();
        std::vector<std::string> days;
        std::string after;
        for (int pages = 0; pages < 20; ++pages) {
            const Json page =
                answered(call(county, clerk(), "GET",
                              "/v1/inspections?area=539921102205&limit=2&after=" + after));
            for (const Json& row : page.at("rows")) days.push_back(row.at("day"));
            if (page.at("next").is_null()) break;
            after = page.at("next");
        }
        CHECK(days == std::vector<std::string>{"2026-11-21", "2026-11-21", "2026-11-21",
                                               "2026-11-20", "2026-11-20", "2026-11-20"});
        CHECK(call(county, office(), "POST", "/v1/inspections", "{}").status == 405);
        CHECK(call(county, clerk(), "GET", "/v1/inspections?area=539921102205&after=x").status ==
              422);
    });
}
