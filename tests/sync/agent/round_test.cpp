#include <doctest/doctest.h>
#include <sqlite3.h>

#include "content/cache/schema.h"
#include "sync/agent/status.h"
#include "sync/feed/tile.h"
#include "tests/sync/agent/titles.h"

using namespace villageboard;
using namespace villageboard::agent;
using state::RoundResult;

namespace {

std::optional<cache::ItemRow> item(const Terminal& terminal, const std::string& id) {
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    return cache.item(id);
}

/// Whether any file of the terminal holds these bytes.
bool on_disk(const Terminal& terminal, const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(terminal.data()))
        if (entry.is_regular_file() && read_file(entry.path()).find(bytes) != std::string::npos)
            return true;
    return false;
}

}  // namespace

TEST_CASE("a terminal that is not enrolled says so") {
    SimulatedCounty county;
    Terminal terminal(county);
    CHECK_THROWS_AS(terminal.round(), Error);
}

TEST_CASE("nothing new costs one conditional request for each feed") {
    SimulatedCounty county;
    county.add_notice(kCounty, "县里通知");
    fill(county, 3);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.requests();
    const RoundReport report = terminal.round();
    CHECK(report.result == RoundResult::fresh);
    CHECK(terminal.requests() == std::vector<std::string>{"GET 539921/checkpoint 304",
                                                          "GET 539921102/checkpoint 304",
                                                          "GET 539921102205/checkpoint 304"});
}

TEST_CASE("one new notice costs the checkpoint and one range") {
    SimulatedCounty county;
    fill(county, 300);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.requests();
    terminal.at_county().bytes = 0;
    const std::string id = county.add_notice(kVillage, "新的通知");
    county.publish(kVillage);
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(terminal.requests() == std::vector<std::string>{"GET 539921/checkpoint 304",
                                                          "GET 539921102/checkpoint 304",
                                                          "GET 539921102205/checkpoint 200",
                                                          "GET 539921102205/pack/001.p/45 206"});
    CHECK(terminal.at_county().bytes < 2500);
    CHECK(item(terminal, id)->title == "新的通知");
    CHECK(item(terminal, id)->summary == "关于新的通知");
}

TEST_CASE("a tile boundary costs one request more") {
    SimulatedCounty county;
    fill(county, 250);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.requests();
    fill(county, 20);
    county.publish(kVillage);
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(terminal.requests().size() == 5);
    CHECK(titles(terminal).size() == 270);
    // the next one goes on in the new pack
    fill(county, 1);
    county.publish(kVillage);
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(terminal.requests().back() == "GET 539921102205/pack/001.p/15 206");
    CHECK(titles(terminal).size() == 271);
}

TEST_CASE("a first sync takes the largest runs") {
    SimulatedCounty county;
    fill(county, 1300);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    const RoundReport report = terminal.round();
    CHECK(report.result == RoundResult::fresh);
    CHECK(report.requests == 6);
    CHECK(titles(terminal).size() == 1300);
    const auto log = terminal.requests();
    CHECK(std::count(log.begin(), log.end(), "GET 539921102205/run/1/000 200") == 1);
    CHECK(std::count(log.begin(), log.end(), "GET 539921102205/run/0/004 200") == 1);
    CHECK(std::count(log.begin(), log.end(), "GET 539921102205/pack/005.p/20 200") == 1);
}

TEST_CASE("a first sync that breaks off goes on where it broke") {
    SimulatedCounty county;
    fill(county, 300);
    county.publish_all();
    const auto run = std::filesystem::file_size(county.folder() / "539921102205/run/0/000");
    Terminal terminal(county);
    terminal.enrol();
    terminal.at_county().chunk = 512;
    terminal.at_county().break_after = run / 2;
    const RoundReport broken = terminal.round();
    CHECK(broken.result == RoundResult::retry);
    CHECK(broken.reason == "network");
    CHECK(titles(terminal).empty());
    terminal.at_county().break_after = ~std::size_t{0};
    terminal.at_county().bytes = 0;
    terminal.requests();
    CHECK(terminal.round().result == RoundResult::fresh);
    const auto log = terminal.requests();
    CHECK(std::count(log.begin(), log.end(), "GET 539921102205/run/0/000 206") == 1);
    CHECK(terminal.at_county().bytes <
          run / 2 + 2000 +
              std::filesystem::file_size(county.folder() / "539921102205/pack/001.p/44"));
    CHECK(titles(terminal).size() == 300);
    CHECK(std::filesystem::is_empty(terminal.data() / "parts"));
}

