#include <doctest/doctest.h>

#include <algorithm>

#include "sync/county/publish/live_item.h"
#include "sync/county/talk/consultations.h"
#include "tests/sync/county/talk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// Ended on the 27th with one answer from a terminal and two by telephone; closed on the 28th.
std::string closed(CountyFixture& county) {
    const std::string item = opened(county);
    answers(county, item, "2026-11-21");
    answered(does(county, li(), "PUT", item, "/received", {{"channel", "phone"}, {"count", 2}}));
    county.pass(8 * kDay);
    answered(does(county, li(), "POST", item, "/close"));
    return item;
}

Json all_answered() {
    return {opinion("装在河边。", "yes", "", 1),
            opinion("上寨也装几盏。", "partly", "先装四盏，其余明年再装。", 1),
            opinion("亮一整夜。", "no", "电费不够。", 1)};
}

HttpResponse paper(CountyFixture& county, const std::string& item, const Json& opinions,
                   const Actor& actor = li()) {
    return does(county, actor, "PUT", item, "/opinions", {{"opinions", opinions}});
}

HttpResponse final_word(CountyFixture& county, const std::string& item, const char* day) {
    return does(county, li(), "PUT", item, "/final",
                {{"document", "核桃箐村路灯安装方案"}, {"day", day}});
}

HttpResponse result(CountyFixture& county, const std::string& item, const Actor& actor = li()) {
    return does(county, actor, "POST", item, "/result",
                {{"summary", "收到三条意见，采纳一条，部分采纳一条，没有采纳一条。"}});
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

Consultation shown(CountyFixture& county, const std::string& item) {
    return std::get<Consultation>(
        live_item(county.county().repository(), area_code(kVillage), item)->body);
}

}  // namespace

TEST_CASE("a consultation goes from its opening to a result that answers for every opinion") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = opened(county);
        CHECK(seen(county, item)["state"] == "open");
        answers(county, item, "2026-11-21");
        answered(
            does(county, li(), "PUT", item, "/received", {{"channel", "phone"}, {"count", 20}}));
        answered(
            does(county, li(), "PUT", item, "/received", {{"channel", "phone"}, {"count", 2}}));
        county.pass(8 * kDay);
        CHECK(seen(county, item)["state"] == "ended");
        Json now = answered(does(county, li(), "POST", item, "/close"));
        CHECK(now["state"] == "closed");
        CHECK(now["closed"] == "2026-11-28");
        CHECK(now["received_in_all"] == 3);
        CHECK(now["received"] == Json({{{"channel", "phone"}, {"count", 2}},
                                       {{"channel", "terminal"}, {"count", 1}}}));
        answered(paper(county, item, all_answered()));
        now = answered(final_word(county, item, "2026-11-28"));
        CHECK(now["answered"]["adopted"] == 1);
        CHECK(now["answered"]["partly"] == 1);
        CHECK(now["answered"]["not_adopted"] == 1);
        CHECK(now["result_due"] == "2026-12-11");

        const std::string dossier = answered(result(county, item), 201)["id"];
        answered(act(county, li(), dossier, "submit"));
        CHECK(code_of(sign(county, li(), dossier)) == "own_item");
        answered(sign(county, yang(), dossier));
        CHECK(state_of(county, dossier) == "live");
        CHECK(seen(county, item)["state"] == "result");
        const Consultation body = shown(county, item);
        CHECK(body.responses == std::vector<ChannelCount>{{"触摸屏", 1}, {"电话", 2}});
        REQUIRE(body.results.size() == 3);
        CHECK(body.results[2] == OpinionResult{3, "村民", "亮一整夜。", Adopted::no, "电费不够。"});
        CHECK(body.final_document == "核桃箐村路灯安装方案");
        CHECK(body.result_due == parse_day("2026-12-11"));
        CHECK(due_state(county, item) == "");
    });
}

