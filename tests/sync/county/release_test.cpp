#include "sync/county/desk/release.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/desk/desk.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/erasure.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/verification.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// Submitted and signed by one of two, so that the next signature releases it.
std::string one_signature_short(CountyFixture& county, const std::string& title) {
    const std::string id = begin(county, li(), notice(title))["id"];
    answered(act(county, li(), id, "submit"));
    return id;
}

void require_verified(CountyFixture& county) {
    for (const VerifiedFeed& feed : verify_county(county.county()))
        CHECK(feed.report.problems.empty());
}

}  // namespace

TEST_CASE("a release that is cut off between any two operations on the disk is published once") {
    CountyFixture county;
    int cuts = 0;
    for (int operations = 0;; ++operations) {
        const std::string id =
            one_signature_short(county, "第" + std::to_string(operations) + "次");
        const auto before = feed_size(county);
        FailingFiles files(county.tools().files, operations);
        Desk(county.tools_on(files)).sign(yang(), id, 2, std::nullopt, {});
        CHECK((state_of(county, id) == "scheduled" || state_of(county, id) == "live"));
        county.pass(std::chrono::seconds(5));
        Release(county.tools()).carry_out_due();
        Release(county.tools()).carry_out_due();
        CHECK(state_of(county, id) == "live");
        CHECK(feed_size(county) == before + 1);
        const auto row = DossierRows(county.county().repository()).find(id);
        CHECK(row->position == static_cast<long long>(before));
        if (!files.failed()) break;
        ++cuts;
    }
    CHECK(cuts > 10);
    require_verified(county);
}

TEST_CASE("a release that was cut off behind the feed finds what it became") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = one_signature_short(county, "断在后半路");
        FailingFiles files(county.tools().files, 0);
        Desk(county.tools_on(files)).sign(yang(), id, 2, std::nullopt, {});
        REQUIRE(state_of(county, id) == "scheduled");
        DossierRows rows(county.county().repository());
        const auto row = *rows.find(id);
        CHECK(row.claimed == 1);
        const auto published =
            Publisher(county.tools())
                .publish(area_code(kVillage), {input_of(county.tools(), row, rows.signatures(id))});
        CHECK(feed_size(county) == 1);
        CHECK(code_of(act(county, wang(), id, "return", {{"reason", "太晚了"}})) == "releasing");
        Release(county.tools()).carry_out_due();
        CHECK(feed_size(county) == 1);
        CHECK(state_of(county, id) == "live");
        CHECK(rows.find(id)->position == static_cast<long long>(published.front().index));
    });
}

TEST_CASE("two items that say the same are two items") {
    on_both_databases([](CountyFixture& county) {
        const std::string first = out(county, li(), notice("每月一样的通知"), {yang()});
        const std::string second = out(county, li(), notice("每月一样的通知"), {wang()});
        CHECK(item_of(county, first) != item_of(county, second));
        CHECK(feed_size(county) == 2);
    });
}