TEST_CASE("a broken part of a file that changed meanwhile starts again") {
    SimulatedCounty county;
    fill(county, 300);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    terminal.at_county().chunk = 512;
    terminal.at_county().break_after =
        std::filesystem::file_size(county.folder() / "539921102205/run/0/000") / 2;
    REQUIRE(terminal.round().result == RoundResult::retry);
    const std::string erased = feed::read_entry(county.feed(kVillage).entries[5].entry).envelope.id;
    county.erase(kVillage, erased, 2);
    county.publish(kVillage);
    terminal.at_county().break_after = ~std::size_t{0};
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 299);
    CHECK(item(terminal, erased)->state == cache::ItemState::erased);
}

TEST_CASE("when the partial pack is gone the full one serves") {
    SimulatedCounty county;
    fill(county, 255);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    terminal.at_county().lie = [](const std::string& path, std::optional<std::string>& bytes) {
        if (path.find(".p/") != std::string::npos) bytes.reset();
    };
    const std::string note = read_file(county.folder() / "539921102205/checkpoint");
    fill(county, 1);
    county.publish(kVillage);
    terminal.at_county().lie = [note](const std::string& path, std::optional<std::string>& bytes) {
        if (path.find(".p/") != std::string::npos) bytes.reset();
        if (path == "539921102205/checkpoint") bytes = note;
    };
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 255);
    terminal.at_county().lie = nullptr;
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(titles(terminal).size() == 256);
}

TEST_CASE("a renewed freshness time is shown and costs nothing else") {
    SimulatedCounty county;
    fill(county, 2);
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.requests();
    county.now += std::chrono::hours{1};
    county.publish(kVillage);
    terminal.wall += std::chrono::hours{1};
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(terminal.requests().size() == 3);
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    CHECK(cache.feeds().back().confirmed == county.now);
}

TEST_CASE("corrections, withdrawals and retirements show as the design says") {
    SimulatedCounty county;
    const std::string corrected = county.add_notice(kVillage, "旧标题");
    const std::string withdrawn = county.add_notice(kVillage, "要撤回的");
    const std::string retired = county.add_notice(kVillage, "结束的");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    county.add_notice(kVillage, "新标题", corrected, 2);
    const std::string reason = feed::make_body({{"reason", "内容有误"}}, county.random);
    feed::Envelope withdrawal = county.envelope(Operation::withdraw, withdrawn, 2);
    withdrawal.bodies = {feed::body_ref(reason, Audience::public_)};
    county.add(kVillage, withdrawal, {feed::pack_frame(reason)});
    county.add(kVillage, county.envelope(Operation::retire, retired, 2), {});
    county.publish(kVillage);
    REQUIRE(terminal.round().result == RoundResult::fresh);

    cache::CacheReader cache(terminal.data());
    cache.refresh();
    CHECK(cache.item(corrected)->title == "新标题");
    CHECK(cache.item(corrected)->revision == 2);
    CHECK(cache.revisions(corrected).size() == 2);
    CHECK(cache.body(corrected, 1)->json.find("旧标题") != std::string::npos);
    CHECK(cache.item(withdrawn)->state == cache::ItemState::withdrawn);
    CHECK(cache.item(withdrawn)->summary == "内容有误");
    CHECK(!cache.body(withdrawn, 1));
    CHECK(cache.body(withdrawn, 2)->json.find("内容有误") != std::string::npos);
    CHECK(cache.item(retired)->state == cache::ItemState::retired);
    CHECK(cache.item(retired)->title == "结束的");
    CHECK(titles(terminal) == std::vector<std::string>{"新标题"});
}

