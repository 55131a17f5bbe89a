#include "sync/county/desk/desk.h"

#include <doctest/doctest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "sync/county/desk/uploads.h"
#include "sync/county/store/audit_rows.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

TEST_CASE("a village's notice goes out by its clerk and one other") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), notice("周三停水"))["id"];
        CHECK(feed_size(county) == 0);
        CHECK(answered(act(county, li(), id, "submit"))["state"] == "checked");
        const Json live = answered(sign(county, yang(), id));
        CHECK(live["state"] == "live");
        CHECK(live["revision"] == 1);
        CHECK(live["index"] == 0);
        CHECK(feed_size(county) == 1);
        const Json view = answered(call(county, li(), "GET", "/v1/dossiers/" + id));
        CHECK(view["steps"].size() == 4);
        CHECK(view["signatures"][0]["post"] == "village_head");
        const Json versions = answered(
            call(county, li(), "GET",
                 "/v1/items/" + std::string(kVillage) + "/" + item_of(county, id) + "/versions"));
        REQUIRE(versions["versions"].size() == 1);
        CHECK(versions["versions"][0]["body"]["title"] == "周三停水");
        CHECK(versions["versions"][0]["reviewers"] == Json{"village_head"});
    });
}

TEST_CASE("accounts go out when head, accountant and supervision have signed, in any order") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), accounts())["id"];
        CHECK(answered(act(county, li(), id, "submit"))["state"] == "supervision_review");
        CHECK(answered(sign(county, he(), id))["state"] == "supervision_review");
        CHECK(code_of(sign(county, he(), id)) == "signed_already");
        CHECK(code_of(act(county, yang(), id, "sign", {{"as", "supervision"}})) == "not_now");
        CHECK(code_of(sign(county, wang(), id)) == "post");
        CHECK(code_of(sign(county, sun(), id)) == "post");
        answered(sign(county, mu(), id));
        CHECK(feed_size(county) == 0);
        CHECK(answered(sign(county, yang(), id))["state"] == "live");
        CHECK(feed_size(county) == 1);
    });
}

TEST_CASE("a roll passes supervision, then the town, and no one can be left out") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), roll())["id"];
        answered(act(county, li(), id, "submit"));
        CHECK(code_of(sign(county, wang(), id)) == "post");
        CHECK(answered(sign(county, he(), id))["state"] == "town_review");
        CHECK(code_of(sign(county, yang(), id)) == "post");
        CHECK(answered(sign(county, wang(), id))["state"] == "notice");
    });
}

TEST_CASE("town and county publish by two of their own") {
    on_both_databases([](CountyFixture& county) {
        auto of_town = notice("赶集");
        of_town["area"] = kTown;
        of_town["catalogue"] = "G07";
        of_town["office"] = "539921102-TG";
        const std::string town = begin(county, wang(), of_town)["id"];
        answered(act(county, wang(), town, "submit"));
        CHECK(code_of(sign(county, wang(), town)) == "own_item");
        CHECK(answered(sign(county, zhao(), town))["state"] == "live");
        const std::string id = begin(county, chen(), county_notice("医保缴费"))["id"];
        CHECK(answered(act(county, chen(), id, "submit"))["state"] == "county_review");
        CHECK(code_of(sign(county, chen(), id)) == "own_item");
        CHECK(answered(sign(county, sun(), id))["state"] == "live");
    });
}

