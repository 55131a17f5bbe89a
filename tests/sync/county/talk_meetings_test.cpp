#include <doctest/doctest.h>

#include "sync/county/publish/live_item.h"
#include "sync/county/store/commitment_rows.h"
#include "sync/county/store/upload_rows.h"
#include "tests/sync/county/talk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// On 2026-12-05, in the afternoon.
Json called(const std::string& type = "representatives",
            const std::string& at = "2026-12-05T07:00:00Z") {
    return {{"area", kVillage},
            {"type", type},
            {"office", "539921102205-VC"},
            {"office_name", "核桃箐村民委员会"},
            {"catalogue", "N02"},
            {"title", "村民代表会议通知"},
            {"summary", "十二月五日下午开会。"},
            {"at", at},
            {"place", "村委会二楼"},
            {"agenda", {"听上个季度的账", "定明年垃圾清运费"}}};
}

HttpResponse call_meeting(CountyFixture& county, const Json& meeting, const Actor& actor = li()) {
    return call(county, actor, "POST", "/v1/meetings", meeting.dump());
}

/// Its notice is up; the item.
std::string announced(CountyFixture& county, const Json& meeting = called()) {
    const std::string dossier = answered(call_meeting(county, meeting), 201)["id"];
    answered(act(county, li(), dossier, "submit"));
    answered(sign(county, yang(), dossier));
    return item_of(county, dossier);
}

std::string meeting_path(const std::string& item, const std::string& act = {}) {
    return "/v1/meetings/" + item + act + "?area=" + kVillage;
}

Json meeting(CountyFixture& county, const std::string& notice) {
    return answered(call(county, li(), "GET", meeting_path(notice)));
}

Json outcome(CountyFixture& county, const std::string& notice) {
    return {{"version", meeting(county, notice)["version"]},
            {"title", "村民代表会议决议"},
            {"summary", "四十七名代表来了，账听过了，垃圾费每户每年三十六元。"},
            {"due", 54},
            {"present", 47},
            {"points",
             {{{"outcome", "听过了，没有人提出不同意见。"}},
              {{"outcome", "每户每年三十六元。"},
               {"decision",
                {{"text", "明年起垃圾清运费每户每年三十六元。"},
                 {"for", 41},
                 {"against", 4},
                 {"abstain", 2},
                 {"passed", true}}}}}},
            {"follow_up",
             {{{"text", "每户收垃圾费，开收据"}, {"who", "报账员"}, {"due", "2026-12-20"}}}}};
}

HttpResponse bring_result(CountyFixture& county, const std::string& notice, const Json& result,
                          const Actor& actor = li()) {
    return call(county, actor, "POST", meeting_path(notice, "/result"), result.dump());
}

/// Held and its result published; the result's item.
std::string decided(CountyFixture& county) {
    const std::string notice = announced(county);
    county.pass(16 * kDay);
    const std::string dossier =
        answered(bring_result(county, notice, outcome(county, notice)), 201)["id"];
    answered(act(county, li(), dossier, "submit"));
    answered(sign(county, yang(), dossier));
    return item_of(county, dossier);
}

std::string due_state(CountyFixture& county, const std::string& subject,
                      const std::string& more = {}) {
    const Json page =
        answered(call(county, li(), "GET", "/v1/due?area=" + std::string(kVillage) + more));
    for (const Json& row : page["rows"])
        if (row["subject"] == subject)
            return row["state"].get<std::string>() + " " + row["due"].get<std::string>();
    return {};
}

Json only_commitment(CountyFixture& county, const std::string& state = {}) {
    const Json page = answered(call(county, li(), "GET",
                                    "/v1/commitments?area=" + std::string(kVillage) +
                                        (state.empty() ? "" : "&state=" + state)));
    if (page["rows"].empty()) return nullptr;
    REQUIRE(page["rows"].size() == 1);
    return page["rows"][0];
}

HttpResponse commits(CountyFixture& county, const Json& row, const std::string& act, Json body,
                     const Actor& actor = li()) {
    body["version"] = row["version"];
    return call(county, actor, "POST",
                "/v1/commitments/" + row["id"].get<std::string>() + "/" + act, body.dump());
}

std::vector<FollowUp> tasks(CountyFixture& county, const std::string& item) {
    return std::get<Meeting>(
               live_item(county.county().repository(), area_code(kVillage), item)->body)
        .follow_up;
}

std::string upload_of(const std::string& name) { return name.substr(0, name.find('.')); }

/// Says that the promise was kept, with a picture; the picture's name.
std::string proved(CountyFixture& county, const Json& row) {
    const std::string name = uploaded(county, li(), "image/png", picture("receipts"));
    answered(commits(county, row, "done",
                     {{"day", "2026-12-06"}, {"evidence", {{"kind", "upload"}, {"name", name}}}}));
    return name;
}

