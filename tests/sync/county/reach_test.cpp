#include "sync/county/fleet/reach.h"

#include <doctest/doctest.h>

#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

constexpr const char* kOtherVillage = "539921102206";
constexpr const char* kOtherTown = "539921103";
constexpr const char* kFarVillage = "539921103201";

/// A report of a terminal that holds `size` entries of the county's feed and told what it counted
/// of an item the day before.
Json told(CountyFixture& county, std::uint64_t size, const std::string& item,
          std::initializer_list<std::pair<const char*, int>> counts) {
    Json body = sound_report(county, 0, 0);
    body["feeds"][1]["size"] = size;
    Json list = Json::array();
    for (const auto& [what, count] : counts)
        list.push_back({{"item", item}, {"what", what}, {"count", count}});
    body["days"] = {{{"day", "2026-11-19"}, {"counts", list}}};
    return body;
}

std::string county_notice(CountyFixture& county) {
    Json draft = notice("全县都要看的");
    draft["area"] = kCounty;
    draft["office"] = "539921";
    draft["reviewers"] = {"county_editor"};
    return county.publish(draft)[0].item;
}

}  // namespace

TEST_CASE("an item's reach: who holds it, who showed it, how often it was used, by town") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = county_notice(county);
        const std::uint64_t size = county.tools().repository.feed(kCounty)->size;
        const auto first = accepted(county);
        const auto second = accepted(county);  // in the same hall
        const auto near = accepted(county, kOtherVillage);
        const auto far = accepted(county, kFarVillage);
        accepted(county, "539921103202");  // never heard of
        answered(
            report(county, first.id, told(county, size, item, {{"minutes", 40}, {"opened", 7}})),
            201);
        answered(report(county, second.id, told(county, size, item, {{"minutes", 2}})), 201);
        answered(report(county, near.id, told(county, size, item, {{"minutes", 10}})), 201);
        answered(
            report(county, far.id, told(county, size - 1, item, {{"minutes", 5}, {"opened", 4}})),
            201);

        const std::string path = std::string("/v1/items/") + kCounty + "/" + item + "/reach";
        const std::string days = "?from=2026-11-01&to=2026-11-30";
        const Actor editor = somebody("chen", Post::county_editor, kCounty);
        const Json page = answered(call(county, editor, "GET", path + days));
        CHECK(page["all"]["villages"] == 4);
        CHECK(page["all"]["holding"] == 2);
        CHECK(page["all"]["displayed"] == 3);
        CHECK(page["all"]["minutes"] == 57);
        REQUIRE(page["towns"].size() == 2);
        CHECK(page["towns"][0]["area"] == "539921102");
        CHECK(page["towns"][0]["villages"] == 2);
        CHECK(page["towns"][0]["minutes"] == 52);
        CHECK(page["towns"][0]["opened"] == 7);
        CHECK(page["towns"][1]["area"] == kOtherTown);
        CHECK(page["towns"][1]["villages"] == 2);
        CHECK(page["towns"][1]["holding"] == 0);

        // Four people in a town are neither told nor to be had from the sum.
        CHECK(page["towns"][1]["opened"].is_null());
        CHECK(page["all"]["opened"] == 7);
        CHECK(page["all"]["listened"].is_null());

        // Days outside don't count.
        const Json later = answered(call(county, editor, "GET", path + "?from=2026-11-20"));
        CHECK(later["all"]["displayed"] == 0);
        CHECK(later["all"]["holding"] == 2);
    });
}

TEST_CASE("reach is refused for what is none, for days that run backwards and to others") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = county_notice(county);
        const std::string base = std::string("/v1/items/") + kCounty + "/";
        const Actor editor = somebody("chen", Post::county_editor, kCounty);
        answered(call(county, editor, "GET", base + "nothing/reach"), 404);
        const Json backwards = answered(
            call(county, editor, "GET", base + item + "/reach?from=2026-11-20&to=2026-11-01"), 422);
        CHECK(backwards["error"] == "The days asked for end before they begin.");
        answered(call(county, editor, "GET", base + item + "/reach?from=yesterday"), 422);
        answered(call(county, operator_of("539922"), "GET", base + item + "/reach"), 404);
    });
}