TEST_CASE("who holds no post there can't write, read, sign or send back") {
    on_both_databases([](CountyFixture& county) {
        begin(county, wang(), notice("不归乡镇写"), "publish", "", 403);
        begin(county, sun(), accounts(), "publish", "", 403);
        const Actor stranger = somebody("xu", Post::clerk, "539921102206");
        begin(county, stranger, notice("别村"), "publish", "", 403);
        const std::string id = begin(county, li(), notice("停电"))["id"];
        answered(act(county, li(), id, "submit"));
        for (const Actor& actor : {stranger, somebody("op", Post::operator_, kCounty),
                                   somebody("jw", Post::discipline, kCounty)}) {
            CHECK(call(county, actor, "GET", "/v1/dossiers/" + id).status == 404);
            CHECK(sign(county, actor, id).status == 404);
            CHECK(act(county, actor, id, "return", {{"reason", "不"}}).status == 404);
        }
        CHECK(call(county, stranger, "GET", "/v1/dossiers?area=" + std::string(kVillage)).status ==
              403);
        CHECK(code_of(sign(county, li(), id)) == "own_item");
        CHECK(code_of(act(county, li(), id, "return", {{"reason", "不"}})) == "post");
        CHECK(state_of(county, id) == "checked");
    });
}

TEST_CASE("an office that the catalogue does not name for an item is refused") {
    CountyFixture county;
    auto wrong = notice("停水");
    wrong["office"] = "539921102205-JW";
    CHECK(begin(county, li(), wrong, "publish", "", 422)["code"] == "office");
    wrong["office"] = "539921102206-VC";
    CHECK(begin(county, li(), wrong, "publish", "", 422)["code"] == "office");
    wrong["office"] = "核桃箐村";
    CHECK(begin(county, li(), wrong, "publish", "", 422)["code"] == "office");
    auto other = accounts();
    other["office"] = "539921102205-JW";
    CHECK(begin(county, li(), other, "publish", "", 422)["code"] == "office");
}

TEST_CASE("a blocking finding refuses submission and nobody can waive it") {
    on_both_databases([](CountyFixture& county) {
        auto wrong = accounts();
        wrong["body"]["sheet_a"]["closing_fen"] = 160001;
        const std::string id = begin(county, li(), wrong)["id"];
        CHECK(code_of(act(county, li(), id, "submit")) == "blocked");
        CHECK(state_of(county, id) == "draft");
        auto leak = notice("领钱");
        leak["body"]["blocks"][0]["text"] = "请联系李某，手机13800138000。";
        const std::string secret = begin(county, li(), leak)["id"];
        CHECK(code_of(act(county, li(), secret, "submit")) == "blocked");
        CHECK(code_of(act(county, sun(), secret, "force", {{"reason", "急"}})) == "blocked");
        CHECK(feed_size(county) == 0);
        const Json found =
            answered(call(county, li(), "GET", "/v1/dossiers/" + secret + "/findings"));
        CHECK(found["findings"][0]["severity"] == "E");
    });
}

TEST_CASE("the last signature needs a reason for every warning, and it is kept") {
    on_both_databases([](CountyFixture& county) {
        auto odd = notice("开会（明天");
        const std::string id = begin(county, li(), odd)["id"];
        answered(act(county, li(), id, "submit"));
        const Json view = answered(call(county, yang(), "GET", "/v1/dossiers/" + id));
        REQUIRE(!view["findings"].empty());
        REQUIRE(view["findings"][0]["severity"] == "W");
        const HttpResponse bare = act(county, yang(), id, "sign");
        CHECK(bare.status == 422);
        CHECK(code_of(bare) == "reasons");
        CHECK(DossierRows(county.county().repository()).signatures(id).empty());
        CHECK(answered(sign(county, yang(), id))["state"] == "live");
        const Json kept = answered(call(county, yang(), "GET", "/v1/dossiers/" + id));
        CHECK(kept["findings"][0]["reason"] == "已核对原件");
        CHECK(kept["findings"][0]["reviewer"] == "yang");
    });
}

