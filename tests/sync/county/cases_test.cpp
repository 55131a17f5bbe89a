#include "sync/county/inbox/cases.h"

#include <doctest/doctest.h>

#include <set>

#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/store/answer_rows.h"
#include "sync/county/store/audit_rows.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/messages.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const char* const kOtherTown = "539921103";

void bring(CountyFixture& county, const state::Submission& made) {
    Inbox(county.tools()).take(sealed(county, made));
    REQUIRE(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 1000).opened == 1);
}

Actor town() { return somebody("zhao", Post::town_reviewer, kTown); }
Actor office() { return somebody("qian", Post::county_editor, kCounty); }
Actor inspector() { return somebody("sun", Post::discipline, kCounty); }

/// Everybody who has nothing to do with messages to the town.
std::vector<Actor> others() {
    std::vector<Actor> all{somebody("other", Post::town_reviewer, kOtherTown)};
    for (const Post post : kPosts)
        if (post != Post::town_reviewer)
            all.push_back(somebody(std::string(to_string(post)), post,
                                   post == Post::clerk ? kVillage : kCounty));
    return all;
}

Json rows(CountyFixture& county, const Actor& actor, const std::string& query = {}) {
    return answered(call(county, actor, "GET", "/v1/cases" + query))["rows"];
}

Json only(CountyFixture& county, const Actor& actor) {
    const Json all = rows(county, actor);
    REQUIRE(all.size() == 1);
    return answered(call(county, actor, "GET", "/v1/cases/" + all[0]["id"].get<std::string>()));
}

HttpResponse act(CountyFixture& county, const Actor& actor, const Json& seen,
                 const std::string& word, Json body = Json::object()) {
    body["version"] = seen["version"];
    return call(county, actor, "POST", "/v1/cases/" + seen["id"].get<std::string>() + "/" + word,
                body.dump());
}

std::string audit_of(CountyFixture& county) {
    std::string all;
    for (const AuditRow& row : AuditRows(county.tools().repository).read(0, 1000))
        all += row.line + "\n";
    return all;
}

state::Submission spoken(const std::string& voice) {
    state::Submission made = message({});
    made.voice = voice;
    made.voice_length = std::chrono::milliseconds{4200};
    return made;
}

}  // namespace

TEST_CASE("a message comes to its town's desk and to nobody else's") {
    on_both_databases([](CountyFixture& county) {
        state::Submission made = message("路灯又不亮了。\n三队的桥也坏了。");
        made.contact = "河边组 杨先生";
        bring(county, made);
        const Json seen = only(county, town());
        CHECK(seen["text"] == "路灯又不亮了。\n三队的桥也坏了。");
        CHECK(seen["contact"] == "河边组 杨先生");
        CHECK(seen["kind"] == "ask");
        CHECK(seen["desk"] == kTown);
        CHECK(seen["state"] == "received");
        CHECK(seen["has_slip"] == false);
        for (const Actor& other : others()) {
            CAPTURE(other.id);
            CHECK(rows(county, other).empty());
            const std::string path = "/v1/cases/" + seen["id"].get<std::string>();
            CHECK(answered(call(county, other, "GET", path), 404)["code"] == "case");
            CHECK(call(county, other, "GET", path + "/voice").status == 404);
            CHECK(act(county, other, seen, "take").status == 404);
            CHECK(act(county, other, seen, "release", {{"text", "改过的话"}}).status == 404);
        }
    });
}

TEST_CASE("what was sent to discipline inspection is read by discipline inspection alone") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("有人收了钱", state::Route::discipline));
        CHECK(only(county, inspector())["text"] == "有人收了钱");
        CHECK(rows(county, town()).empty());
        CHECK(rows(county, office()).empty());
        CHECK(rows(county, somebody("admin", Post::county_admin, kCounty)).empty());
        CHECK(rows(county, somebody("far", Post::discipline, kOtherTown)).empty());
    });
}

TEST_CASE("the county reads what was sent to it, and objections to what the town published") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("给县里", state::Route::county));
        auto of_town = notice("镇上的通知");
        of_town["area"] = kTown;
        const std::string item = county.publish(of_town).at(0).item;
        state::Submission made = message("镇上这个通知不对");
        made.kind = state::SubmissionKind::object;
        made.about = state::SubmissionAbout{item, 1, {}};
        bring(county, made);
        made.kind = state::SubmissionKind::ask;
        made.text = "镇上的通知是什么意思";
        bring(county, made);
        made.area = "110101001001";
        bring(county, made);
        CHECK(rows(county, office()).size() == 3);
        CHECK(rows(county, town()).size() == 1);
    });
}

