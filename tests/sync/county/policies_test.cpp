#include "sync/county/desk/policies.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/desk/desk.h"
#include "sync/county/desk/release.h"
#include "sync/county/publish/verification.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

nlohmann::ordered_json policy(const std::string& title) {
    auto json = county_notice(title);
    json["kind"] = "policy";
    json["body"]["meta"] = {{"disclosure", "主动公开"}};
    json["body"]["validity"] = "in_force";
    return json;
}

nlohmann::ordered_json interpretation(const std::string& item) {
    auto json = county_notice("政策解读");
    json["kind"] = "interpretation";
    json["body"].erase("blocks");
    json["body"].update({{"policy_id", item},
                         {"form", "text"},
                         {"round", "first"},
                         {"background", "原来的办法旧了。"},
                         {"who_benefits", "种地的人家。"},
                         {"how", "到镇里办。"},
                         {"when", "全年都收。"},
                         {"ask", "到镇里问。"}});
    return json;
}

bool has(const Json& text, const std::string& part) {
    return text.is_string() && text.get<std::string>().find(part) != std::string::npos;
}

struct Pair {
    std::string policy;
    std::string interpretation;
};

/// Both drafted and submitted by the editor, waiting for one signature each.
Pair submitted(CountyFixture& county, const std::string& title) {
    Pair pair;
    pair.policy = begin(county, chen(), policy(title))["id"];
    pair.interpretation = begin(county, chen(), interpretation(item_of(county, pair.policy)))["id"];
    for (const std::string& id : {pair.policy, pair.interpretation})
        CHECK(answered(act(county, chen(), id, "submit"))["state"] == "county_review");
    return pair;
}

bool is_published(CountyFixture& county, const std::string& dossier) {
    return county.county().repository().item(kCounty, item_of(county, dossier)).has_value();
}

}  // namespace

TEST_CASE("a policy without attribute, validity or interpretation returns by itself") {
    on_both_databases([](CountyFixture& county) {
        auto bare = policy("新办法");
        bare["body"].erase("meta");
        bare["body"].erase("validity");
        const std::string id = begin(county, chen(), bare)["id"];
        const Json back = answered(act(county, chen(), id, "submit"));
        CHECK(back["state"] == "draft");
        for (const char* part : {"公开属性", "有效性", "政策解读"})
            CHECK(has(back["returned"], part));
        const Json queue = answered(call(county, chen(), "GET", "/v1/queue"));
        REQUIRE(queue["returned"].size() == 1);
        CHECK(queue["returned"][0]["id"] == id);
        CHECK(answered(call(county, sun(), "GET", "/v1/queue"))["rows"].empty());

        answered(call(county, chen(), "PUT", "/v1/dossiers/" + id,
                      Json{{"version", back["version"]}, {"document", policy("新办法")}}.dump()));
        const Json again = answered(act(county, chen(), id, "submit"));
        CHECK(again["state"] == "draft");
        CHECK(has(again["returned"], "政策解读"));
        CHECK(!has(again["returned"], "有效性"));

        begin(county, chen(), interpretation(item_of(county, id)));
        const Json on = answered(act(county, chen(), id, "submit"));
        CHECK(on["state"] == "county_review");
        CHECK(on["returned"].is_null());
    });
}

TEST_CASE("policy and interpretation go out under one checkpoint, whichever is approved last") {
    on_both_databases([](CountyFixture& county) {
        for (const bool policy_last : {false, true}) {
            const Pair pair = submitted(county, policy_last ? "后签文件" : "先签文件");
            const auto before = feed_size(county, kCounty);
            const std::string& first = policy_last ? pair.interpretation : pair.policy;
            const std::string& last = policy_last ? pair.policy : pair.interpretation;
            CHECK(answered(sign(county, sun(), first))["state"] == "scheduled");
            county.pass(std::chrono::hours(1));
            Release(county.tools()).carry_out_due();
            CHECK(feed_size(county, kCounty) == before);
            answered(sign(county, sun(), last));
            CHECK(state_of(county, pair.policy) == "live");
            CHECK(state_of(county, pair.interpretation) == "live");
            CHECK(feed_size(county, kCounty) == before + 2);
            DossierRows rows(county.county().repository());
            CHECK(rows.find(pair.policy)->position == static_cast<long long>(before));
            CHECK(rows.find(pair.interpretation)->position == static_cast<long long>(before) + 1);
        }
    });
}

