#include "sync/agent/trust_store.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;

namespace {

feed::Floor floor_of(std::uint64_t size, Instant fresh, const std::string& note = "note") {
    return {size, feed::sha256(std::to_string(size)), fresh, note};
}

const Instant kNow = at("2026-11-23T06:00:00Z");

}  // namespace

TEST_CASE("a floor never goes down, neither in size nor in time") {
    TemporaryFolder folder;
    TrustStore trust(folder.path());
    CHECK(!trust.floor(kVillage));
    trust.raise_floor(kVillage, floor_of(5, kNow));
    trust.raise_floor(kVillage, floor_of(4, kNow + std::chrono::hours{1}));
    CHECK(trust.floor(kVillage)->size == 5);
    CHECK(trust.floor(kVillage)->fresh == kNow);
    trust.raise_floor(kVillage, floor_of(6, kNow - std::chrono::hours{1}));
    CHECK(trust.floor(kVillage)->size == 6);
    CHECK(trust.floor(kVillage)->fresh == kNow);
    trust.raise_floor(kVillage, floor_of(6, kNow + std::chrono::hours{1}, "renewed"));
    CHECK(trust.floor(kVillage)->note == "renewed");
    CHECK(!trust.floor(kTown));
}

TEST_CASE("what was stored is there after the program ended") {
    SimulatedCounty county;
    Terminal terminal(county);
    terminal.enrol();
    TrustStore trust(terminal.data());
    Times times = trust.times();
    times.floor = kNow;
    times.boot_id = "boot";
    times.boot_seconds = 77;
    trust.set_times(times);
    trust.set_keys_note({"note", "\"etag\"", "source"});
    TrustStore again(terminal.data());
    CHECK(!again.replaced());
    CHECK(again.identity()->county == "http://county");
    CHECK(again.identity()->area == kVillage);
    CHECK(again.identity()->signing_seed.size() == 32);
    CHECK(again.root().origin == county.origin);
    CHECK(again.times().floor == kNow);
    CHECK(again.times().boot_seconds == 77);
    CHECK(again.keys_note()->etag == "\"etag\"");
}

TEST_CASE("evidence is kept once each, and a flood of it does not fill the disk") {
    TemporaryFolder folder;
    TrustStore trust(folder.path());
    for (int i = 0; i < 250; ++i)
        for (int twice = 0; twice < 2; ++twice)
            trust.keep_evidence(
                {kNow, "539921", "fork", "note " + std::to_string(i), "held", "http://county"});
    const auto kept = trust.evidence();
    REQUIRE(kept.size() == 200);
    CHECK(kept.front().note == "note 0");
    CHECK(kept.back().note == "note 199");
}

TEST_CASE("a terminal without enrolment has no root, and a root is never skipped") {
    TemporaryFolder folder;
    TrustStore trust(folder.path());
    CHECK_THROWS_AS(trust.root(), Error);
    SimulatedCounty county;
    CHECK_THROWS_AS(trust.enrol({}, "no root"), Error);
    CHECK(!trust.identity());
    trust.enrol({}, county.sign({county.root_key}));
    county.root().version = 3;
    CHECK_THROWS_AS(trust.add_root(county.root(), county.sign({county.root_key})), Error);
    CHECK(trust.root().version == 1);
}