TEST_CASE("voice is heard by its handlers only, and never leaves as text") {
    on_both_databases([](CountyFixture& county) {
        const std::string voice = "OggS" + std::string(3000, 'v');
        bring(county, spoken(voice));
        const Json seen = only(county, town());
        CHECK(seen["voice_ms"] == 4200);
        const std::string path = "/v1/cases/" + seen["id"].get<std::string>() + "/voice";
        const HttpResponse heard = call(county, town(), "GET", path);
        CHECK(heard.status == 200);
        CHECK(heard.body == voice);
        CHECK(call(county, somebody("clerk", Post::clerk, kVillage), "GET", path).status == 404);
        CHECK(hits(county.data(), std::string(300, 'v')) == 0);
    });
}

TEST_CASE("a case goes from hand to hand, each act against the version that was seen") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("路灯又不亮了"));
        const Json first = only(county, town());
        CHECK(answered(act(county, town(), first, "answer", {{"text", "修好了"}}), 409)["code"] ==
              "state");
        const Json taken = answered(act(county, town(), first, "take"));
        CHECK(taken["state"] == "in_hand");
        CHECK(answered(act(county, town(), first, "close", {{"reason", "重复"}}), 409)["code"] ==
              "version");
        CHECK(answered(act(county, town(), taken, "transfer",
                           {{"route", "town"}, {"area", kTown}, {"reason", "转"}}),
                       422)["code"] == "same_desk");
        CHECK(answered(act(county, town(), taken, "transfer",
                           {{"route", "town"}, {"area", kVillage}, {"reason", "转"}}),
                       422)["code"] == "area");
        CHECK(
            act(county, town(), taken, "transfer", {{"route", "county"}, {"reason", ""}}).status ==
            422);
        const Json moved = answered(
            act(county, town(), taken, "transfer", {{"route", "county"}, {"reason", "归县里管"}}));
        CHECK(moved["state"] == "transferred");
        CHECK(rows(county, town()).empty());
        CHECK(act(county, town(), moved, "take").status == 404);
        const Json at_county = only(county, office());
        CHECK(at_county["events"].size() == 2);
        CHECK(at_county["events"][1]["words"] == "归县里管");
        CHECK(at_county["due"] == first["due"]);
        const Json again = answered(act(county, office(), at_county, "take"));
        const Json done =
            answered(act(county, office(), again, "answer", {{"text", "已安排修理"}}));
        CHECK(done["state"] == "answered");
        CHECK(answered(act(county, office(), done, "close", {{"reason", "好"}}), 409)["code"] ==
              "state");
        CHECK(answered(act(county, office(), done, "take"))["state"] == "in_hand");
        // nobody waited with a slip: nothing is on its way
        CHECK(AnswerRows(county.tools().repository).waiting(512) == 0);
    });
}

TEST_CASE("the term is ten days, for a request for information twenty working days") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("想看一份文件"));
        const Json seen = only(county, town());
        CHECK(seen["received"] == "2026-11-20");
        CHECK(seen["due"] == "2026-11-30");
        const Json asked = answered(act(county, town(), seen, "topics", {{"topics", {"request"}}}));
        CHECK(asked["due"] == "2026-12-18");
        CHECK(answered(act(county, town(), asked, "topics", {{"topics", {"road"}}}))["due"] ==
              "2026-11-30");
        CHECK(rows(county, town(), "?overdue=1").empty());
        county.pass(std::chrono::days(11));
        CHECK(rows(county, town(), "?overdue=1").size() == 1);
        const Json late = only(county, town());
        answered(act(county, town(), late, "close", {{"reason", "已当面答复"}}));
        CHECK(rows(county, town(), "?overdue=1").empty());
        CHECK(rows(county, town(), "?state=closed").size() == 1);
        CHECK(answered(call(county, town(), "GET", "/v1/cases?state=lost"), 422)["code"] ==
              "state");
    });
}