TEST_CASE("a result is refused until received is adopted, partly adopted and not adopted") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = opened(county);
        answers(county, item, "2026-11-21");
        answered(
            does(county, li(), "PUT", item, "/received", {{"channel", "paper"}, {"count", 3}}));
        CHECK(code_of(does(county, li(), "POST", item, "/close")) == "open");
        CHECK(code_of(result(county, item)) == "not_closed");
        county.pass(8 * kDay);
        CHECK(code_of(result(county, item)) == "not_closed");
        answered(does(county, li(), "POST", item, "/close"));
        CHECK(code_of(does(county, li(), "POST", item, "/close")) == "closed");
        CHECK(code_of(result(county, item)) == "counts");
        answered(paper(county, item, all_answered()));
        CHECK(code_of(result(county, item)) == "counts");
        Json four = all_answered();
        four[0]["times"] = 2;
        for (const std::size_t refused : {1, 2}) {
            Json bare = four;
            bare[refused]["reason"] = "";
            answered(paper(county, item, bare));
            CHECK(code_of(result(county, item)) == "reason");
        }
        Json open = four;
        open[1].erase("decision");
        answered(paper(county, item, open));
        CHECK(code_of(result(county, item)) == "undecided");
        answered(paper(county, item, four));
        CHECK(code_of(result(county, item)) == "final");
        answered(final_word(county, item, "2026-11-28"));
        answered(result(county, item), 201);
    });
}

TEST_CASE("a result written by hand must say what was counted") {
    CountyFixture county;
    const std::string item = closed(county);
    answered(paper(county, item, all_answered()));
    answered(final_word(county, item, "2026-11-28"));
    const std::string dossier = answered(result(county, item), 201)["id"];
    Json document = answered(call(county, li(), "GET", "/v1/dossiers/" + dossier))["document"];
    const auto submitted = [&](const Json& changed) {
        answered(
            call(county, li(), "PUT", "/v1/dossiers/" + dossier,
                 Json{{"version", DossierRows(county.county().repository()).find(dossier)->version},
                      {"document", changed}}
                     .dump()));
        return act(county, li(), dossier, "submit");
    };
    Json fewer = document;
    fewer["body"]["results"].erase(2);
    CHECK(code_of(submitted(fewer)) == "blocked");
    fewer["body"]["responses"][1]["count"] = 1;
    CHECK(code_of(submitted(fewer)) == "received");
    Json moved = document;
    moved["body"]["open_to"] = "2026-11-26";
    CHECK(code_of(submitted(moved)) == "open_to");
    Json bare = document;
    bare["body"]["results"][2]["reason"] = "";
    CHECK(code_of(submitted(bare)) == "blocked");
    answered(submitted(document));
}

TEST_CASE("nothing is counted after a consultation's last day or its closing") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = opened(county);
        answers(county, item, "2026-11-27", "亮一整夜");
        county.pass(9 * kDay);
        answers(county, item, "2026-11-28");
        CHECK(seen(county, item)["received_in_all"] == 1);
        // written in time, carried late
        answers(county, item, "2026-11-26");
        CHECK(seen(county, item)["received_in_all"] == 2);
        answered(does(county, li(), "POST", item, "/close"));
        answers(county, item, "2026-11-26");
        CHECK(seen(county, item)["received_in_all"] == 2);
        CHECK(code_of(does(county, li(), "PUT", item, "/received",
                           {{"channel", "phone"}, {"count", 2}})) == "closed");
        CHECK(code_of(call(county, li(), "POST", "/v1/tallies/" + item + "?area=" + kVillage,
                           Json{{"channel", "paper"}, {"question", ""}, {"choice", 0}, {"votes", 1}}
                               .dump())) == "closed");
    });
}

TEST_CASE("a consultation is published open for long enough, and never shortened") {
    CountyFixture county;
    Json weighty = lamps("2026-12-18");
    weighty["catalogue"] = "G01";
    const std::string early = begin(county, li(), weighty)["id"];
    const HttpResponse refused = act(county, li(), early, "submit");
    CHECK(code_of(refused) == "blocked");
    CHECK(refused.body.find("2026-12-19") != std::string::npos);
    CHECK(code_of(act(county, li(), begin(county, li(), lamps("2026-11-19"))["id"], "submit")) ==
          "blocked");
    weighty["body"]["open_to"] = "2026-12-19";
    const std::string item = opened(county, weighty);
    Json shorter = weighty;
    shorter["body"]["open_from"] = "2026-11-01";
    shorter["body"]["open_to"] = "2026-12-01";
    shorter["body"]["change_note"] = {{"what", "改日期"}, {"why", "写错了"}, {"who", "村委会"}};
    const std::string dossier = begin(county, li(), shorter, "correct", item)["id"];
    CHECK(code_of(act(county, li(), dossier, "submit")) == "open_to");
}