TEST_CASE("an edit voids every signature, and the one who edited signs no more") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), accounts())["id"];
        answered(act(county, li(), id, "submit"));
        answered(sign(county, he(), id));
        Json again{{"version", 3}, {"document", accounts()}};
        again["document"]["body"]["summary"] = "这个季度收了800元，支了200元，剩下1600元。";
        CHECK(call(county, he(), "PUT", "/v1/dossiers/" + id, again.dump()).status == 403);
        const Json edited = answered(call(county, mu(), "PUT", "/v1/dossiers/" + id, again.dump()));
        CHECK(edited["state"] == "draft");
        CHECK(DossierRows(county.county().repository()).signatures(id).empty());
        answered(act(county, li(), id, "submit"));
        CHECK(code_of(sign(county, mu(), id)) == "own_item");
        CHECK(code_of(sign(county, li(), id)) != "");
        answered(sign(county, he(), id));
        answered(sign(county, yang(), id));
        CHECK(state_of(county, id) == "supervision_review");
        CHECK(answered(sign(county, somebody("duan", Post::accountant, kTown), id))["state"] ==
              "live");
    });
}

TEST_CASE("of two who edit at once the second is told who came first, and writes nothing over") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), notice("原来的"))["id"];
        Json mine{{"version", 1}, {"document", notice("文书改的")}};
        Json theirs{{"version", 1}, {"document", notice("主任改的")}};
        answered(call(county, yang(), "PUT", "/v1/dossiers/" + id, theirs.dump()));
        const HttpResponse late = call(county, li(), "PUT", "/v1/dossiers/" + id, mine.dump());
        CHECK(late.status == 409);
        CHECK(code_of(late) == "stale");
        CHECK(Json::parse(late.body)["error"].get<std::string>().find("version 2") !=
              std::string::npos);
        CHECK(Json::parse(late.body)["error"].get<std::string>().find("'yang'") !=
              std::string::npos);
        const Json view = answered(call(county, li(), "GET", "/v1/dossiers/" + id));
        CHECK(view["document"]["body"]["title"] == "主任改的");
        for (const char* name : {"submit", "sign", "discard"})
            CHECK(act(county, li(), id, name, {{"version", 1}}).status == 409);
        CHECK(act(county, yang(), id, "return", {{"version", 1}, {"reason", "x"}}).status == 409);
    });
}

TEST_CASE("two who sign at the same moment publish one item once") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), notice("同时"))["id"];
        answered(act(county, li(), id, "submit"));
        std::atomic<int> done = 0;
        std::vector<std::thread> people;
        for (const Actor& actor : {yang(), wang()})
            people.emplace_back([&county, &done, id, actor] {
                OpenedCounty own(county.data(), county.effects());
                try {
                    Desk(own.tools()).sign(actor, id, 2, std::nullopt, {});
                    ++done;
                } catch (const Refusal& refusal) {
                    CHECK(refusal.kind() == RefusalKind::conflict);
                }
            });
        for (std::thread& one : people) one.join();
        CHECK(done == 1);
        CHECK(feed_size(county) == 1);
        CHECK(state_of(county, id) == "live");
    });
}

TEST_CASE("what comes back stands in its author's queue with the reason") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), accounts())["id"];
        answered(act(county, li(), id, "submit"));
        for (const Actor& actor : {yang(), mu(), he()}) {
            const Json waits = answered(call(county, actor, "GET", "/v1/queue"));
            REQUIRE(waits["rows"].size() == 1);
            CHECK(waits["rows"][0]["id"] == id);
        }
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].empty());
        CHECK(answered(call(county, li(), "GET", "/v1/queue"))["rows"].empty());
        answered(sign(county, he(), id));
        CHECK(answered(call(county, he(), "GET", "/v1/queue"))["rows"].empty());
        CHECK(code_of(act(county, sun(), id, "return", {{"reason", ""}})) == "reason");
        answered(act(county, sun(), id, "return", {{"reason", "水电费和票据对不上"}}));
        CHECK(DossierRows(county.county().repository()).signatures(id).empty());
        const Json back = answered(call(county, li(), "GET", "/v1/queue"));
        REQUIRE(back["returned"].size() == 1);
        CHECK(back["returned"][0]["returned"] == "水电费和票据对不上");
        CHECK(answered(call(county, yang(), "GET", "/v1/queue"))["rows"].empty());
        answered(act(county, li(), id, "submit"));
        CHECK(answered(call(county, li(), "GET", "/v1/queue"))["returned"].empty());
    });
}

