#include "sync/county/inbox/tallies.h"

#include <doctest/doctest.h>

#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/unsealer.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/messages.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string consultation(CountyFixture& county, const char* area = kVillage) {
    const auto question = [](const char* id, const char* type, std::vector<std::string> options) {
        return nlohmann::ordered_json{
            {"id", id}, {"text", "您怎么看？"}, {"type", type}, {"options", options}};
    };
    return county
        .publish({{"kind", "consultation"},
                  {"catalogue", "G01"},
                  {"area", area},
                  {"formed", "2026-11-19"},
                  {"office", "539921102205-VC"},
                  {"reviewers", {"clerk", "village_head"}},
                  {"body",
                   {{"title", "村规民约征求意见"},
                    {"summary", "请大家提意见。"},
                    {"office_name", "核桃箐村民委员会"},
                    {"background", "原来的用了十年。"},
                    {"open_from", "2026-11-19"},
                    {"open_to", "2026-12-19"},
                    {"channels", {"村里的屏幕"}},
                    {"questions",
                     {question("q1", "choice", {"同意", "不同意", "说不清"}),
                      question("q2", "yes_no", {}), question("q3", "text", {})}}}}})
        .at(0)
        .item;
}

state::Submission opinion(const std::string& item, std::vector<state::ConsultationAnswer> answers) {
    state::Submission made = message({});
    made.kind = state::SubmissionKind::answer;
    made.about = state::SubmissionAbout{item, 1, {}};
    made.answers = std::move(answers);
    return made;
}

void bring(CountyFixture& county, const state::Submission& made) {
    Inbox(county.tools()).take(sealed(county, made));
    REQUIRE(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 10).opened == 1);
}

Json tally(CountyFixture& county, const std::string& item, int status = 200,
           const Actor& actor = somebody("clerk", Post::clerk, kVillage)) {
    return answered(call(county, actor, "GET", "/v1/tallies/" + item + "?area=" + kVillage),
                    status);
}

int votes(const Json& tally, const std::string& question, int choice,
          const std::string& channel = "terminal") {
    for (const Json& row : tally["rows"])
        if (row["question"] == question && row["choice"] == choice && row["channel"] == channel)
            return row["votes"];
    return 0;
}

bool any_case(CountyFixture& county) {
    return !answered(call(county, somebody("zhao", Post::town_reviewer, kTown), "GET",
                          "/v1/cases"))["rows"]
                .empty();
}

}  // namespace

TEST_CASE("answers to a consultation are counted and forgotten") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = consultation(county);
        for (int i = 0; i < 4; ++i) bring(county, opinion(item, {{"q1", {0}}, {"q2", {1}}}));
        // the options of so few people would name them
        Json counted = tally(county, item);
        CHECK(counted["answered"] == 4);
        CHECK(counted["few"] == true);
        CHECK(counted["rows"].empty());
        bring(county, opinion(item, {{"q1", {2, 2}}}));
        counted = tally(county, item);
        CHECK(counted["answered"] == 5);
        CHECK(votes(counted, "q1", 0) == 4);
        CHECK(votes(counted, "q1", 2) == 1);
        CHECK(votes(counted, "q2", 1) == 4);
        CHECK(!any_case(county));
    });
}

TEST_CASE("what is no question or option of a consultation in force is not counted") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = consultation(county);
        const std::string plain = county.publish(notice("不是征集")).at(0).item;
        const std::string away = consultation(county, "539921102206");
        for (int i = 0; i < 6; ++i) {
            bring(county, opinion(item, {{"q1", {3}}, {"q2", {2}}, {"q3", {0}}, {"q9", {0}}}));
            bring(county, opinion(item, {{"q1", {-1}}, {"q1", {}}}));
            bring(county, opinion(plain, {{"q1", {0}}}));
            bring(county, opinion(away, {{"q1", {0}}}));
            bring(county, opinion("no-item", {{"q1", {0}}}));
        }
        CHECK(tally(county, item)["answered"] == 0);
        tally(county, plain, 404);
        CHECK(!any_case(county));
    });
}

TEST_CASE("words beside a consultation's answers become a case") {
    CountyFixture county;
    const std::string item = consultation(county);
    state::Submission made = opinion(item, {{"q1", {0}}});
    made.text = "第三条写得太含糊";
    bring(county, made);
    CHECK(tally(county, item)["answered"] == 1);
    CHECK(any_case(county));
}

TEST_CASE("answers on paper are added by who may, and stay apart") {
    on_both_databases([](CountyFixture& county) {
        const std::string item = consultation(county);
        const std::string path = "/v1/tallies/" + item + "?area=" + kVillage;
        const auto add = [&](const Actor& actor, const std::string& channel,
                             const std::string& question, int choice, int count) {
            return call(county, actor, "POST", path,
                        Json{{"channel", channel},
                             {"question", question},
                             {"choice", choice},
                             {"votes", count}}
                            .dump())
                .status;
        };
        const Actor clerk = somebody("clerk", Post::clerk, kVillage);
        CHECK(add(clerk, "paper", "q1", 1, 12) == 201);
        CHECK(add(clerk, "paper", "", 0, 12) == 201);
        CHECK(add(clerk, "terminal", "q1", 1, 12) == 422);
        CHECK(add(clerk, "paper", "q1", 7, 12) == 422);
        CHECK(add(clerk, "paper", "q1", 1, 0) == 422);
        CHECK(add(clerk, "paper", "q1", 1, -3) == 422);
        CHECK(add(somebody("wang", Post::clerk, "539921102206"), "paper", "q1", 1, 1) == 403);
        CHECK(add(somebody("op", Post::operator_, kCounty), "paper", "q1", 1, 1) == 403);
        const Json counted = tally(county, item);
        CHECK(counted["answered"] == 12);
        CHECK(votes(counted, "q1", 1, "paper") == 12);
        CHECK(votes(counted, "q1", 1) == 0);
        tally(county, item, 403, somebody("op", Post::operator_, kCounty));
    });
}