void erase(CountyFixture& county, const std::string& item) {
    const Json body{{"area", kVillage},
                    {"operation", "erase"},
                    {"item", item},
                    {"class", "unlawful_disclosure"}};
    const std::string dossier =
        answered(call(county, chen(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
    answered(act(county, chen(), dossier, "submit"));
    answered(sign(county, sun(), dossier));
}

}  // namespace

TEST_CASE("a meeting goes from its notice to a result that speaks to every point") {
    on_both_databases([](CountyFixture& county) {
        const std::string notice = announced(county);
        Json now = meeting(county, notice);
        CHECK(now["state"] == "called");
        CHECK(now["held"] == "2026-12-05");
        CHECK(now["agenda"] == called()["agenda"]);
        CHECK(now["result_due"] == "2027-01-04");
        CHECK(bring_result(county, notice, outcome(county, notice)).status == 409);
        county.pass(16 * kDay);
        CHECK(meeting(county, notice)["state"] == "held");

        Json silent = outcome(county, notice);
        silent["points"].erase(1);
        CHECK(code_of(bring_result(county, notice, silent)) == "points");
        silent = outcome(county, notice);
        silent["points"][0]["outcome"] = "";
        CHECK(code_of(bring_result(county, notice, silent)) == "outcome");
        Json crowded = outcome(county, notice);
        crowded["points"][1]["decision"]["for"] = 42;
        CHECK(code_of(bring_result(county, notice, crowded)) == "votes");

        const Json result = outcome(county, notice);
        const std::string dossier = answered(bring_result(county, notice, result), 201)["id"];
        CHECK(code_of(bring_result(county, notice, result)) == "stale");
        CHECK(code_of(bring_result(county, notice, outcome(county, notice))) == "result");
        answered(act(county, li(), dossier, "submit"));
        answered(sign(county, yang(), dossier));
        now = meeting(county, notice);
        CHECK(now["state"] == "result");
        CHECK(now["result"] == item_of(county, dossier));
        const auto body = std::get<Meeting>(
            live_item(county.county().repository(), area_code(kVillage), item_of(county, dossier))
                ->body);
        CHECK(body.held == parse_day("2026-12-05"));
        CHECK(body.agenda.size() == 2);
        REQUIRE(body.decisions.size() == 1);
        CHECK(body.decisions[0].for_ == 41);
        CHECK(std::get<Paragraph>(body.blocks.back()).text == "会议通知：村民代表会议通知");
    });
}

TEST_CASE("a meeting's notice is up in time, when it is called, signed and moved") {
    CountyFixture county;
    // today is the 20th
    CHECK(code_of(call_meeting(county, called("villagers", "2026-11-29T07:00:00Z"))) == "too_late");
    CHECK(code_of(call_meeting(county, called("committee", "2026-11-20T07:00:00Z"))) == "too_late");
    Json empty = called();
    empty["agenda"] = Json::array();
    CHECK(code_of(call_meeting(county, empty)) == "agenda");
    CHECK(call_meeting(county, called(), mu()).status == 403);
    announced(county, called("committee", "2026-11-21T07:00:00Z"));

    const std::string dossier =
        answered(call_meeting(county, called("villagers", "2026-11-30T07:00:00Z")), 201)["id"];
    answered(act(county, li(), dossier, "submit"));
    county.pass(kDay);
    CHECK(code_of(sign(county, yang(), dossier)) == "too_late");

    const std::string notice = announced(county);
    Json document = answered(
        call(county, li(), "GET",
             "/v1/dossiers/" +
                 DossierRows(county.county().repository()).of_item(notice).front().id))["document"];
    document["body"]["change_note"] = {{"what", "改时间"}, {"why", "有雨"}, {"who", "村委会"}};
    document["body"]["event_at"] = "2026-11-21T07:00:00Z";
    const std::string moved = begin(county, li(), document, "correct", notice)["id"];
    CHECK(code_of(act(county, li(), moved, "submit")) == "too_late");
    answered(act(county, li(), moved, "discard"));
    document["body"]["event_at"] = "2026-12-12T07:00:00Z";
    out(county, li(), document, {yang()}, "correct", notice);
    CHECK(meeting(county, notice)["held"] == "2026-12-12");
}

TEST_CASE("a result written by hand must speak to every point of the notice's agenda") {
    CountyFixture county;
    const std::string notice = announced(county);
    county.pass(16 * kDay);
    const std::string dossier =
        answered(bring_result(county, notice, outcome(county, notice)), 201)["id"];
    const Json document =
        answered(call(county, li(), "GET", "/v1/dossiers/" + dossier))["document"];
    const auto submitted = [&](const Json& changed) {
        const auto row = DossierRows(county.county().repository()).find(dossier);
        answered(call(county, li(), "PUT", "/v1/dossiers/" + dossier,
                      Json{{"version", row->version}, {"document", changed}}.dump()));
        return act(county, li(), dossier, "submit");
    };
    Json fewer = document;
    fewer["body"]["agenda"].erase(1);
    CHECK(code_of(submitted(fewer)) == "agenda");
    Json silent = document;
    silent["body"]["blocks"][1]["items"].erase(1);
    CHECK(code_of(submitted(silent)) == "outcome");
    answered(submitted(document));
}

TEST_CASE("a meeting without a result stands among what is due from its day on") {
    on_both_databases([](CountyFixture& county) {
        const std::string notice = announced(county);
        CHECK(due_state(county, notice, "&within=60") == "");
        county.pass(16 * kDay);
        CHECK(due_state(county, notice, "&within=60") == "due 2027-01-04");
        CHECK(due_state(county, notice, "&only=overdue") == "");
        county.pass(31 * kDay);
        CHECK(due_state(county, notice, "&only=overdue") == "overdue 2027-01-04");
        CHECK(meeting(county, notice)["overdue"] == true);
        const Json all =
            answered(call(county, li(), "GET", "/v1/meetings?area=" + std::string(kVillage)));
        REQUIRE(all["rows"].size() == 1);
        CHECK(all["rows"][0]["notice"] == notice);
        const std::string dossier =
            answered(bring_result(county, notice, outcome(county, notice)), 201)["id"];
        CHECK(due_state(county, notice, "&only=overdue") == "overdue 2027-01-04");
        answered(act(county, li(), dossier, "submit"));
        answered(sign(county, yang(), dossier));
        CHECK(due_state(county, notice, "&only=overdue") == "");
    });
}

TEST_CASE("what a meeting promises is due, late, put off with a reason, done with evidence") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = decided(county);
        Json row = only_commitment(county, "open");
        REQUIRE(row.is_object());
        CHECK(row["item"] == item);
        CHECK(row["who"] == "报账员");
        CHECK(row["office"] == "539921102205-VC");
        const std::string id = row["id"];
        CHECK(due_state(county, id) == "due 2026-12-20");
        county.pass(15 * kDay);
        CHECK(due_state(county, id) == "overdue 2026-12-20");
        CHECK(only_commitment(county, "overdue")["id"] == id);
        CHECK(only_commitment(county, "open").is_null());

        CHECK(code_of(commits(county, row, "due", {{"due", "2027-01-10"}, {"reason", ""}})) ==
              "reason");
        CHECK(code_of(commits(county, row, "due",
                              {{"due", "2026-12-20"}, {"reason", "下雪，路不通。"}})) == "due");
        row = answered(
            commits(county, row, "due", {{"due", "2027-01-10"}, {"reason", "下雪，路不通。"}}));
        CHECK(row["state"] == "open");
        REQUIRE(row["old_dues"].size() == 1);
        CHECK(row["old_dues"][0]["due"] == "2026-12-20");
        CHECK(row["old_dues"][0]["reason"] == "下雪，路不通。");
        CHECK(row["old_dues"][0]["changed_by"] == "li");
        CHECK(due_state(county, id) == "due 2027-01-10");

        const Json nothing{{"kind", "upload"}, {"name", "none.png"}};
        CHECK(code_of(commits(county, row, "done",
                              {{"day", "2026-12-20"}, {"evidence", nothing}})) == "attachment");
        CHECK(code_of(commits(county, row, "done",
                              {{"day", "2026-12-20"},
                               {"evidence", {{"kind", "item"}, {"name", id}}}})) == "evidence");
        CHECK(commits(county, row, "done", {{"day", "2026-12-20"}}).status == 422);
        const Json photo{{"kind", "upload"},
                         {"name", uploaded(county, li(), "image/png", picture("receipts"))}};
        CHECK(code_of(commits(county, row, "done", {{"day", "2026-12-22"}, {"evidence", photo}})) ==
              "day");
        CHECK(commits(county, row, "done", {{"day", "2026-12-20"}, {"evidence", photo}}, mu())
                  .status == 403);
        row = answered(commits(county, row, "done", {{"day", "2026-12-20"}, {"evidence", photo}}));
        CHECK(row["state"] == "done");
        CHECK(row["evidence"] == photo);
        CHECK(due_state(county, id) == "");
        CHECK(code_of(commits(county, row, "due", {{"due", "2027-02-10"}, {"reason", "再改。"}})) ==
              "done");
    });
}

