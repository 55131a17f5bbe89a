#include "sync/county/desk/public_notices.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/catalogue/builtin.h"
#include "sync/county/desk/notice_period.h"
#include "sync/county/desk/release.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Json post_photo(CountyFixture& county, const Actor& actor, const std::string& id) {
    const std::string photo = uploaded(county, actor, "image/png", picture("poster " + id));
    return answered(act(county, actor, id, "poster", {{"photo", photo}, {"place", "村委会门口"}}));
}

Json versions_of(CountyFixture& county, const std::string& id) {
    return answered(call(county, wang(), "GET",
                         "/v1/items/" + std::string(kVillage) + "/" + item_of(county, id) +
                             "/versions"))["versions"];
}

void pass_days(CountyFixture& county, int days) { county.pass(std::chrono::hours(24 * days)); }

}  // namespace

TEST_CASE("a notice period begins when another person has seen the poster hang") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), roll(), {he(), wang()});
        CHECK(state_of(county, id) == "notice");
        CHECK(answered(call(county, li(), "GET", "/v1/queue"))["rows"].size() == 1);
        CHECK(code_of(act(county, yang(), id, "poster/confirm")) == "poster");
        CHECK(code_of(act(county, yang(), id, "confirm")) == "poster");
        pass_days(county, 2);
        post_photo(county, yang(), id);
        CHECK(code_of(act(county, yang(), id, "poster/confirm")) == "own_poster");
        CHECK(code_of(act(county, wang(), id, "poster/confirm")) == "post");
        answered(act(county, he(), id, "poster/confirm"));
        const Json view = answered(call(county, li(), "GET", "/v1/dossiers/" + id));
        CHECK(view["notice"]["from"] == "2026-11-22");
        CHECK(view["notice"]["to"] == "2026-11-29");
        CHECK(view["state"] == "notice");
        const Json versions = versions_of(county, id);
        REQUIRE(versions.size() == 2);
        CHECK(versions[1]["operation"] == "correct");
        CHECK(versions[1]["notice_period"]["to"] == "2026-11-29");
        CHECK(versions[1]["body"]["lines"].size() == 3);
        CHECK(versions[1]["changes"].empty());
        CHECK(code_of(act(county, he(), id, "poster/confirm")) == "confirmed");
    });
}

TEST_CASE("a poster that hung on the planned day needs no second release") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), roll(), {he(), wang()});
        post_photo(county, li(), id);
        answered(act(county, yang(), id, "poster/confirm"));
        CHECK(versions_of(county, id).size() == 1);
    });
}

TEST_CASE("an item is confirmed after its last day by somebody else, and never before") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), roll(), {he(), wang()});
        post_photo(county, li(), id);
        answered(act(county, yang(), id, "poster/confirm"));
        pass_days(county, 7);
        PublicNotices(county.tools()).ripen();
        CHECK(code_of(act(county, wang(), id, "confirm")) == "period");
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].empty());
        pass_days(county, 1);
        PublicNotices(county.tools()).ripen();
        PublicNotices(county.tools()).ripen();
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].size() == 1);
        CHECK(code_of(act(county, li(), id, "confirm")) == "post");
        CHECK(answered(act(county, wang(), id, "confirm"))["state"] == "confirmed");
        const Json versions = versions_of(county, id);
        REQUIRE(versions.size() == 2);
        CHECK(versions[1]["body"]["stage"] == "confirmed");
        CHECK(code_of(act(county, wang(), id, "confirm")) == "state");
    });
}

TEST_CASE("an open objection holds the item until it is settled") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), roll(), {he(), wang()});
        post_photo(county, li(), id);
        answered(act(county, yang(), id, "poster/confirm"));
        CHECK(code_of(act(county, yang(), id, "objections", {{"reference", "2026-7"}})) == "post");
        CHECK(answered(act(county, wang(), id, "objections", {{"reference", "2026-7"}}))["state"] ==
              "objection_hold");
        CHECK(code_of(act(county, wang(), id, "objections", {{"reference", "2026-7"}})) == "known");
        answered(act(county, wang(), id, "objections", {{"reference", "2026-8"}}));
        pass_days(county, 9);
        PublicNotices(county.tools()).ripen();
        CHECK(code_of(act(county, wang(), id, "confirm")) == "state");
        CHECK(code_of(act(county, wang(), id, "objections/settle", {{"reference", "2026-9"}})) ==
              "unknown");
        answered(act(county, wang(), id, "objections/settle", {{"reference", "2026-7"}}));
        CHECK(state_of(county, id) == "objection_hold");
        answered(act(county, wang(), id, "objections/settle", {{"reference", "2026-8"}}));
        CHECK(state_of(county, id) == "notice");
        CHECK(answered(act(county, wang(), id, "confirm"))["state"] == "confirmed");
    });
}

