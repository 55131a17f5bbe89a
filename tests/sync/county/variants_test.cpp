#include "sync/county/desk/variants.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/model/variant.h"
#include "sync/county/desk/release.h"
#include "sync/county/people/users.h"
#include "tests/sync/county/desk_support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Actor speaker(const std::string& id, const std::string& language = "lis",
              Post post = Post::language_reviewer) {
    return {.id = id,
            .name = id,
            .appointments = {{post, area_code(kVillage), {}, {language}}},
            .confirmed = true,
            .kin_of = {}};
}

Json lisu(const std::string& title) {
    return {{"title", title},
            {"summary", title + "."},
            {"blocks", {{{"type", "paragraph"}, {"text", title + " lisu"}}}}};
}

Json handed_in(CountyFixture& county, const Actor& actor, const std::string& dossier,
               const Json& words, int status = 201) {
    return answered(call(county, actor, "POST", "/v1/dossiers/" + dossier + "/variants",
                         Json{{"language", "lis"}, {"words", words}}.dump()),
                    status);
}

HttpResponse decided(CountyFixture& county, const Actor& actor, const Json& variant,
                     const std::string& act, Json body = Json::object()) {
    if (!body.contains("version")) body["version"] = variant["version"];
    return call(county, actor, "POST",
                "/v1/variants/" + variant["id"].get<std::string>() + "/" + act, body.dump());
}

Json waiting_for(CountyFixture& county, const Actor& actor) {
    return answered(
        call(county, actor, "GET", "/v1/variants?area=" + std::string(kVillage)))["rows"];
}

/// The newest revision as a terminal shows it.
struct Shown {
    nlohmann::ordered_json version;
    Body body;
};
Shown shown(CountyFixture& county, const std::string& dossier) {
    const Json all = answered(call(county, li(), "GET",
                                   "/v1/items/" + std::string(kVillage) + "/" +
                                       item_of(county, dossier) + "/versions"))["versions"];
    Json version = all.back();
    Body body = parse_body(Kind::notice, nlohmann::json(version["body"]), Strictness::lenient);
    silence_stale_variants(common_of(body), version["revision"].get<std::uint32_t>());
    return {std::move(version), std::move(body)};
}

const LanguageOverlay* said_in(const Shown& shown, const char* language) {
    return variant_of(common_of(shown.body), language);
}

nlohmann::ordered_json corrected(const std::string& title) {
    auto better = notice(title);
    better["body"]["change_note"] = {{"what", "改期"}, {"why", "天气"}, {"who", "村文书"}};
    return better;
}

int count_acts(CountyFixture& county, const std::string& act) {
    int count = 0;
    const Json rows = answered(call(county, sun(), "GET", "/v1/audit?limit=200"))["rows"];
    for (const Json& row : rows) count += row["act"] == act ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("words in another language are published once another person who knows it confirms") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), notice("周三停水"), {yang()});
        const Json variant = handed_in(county, speaker("ni"), id, lisu("Yi jia"));
        CHECK(variant["state"] == "submitted");
        CHECK(feed_size(county) == 1);
        CHECK(waiting_for(county, speaker("ni")).empty());
        CHECK(waiting_for(county, speaker("ma", "bo")).empty());
        CHECK(waiting_for(county, speaker("pu")).size() == 1);
        CHECK(code_of(decided(county, speaker("ni"), variant, "confirm")) == "own_words");
        CHECK(code_of(decided(county, speaker("ma", "bo"), variant, "confirm")) == "language");
        CHECK(code_of(decided(county, yang(), variant, "confirm")) == "language");
        CHECK(code_of(decided(county, speaker("pu"), variant, "confirm", {{"version", 7}})) ==
              "stale");
        CHECK(said_in(shown(county, id), "lis") == nullptr);
        const Json done = answered(decided(county, speaker("pu"), variant, "confirm"));
        CHECK(done["state"] == "published");
        CHECK(done["revision"] == 2);
        CHECK(done["confirmed_by"] == "pu");
        const Shown now = shown(county, id);
        REQUIRE(said_in(now, "lis") != nullptr);
        CHECK(said_in(now, "lis")->title == "Yi jia");
        CHECK(common_of(now.body).title == "周三停水");
        CHECK(state_of(county, id) == "live");
        CHECK(waiting_for(county, speaker("pu")).empty());
        CHECK(count_acts(county, "variant.submit") == 1);
        CHECK(count_acts(county, "variant.confirm") == 1);
        CHECK(code_of(decided(county, speaker("pu"), done, "confirm")) == "state");
    });
}