TEST_CASE("villagers read in the meeting's result how its commitments stand") {
    CountyFixture county;
    const std::string item = decided(county);
    const std::string path = meeting_path(item, "/commitments");
    CHECK(code_of(call(county, li(), "POST", path, "{}")) == "unchanged");
    Json row = only_commitment(county);
    row = answered(
        commits(county, row, "due", {{"due", "2027-01-10"}, {"reason", "下雪，路不通。"}}));
    const std::string first = answered(call(county, li(), "POST", path, "{}"), 201)["id"];
    Json document = answered(call(county, li(), "GET", "/v1/dossiers/" + first))["document"];
    CHECK(document["body"]["change_note"]["old"][0]["value"] == "2026-12-20");
    CHECK(document["body"]["change_note"]["new"][0]["value"] == "2027-01-10");
    answered(act(county, li(), first, "submit"));
    answered(sign(county, yang(), first));
    REQUIRE(tasks(county, item).size() == 1);
    CHECK(tasks(county, item)[0].due == parse_day("2027-01-10"));

    // what isn't proved is not published as done, nor a day as put off
    document["body"]["follow_up"][0]["done"] = "2026-12-06";
    const std::string bare = begin(county, li(), document, "correct", item)["id"];
    CHECK(code_of(act(county, li(), bare, "submit")) == "evidence");
    answered(act(county, li(), bare, "discard"));
    document["body"]["follow_up"][0].erase("done");
    document["body"]["follow_up"][0]["due"] = "2027-03-01";
    const std::string later = begin(county, li(), document, "correct", item)["id"];
    CHECK(code_of(act(county, li(), later, "submit")) == "due");
    answered(act(county, li(), later, "discard"));

    answered(commits(county, row, "done",
                     {{"day", "2026-12-06"}, {"evidence", {{"kind", "item"}, {"name", item}}}}));
    const std::string second = answered(call(county, li(), "POST", path, "{}"), 201)["id"];
    answered(act(county, li(), second, "submit"));
    answered(sign(county, yang(), second));
    CHECK(tasks(county, item)[0].done == parse_day("2026-12-06"));
    CHECK(CommitmentRows(county.county().repository()).of_item(item).size() == 1);
}