TEST_CASE("the list comes in pages without a gap or a repetition") {
    on_both_databases([](CountyFixture& county) {
        for (int i = 0; i < 25; ++i) {
            Inbox(county.tools()).take(sealed(county, message("第" + std::to_string(i) + "封")));
            if (i % 10 == 9) county.pass(std::chrono::days(1));
        }
        Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 1000);
        // who holds two posts for one desk sees each case once
        Actor actor = town();
        actor.appointments.push_back({Post::town_reviewer, area_code(kCounty), {}, {}});
        std::set<std::string> seen;
        std::string after;
        int pages = 0;
        do {
            const Json page = answered(call(county, actor, "GET", "/v1/cases?limit=10" + after));
            for (const Json& row : page["rows"]) CHECK(seen.insert(row["id"]).second);
            ++pages;
            after.clear();
            if (page["next"].is_string()) {
                std::string cursor = page["next"];
                cursor.replace(cursor.find(' '), 1, "%20");
                after = "&after=" + cursor;
            }
        } while (!after.empty());
        CHECK(seen.size() == 25);
        CHECK(pages == 3);
        CHECK(call(county, actor, "GET", "/v1/cases?after=rubbish").status == 422);
    });
}

TEST_CASE("the village reads only what the handler said in other words") {
    on_both_databases([](CountyFixture& county) {
        state::Submission made = message("村里修路的钱用到哪里去了，我家的地被占了两分没有补偿");
        made.contact = "李大哥";
        bring(county, made);
        const Json seen = only(county, town());
        const Actor clerk = somebody("clerk", Post::clerk, kVillage);
        const std::string list = "/v1/releases?area=" + std::string(kVillage);
        CHECK(answered(call(county, clerk, "GET", list))["rows"].empty());
        for (const char* text :
             {"有人问：村里修路的钱用到哪里去了", "请答复李大哥", "请回电话 13800138000"}) {
            CAPTURE(text);
            CHECK(act(county, town(), seen, "release", {{"text", text}}).status == 422);
        }
        answered(act(county, town(), seen, "release", {{"text", "请把修路支出再公布得细一些。"}}));
        const Json rows = answered(call(county, clerk, "GET", list))["rows"];
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].size() == 3);
        CHECK(rows[0]["text"] == "请把修路支出再公布得细一些。");
        CHECK(rows[0]["id"] != seen["id"]);
        const Actor elsewhere = somebody("wang", Post::clerk, "539921102206");
        CHECK(call(county, elsewhere, "GET", list).status == 403);
        CHECK(hits(county.data(), "请把修路支出") == 0);
    });
}

TEST_CASE("an answer that concerns all becomes a draft for the desk") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("村里的自来水什么时候才能通到三组和五组"));
        const Json seen = answered(act(county, town(), only(county, town()), "take"));
        auto item = notice("自来水工程进度");
        CHECK(answered(act(county, town(), seen, "notice", {{"item", Json(item)}}), 201)
                  .contains("draft"));
        const std::string draft = only(county, town())["events"].back()["words"].get<std::string>();
        CHECK(read_stored_draft(county.tools().repository, county.data(), draft).draft.catalogue ==
              "N02");
        item["body"]["summary"] = "村里的自来水什么时候才能通到三组和五组。";
        CHECK(act(county, town(), only(county, town()), "notice", {{"item", Json(item)}}).status ==
              422);
        item["area"] = "110101001001";
        CHECK(act(county, town(), only(county, town()), "notice", {{"item", Json(item)}}).status ==
              422);
    });
}

TEST_CASE("notes and topics stay with the case") {
    on_both_databases([](CountyFixture& county) {
        bring(county, message("低保什么时候发"));
        Json seen = only(county, town());
        seen = answered(act(county, town(), seen, "notes", {{"text", "已问民政办"}}));
        CHECK(seen["notes"][0]["text"] == "已问民政办");
        CHECK(seen["notes"][0]["actor"] == "zhao");
        CHECK(act(county, town(), seen, "notes", {{"text", ""}}).status == 422);
        CHECK(act(county, town(), seen, "notes", {{"text", "a\tb"}}).status == 422);
        CHECK(answered(act(county, town(), seen, "topics", {{"topics", {"gossip"}}}),
                       422)["code"] == "topics");
        const Json own = answered(call(county, town(), "POST", "/v1/topics",
                                       Json{{"area", kTown}, {"name", "核桃收购"}}.dump()),
                                  201);
        seen = answered(act(county, town(), seen, "topics", {{"topics", {"relief", own["code"]}}}));
        CHECK(seen["topics"].size() == 2);
        CHECK(call(county, somebody("clerk", Post::clerk, kVillage), "POST", "/v1/topics",
                   Json{{"area", kTown}, {"name", "别的"}}.dump())
                  .status == 403);
        const auto listed =
            answered(call(county, town(), "GET", "/v1/topics?area=" + std::string(kTown)))["rows"];
        CHECK(listed.back()["name"] == "核桃收购");
        CHECK(listed.size() == 16);
    });
}

