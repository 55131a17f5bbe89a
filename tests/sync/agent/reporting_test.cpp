#include "sync/agent/reporting.h"

#include <doctest/doctest.h>

#include "sync/agent/signed_post.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

/// A county that keeps the reports it gets.
struct Listening {
    Listening() : terminal(county) {
        county.add_notice(kCounty, "县里的通知");
        county.add_notice(kVillage, "村里的通知");
        county.publish_all();
        terminal.enrol();
        terminal.at_county().reports = [this](const fetch::PostRequest& request) {
            reports.push_back(Json::parse(request.body));
            return fetch::PostReply{status, "{}"};
        };
    }

    /// A round, and a report where it is due.
    Told round() {
        Agent agent(terminal.data(), terminal.environment);
        return agent.tell_county(agent.round({}), {});
    }
    void pass(std::chrono::seconds time) {
        terminal.running += time;
        terminal.wall += time;
    }

    SimulatedCounty county;
    Terminal terminal;
    int status = 201;
    std::vector<Json> reports;
};

const char* const kLong = "019ab000-0000-7000-8000-000000000001";
const char* const kShort = "019ab000-0000-7000-8000-000000000002";

Json feed_of(const Json& report, const AreaCode& where) {
    for (const Json& feed : report["feeds"])
        if (feed["area"] == where.digits()) return feed;
    return {};
}

}  // namespace

TEST_CASE("reports are spread, at least a quarter of an hour apart") {
    const Instant last = at("2026-11-23T02:00:00Z");
    CHECK(report_is_due(last, {}, "a"));
    CHECK(!report_is_due(last + 15min - 1s, last, "a"));
    CHECK(report_is_due(last + 20min, last, "a"));
    CHECK(report_is_due(last - 1s, last, "a"));
    std::set<std::int64_t> first;
    for (int i = 0; i < 20; ++i)
        for (auto wait = 15min; wait <= 20min; ++wait)
            if (report_is_due(last + wait, last, std::to_string(i))) {
                first.insert(wait.count());
                break;
            }
    CHECK(first.size() > 1);
}

TEST_CASE("a report says what is held and shown, and how the terminal is") {
    Listening at_work;
    REQUIRE(at_work.round() == Told::told);
    const Json report = at_work.reports.at(0);
    CHECK(report["format"] == 1);
    CHECK(report["clock"]["known"] == true);
    CHECK(report["boot"] == "boot-1");
    CHECK(report["uptime_s"] == 1000);
    CHECK(report["round"]["result"] == "fresh");
    CHECK(report["feeds"].size() == 3);
    const Json village = feed_of(report, kVillage);
    CHECK(village["size"] == 1);
    CHECK(village["items"] == 1);
    CHECK(village["shown"] == 1);
    CHECK(village["digest"].get<std::string>().size() == 64);
    CHECK(feed_of(report, kTown)["items"] == 0);
    CHECK(report["storage"]["total_bytes"] > 0);
    CHECK(report["acknowledged"].empty());
}

TEST_CASE("a report is sent when due, after a restart as well, and not before") {
    Listening at_work;
    CHECK(at_work.round() == Told::told);
    at_work.pass(10min);
    CHECK(at_work.round() == Told::not_due);
    at_work.pass(10min);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.size() == 2);
}

TEST_CASE("a county that is away or refuses costs the board nothing") {
    Listening at_work;
    at_work.status = 403;
    CHECK(at_work.round() == Told::refused);
    at_work.pass(20min);
    at_work.terminal.at_county().reports = [](const fetch::PostRequest&) -> fetch::PostReply {
        throw Error(ErrorKind::retry, "The line is dead.");
    };
    at_work.county.add_notice(kVillage, "又一条");
    at_work.county.publish(kVillage);
    Agent agent(at_work.terminal.data(), at_work.terminal.environment);
    const RoundReport round = agent.round({});
    CHECK(round.result == state::RoundResult::fresh);
    CHECK(round.changed == 1);
    CHECK(agent.tell_county(round, {}) == Told::unreachable);
    // it isn't tried again at once
    CHECK(agent.tell_county(round, {}) == Told::not_due);
}

TEST_CASE("what went wrong is told by codes and counts, until the county has it") {
    Listening at_work;
    CHECK(at_work.round() == Told::told);
    Agent agent(at_work.terminal.data(), at_work.terminal.environment);
    at_work.terminal.at_county().down = true;
    for (int i = 0; i < 3; ++i) agent.tell_county(agent.round({}), {});
    at_work.terminal.at_county().down = false;
    at_work.pass(20min);
    CHECK(agent.tell_county(agent.round({}), {}) == Told::told);
    CHECK(at_work.reports.back()["errors"] == Json{{{"code", "network"}, {"count", 3}}});
    at_work.pass(20min);
    CHECK(agent.tell_county(agent.round({}), {}) == Told::told);
    CHECK(at_work.reports.back()["errors"].empty());
}

TEST_CASE("an erasure is acknowledged at once, after the text has left the disk, and once") {
    Listening at_work;
    const std::string id = at_work.county.add_notice(kVillage, "要抹掉的秘密");
    at_work.county.publish(kVillage);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.back()["acknowledged"].empty());
    at_work.county.erase(kVillage, id, 2);
    at_work.county.publish(kVillage);
    at_work.pass(2min);
    // the county doesn't hear it at first
    at_work.status = 503;
    CHECK(at_work.round() == Told::refused);
    at_work.status = 201;
    at_work.pass(2min);
    CHECK(at_work.round() == Told::told);
    const Json told = at_work.reports.back()["acknowledged"];
    REQUIRE(told.size() == 1);
    CHECK(told[0]["item"] == id);
    CHECK(told[0]["index"] == 2);
    CHECK(told[0]["what"] == "erase");
    for (const auto& file : std::filesystem::directory_iterator(at_work.terminal.data()))
        if (file.path().filename().string().starts_with("cache."))
            CHECK(read_file(file.path()).find("要抹掉的秘密") == std::string::npos);
    at_work.pass(20min);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.back()["acknowledged"].empty());
}