TEST_CASE("an approved policy waits again when its interpretation is sent back") {
    on_both_databases([](CountyFixture& county) {
        const Pair pair = submitted(county, "两份一起");
        const auto before = feed_size(county, kCounty);
        answered(sign(county, sun(), pair.policy));
        answered(act(county, sun(), pair.interpretation, "return", {{"reason", "写清楚些"}}));
        Release(county.tools()).carry_out_due();
        CHECK(state_of(county, pair.policy) == "scheduled");
        CHECK(feed_size(county, kCounty) == before);
        answered(act(county, chen(), pair.interpretation, "submit"));
        answered(act(county, sun(), pair.policy, "return", {{"reason", "等一等"}}));
        answered(sign(county, sun(), pair.interpretation));
        CHECK(state_of(county, pair.interpretation) == "scheduled");
        CHECK(feed_size(county, kCounty) == before);
        answered(act(county, chen(), pair.policy, "submit"));
        answered(sign(county, sun(), pair.policy));
        CHECK(feed_size(county, kCounty) == before + 2);
    });
}

TEST_CASE("an interpretation of a policy that is out goes out alone") {
    on_both_databases([](CountyFixture& county) {
        const Pair pair = submitted(county, "已经公布");
        for (const std::string& id : {pair.policy, pair.interpretation})
            answered(sign(county, sun(), id));
        const std::string later =
            out(county, chen(), interpretation(item_of(county, pair.policy)), {sun()});
        CHECK(state_of(county, later) == "live");
    });
}

TEST_CASE("an interpretation does not go out without its policy") {
    on_both_databases([](CountyFixture& county) {
        const std::string nothing = "01a1f6ae-9900-7fe1-ade6-af24c4bbfd10";
        const std::string alone = begin(county, chen(), interpretation(nothing))["id"];
        CHECK(has(answered(act(county, chen(), alone, "submit"))["returned"], "policy_id"));

        const Pair discarded = submitted(county, "不要了");
        answered(sign(county, sun(), discarded.interpretation));
        CHECK(state_of(county, discarded.interpretation) == "scheduled");
        answered(act(county, sun(), discarded.policy, "return", {{"reason", "不发了"}}));
        answered(act(county, chen(), discarded.policy, "discard"));
        CHECK(state_of(county, discarded.interpretation) == "draft");
        const auto back = DossierRows(county.county().repository()).find(discarded.interpretation);
        CHECK(has(Json(back->returned), "不公布了"));

        const Pair reviewed = submitted(county, "审着审着没了");
        answered(act(county, sun(), reviewed.policy, "return", {{"reason", "不发了"}}));
        answered(act(county, chen(), reviewed.policy, "discard"));
        CHECK(code_of(sign(county, sun(), reviewed.interpretation)) == "policy");
        CHECK(!is_published(county, reviewed.interpretation));
        Release(county.tools()).carry_out_due();
        CHECK(!is_published(county, discarded.interpretation));
    });
}

TEST_CASE("what the publisher refuses of the two brings both back") {
    on_both_databases([](CountyFixture& county) {
        const Pair pair = submitted(county, "有一份不行");
        answered(sign(county, sun(), pair.policy));
        // published past the desk, under the item that the interpretation's dossier holds
        auto early = interpretation(item_of(county, pair.policy));
        early["id"] = item_of(county, pair.interpretation);
        early["reviewers"] = {"county_editor"};
        county.publish(early);
        const auto before = feed_size(county, kCounty);
        answered(sign(county, sun(), pair.interpretation));
        for (const std::string& id : {pair.policy, pair.interpretation}) {
            CHECK(state_of(county, id) == "draft");
            CHECK(!DossierRows(county.county().repository()).find(id)->returned.empty());
        }
        CHECK(feed_size(county, kCounty) == before);
        CHECK(!is_published(county, pair.policy));
    });
}

TEST_CASE("cut between any two operations on the disk, both are published or neither") {
    CountyFixture county;
    int cuts = 0;
    for (int operations = 0;; ++operations) {
        const Pair pair = submitted(county, "第" + std::to_string(operations) + "份");
        answered(sign(county, sun(), pair.policy));
        const auto before = feed_size(county, kCounty);
        FailingFiles files(county.tools().files, operations);
        const auto row = DossierRows(county.county().repository()).find(pair.interpretation);
        std::vector<FindingReason> reasons;
        for (const FindingRow& one :
             DossierRows(county.county().repository()).findings(pair.interpretation))
            if (one.severity == "W") reasons.push_back({one.position, "已核对"});
        Desk(county.tools_on(files)).sign(sun(), row->id, row->version, std::nullopt, reasons);
        CHECK(is_published(county, pair.policy) == is_published(county, pair.interpretation));
        county.pass(std::chrono::seconds(5));
        Release(county.tools()).carry_out_due();
        CHECK(state_of(county, pair.policy) == "live");
        CHECK(state_of(county, pair.interpretation) == "live");
        CHECK(feed_size(county, kCounty) == before + 2);
        if (!files.failed()) break;
        ++cuts;
    }
    CHECK(cuts > 10);
    for (const VerifiedFeed& feed : verify_county(county.county()))
        CHECK(feed.report.problems.empty());
}