TEST_CASE("an office's promise is taken in without a person's name") {
    on_both_databases([](CountyFixture& county) {
        const Json promise{{"area", kVillage},
                           {"office", "539921102205-VC"},
                           {"who", "村委会副主任"},
                           {"text", "上寨路口装一块转弯镜"},
                           {"due", "2026-12-10"}};
        const auto promised = [&](const char* member, const char* value,
                                  const Actor& actor = li()) {
            Json other = promise;
            if (member != nullptr) other[member] = value;
            return call(county, actor, "POST", "/v1/commitments", other.dump());
        };
        CHECK(code_of(promised("who", "村民张建国")) == "person");
        CHECK(code_of(promised("text", "打13800138000催")) == "private");
        CHECK(code_of(promised("due", "2026-11-19")) == "due");
        CHECK(code_of(promised("office", "村委会")) == "office");
        CHECK(code_of(promised("item", "0190a1b2-0000-7000-8000-000000000000")) == "item");
        CHECK(promised(nullptr, nullptr, mu()).status == 403);
        const Json row = answered(promised(nullptr, nullptr), 201);
        CHECK(row["state"] == "open");
        CHECK(row["item"].is_null());
        CHECK(answered(call(county, he(), "GET",
                            "/v1/commitments/" + row["id"].get<std::string>())) == row);
        CHECK(call(county, somebody("wu", Post::clerk, "539921102206"), "GET",
                   "/v1/commitments/" + row["id"].get<std::string>())
                  .status == 404);
        CHECK(due_state(county, row["id"]) == "due 2026-12-10");
    });
}

TEST_CASE("an erased meeting takes its commitments and their evidence along") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = decided(county);
        const std::string dossier = DossierRows(county.tools().repository).of_item(item)[0].id;
        const Json row = only_commitment(county);
        const std::string name = proved(county, row);
        // which the meeting shows as well
        Transaction transaction(county.tools().repository);
        UploadRows(county.tools().repository).add_use(transaction, dossier, upload_of(name));
        transaction.commit();
        erase(county, item);
        CHECK(state_of(county, dossier) == "erased");
        CHECK(only_commitment(county).is_null());
        CHECK(call(county, li(), "GET", "/v1/uploads/" + upload_of(name)).status == 404);
    });
}

TEST_CASE("the proof of a kept promise outlives a draft that showed it too") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = decided(county);
        const std::string name = proved(county, only_commitment(county));
        const std::string draft = begin(county, li(), notice("路修好了"))["id"];
        Transaction transaction(county.tools().repository);
        UploadRows(county.tools().repository).add_use(transaction, draft, upload_of(name));
        transaction.commit();
        answered(act(county, li(), draft, "discard"));
        CHECK(call(county, li(), "GET", "/v1/uploads/" + upload_of(name)).status == 200);
        erase(county, item);
        CHECK(call(county, li(), "GET", "/v1/uploads/" + upload_of(name)).status == 404);
    });
}