TEST_CASE("a result that is late stands among what is due from the final document's day on") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = closed(county);
        answered(paper(county, item, all_answered()));
        CHECK(due_state(county, item) == "");
        CHECK(code_of(final_word(county, item, "2026-11-27")) == "day");
        CHECK(code_of(final_word(county, item, "2026-11-29")) == "day");
        answered(final_word(county, item, "2026-11-28"));
        CHECK(due_state(county, item) == "due 2026-12-11");
        CHECK(due_state(county, item, "&office=VC") == "due 2026-12-11");
        CHECK(due_state(county, item, "&office=TG") == "");
        CHECK(due_state(county, item, "&only=overdue") == "");
        county.pass(14 * kDay);
        CHECK(due_state(county, item, "&only=overdue") == "overdue 2026-12-11");
        CHECK(seen(county, item)["overdue"] == true);
        const Json all =
            answered(call(county, li(), "GET", "/v1/consultations?area=" + std::string(kVillage)));
        REQUIRE(all["rows"].size() == 1);
        CHECK(all["rows"][0]["overdue"] == true);
        CHECK(all["next"].is_null());
        const std::string dossier = answered(result(county, item), 201)["id"];
        answered(act(county, li(), dossier, "submit"));
        answered(sign(county, yang(), dossier));
        CHECK(due_state(county, item, "&only=overdue") == "");
    });
}

TEST_CASE("a town's consultation is due beside its villages'") {
    CountyFixture county;
    Json document = lamps();
    document["area"] = kTown;
    document["office"] = "539921102-TG";
    document["body"]["final_date"] = "2026-11-20";
    document["body"]["final_document"] = "方案";
    const std::string item = item_of(county, out(county, wang(), document, {zhao()}));
    const Json page = answered(call(county, wang(), "GET", "/v1/due?area=" + std::string(kTown)));
    REQUIRE(page["rows"].size() == 1);
    CHECK(page["rows"][0]["subject"] == item);
    CHECK(page["rows"][0]["area"] == kTown);
    CHECK(page["rows"][0]["publishers"] == Json::array({"TG"}));
}

TEST_CASE("nobody is named in a consultation's papers, and only its offices write them") {
    CountyFixture county;
    const std::string item = closed(county);
    Json opinions = all_answered();
    opinions[0]["from"] = "村民张建国";
    CHECK(code_of(paper(county, item, opinions)) == "person");
    opinions[0]["from"] = "村民";
    opinions[0]["opinion"] = "我的电话是13800138000。";
    CHECK(code_of(paper(county, item, opinions)) == "private");
    opinions = all_answered();
    opinions[2]["reason"] = "打13800138000问。";
    CHECK(code_of(paper(county, item, opinions)) == "private");
    CHECK(paper(county, item, all_answered(), mu()).status == 403);
    CHECK(paper(county, item, all_answered(), somebody("wu", Post::clerk, "539921102206")).status ==
          404);
    answered(paper(county, item, all_answered(), yang()));
    const long long version = seen(county, item)["version"];
    answered(paper(county, item, all_answered()));
    CHECK(code_of(does(county, li(), "PUT", item, "/opinions",
                       {{"version", version}, {"opinions", Json::array()}})) == "stale");
}

TEST_CASE("a result drops no attachment that the desk doesn't know") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = closed(county);
        answered(paper(county, item, all_answered()));
        answered(final_word(county, item, "2026-11-28"));
        // corrected past the desk, with a plan attached
        auto elsewhere = lamps();
        elsewhere["id"] = item;
        elsewhere["operation"] = "correct";
        elsewhere["reviewers"] = {"clerk", "village_head"};
        elsewhere["body"]["change_note"] = {
            {"what", "补上图纸"}, {"why", "漏了附件"}, {"who", "村委会"}};
        elsewhere["attachments"] = {{{"file", "plan.txt"},
                                     {"mime", "text/plain"},
                                     {"role", "original"},
                                     {"audience", "public"}}};
        write_text(county.scratch() / "plan.txt", "路灯的位置");
        county.publish(elsewhere);
        CHECK(code_of(result(county, item)) == "attachments");
        CHECK(seen(county, item)["state"] == "closed");
    });
}

TEST_CASE("an erased consultation leaves no words of its opinions") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = closed(county);
        answered(paper(county, item, all_answered()));
        REQUIRE(ConsultationRows(county.county().repository()).opinions(item).size() == 3);
        const Json body{{"area", kVillage},
                        {"operation", "erase"},
                        {"item", item},
                        {"class", "unlawful_disclosure"}};
        const std::string dossier =
            answered(call(county, chen(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
        answered(act(county, chen(), dossier, "submit"));
        answered(sign(county, sun(), dossier));
        CHECK(ConsultationRows(county.county().repository()).opinions(item).empty());
    });
}
