#include "sync/county/figures/figure_sources.h"

#include "sync/county/fleet/alarms.h"
#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/unsealer.h"
#include "tests/sync/county/accounts.h"
#include "tests/sync/county/desk_support.h"
#include "tests/sync/county/fleet.h"
#include "tests/sync/county/messages.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

constexpr std::chrono::hours kDay{24};

Json figure(CountyFixture& county, const Actor& actor, int number, const char* area,
            const std::string& span = "&from=2026-01-01&to=2027-12-31") {
    const Json all =
        answered(call(county, actor, "GET", std::string("/v1/metrics?area=") + area + span));
    return all.at("figures").at(static_cast<std::size_t>(number) - 1);
}

Json list_of(CountyFixture& county, const Actor& actor, int number, const char* area) {
    return answered(call(county, actor, "GET",
                         "/v1/metrics/" + std::to_string(number) + "/rows?area=" + area +
                             "&from=2026-01-01&to=2027-12-31"))
        .at("rows");
}

void bring(CountyFixture& county, const state::Submission& made) {
    Inbox(county.tools()).take(sealed(county, made));
    REQUIRE(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 1000).opened == 1);
}

std::string only_case(CountyFixture& county, const Actor& actor, const std::string& state) {
    const Json rows = answered(call(county, actor, "GET", "/v1/cases?state=" + state)).at("rows");
    REQUIRE(rows.size() == 1);
    return rows[0].at("id");
}

void act_on_case(CountyFixture& county, const Actor& actor, const std::string& id,
                 const std::string& word, Json body = Json::object()) {
    body["version"] = answered(call(county, actor, "GET", "/v1/cases/" + id)).at("version");
    answered(call(county, actor, "POST", "/v1/cases/" + id + "/" + word, body.dump()));
}

}  // namespace

TEST_CASE("figure 11 opens the items that the desk released though their parts don't fit") {
    on_both_databases([](CountyFixture& county) {
        out(county, li(), notice("停水通知"), {yang()});
        const std::string odd = out(county, li(), notice("低保名单公示"), {yang()});
        begin(county, li(), notice("补贴名单公示"));
        const Json mixed = figure(county, li(), 11, kVillage);
        CHECK(mixed.at("numerator") == 1);
        CHECK(mixed.at("denominator") == 2);
        const Json rows = list_of(county, li(), 11, kVillage);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].at("subject") == item_of(county, odd));
        const Json later = figure(county, li(), 11, kVillage, "&from=2026-11-21&to=2026-12-31");
        CHECK(later.at("denominator") == 0);
    });
}

TEST_CASE("figure 13 counts the questions whose term is over, and tells ids to their office only") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("路灯又不亮了。"));
        const std::string asked = only_case(county, wang(), "received");
        act_on_case(county, wang(), asked, "take");
        act_on_case(county, wang(), asked, "answer", {{"text", "明天来修。"}});
        bring(county, message("桥坏了。"));
        bring(county, message("有人收了钱", state::Route::discipline));
        Json answers = figure(county, wang(), 13, kTown);
        CHECK(answers.at("numerator") == 1);
        CHECK(answers.at("denominator") == 1);
        county.pass(kDay * 40);
        answers = figure(county, wang(), 13, kTown);
        CHECK(answers.at("numerator") == 1);
        CHECK(answers.at("denominator") == 2);
        CHECK(answers.at("also").at("taken_up_again") == 0);
        act_on_case(county, wang(), asked, "take");
        CHECK(figure(county, sun(), 13, kCounty).at("also").at("taken_up_again") == 1);
        CHECK(figure(county, sun(), 13, kCounty).at("denominator") == 2);
        Json rows = list_of(county, wang(), 13, kTown);
        REQUIRE(rows.size() == 2);
        CHECK((rows[0].at("subject") == asked || rows[1].at("subject") == asked));
        for (const Json& row : list_of(county, operator_of(kTown), 13, kTown))
            CHECK(row.at("subject").get<std::string>().substr(0, 4) == "due ");
        CHECK(figure(county, li(), 13, kVillage).at("available") == false);
        CHECK(!figure(county, li(), 13, kVillage).at("why").get<std::string>().empty());
    });
}

TEST_CASE("figure 14 counts objections, and which items were corrected after one") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = county.publish(notice("补贴通知")).at(0).item;
        state::Submission made = message("数目不对");
        made.kind = state::SubmissionKind::object;
        made.about = state::SubmissionAbout{item, 1, {}};
        bring(county, made);
        const std::string id = only_case(county, wang(), "received");
        act_on_case(county, wang(), id, "take");
        act_on_case(county, wang(), id, "close", {{"reason", "已更正"}});
        Json objections = figure(county, wang(), 14, kTown);
        CHECK(objections.at("numerator") == 1);
        CHECK(objections.at("denominator") == 1);
        CHECK(objections.at("also").at("corrected_since") == 0);
        CHECK(figure(county, wang(), 13, kTown).at("denominator") == 0);
        const auto right = command(notice("补贴通知"), item, "correct");
        county.publish(right);
        objections = figure(county, wang(), 14, kTown);
        CHECK(objections.at("also").at("corrected_since") == 1);
        CHECK(list_of(county, wang(), 14, kTown)[0].at("subject") == id);
    });
}

TEST_CASE("figure 19 counts the whole days on which a terminal reported since it was enrolled") {
    on_both_databases([](CountyFixture& county) {
        const std::string busy = accepted(county).id;
        const std::string silent = accepted(county).id;
        answered(report(county, busy, sound_report(county, 0, 0)), 201);
        CHECK(figure(county, li(), 19, kVillage).at("denominator") == 0);
        for (int i = 0; i < 2; ++i) {
            county.pass(kDay);
            answered(report(county, busy, sound_report(county, 0, 0)), 201);
        }
        county.pass(kDay * 2);
        Alarms(county.tools()).judge();
        const Json online = figure(county, li(), 19, kVillage);
        // enrolled on the 20th, today is the 24th: the 21st to the 23rd
        CHECK(online.at("denominator") == 6);
        CHECK(online.at("numerator") == 2);
        CHECK(online.at("also").at("idle") == 1);
        CHECK(online.at("also").at("longest_lag_hours") == 48);
        const Json rows = list_of(county, li(), 19, kVillage);
        REQUIRE(rows.size() == 2);
        for (const Json& row : rows) CHECK(row.at("value") == (row.at("subject") == busy ? 2 : 0));
        answered(call(county, operator_of(kCounty), "POST", "/v1/devices/" + silent + "/revoke"));
        CHECK(figure(county, li(), 19, kVillage).at("denominator") == 3);
    });
}
