#include "sync/county/site/outputs.h"

#include <doctest/doctest.h>

#include "sync/county/site/spoken.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using county::site::read_aloud;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

HttpResponse output(CountyFixture& fixture, const std::string& item, const std::string& which) {
    return call(fixture, somebody("zhang", Post::clerk, kVillage), "GET",
                std::string("/v1/items/") + kVillage + "/" + item + "/outputs/" + which);
}

}  // namespace

TEST_CASE("numbers, sums, days, times and telephone numbers are written as they are said") {
    CHECK(site::integer_aloud(0) == "零");
    CHECK(site::integer_aloud(10) == "十");
    CHECK(site::integer_aloud(105) == "一百零五");
    CHECK(site::integer_aloud(110) == "一百一十");
    CHECK(site::integer_aloud(10010) == "一万零一十");
    CHECK(site::integer_aloud(100000) == "十万");
    CHECK(site::integer_aloud(20000005) == "二千万零五");
    CHECK(site::integer_aloud(123456789) == "一亿二千三百四十五万六千七百八十九");
    CHECK(read_aloud("发了1,105.50元，共3户") == "发了一千一百零五元五角，共三户");
    CHECK(read_aloud("每亩 105.05 元") == "每亩 一百零五元零五分");
    CHECK(read_aloud("2026年11月20日14:30") == "二零二六年十一月二十日十四点三十分");
    CHECK(read_aloud("2026-11-20 20:00到20:05") == "二零二六年十一月二十日 二十点到二十点零五分");
    CHECK(read_aloud("电话0886-3620001，或者12345") ==
          "电话零八八六三六二零零零幺，或者幺二三四五");
    CHECK(read_aloud("占12.5%") == "占百分之十二点五");
    CHECK(read_aloud("3.14159265358979323846") == "三点一四一五九二六五三五八九七九三二三八四六");
    CHECK(read_aloud("99999999999999999999") == "九九九九九九九九九九九九九九九九九九九九");
    CHECK(read_aloud("没有数字。") == "没有数字。");
    CHECK(read_aloud("1.") == "一.");
    CHECK(read_aloud("") == "");
}

TEST_CASE("a script for the loudspeaker says what, who and whom to ring, in words alone") {
    on_both_databases([](CountyFixture& fixture) {
        auto json = notice("11月21日停水8小时");
        json["body"]["contact"] = {{"post", "水管员"}, {"phone", "0886-3620001"}};
        const std::string id = fixture.publish(json).at(0).item;
        const HttpResponse response = output(fixture, id, "script");
        REQUIRE(response.status == 200);
        for (const char* part : {"核桃箐村民委员会", "十一月二十一日停水八小时", "零八八六"})
            CHECK_MESSAGE(has(response.body, part), response.body);
        for (const char c : response.body) CHECK(!(c >= '0' && c <= '9'));
    });
}

TEST_CASE("neither script nor poster holds a line of a roll, and both end with a withdrawal") {
    CountyFixture fixture;
    const std::string id = fixture.publish(roll()).at(0).item;
    for (const char* which : {"script", "poster", "poster?paper=a3"}) {
        const HttpResponse response = output(fixture, id, which);
        REQUIRE(response.status == 200);
        CHECK(has(response.body, "耕地地力保护补贴公示"));
        for (const char* name : {"李建国", "李**", "和志明", "余阿普"})
            CHECK_MESSAGE(!has(response.body, name), which << response.body);
    }
    CHECK(output(fixture, id, "poster?paper=a5").status == 422);
    CHECK(output(fixture, "0193a5f0-0000-7000-8000-000000000000", "script").status == 404);
    CHECK(output(fixture, "..", "script").status == 404);
    fixture.publish({{"kind", "subsidy_roll"},
                     {"catalogue", "S02"},
                     {"area", kVillage},
                     {"office", "539921102205-VC"},
                     {"reviewers", {"clerk"}},
                     {"operation", "withdraw"},
                     {"id", id},
                     {"body", {{"reason", "名单有误。"}}}});
    CHECK(output(fixture, id, "script").status == 404);
    CHECK(output(fixture, id, "poster").status == 404);
}

TEST_CASE("a poster shows hostile words as words and allows its own style alone") {
    CountyFixture fixture;
    auto json = notice("<script>停水</script>");
    json["body"]["blocks"].push_back(
        {{"type", "paragraph"}, {"text", "</style><img src=x onerror=y>"}});
    const std::string id = fixture.publish(json).at(0).item;
    const HttpResponse response = output(fixture, id, "poster");
    CHECK(!has(response.body, "<script"));
    CHECK(!has(response.body, "<img"));
    bool restricted = false;
    for (const auto& [name, value] : response.fields)
        restricted = restricted || (name == "Content-Security-Policy" &&
                                    value.starts_with("default-src 'none'; style-src 'sha256-"));
    CHECK(restricted);
}
