#include "sync/county/calendar/inspection.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/calendar/links.h"
#include "tests/sync/county/accounts.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::vector<InspectionFinding> findings(CountyFixture& county) {
    return InspectionRows(county.county().repository())
        .findings(AreaRange(area_code(kCounty)), shanghai_day(county.tools().clock()), 0, 200);
}

std::string publish_poster(CountyFixture& county, const std::string& text) {
    write_text(county.scratch() / "poster.txt", text);
    auto poster = notice("海报");
    poster["attachments"] = {{{"file", "poster.txt"},
                              {"mime", "text/plain"},
                              {"role", "poster"},
                              {"audience", "public"}}};
    poster["body"]["blocks"][0]["text"] = text;
    return county.publish(poster).at(0).item;
}

std::filesystem::path blob(CountyFixture& county, const std::string& text) {
    const std::string digest = feed::sha256(text).hex();
    return county.feed() / "blob" / digest.substr(0, 2) / digest.substr(2);
}

nlohmann::ordered_json linking(const std::string& text) {
    auto item = notice("网上办理");
    item["body"]["blocks"][0]["text"] = text;
    return item;
}

}  // namespace

TEST_CASE("an attachment that is missing or damaged is found at night, and nothing else is") {
    on_both_databases([](CountyFixture& county) {
        publish_poster(county, "好的");
        const std::string gone = publish_poster(county, "丢失的");
        const std::string damaged = publish_poster(county, "损坏的");
        const std::string cut = publish_poster(county, "短了的");
        CHECK(Inspector(county.tools(), {}).run());
        CHECK(findings(county).empty());
        std::filesystem::remove(blob(county, "丢失的"));
        write_text(blob(county, "损坏的"), "损害的");
        write_text(blob(county, "短了的"), "短");
        county.pass(std::chrono::hours(24));
        CHECK(Inspector(county.tools(), {}).run());
        std::map<std::string, std::string> faults;
        for (const InspectionFinding& one : findings(county)) faults[one.item] = one.fault;
        CHECK(faults == std::map<std::string, std::string>{{gone, "attachment_missing"},
                                                           {damaged, "attachment_damaged"},
                                                           {cut, "attachment_size"}});
        const auto runs = InspectionRows(county.county().repository())
                              .runs(Day{}, shanghai_day(county.tools().clock()), 10);
        REQUIRE(runs.size() == 2);
        CHECK(runs[0].attachments == 4);
        CHECK(runs[0].findings == 3);
        CHECK(runs[1].findings == 0);
    });
}

TEST_CASE("there is one inspection a day, however many servers begin it") {
    on_both_databases([](CountyFixture& county) {
        publish_poster(county, "好的");
        CHECK(Inspector(county.tools(), {}).run());
        std::filesystem::remove(blob(county, "好的"));
        CHECK(!Inspector(county.tools(), {}).run());
        InspectionRows rows(county.county().repository());
        Transaction transaction(county.county().repository());
        InspectionRun late{.day = shanghai_day(county.tools().clock()),
                           .began = {},
                           .ended = {},
                           .items = 9,
                           .attachments = 0,
                           .links = 0,
                           .findings = 0};
        CHECK(!rows.add(transaction, late, {}));
        transaction.commit();
        CHECK(findings(county).empty());
    });
}

TEST_CASE("nothing outside is asked unless somebody wants it, and each address once") {
    on_both_databases([](CountyFixture& county) {
        county.publish(linking("详见 https://a.example/x 。"));
        county.publish(linking("详见 https://a.example/x，或 https://b.example/没有"));
        CHECK(Inspector(county.tools(), {}).run());
        CHECK(findings(county).empty());
        county.pass(std::chrono::hours(24));
        std::vector<std::string> asked;
        const LinkProbe probe = [&](const std::string& url) {
            asked.push_back(url);
            return url == "https://a.example/x" ? LinkState::alive : LinkState::dead;
        };
        CHECK(Inspector(county.tools(), probe).run());
        CHECK(asked == std::vector<std::string>{"https://a.example/x", "https://b.example/"});
        const auto found = findings(county);
        REQUIRE(found.size() == 1);
        CHECK(found[0].fault == "link_dead");
        CHECK(found[0].place == "/blocks/0/text");
    });
}

TEST_CASE("an address inside the county's network is never asked, but said to be one") {
    CountyFixture county;
    for (const char* url : {"http://127.0.0.1/a", "http://localhost/a", "http://10.0.0.8:8080/",
                            "https://db.internal/", "http://user@a.example/",
                            "https://a.example:8443/", "http://0x7f.1/", "http://[::1]/"}) {
        INFO(url);
        CHECK(!is_outside(url));
    }
    for (const char* url : {"https://www.example.cn/a?b=1#c", "http://a.example"})
        CHECK(is_outside(url));
    county.publish(linking("详见 http://printer.local/x"));
    CHECK(Inspector(county.tools(), [](const std::string&) {
              FAIL("asked");
              return LinkState::alive;
          }).run());
    REQUIRE(findings(county).size() == 1);
    CHECK(findings(county)[0].fault == "link_inside");
}

TEST_CASE("addresses are found in running Chinese text and end where it goes on") {
    const auto found =
        links_in({{"a", "看https://a.example/b?c=1，或(http://d.example)。"},
                  {"b", {"https://a.example/b.", "https://a.example/b", "ftp://x.example"}}});
    REQUIRE(found.size() == 4);
    CHECK(found[0].url == "https://a.example/b?c=1");
    CHECK(found[1].url == "http://d.example");
    CHECK(found[1].place == "/a");
    CHECK(found[2].url == "https://a.example/b");
    CHECK(found[3].place == "/b/1");
    CHECK(parts_of("https://a.example/b?c=1#d").path == "b?c=1");
    CHECK(parts_of("https://a.example?c=1").path == "?c=1");
    CHECK(parts_of("https://a.example").source == "https://a.example");
}

TEST_CASE("an interpretation of a policy that isn't there is found") {
    on_both_databases([](CountyFixture& county) {
        const nlohmann::ordered_json text{{"kind", "interpretation"},
                                          {"catalogue", "N03"},
                                          {"area", kCounty},
                                          {"formed", "2026-11-18"},
                                          {"office", "539921-CB"},
                                          {"reviewers", {"county_editor"}},
                                          {"body",
                                           {{"title", "种地补贴怎么算"},
                                            {"summary", "按亩数算。"},
                                            {"office_name", "云岭县农业农村局"},
                                            {"policy_id", "019b2a00-0001-7a10-8c01-5f0d3c9e71a1"},
                                            {"form", "text"},
                                            {"round", "first"},
                                            {"background", "很多人问。"},
                                            {"who_benefits", "种地的农户。"},
                                            {"how", "亩数乘标准。"},
                                            {"when", "公示七天。"},
                                            {"ask", "问组长。"}}}};
        county.publish(text);
        CHECK(Inspector(county.tools(), {}).run());
        REQUIRE(findings(county).size() == 1);
        CHECK(findings(county)[0].fault == "reference_dead");
    });
}

TEST_CASE("the inspection runs in the small hours of Shanghai") {
    CHECK(!is_night(*parse_instant("2026-11-19T17:59:59Z")));
    CHECK(is_night(*parse_instant("2026-11-19T18:00:00Z")));
    CHECK(is_night(*parse_instant("2026-11-19T20:59:59Z")));
    CHECK(!is_night(*parse_instant("2026-11-19T21:00:00Z")));
}