TEST_CASE("an erasure leaves no byte of text or file behind") {
    SimulatedCounty county;
    const std::string secret = "要删除的身份信息";
    const std::string picture = "a picture of a secret";
    const std::string digest = county.add_blob(picture);
    const std::string id = county.add_notice(kVillage, secret, {}, 1, [&](feed::Envelope& e) {
        e.attachments = {{Audience::public_, *feed::Hash::from_hex(digest), picture.size(),
                          "image/png", "", "picture"}};
    });
    county.add_notice(kVillage, "留下的");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    REQUIRE(on_disk(terminal, secret));
    REQUIRE(on_disk(terminal, picture));
    // as the search index holds it, character by character
    const std::vector<std::string> traces{"删", "除", "份"};
    for (const std::string& trace : traces) REQUIRE(on_disk(terminal, trace));
    county.erase(kVillage, id, 2);
    county.publish(kVillage);
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(!on_disk(terminal, secret));
    CHECK(!on_disk(terminal, picture));
    for (const std::string& trace : traces) CHECK(!on_disk(terminal, trace));
    CHECK(item(terminal, id)->state == cache::ItemState::erased);
    CHECK(item(terminal, id)->title.empty());
    CHECK(titles(terminal) == std::vector<std::string>{"留下的"});
}

TEST_CASE("a terminal that never saw an erased item accepts its zeroed body") {
    SimulatedCounty county;
    const std::string id = county.add_notice(kVillage, "没见过的");
    fill(county, 3);
    county.publish_all();
    county.erase(kVillage, id, 2);
    county.publish(kVillage);
    Terminal terminal(county);
    terminal.enrol();
    CHECK(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, id)->state == cache::ItemState::erased);
}

TEST_CASE("keep-until purges a text without any link, totals of the envelope stay") {
    SimulatedCounty county;
    const std::string secret = "过期要清除的名单";
    const std::string id = county.add_notice(kVillage, secret, {}, 1, [&](feed::Envelope& e) {
        e.bodies[0].keep_until = county.now + std::chrono::hours{48};
    });
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.at_county().down = true;
    terminal.wall += std::chrono::hours{24};
    CHECK(terminal.round().result == RoundResult::retry);
    CHECK(on_disk(terminal, secret));
    SUBCASE("by a clock that is known") { terminal.wall += std::chrono::hours{48}; }
    SUBCASE("by running time alone, with a clock that says 1970") {
        terminal.wall = Instant{};
        terminal.clock_source = state::ClockSource::real_time;
        terminal.running += std::chrono::hours{72};
    }
    CHECK(terminal.round().result == RoundResult::retry);
    CHECK(!on_disk(terminal, secret));
    for (const char* trace : {"清", "除", "单"}) CHECK(!on_disk(terminal, trace));
    CHECK(item(terminal, id)->body_state == cache::BodyState::purged);
    CHECK(item(terminal, id)->catalogue == "N02");
}

TEST_CASE("a clock of 1970 or 2099 is not believed and expires nothing wrongly") {
    for (const char* wrong : {"1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"}) {
        CAPTURE(wrong);
        SimulatedCounty county;
        const std::string id =
            county.add_notice(kVillage, "月底过期", {}, 1,
                              [&](feed::Envelope& e) { e.expires = at("2026-11-30T00:00:00Z"); });
        county.publish_all();
        Terminal terminal(county);
        terminal.clock_source = state::ClockSource::real_time;
        terminal.wall = at(wrong);
        terminal.enrol();
        CHECK(terminal.round().result == RoundResult::fresh);
        CHECK(item(terminal, id)->state == cache::ItemState::live);
        CHECK(
            agent::status(terminal.data(), {terminal.wall, terminal.clock_source}, StatusForm::json)
                .find("\"clock_known\": false") != std::string::npos);
        // known again and past its end: expired, and an unknown clock does not bring it back
        terminal.clock_source = state::ClockSource::network;
        terminal.wall = at("2026-12-01T00:00:00Z");
        terminal.round();
        CHECK(item(terminal, id)->state == cache::ItemState::expired);
        terminal.clock_source = state::ClockSource::real_time;
        terminal.wall = at(wrong);
        terminal.round();
        CHECK(item(terminal, id)->state == cache::ItemState::expired);
    }
}

TEST_CASE("a freshness time 25 hours ahead is accepted while the clock is not known") {
    SimulatedCounty county;
    county.now += std::chrono::hours{25};
    fill(county, 1);
    county.publish_all();
    Terminal terminal(county);
    terminal.wall = at("2001-01-01T00:00:00Z");
    terminal.clock_source = state::ClockSource::real_time;
    terminal.enrol();
    CHECK(terminal.round().result == RoundResult::fresh);
    TrustStore trust(terminal.data());
    CHECK(trust.times().floor == county.now);
}