TEST_CASE("a moved period that is cut off is released once") {
    CountyFixture county;
    const std::string id = out(county, li(), roll(), {he(), wang()});
    pass_days(county, 1);
    post_photo(county, li(), id);
    FailingFiles files(county.tools().files, 6);
    const auto version = DossierRows(county.county().repository()).find(id)->version;
    PublicNotices(county.tools_on(files)).confirm_poster(yang(), id, version);
    CHECK(files.failed());
    CHECK(code_of(act(county, wang(), id, "objections", {{"reference", "1"}})) == "releasing");
    Release(county.tools()).carry_out_due();
    Release(county.tools()).carry_out_due();
    CHECK(versions_of(county, id).size() == 2);
    CHECK(state_of(county, id) == "notice");
}

TEST_CASE("a period is as long as the longest of plan, roll, catalogue and rule") {
    const Calendar calendar(builtin_calendar().years);
    ItemDraft draft(area_code(kVillage));
    const Day first = *parse_day("2026-11-20");
    CatalogueItem item;
    CHECK(notice_period(draft, nullptr, {}, first, calendar).to == first);
    item.limit.notice_days = 7;
    CHECK(format_day(notice_period(draft, &item, {}, first, calendar).to) == "2026-11-27");
    item.limit.notice_unit = DayUnit::working_days;
    CHECK(format_day(notice_period(draft, &item, {}, first, calendar).to) == "2026-12-01");
    CHECK(format_day(notice_period(draft, &item, 15, first, calendar).to) == "2026-12-05");
    draft.notice_period = NoticePeriod{*parse_day("2026-11-01"), *parse_day("2026-11-21")};
    CHECK(format_day(notice_period(draft, &item, 15, first, calendar).to) == "2026-12-10");
}

TEST_CASE("when a legal basis ends, everything that rests on it gets a task with a day") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), accounts(), {yang(), mu(), he()});
        std::string item;
        for (const ItemRow& row : county.county().repository().live_items(kCounty, "legal_basis"))
            item = row.id;
        REQUIRE(!item.empty());
        LegalBasisTable table = builtin_legal_bases();
        std::erase_if(table.rows,
                      [](const LegalBasisRow& row) { return row.id == "collective-finance-2011"; });
        table.change_note = ChangeNote{"办法失效", "新办法施行", "县政务公开办", {}, {}};
        ItemDraft draft(area_code(kCounty));
        draft.kind = Kind::legal_basis;
        draft.operation = Operation::correct;
        draft.id = item;
        draft.formed = *parse_day("2026-11-20");
        draft.office = "539921-CB";
        draft.body = table;
        out(county, chen(), nlohmann::ordered_json::parse(print_draft(draft)), {sun()}, "correct",
            item);
        const std::string where = "/v1/rechecks?area=" + std::string(kVillage);
        const Json tasks = answered(call(county, li(), "GET", where))["rows"];
        REQUIRE(tasks.size() == 1);
        CHECK(tasks[0]["dossier"] == id);
        CHECK(tasks[0]["basis"] == "collective-finance-2011");
        CHECK(tasks[0]["due"] == "2026-12-18");
        const std::string task = "/v1/rechecks/" + tasks[0]["id"].get<std::string>();
        const std::string keep = Json{{"outcome", "keep"}, {"reason", "新办法同样要求"}}.dump();
        CHECK(
            call(county, somebody("xu", Post::clerk, "539921102206"), "POST", task, keep).status ==
            404);
        CHECK(call(county, wang(), "POST", task, keep).status == 403);
        CHECK(answered(call(county, li(), "POST", task, keep))["outcome"] == "keep");
        CHECK(call(county, yang(), "POST", task, keep).status == 409);
        CHECK(answered(call(county, li(), "GET", where))["rows"].empty());
    });
}