TEST_CASE("lists and queues are paged and end") {
    on_both_databases([](CountyFixture& county) {
        for (int i = 0; i < 7; ++i) {
            const std::string id =
                begin(county, li(), notice("第" + std::to_string(i) + "条"))["id"];
            answered(act(county, li(), id, "submit"));
        }
        const auto all = [&](const Actor& actor, std::string target) {
            std::set<std::string> ids;
            std::string after;
            for (int pages = 0; pages < 10; ++pages) {
                const Json page = answered(
                    call(county, actor, "GET", target + (after.empty() ? "" : "&after=" + after)));
                for (const Json& row : page["rows"]) ids.insert(row["id"].get<std::string>());
                if (page["next"].is_null()) return ids.size();
                after = page["next"].get<std::string>();
            }
            return std::size_t{0};
        };
        CHECK(all(yang(), "/v1/queue?limit=3") == 7);
        CHECK(all(li(), "/v1/dossiers?limit=3&area=" + std::string(kVillage)) == 7);
        CHECK(all(wang(), "/v1/dossiers?limit=2&state=checked&area=" + std::string(kTown)) == 7);
        CHECK(all(wang(), "/v1/dossiers?limit=2&state=draft&area=" + std::string(kTown)) == 0);
        CHECK(call(county, li(), "GET", "/v1/dossiers?limit=201&area=" + std::string(kVillage))
                  .status == 422);
    });
}

TEST_CASE("a correction keeps the old figures readable and says what changed") {
    on_both_databases([](CountyFixture& county) {
        const std::string first = out(county, li(), accounts(), {yang(), mu(), he()});
        const std::string item = item_of(county, first);
        auto better = accounts();
        CHECK(begin(county, li(), better, "correct", item, 422)["code"] == "document");
        better["body"]["sheet_a"]["expense"][0]["amount_fen"] = 25000;
        better["body"]["sheet_a"]["expense_total_fen"] = 25000;
        better["body"]["sheet_a"]["closing_fen"] = 155000;
        better["body"]["sheet_a"]["year_expense_fen"] = 25000;
        better["body"]["sheet_a"]["accounts"][0]["expense_fen"] = 25000;
        better["body"]["sheet_a"]["accounts"][0]["closing_fen"] = 155000;
        better["body"]["summary"] = "这个季度收了800元，支了250元。";
        better["body"]["change_note"] = {{"what", "水电费少记了一张"},
                                         {"why", "票据到得晚"},
                                         {"who", "报账员"},
                                         {"old", {{{"label", "水电费"}, {"value", "200元"}}}},
                                         {"new", {{{"label", "水电费"}, {"value", "250元"}}}}};
        const std::string second = out(county, li(), better, {yang(), mu(), he()}, "correct", item);
        CHECK(state_of(county, first) == "corrected");
        CHECK(state_of(county, second) == "live");
        const Json versions = answered(
            call(county, wang(), "GET",
                 "/v1/items/" + std::string(kVillage) + "/" + item + "/versions"))["versions"];
        REQUIRE(versions.size() == 2);
        CHECK(versions[0]["body"]["sheet_a"]["closing_fen"] == 160000);
        bool closing = false;
        for (const Json& change : versions[1]["changes"])
            closing |= change["place"] == "/sheet_a/closing_fen" && change["old"] == 160000 &&
                       change["new"] == 155000;
        CHECK(closing);
    });
}

TEST_CASE("one item has one dossier under way") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = item_of(county, out(county, li(), notice("停水"), {yang()}));
        const Json withdrawal{{"area", kVillage},
                              {"operation", "withdraw"},
                              {"item", item},
                              {"reason", "日子弄错了"}};
        const Json open =
            answered(call(county, yang(), "POST", "/v1/dossiers", withdrawal.dump()), 201);
        const HttpResponse second = call(county, yang(), "POST", "/v1/dossiers", withdrawal.dump());
        CHECK(second.status == 409);
        CHECK(code_of(second) == "open_dossier");
        answered(act(county, yang(), open["id"], "discard"));
        answered(call(county, yang(), "POST", "/v1/dossiers", withdrawal.dump()), 201);
    });
}