TEST_CASE("a correction silences every language until somebody confirms it for the new words") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), notice("周三停水"), {yang()});
        const std::string file = uploaded(county, li(), "audio/ogg", "OggS lisu recording");
        answered(
            decided(county, speaker("pu"), handed_in(county, li(), id, lisu("Yi jia")), "confirm"));
        const Json heard = answered(call(county, li(), "POST", "/v1/dossiers/" + id + "/variants",
                                         Json{{"language", "lis"}, {"recording", file}}.dump()),
                                    201);
        const HttpResponse sound =
            call(county, speaker("pu"), "GET",
                 "/v1/variants/" + heard["id"].get<std::string>() + "/recording");
        CHECK(sound.body == "OggS lisu recording");
        answered(decided(county, speaker("pu"), heard, "confirm"));
        const auto attachments = [&](std::uint64_t index) {
            std::size_t count = 0;
            county.county().repository().visit_entries(
                kVillage, index, 1, [&](const EntryRow& entry) {
                    count = feed::read_entry(entry.entry).envelope.attachments.size();
                });
            return count;
        };
        CHECK(attachments(2) == 1);
        CHECK(said_in(shown(county, id), "lis") != nullptr);

        const std::string second =
            out(county, li(), corrected("周四停水"), {yang()}, "correct", item_of(county, id));
        CHECK(said_in(shown(county, second), "lis") == nullptr);
        CHECK(attachments(3) == 0);
        const Json waits = waiting_for(county, speaker("pu"));
        REQUIRE(waits.size() == 2);
        for (const Json& one : waits) CHECK(one["state"] == "to_confirm");
        CHECK(count_acts(county, "variant.silence") == 2);

        const bool words_first = waits[0]["what"] == "words";
        const Json words = waits[words_first ? 0 : 1];
        const Json recording = waits[words_first ? 1 : 0];
        // the words are changed, so another person than who changed them confirms them
        const Json changed = handed_in(county, speaker("ni"), second, lisu("Yi jia wa"));
        CHECK(changed["id"] == words["id"]);
        CHECK(changed["state"] == "submitted");
        CHECK(code_of(decided(county, speaker("ni"), changed, "confirm")) == "own_words");
        answered(decided(county, speaker("pu"), changed, "confirm"));
        CHECK(said_in(shown(county, second), "lis")->title == "Yi jia wa");
        CHECK(attachments(4) == 0);
        // the recording still holds as it is
        answered(decided(county, speaker("pu"), recording, "confirm"));
        CHECK(attachments(5) == 1);
        CHECK(said_in(shown(county, second), "lis") != nullptr);
        CHECK(waiting_for(county, speaker("ni")).empty());
    });
}

TEST_CASE("what an author's document says in other languages waits for its own reviewer") {
    on_both_databases([](CountyFixture& county) {
        auto document = notice("赶集改期");
        document["body"]["languages"]["lis"] = lisu("Kha si");
        document["body"]["languages"]["bo"] = lisu("Khrom dus");
        const std::string id = begin(county, li(), document)["id"];
        const Json view = answered(call(county, li(), "GET", "/v1/dossiers/" + id));
        CHECK(!view["document"]["body"].contains("languages"));
        const Json mine = waiting_for(county, speaker("pu"));
        REQUIRE(mine.size() == 1);
        answered(decided(county, speaker("pu"), mine[0], "confirm"));
        answered(act(county, li(), id, "submit"));
        answered(sign(county, yang(), id));
        const Shown now = shown(county, id);
        CHECK(now.version["revision"] == 1);
        CHECK(said_in(now, "lis") != nullptr);
        CHECK(said_in(now, "bo") == nullptr);
        CHECK(waiting_for(county, speaker("ma", "bo")).size() == 1);
    });
}

