#include "sync/agent/screenshots.h"

#include <doctest/doctest.h>

#include <vector>

#include "sync/agent/agent.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

const std::string kRequest(32, 'a');

std::string asking(const std::string& request = kRequest, std::int64_t seconds = 3000) {
    return Json{{"stored", true}, {"screenshot", {{"request", request}, {"seconds", seconds}}}}
        .dump();
}

/// A county that answers reports with what a test says, and takes pictures.
struct Asking {
    Asking() : terminal(county) {
        county.publish_all();
        terminal.enrol();
        terminal.at_county().reports = [this](const fetch::PostRequest&) {
            return fetch::PostReply{201, answer};
        };
        terminal.at_county().screenshots = [this](const fetch::PostRequest& request) {
            pictures.push_back(request);
            return fetch::PostReply{status, "{}"};
        };
    }

    /// A round, and what is told after it; `pause` later than the last one.
    void round(std::chrono::seconds pause = 20min) {
        terminal.running += pause;
        terminal.wall += pause;
        Agent agent(terminal.data(), terminal.environment);
        agent.tell_county(agent.round({}), {});
    }
    std::optional<std::string> wanted() {
        state::StateDb state(terminal.data());
        return state::ScreenshotRecords(state).wanted(terminal.environment.running());
    }
    bool put(const std::string& png = "picture") {
        state::StateDb state(terminal.data());
        return state::ScreenshotRecords(state).put(kRequest, png, terminal.environment.running());
    }
    bool waits() {
        state::StateDb state(terminal.data());
        return state::ScreenshotRecords(state).taken(terminal.environment.running()).has_value();
    }

    SimulatedCounty county;
    Terminal terminal;
    std::string answer = asking();
    int status = 201;
    std::vector<fetch::PostRequest> pictures;
};

}  // namespace

TEST_CASE("the county's request goes to the kiosk, and the picture to the county, signed") {
    Asking at_work;
    CHECK(!at_work.wanted());
    at_work.round();
    CHECK(at_work.wanted() == kRequest);
    CHECK(at_work.pictures.empty());
    REQUIRE(at_work.put());
    at_work.answer = R"({"stored":true})";
    at_work.round(2min);
    REQUIRE(at_work.pictures.size() == 1);
    const fetch::PostRequest& sent = at_work.pictures.front();
    CHECK(sent.path == "v1/screenshots/" + kRequest);
    CHECK(sent.content_type == "image/png");
    CHECK(sent.body == "picture");
    CHECK(std::ranges::any_of(sent.headers, [](const auto& header) {
        return Json(header).dump().find("Signature") != std::string::npos;
    }));
    CHECK(!at_work.waits());
    at_work.round(2min);
    CHECK(at_work.pictures.size() == 1);
}

TEST_CASE("a county that asks no more has its request forgotten, and the picture with it") {
    Asking at_work;
    at_work.round();
    REQUIRE(at_work.wanted());
    at_work.answer = R"({"stored":true})";
    at_work.round();
    CHECK(!at_work.wanted());
    CHECK(!at_work.put());
}

TEST_CASE("a county that is away gets the picture later, one that refuses it never again") {
    Asking at_work;
    at_work.round();
    REQUIRE(at_work.put());
    at_work.status = 503;
    at_work.round(2min);
    CHECK(at_work.pictures.size() == 1);
    CHECK(at_work.waits());
    at_work.status = 409;
    at_work.round(6min);
    CHECK(at_work.pictures.size() == 2);
    CHECK(!at_work.waits());
    at_work.round(6min);
    CHECK(at_work.pictures.size() == 2);
}

TEST_CASE("a county that can't be reached is not offered the picture at every turn") {
    Asking at_work;
    at_work.round();
    REQUIRE(at_work.put());
    at_work.status = 503;
    Agent agent(at_work.terminal.data(), at_work.terminal.environment);
    for (int i = 0; i < 4; ++i) {
        at_work.terminal.running += 1min;
        agent.tell_county(agent.round({}), {});
    }
    CHECK(at_work.pictures.size() == 1);
    at_work.terminal.running += 2min;
    at_work.status = 201;
    agent.tell_county(agent.round({}), {});
    CHECK(at_work.pictures.size() == 2);
    CHECK(!at_work.waits());
}

TEST_CASE("a request ends on the terminal by its running time") {
    Asking at_work;
    at_work.answer = asking(kRequest, 600);
    at_work.round();
    at_work.terminal.running += 599s;
    CHECK(at_work.wanted());
    REQUIRE(at_work.put());
    at_work.terminal.running += 1s;
    CHECK(!at_work.wanted());
    at_work.round(1s);
    CHECK(at_work.pictures.empty());
}

TEST_CASE("only a whole request is one") {
    const auto read = [](const Json& json) { return read_screenshot_ask(json.dump()); };
    REQUIRE(read({{"screenshot", {{"request", kRequest}, {"seconds", 5}}}}));
    CHECK(read({{"screenshot", {{"request", kRequest}, {"seconds", 99999}}}})->left == 1h);
    for (const Json& json :
         {Json::array(), Json::object(), Json{{"screenshot", 1}},
          Json{{"screenshot", {{"request", kRequest}}}},
          Json{{"screenshot", {{"request", kRequest}, {"seconds", 0}}}},
          Json{{"screenshot", {{"request", kRequest}, {"seconds", -5}}}},
          Json{{"screenshot", {{"request", kRequest}, {"seconds", "5"}}}},
          Json{{"screenshot", {{"request", 7}, {"seconds", 5}}}},
          Json{{"screenshot", {{"request", std::string(31, 'a')}, {"seconds", 5}}}},
          Json{{"screenshot", {{"request", "../" + std::string(29, 'a')}, {"seconds", 5}}}}})
        CHECK(!read(json));
    CHECK(!read_screenshot_ask("{"));
    CHECK(!read_screenshot_ask(""));
}