TEST_CASE("templates of answers belong to a desk and keep their versions apart") {
    on_both_databases([](CountyFixture& county) {
        const auto put = [&](const Actor& actor, const char* area, const std::string& text,
                             const std::string& id = {}) {
            Json body{{"area", area}, {"title", "补贴"}, {"text", text}};
            if (!id.empty()) body["id"] = id;
            return call(county, actor, "POST", "/v1/templates", body.dump());
        };
        const Json first = answered(put(town(), kTown, "补贴将在月底发放。"), 201);
        CHECK(first["version"] == 1);
        const Json second = answered(put(town(), kTown, "补贴将在下月发放。", first["id"]), 201);
        CHECK(second["version"] == 2);
        CHECK(put(office(), kCounty, "县里统一答复。").status == 201);
        CHECK(put(town(), kCounty, "我来写县里的").status == 403);
        CHECK(put(office(), kTown, "我来写镇上的").status == 403);
        CHECK(put(town(), kTown, "没有这个", "no-such-id").status == 404);
        const auto at_town = answered(
            call(county, town(), "GET", "/v1/templates?area=" + std::string(kTown)))["rows"];
        REQUIRE(at_town.size() == 2);
        const auto at_county = answered(
            call(county, town(), "GET", "/v1/templates?area=" + std::string(kCounty)))["rows"];
        REQUIRE(at_county.size() == 1);
        CHECK(at_county[0]["text"] == "县里统一答复。");
        bool found = false;
        for (const Json& row : at_town) found |= row["text"] == "补贴将在下月发放。";
        CHECK(found);
    });
}

TEST_CASE("the audit log has the case's id and nothing of what it is about") {
    on_both_databases([](CountyFixture& county) {
        state::Submission made = message("有人收了钱", state::Route::discipline);
        made.contact = "某人的住处";
        bring(county, made);
        CHECK(audit_of(county).find("case") == std::string::npos);
        const Json seen = only(county, inspector());
        const Json taken = answered(act(county, inspector(), seen, "take"));
        answered(act(county, inspector(), taken, "topics", {{"topics", {"conduct"}}}));
        const std::string audit = audit_of(county);
        CHECK(audit.find("\"case.take\"") != std::string::npos);
        CHECK(audit.find("\"case.read\"") != std::string::npos);
        CHECK(audit.find(seen["id"].get<std::string>()) != std::string::npos);
        for (const char* word : {"收了钱", "某人", "conduct", "discipline", kVillage})
            CHECK_MESSAGE(audit.find(word) == std::string::npos, word);
    });
}

TEST_CASE("nothing that was written can be found in the county's files") {
    CountyFixture county;
    for (int i = 0; i < 200; ++i) {
        const bool secret = i % 2 == 0;
        const std::string words =
            (secret ? "有人把低保给了亲戚" : "请问路什么时候修") + std::to_string(i);
        state::Submission made =
            message(words, secret ? state::Route::discipline : state::Route::town);
        made.contact = "门牌三十七号";
        Inbox(county.tools()).take(sealed(county, made));
    }
    CHECK(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 1000).opened == 200);
    const Json seen = rows(county, inspector())[0];
    const Json taken = answered(act(county, inspector(), seen, "take"));
    answered(act(county, inspector(), taken, "answer", {{"text", "已经着手调查核实"}}));
    for (const char* words :
         {"有人把低保给了亲戚", "请问路什么时候修", "门牌三十七号", "已经着手调查核实"})
        CHECK_MESSAGE(hits(county.data(), words) == 0, words);
    CHECK(rows(county, inspector(), "?limit=200").size() == 100);
    CHECK(rows(county, town(), "?limit=200").size() == 100);
}
