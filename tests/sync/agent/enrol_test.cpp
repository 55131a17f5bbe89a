#include <doctest/doctest.h>

#include "sync/agent/status.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;

namespace {

ErrorKind kind_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find('\n') == std::string::npos);
        return error.kind();
    }
    FAIL("nothing was refused");
    return ErrorKind::retry;
}

}  // namespace

TEST_CASE("what was typed wrongly is said before anything is sent") {
    SimulatedCounty county;
    Terminal terminal(county);
    const std::string code = county.code.to_string();
    const auto with = [&](const std::string& source, const std::string& where,
                          const std::string& typed) {
        return kind_of([&] {
            agent::enrol(terminal.data(), terminal.environment, {source, where, typed});
        });
    };
    CHECK(with("http://county", "12345", code) == ErrorKind::invalid);
    CHECK(with("http://county", kVillage.digits(), "ABCD-EFGH") == ErrorKind::invalid);
    CHECK(with("ftp://county", kVillage.digits(), code) == ErrorKind::invalid);
    CHECK(terminal.requests().empty());
}

TEST_CASE("a code that the county does not know is refused") {
    SimulatedCounty county;
    Terminal terminal(county);
    const feed::EnrolmentCode other{"ABCD", "9876543210"};
    CHECK(kind_of([&] {
              agent::enrol(terminal.data(), terminal.environment,
                           {"http://county", kVillage.digits(), other.to_string()});
          }) == ErrorKind::rejected);
}

TEST_CASE("an area outside of the county is refused") {
    SimulatedCounty county;
    Terminal terminal(county);
    CHECK(kind_of([&] {
              agent::enrol(terminal.data(), terminal.environment,
                           {"http://county", "110101001001", county.code.to_string()});
          }) == ErrorKind::rejected);
}

TEST_CASE("a lost answer is asked for again with the same request") {
    SimulatedCounty county;
    Terminal terminal(county);
    terminal.at_county().down = true;
    CHECK(kind_of([&] { terminal.enrol(); }) == ErrorKind::retry);
    std::string first;
    {
        TrustStore trust(terminal.data());
        first = trust.pending()->request;
        CHECK(!trust.identity());
    }
    terminal.at_county().down = false;
    terminal.enrol();
    TrustStore trust(terminal.data());
    CHECK(trust.identity()->device_id == "device-1");
    CHECK(!trust.pending());
    CHECK(feed::parse_request(first)->box_key == trust.identity()->box.public_key);
}

TEST_CASE("by stick: request, answer, and the same command finishes") {
    SimulatedCounty county;
    county.add_notice(kVillage, "通知");
    county.publish_all();
    Terminal terminal(county);
    TemporaryFolder stick;
    const EnrolOptions options{stick.path().string(), kVillage.digits(), county.code.to_string()};
    CHECK(agent::enrol(terminal.data(), terminal.environment, options) == Enrolled::request_left);
    CHECK(agent::enrol(terminal.data(), terminal.environment, options) == Enrolled::request_left);
    const auto devices = stick.path() / "devices";
    const std::string request = read_file(devices / (county.code.id + ".request"));
    std::ofstream(devices / (county.code.id + ".reply")) << "{\"error\":\"The code is used.\"}";
    CHECK(kind_of([&] { agent::enrol(terminal.data(), terminal.environment, options); }) ==
          ErrorKind::rejected);
    std::ofstream(devices / (county.code.id + ".reply")) << county.answer(request);
    CHECK(agent::enrol(terminal.data(), terminal.environment, options) == Enrolled::done);
    CHECK(terminal.round(county.folder().string()).result == state::RoundResult::fresh);
}

TEST_CASE("an answer made for another request is refused") {
    SimulatedCounty county;
    Terminal mine(county);
    Terminal other(county);
    TemporaryFolder stick;
    const EnrolOptions options{stick.path().string(), kVillage.digits(), county.code.to_string()};
    other.environment.random = counted_random(5000);
    agent::enrol(other.data(), other.environment, options);
    const auto devices = stick.path() / "devices";
    const std::string foreign = county.answer(read_file(devices / (county.code.id + ".request")));
    agent::enrol(mine.data(), mine.environment, options);
    std::ofstream(devices / (county.code.id + ".reply")) << foreign;
    CHECK(kind_of([&] { agent::enrol(mine.data(), mine.environment, options); }) ==
          ErrorKind::rejected);
}

TEST_CASE("status tells a stranger's folder from a terminal's") {
    SimulatedCounty county;
    county.add_notice(kVillage, "通知");
    county.publish_all();
    Terminal terminal(county);
    const state::ClockReading clock{terminal.wall, state::ClockSource::network};
    CHECK(kind_of([&] { agent::status(terminal.data(), clock, StatusForm::text); }) ==
          ErrorKind::invalid);
    terminal.enrol();
    const std::string text = agent::status(terminal.data(), clock, StatusForm::text);
    CHECK(text.starts_with("This terminal has not synchronised yet.\nfingerprint "));
    terminal.round();
    const auto json =
        nlohmann::json::parse(agent::status(terminal.data(), clock, StatusForm::json));
    CHECK(json["result"] == "fresh");
    CHECK(json["county"] == "board.yunling.example");
    CHECK(json["area"] == "539921102205");
    CHECK(json["feeds"].size() == 3);
    CHECK(json["feeds"][2]["size"] == 1);
    CHECK(json["clock_known"] == true);
    CHECK(json["items"] == 1);
}