TEST_CASE("a withdrawal needs the village's head and the town, or two of the county") {
    on_both_databases([](CountyFixture& county) {
        const auto withdraw = [&](const Actor& author, const std::string& item) -> std::string {
            const Json body{{"area", kVillage},
                            {"operation", "withdraw"},
                            {"item", item},
                            {"reason", "日子弄错了"}};
            const Json row =
                answered(call(county, author, "POST", "/v1/dossiers", body.dump()), 201);
            answered(act(county, author, row["id"], "submit"));
            return row["id"];
        };
        const std::string first = out(county, li(), notice("停水"), {yang()});
        const std::string by_clerk = withdraw(li(), item_of(county, first));
        CHECK(code_of(sign(county, wang(), by_clerk)) == "post");
        answered(sign(county, yang(), by_clerk));
        CHECK(answered(sign(county, wang(), by_clerk))["state"] == "withdrawn");
        CHECK(state_of(county, first) == "withdrawn");
        CHECK(county.county().repository().item(kVillage, item_of(county, first))->phase ==
              "withdrawn");
        const std::string second = out(county, li(), notice("停电"), {yang()});
        const std::string by_county = withdraw(sun(), item_of(county, second));
        CHECK(code_of(sign(county, sun(), by_county)) == "own_item");
        CHECK(code_of(sign(county, yang(), by_county)) == "post");
        answered(sign(county, chen(), by_county));
        CHECK(state_of(county, second) == "withdrawn");
    });
}

TEST_CASE("what is not for proactive disclosure needs a reason and is put away after review") {
    on_both_databases([](CountyFixture& county) {
        Json body{{"area", kVillage},
                  {"operation", "publish"},
                  {"document", notice("内部")},
                  {"disclosure", "not_disclosed"}};
        CHECK(code_of(call(county, li(), "POST", "/v1/dossiers", body.dump())) ==
              "disclosure_reason");
        body["disclosure_reason"] = "过程性信息";
        const std::string id =
            answered(call(county, li(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
        answered(act(county, li(), id, "submit"));
        CHECK(answered(sign(county, yang(), id))["state"] == "archived");
        CHECK(feed_size(county) == 0);
    });
}

TEST_CASE(
    "a notice by order of the county is out at once and its approval stays owed until given") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), notice("山洪转移点"))["id"];
        CHECK(code_of(act(county, chen(), id, "force", {{"reason", "急"}})) == "post");
        const Json forced = answered(act(county, sun(), id, "force", {{"reason", "今夜有雨"}}));
        CHECK(forced["state"] == "live");
        CHECK(forced["approve_by"] == "2026-11-27");
        CHECK(code_of(sign(county, sun(), id)) == "signed_already");
        CHECK(code_of(sign(county, yang(), id)) == "post");
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].size() == 1);
        CHECK(answered(sign(county, wang(), id))["approve_by"].is_null());
        CHECK(answered(call(county, wang(), "GET", "/v1/queue"))["rows"].empty());
        const std::string money = begin(county, li(), accounts())["id"];
        CHECK(code_of(act(county, sun(), money, "force", {{"reason", "急"}})) == "kind");
    });
}