TEST_CASE("an author who writes the Chinese anew makes its words be confirmed anew") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = begin(county, li(), notice("周五停电"))["id"];
        const Json variant = handed_in(county, li(), id, lisu("Dia la"));
        answered(decided(county, speaker("pu"), variant, "confirm"));
        answered(call(county, li(), "PUT", "/v1/dossiers/" + id,
                      Json{{"version", 1}, {"document", notice("周六停电")}}.dump()));
        const Json again = waiting_for(county, speaker("pu"));
        REQUIRE(again.size() == 1);
        CHECK(again[0]["state"] == "to_confirm");
        CHECK(code_of(decided(county, speaker("pu"), variant, "confirm")) == "stale");
        answered(act(county, li(), id, "submit"));
        answered(sign(county, yang(), id));
        CHECK(said_in(shown(county, id), "lis") == nullptr);
    });
}

TEST_CASE("words that are found wrong are sent back, and silent at once") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), notice("周三停水"), {yang()});
        const Json variant = handed_in(county, li(), id, lisu("Yi jia"));
        CHECK(code_of(decided(county, li(), variant, "return", {{"reason", "不对"}})) ==
              "language");
        const Json live = answered(decided(county, speaker("pu"), variant, "confirm"));
        CHECK(code_of(call(county, li(), "POST", "/v1/dossiers/" + id + "/variants",
                           Json{{"language", "lis"}, {"words", lisu("x")}}.dump())) == "published");
        const Json back =
            answered(decided(county, speaker("ni"), live, "return", {{"reason", "日子说错了"}}));
        CHECK(back["state"] == "returned");
        CHECK(back["returned"] == "日子说错了");
        CHECK(said_in(shown(county, id), "lis") == nullptr);
        CHECK(waiting_for(county, speaker("ni")).empty());
        const Json again = handed_in(county, li(), id, lisu("Yi jia"));
        CHECK(again["state"] == "submitted");
    });
}

TEST_CASE("words in another language pass the same gate as Chinese") {
    CountyFixture county;
    const std::string id = out(county, li(), notice("领钱"), {yang()});
    CHECK(handed_in(county, li(), id, lisu("手机13800138000"), 422)["code"] == "blocked");
    CHECK(handed_in(county, li(), id, {{"title", ""}, {"summary", "x"}}, 422)["code"] == "words");
    Json shows = lisu("Yi jia");
    shows["blocks"].push_back(
        {{"type", "picture"}, {"attachment", "no-such.png"}, {"caption", "x"}});
    CHECK(handed_in(county, li(), id, shows, 422)["code"] == "attachment");
    const Actor stranger = somebody("xu", Post::clerk, "539921102206");
    CHECK(handed_in(county, stranger, id, lisu("Yi jia"), 404)["code"] == "unknown");
    CHECK(handed_in(county, he(), id, lisu("Yi jia"), 403)["code"] == "post");
    CHECK(call(county, stranger, "GET", "/v1/dossiers/" + id + "/variants").status == 404);
}

TEST_CASE(
    "a confirmation that is cut off between any two operations on the disk is published once") {
    CountyFixture county;
    const std::string id = out(county, li(), notice("周三停水"), {yang()});
    int cuts = 0;
    for (int operations = 0;; ++operations) {
        const std::string words = "Yi jia " + std::to_string(operations);
        const Json variant = handed_in(county, li(), id, lisu(words));
        const auto before = feed_size(county);
        FailingFiles files(county.tools().files, operations);
        Variants(county.tools_on(files))
            .confirm(speaker("pu"), variant["id"], variant["version"].get<long long>());
        county.pass(std::chrono::seconds(5));
        Release(county.tools()).carry_out_due();
        CHECK(feed_size(county) == before + 1);
        CHECK(said_in(shown(county, id), "lis")->title == words);
        const auto row = *VariantRows(county.county().repository()).find(variant["id"]);
        CHECK(row.state == "published");
        Variants(county.tools()).send_back(speaker("ni"), row.id, row.version, "换一句");
        if (!files.failed()) break;
        ++cuts;
    }
    CHECK(cuts > 10);
}