TEST_CASE("an embargo hides an item until its time") {
    SimulatedCounty county;
    const std::string id = county.add_notice(kVillage, "明天公布", {}, 1, [&](feed::Envelope& e) {
        e.embargo = county.now + std::chrono::hours{24};
    });
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(!item(terminal, id));
    cache::CacheReader early(terminal.data());
    early.refresh();
    CHECK(!early.body(id, 1));
    terminal.wall += std::chrono::hours{25};
    terminal.round();
    CHECK(item(terminal, id)->title == "明天公布");
}

TEST_CASE("village texts stay sealed until the county accepts the terminal") {
    SimulatedCounty county;
    const std::string id = county.add_roll(kVillage, "王小明");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, id)->title == "名单 张**");
    CHECK(item(terminal, id)->audience == Audience::public_);
    CHECK(!on_disk(terminal, "王小明"));
    county.accept();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, id)->title == "名单 王小明");
    CHECK(item(terminal, id)->audience == Audience::village);
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    CHECK(cache.body(id, 1)->audience == Audience::village);
    CHECK(cache.public_body(id, 1)->json.find("王小明") == std::string::npos);
    // from now on they are opened as they come
    const std::string next = county.add_roll(kVillage, "李大山");
    county.publish(kVillage);
    terminal.requests();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, next)->title == "名单 李大山");
    CHECK(terminal.requests().size() == 4);
}

TEST_CASE(
    "sealed attachments are opened for the village and never stored closed under their name") {
    SimulatedCounty county;
    const std::string id = county.new_id();
    const std::string voucher = "a voucher with a name on it";
    const feed::SealContext context{feed::feed_origin(county.origin, kVillage), id, 1};
    const std::string sealed =
        feed::seal_frame(voucher, 1, county.village_key, context, county.random);
    const std::string digest = county.add_blob(sealed);
    county.add_notice(kVillage, "有凭证", id, 1, [&](feed::Envelope& e) {
        e.attachments = {{Audience::village, *feed::Hash::from_hex(digest), sealed.size(),
                          "image/png", "", "voucher"}};
    });
    county.add_roll(kVillage, "王小明");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    CHECK(!cache.attachments(id, 1).at(0).file);
    county.accept();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    cache.refresh();
    REQUIRE(cache.attachments(id, 1).at(0).file);
    CHECK(read_file(*cache.attachments(id, 1).at(0).file) == voucher);
    CHECK(cache.attachments(id, 1).at(0).file_digest == feed::sha256(voucher).hex());
}

TEST_CASE("a further village that the county granted is followed") {
    SimulatedCounty county;
    const std::string away = county.add_roll(kOtherVillage, "搬走的人");
    county.add_roll(kVillage, "王小明");
    county.publish_all();
    county.publish(kOtherVillage);
    Terminal terminal(county);
    terminal.enrol();
    county.accept({kVillage, kOtherVillage});
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, away)->title == "名单 搬走的人");
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    REQUIRE(cache.feeds().size() == 4);
    CHECK(cache.feeds().back().area == kOtherVillage.digits());
    CHECK(cache.feeds().back().granted);
}

TEST_CASE("an abolished village leads to its successor") {
    SimulatedCounty county;
    const std::string rows = feed::make_body(
        {{"title", "区划"},
         {"rows", nlohmann::ordered_json::parse(
                      R"([{"code":"539921102205","name":"核桃箐村","valid_from":"2000-01-01",
                   "valid_to":"2026-11-01","successor":"539921102206"}])")}},
        county.random);
    feed::Envelope table = county.envelope(Operation::publish, county.new_id(), 1, Kind::areas);
    table.bodies = {feed::body_ref(rows, Audience::public_)};
    county.add(kCounty, table, {feed::pack_frame(rows)});
    const std::string id = county.add_notice(kOtherVillage, "新村通知");
    county.publish_all();
    county.publish(kOtherVillage);
    Terminal terminal(county);
    terminal.enrol();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    CHECK(item(terminal, id)->title == "新村通知");
}