TEST_CASE("an upload goes on where it broke off and must be what it says") {
    on_both_databases([](CountyFixture& county) {
        const std::string bytes = picture("a voucher");
        const Json begun =
            answered(call(county, li(), "POST", "/v1/uploads",
                          Json{{"mime", "image/png"}, {"size", bytes.size()}}.dump()),
                     201);
        const std::string path = "/v1/uploads/" + begun["id"].get<std::string>();
        answered(call(county, li(), "PUT", path + "?offset=0", bytes.substr(0, 5)));
        CHECK(call(county, li(), "PUT", path + "?offset=9", bytes.substr(9)).status == 409);
        CHECK(call(county, yang(), "PUT", path + "?offset=5", bytes.substr(5)).status == 404);
        CHECK(answered(call(county, li(), "GET", path))["offset"] == 5);
        CHECK(answered(call(county, li(), "PUT", path + "?offset=0",
                            bytes.substr(0, 5)))["offset"] == 5);
        const std::string good = "&sha256=" + feed::sha256(bytes).hex();
        CHECK(code_of(call(county, li(), "PUT", path + "?offset=5", bytes.substr(5))) == "sha256");
        CHECK(
            code_of(call(county, li(), "PUT", path + "?offset=5&sha256=" + feed::sha256("x").hex(),
                         bytes.substr(5))) == "damaged");
        CHECK(answered(call(county, li(), "GET", path))["offset"] == 0);
        answered(call(county, li(), "PUT", path + "?offset=0", bytes.substr(0, 5)));
        const Json whole =
            answered(call(county, li(), "PUT", path + "?offset=5" + good, bytes.substr(5)));
        CHECK(whole["sha256"] == feed::sha256(bytes).hex());
        CHECK(Uploads(county.tools()).bytes(whole["name"]) == bytes);
    });
}

TEST_CASE("a type that nobody may attach, a false type and a file too large are refused") {
    CountyFixture county;
    const auto begun = [&](const char* mime, long long size) {
        return call(county, li(), "POST", "/v1/uploads",
                    Json{{"mime", mime}, {"size", size}}.dump());
    };
    CHECK(code_of(begun("text/html", 10)) == "mime");
    CHECK(code_of(begun("image/png", 0)) == "size");
    CHECK(code_of(begun("image/png", 64LL * 1024 * 1024 + 1)) == "size");
    const std::string program = "MZ this is a program, not a picture";
    const Json upload = answered(begun("image/png", static_cast<long long>(program.size())), 201);
    CHECK(code_of(call(county, li(), "PUT",
                       "/v1/uploads/" + upload["id"].get<std::string>() +
                           "?offset=0&sha256=" + feed::sha256(program).hex(),
                       program)) == "damaged");
    CHECK(has_magic("image/webp", "RIFF1234WEBPVP8 "));
    CHECK(!has_magic("image/webp", "RIFX1234WEBPVP8 "));
    CHECK(!has_magic("image/webp", "RIFF"));
    CHECK(!has_magic("text/html", "<html>"));
}

TEST_CASE("a document names finished uploads of its author, and nothing else") {
    on_both_databases([](CountyFixture& county) {
        const std::string name = uploaded(county, li(), "image/png", picture("board"));
        auto with = notice("停水");
        with["attachments"] = Json::array(
            {{{"file", name}, {"mime", "image/png"}, {"role", "picture"}, {"audience", "public"}}});
        begin(county, yang(), with, "publish", "", 422);
        const std::string id = out(county, li(), with, {yang()});
        CHECK(state_of(county, id) == "live");
        CHECK(county.county().repository().blobs(kVillage).size() == 1);
        for (const char* bad : {"county.db", "../county.conf", "x.png", ""}) {
            with["attachments"][0]["file"] = bad;
            CHECK(
                call(county, li(), "POST", "/v1/dossiers",
                     Json{{"area", kVillage}, {"operation", "publish"}, {"document", with}}.dump())
                    .status == 422);
        }
    });
}

TEST_CASE("every act leaves a line in the audit log, without a word of what it was about") {
    CountyFixture county;
    const auto before = AuditRows(county.county().repository()).read(0, 1000).size();
    out(county, li(), notice("谁也不知道的事"), {yang()});
    const auto rows = AuditRows(county.county().repository()).read(before, 1000);
    std::string log;
    for (const AuditRow& row : rows) log += row.line;
    for (const char* act : {"item.create", "item.submit", "item.sign", "item.release"})
        CHECK(log.find(act) != std::string::npos);
    CHECK(log.find("谁也不知道的事") == std::string::npos);
}