TEST_CASE("an erasure takes the words in every language, a withdrawal ends them") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = out(county, li(), notice("不该公开"), {yang()});
        handed_in(county, li(), id, lisu("Private words"));
        const Json body{{"area", kVillage},
                        {"operation", "withdraw"},
                        {"item", item_of(county, id)},
                        {"reason", "写错了"}};
        const std::string gone =
            answered(call(county, yang(), "POST", "/v1/dossiers", body.dump()), 201)["id"];
        answered(act(county, yang(), gone, "submit"));
        answered(sign(county, wang(), gone));
        CHECK(waiting_for(county, speaker("pu")).empty());
        const Json wanted{{"area", kVillage},
                          {"operation", "erase"},
                          {"item", item_of(county, id)},
                          {"class", "court_order"}};
        const std::string erasure =
            answered(call(county, chen(), "POST", "/v1/dossiers", wanted.dump()), 201)["id"];
        answered(act(county, chen(), erasure, "submit"));
        answered(sign(county, sun(), erasure));
        CHECK(VariantRows(county.county().repository()).of_dossier(id).empty());
    });
}

TEST_CASE(
    "a pack of the interface's phrases is signed by the county and by who knows its language") {
    on_both_databases([](CountyFixture& county) {
        const std::string clip = uploaded(county, chen(), "audio/ogg", "OggS sample");
        const nlohmann::ordered_json pack{{"kind", "phrases"},
                                          {"area", kCounty},
                                          {"formed", "2026-11-19"},
                                          {"office", "539921-CB"},
                                          {"body",
                                           {{"title", "傈僳语界面用语"},
                                            {"office_name", "云岭县民族宗教事务局"},
                                            {"language", "lis"},
                                            {"name", "Lisu"},
                                            {"reviewed_by", "县民族宗教事务局"},
                                            {"entries", {{"footer.back", "Ka la"}}},
                                            {"recordings", {{"language.sample", clip}}}}},
                                          {"attachments",
                                           {{{"file", clip},
                                             {"mime", "audio/ogg"},
                                             {"role", "audio"},
                                             {"language", "lis"},
                                             {"audience", "public"}}}}};
        const std::string id = begin(county, chen(), pack)["id"];
        CHECK(answered(call(county, chen(), "GET", "/v1/dossiers/" + id))["document"].contains(
            "attachments"));
        answered(act(county, chen(), id, "submit"));
        CHECK(answered(sign(county, sun(), id))["state"] == "county_review");
        const auto of_county = [](const char* language) {
            Actor actor = speaker("ni", language);
            actor.appointments.front().area = area_code(kCounty);
            return actor;
        };
        CHECK(code_of(sign(county, of_county("bo"), id)) == "language");
        CHECK(answered(call(county, of_county("lis"), "GET", "/v1/queue"))["rows"].size() == 1);
        CHECK(answered(sign(county, of_county("lis"), id))["state"] == "live");
    });
}

TEST_CASE("languages are given with a post by whoever appoints, to people only") {
    on_both_databases([](CountyFixture& county) {
        Users users(county.tools());
        const Actor root = command_line_actor(area_code(kCounty));
        const auto user = users.add(
            root, {.sign_in = "ahpu",
                   .shown = "余阿普",
                   .appointments = {{Post::clerk, area_code(kVillage), {}, {"lis", "bo"}}}});
        const Actor clerk = actor_of(users.find(root, user.id));
        CHECK(post_that_knows(clerk, "lis-Latn", area_code(kVillage), "N02") == Post::clerk);
        CHECK(!post_that_knows(clerk, "li", area_code(kVillage), "N02"));
        CHECK(!post_that_knows(clerk, "lis", area_code("539921102206"), "N02"));
        CHECK(!post_that_knows(speaker("op", "lis", Post::operator_), "lis", area_code(kVillage),
                               "N02"));
        CHECK_THROWS_AS(
            users.add(root, {.sign_in = "robot",
                             .shown = "导入程序",
                             .appointments = {{Post::clerk, area_code(kVillage), {}, {"lis"}}},
                             .program = true}),
            Refusal);
    });
}