TEST_CASE("what is scheduled waits for its time, and can be sent back until then") {
    on_both_databases([](CountyFixture& county) {
        Json body{{"area", kVillage},
                  {"operation", "publish"},
                  {"document", notice("后天停水")},
                  {"publish_at", "2026-11-21T00:00:00Z"}};
        const std::string id =
            answered(call(county, li(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
        answered(act(county, li(), id, "submit"));
        CHECK(answered(sign(county, yang(), id))["state"] == "scheduled");
        Release(county.tools()).carry_out_due();
        CHECK(feed_size(county) == 0);
        answered(act(county, wang(), id, "return", {{"reason", "改到大后天"}}));
        answered(act(county, li(), id, "submit"));
        answered(sign(county, yang(), id));
        county.pass(std::chrono::hours(23));
        Release(county.tools()).carry_out_due();
        CHECK(state_of(county, id) == "live");
        CHECK(feed_size(county) == 1);
    });
}

TEST_CASE("an embargo holds the release back") {
    CountyFixture county;
    auto held = notice("统一口径");
    held["embargo"] = "2026-11-22T01:00:00Z";
    const std::string id = out(county, li(), held, {yang()});
    CHECK(state_of(county, id) == "scheduled");
    county.pass(std::chrono::hours(48));
    Release(county.tools()).carry_out_due();
    CHECK(state_of(county, id) == "live");
}

TEST_CASE("what the publisher refuses goes back to its author with the reason") {
    on_both_databases([](CountyFixture& county) {
        const std::string first = out(county, li(), notice("停水"), {yang()});
        auto better = notice("停水改期");
        better["body"]["change_note"] = {{"what", "改期"},
                                         {"why", "天气"},
                                         {"who", "村文书"},
                                         {"old", Json::array()},
                                         {"new", Json::array()}};
        const std::string second =
            begin(county, li(), better, "correct", item_of(county, first))["id"];
        answered(act(county, li(), second, "submit"));
        // Withdrawn and retired past the desk, as the verb for emergencies does.
        auto gone = notice("x");
        gone.erase("body");
        gone["operation"] = "erase";
        gone["id"] = item_of(county, first);
        county.publish(gone);
        const Json row = answered(sign(county, yang(), second));
        CHECK(row["state"] == "draft");
        CHECK(!row["returned"].is_null());
        CHECK(feed_size(county) == 2);
    });
}

TEST_CASE("a table of the county's that a newer one replaces is superseded") {
    on_both_databases([](CountyFixture& county) {
        auto table = county_notice("名词解释");
        table["kind"] = "glossary";
        table.erase("catalogue");
        table["office"] = "539921-CB";
        table["body"].erase("blocks");
        table["body"]["entries"] =
            Json::array({{{"term", "低保"}, {"plain", "国家给困难人家的生活补助"}}});
        const std::string first = out(county, chen(), table, {sun()});
        CHECK(state_of(county, first) == "live");
        const std::string second = out(county, chen(), table, {sun()});
        CHECK(state_of(county, second) == "live");
        CHECK(state_of(county, first) == "superseded");
        const Json view = answered(call(county, sun(), "GET", "/v1/dossiers/" + first));
        CHECK(view["steps"].back()["act"] == "supersede");
        // a notice stays: it has a place of its own
        const std::string notice = out(county, chen(), county_notice("医保缴费"), {sun()});
        out(county, chen(), county_notice("医保缴费"), {sun()});
        CHECK(state_of(county, notice) == "live");
    });
}

TEST_CASE("an erasure takes two of the county, reaches every row and leaves one public line") {
    on_both_databases([](CountyFixture& county) {
        const std::string name = uploaded(county, li(), "image/png", picture("private face"));
        auto document = notice("不该公开的名字余阿普");
        document["attachments"] = Json::array(
            {{{"file", name}, {"mime", "image/png"}, {"role", "picture"}, {"audience", "public"}}});
        const std::string first = out(county, li(), document, {yang()});
        const std::string item = item_of(county, first);
        auto better = document;
        better["body"]["change_note"] = {{"what", "改字"},
                                         {"why", "错字"},
                                         {"who", "村文书"},
                                         {"old", Json::array()},
                                         {"new", Json::array()}};
        const std::string open = begin(county, li(), better, "correct", item)["id"];
        Json wanted{{"area", kVillage}, {"operation", "erase"}, {"item", item}};
        CHECK(code_of(call(county, sun(), "POST", "/v1/dossiers", wanted.dump())) == "class");
        wanted["class"] = "whim";
        CHECK(code_of(call(county, sun(), "POST", "/v1/dossiers", wanted.dump())) == "class");
        wanted["class"] = "consent_withdrawn";
        CHECK(call(county, wang(), "POST", "/v1/dossiers", wanted.dump()).status == 403);
        Actor unconfirmed = sun();
        unconfirmed.confirmed = false;
        CHECK(code_of(call(county, unconfirmed, "POST", "/v1/dossiers", wanted.dump())) ==
              "confirm");
        const std::string id =
            answered(call(county, sun(), "POST", "/v1/dossiers", wanted.dump()), 201)["id"];
        answered(act(county, sun(), id, "submit"));
        CHECK(code_of(sign(county, sun(), id)) == "own_item");
        CHECK(code_of(sign(county, wang(), id)) == "post");
        CHECK(answered(sign(county, zhou(), id))["state"] == "erased");
        for (const std::string& one : {first, open}) {
            CHECK(state_of(county, one) == "erased");
            CHECK(DossierRows(county.county().repository()).find(one)->document.empty());
        }
        CHECK_THROWS_AS(Uploads(county.tools()).bytes(name), Error);
        const Json lines = answered(call(county, li(), "GET", "/v1/erasures"))["rows"];
        REQUIRE(lines.size() == 1);
        CHECK(lines[0]["name"] == "停水停电停路、便民");
        CHECK(lines[0]["class"] == "consent_withdrawn");
        CHECK(lines[0]["office"] == "539921102205-VC");
        CHECK(lines.dump().find("余阿普") == std::string::npos);
        CHECK(DeskRows(county.county().repository()).unfinished_erasures(10).empty());
        require_verified(county);
    });
}

TEST_CASE("no word of an erased item is left in the bytes of the database") {
    CountyFixture county;
    const std::string id = out(county, li(), notice("羊毛毡子卖完了"), {yang()});
    const auto holds = [&] {
        for (const char* file : {"county.db", "county.db-wal"})
            if (read_text(county.data() / file).find("羊毛毡子卖完了") != std::string::npos)
                return true;
        return false;
    };
    CHECK(holds());
    const Json wanted{{"area", kVillage},
                      {"operation", "erase"},
                      {"item", item_of(county, id)},
                      {"class", "court_order"}};
    const std::string erasure =
        answered(call(county, chen(), "POST", "/v1/dossiers", wanted.dump()), 201)["id"];
    answered(act(county, chen(), erasure, "submit"));
    answered(sign(county, sun(), erasure));
    CHECK(!holds());
}

TEST_CASE("a finance report is never erased") {
    CountyFixture county;
    const std::string id = out(county, li(), accounts(), {yang(), mu(), he()});
    const Json wanted{{"area", kVillage},
                      {"operation", "erase"},
                      {"item", item_of(county, id)},
                      {"class", "court_order"}};
    CHECK(code_of(call(county, sun(), "POST", "/v1/dossiers", wanted.dump())) == "finance");
}

TEST_CASE("a month of a village goes through the desk and its feed still verifies") {
    on_both_databases([](CountyFixture& county) {
        std::size_t entries = 0;
        for (int day = 0; day < 30; ++day) {
            const std::string number = std::to_string(day);
            const std::string id = out(county, li(), notice("第" + number + "天的通知"),
                                       {day % 2 == 0 ? yang() : wang()});
            ++entries;
            if (day % 5 == 4) {
                const Json body{
                    {"area", kVillage}, {"operation", "retire"}, {"item", item_of(county, id)}};
                const std::string gone =
                    answered(call(county, yang(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
                answered(act(county, yang(), gone, "submit"));
                CHECK(answered(sign(county, wang(), gone))["state"] == "archived");
                CHECK(state_of(county, id) == "archived");
                ++entries;
            }
            if (day == 9) {
                out(county, li(), accounts(), {he(), mu(), yang()});
                ++entries;
            }
            county.pass(std::chrono::hours(24));
            Release(county.tools()).carry_out_due();
        }
        CHECK(feed_size(county) == entries);
        const Json live = answered(call(
            county, wang(), "GET", "/v1/dossiers?limit=200&state=live&area=" + std::string(kTown)));
        CHECK(live["rows"].size() == 25);
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].empty());
        const Json items = answered(
            call(county, wang(), "GET", "/v1/items?limit=200&area=" + std::string(kVillage)));
        CHECK(items["rows"].size() == 31);
        require_verified(county);
    });
}