TEST_CASE("an erasure is not acknowledged while somebody still reads the old text") {
    Listening at_work;
    const std::string id = at_work.county.add_notice(kVillage, "要抹掉的秘密");
    at_work.county.publish(kVillage);
    CHECK(at_work.round() == Told::told);
    at_work.county.erase(kVillage, id, 2);
    at_work.county.publish(kVillage);
    at_work.pass(20min);
    {
        cache::Database reader(at_work.terminal.data() / "cache.1.db",
                               {.access = cache::Access::read});
        cache::Query query = reader.query("SELECT id FROM item");
        REQUIRE(query.step());
        at_work.round();
        for (const Json& report : at_work.reports) CHECK(report["acknowledged"].empty());
    }
    at_work.pass(20min);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.back()["acknowledged"].size() == 1);
}

TEST_CASE("a terminal that got a warning says so at once") {
    Listening at_work;
    Agent agent(at_work.terminal.data(), at_work.terminal.environment);
    CHECK(agent.tell_county(agent.round({}), {}) == Told::told);
    feed::Envelope envelope =
        at_work.county.envelope(Operation::publish, at_work.county.new_id(), 1, Kind::alert);
    envelope.catalogue = "N01";
    envelope.priority = Priority::alert;
    const std::string text = at_work.county.body("暴雨红色预警");
    envelope.bodies = {feed::body_ref(text, Audience::public_)};
    at_work.county.add(kVillage, envelope, {feed::pack_frame(text)}, at_work.county.alerts_only);
    at_work.county.publish(kVillage);
    at_work.pass(2min);
    CHECK(agent.tell_county(agent.round({}), {}) == Told::told);
    CHECK(feed_of(at_work.reports.back(), kVillage)["size"] == 2);
    at_work.pass(2min);
    CHECK(agent.tell_county(agent.round({}), {}) == Told::not_due);
}

TEST_CASE("a withdrawal and a keep-until are acknowledged by their entries") {
    Listening at_work;
    const std::string kept = at_work.county.add_notice(
        kVillage, "只留一小时", {}, 1,
        [&](feed::Envelope& envelope) { envelope.bodies[0].keep_until = at_work.county.now + 2h; });
    const std::string withdrawn = at_work.county.add_notice(kVillage, "要撤下的");
    at_work.county.publish(kVillage);
    CHECK(at_work.round() == Told::told);
    feed::Envelope envelope = at_work.county.envelope(Operation::withdraw, withdrawn, 2);
    const std::string reason = feed::make_body({{"reason", "写错了"}}, at_work.county.random);
    envelope.bodies = {feed::body_ref(reason, Audience::public_)};
    at_work.county.add(kVillage, envelope, {feed::pack_frame(reason)});
    at_work.county.publish(kVillage);
    at_work.pass(3h);
    CHECK(at_work.round() == Told::told);
    std::map<std::string, std::string> told;
    for (const Json& one : at_work.reports.back()["acknowledged"])
        told[one["item"]] = one["what"].get<std::string>() + std::to_string(int(one["index"]));
    CHECK(told ==
          std::map<std::string, std::string>{{kept, "keep_until1"}, {withdrawn, "withdraw3"}});
}

TEST_CASE("counts go by whole days that are over, and none under five by its item") {
    Listening at_work;
    const Day today = shanghai_day(at_work.terminal.wall);
    const Day yesterday = today - std::chrono::days{1};
    {
        state::StateDb state(at_work.terminal.data());
        state.add_shown(yesterday, {{kLong, 50min}, {kShort, 4min}, {"", 3h}});
        state.add_shown(today, {{kLong, 7min}, {"", 5min}});
        for (int i = 0; i < 5; ++i) state.count_use(yesterday, kLong, state::Use::opened);
        for (int i = 0; i < 4; ++i) state.count_use(yesterday, kShort, state::Use::opened);
        for (int i = 0; i < 9; ++i) state.count_use(today, kLong, state::Use::opened);
        state.count_use(yesterday, kShort, state::Use::listened);
    }
    CHECK(at_work.round() == Told::told);
    const Json report = at_work.reports.back();
    CHECK(report["minutes_today"] == 12);
    REQUIRE(report["days"].size() == 1);
    CHECK(report["days"][0]["day"] == format_day(yesterday));
    CHECK(report["days"][0]["counts"] == Json{{{"item", kLong}, {"what", "minutes"}, {"count", 50}},
                                              {{"what", "minutes"}, {"count", 184}},
                                              {{"item", kLong}, {"what", "opened"}, {"count", 5}}});
    // a day is told once
    at_work.pass(20min);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.back()["days"].empty());
    at_work.pass(24h);
    CHECK(at_work.round() == Told::told);
    CHECK(at_work.reports.back()["days"][0]["day"] == format_day(today));
}

TEST_CASE("a terminal whose county is a stick reports to nobody") {
    SimulatedCounty county;
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    Agent agent(terminal.data(), terminal.environment);
    auto identity = *agent.trust().identity();
    identity.county = county.folder().string();
    CHECK(!takes_posts(identity));
}
