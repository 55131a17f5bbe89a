// What replaced keys, keys of others and files under the wrong key can do to a terminal: nothing.
#include <doctest/doctest.h>

#include "tests/sync/agent/scene.h"

using namespace villageboard;
using namespace villageboard::agent;
using state::RoundResult;

TEST_CASE("a new root needs the old threshold, its own, and the next number") {
    const auto offer = [](const std::function<std::string(SimulatedCounty&)>& make) {
        SimulatedCounty county;
        county.add_notice(kVillage, "通知");
        county.publish_all();
        Terminal terminal(county);
        terminal.enrol();
        REQUIRE(terminal.round().result == RoundResult::fresh);
        const std::string note = make(county);
        terminal.at_county().lie = [note](const std::string& path,
                                          std::optional<std::string>& bytes) {
            if (path == "root/2") bytes = note;
        };
        terminal.running += std::chrono::hours{2};
        const RoundReport report = terminal.round();
        TrustStore trust(terminal.data());
        return std::pair(report.reason, trust.root().version);
    };
    const auto next = [](SimulatedCounty& county) -> feed::Root& {
        county.root().version = 2;
        return county.root();
    };
    const auto stranger = fixed_signer("root.stranger", feed::KeyType::ed25519, 88);
    using Outcome = std::pair<std::string, std::uint32_t>;
    CHECK(offer([&](SimulatedCounty& c) {
              next(c);
              return c.sign({stranger});
          }) == Outcome("bad_signature", 1));
    CHECK(offer([&](SimulatedCounty& c) {
              next(c).root_keys = {stranger.verifier()};
              return c.sign({stranger});
          }) == Outcome("bad_threshold", 1));
    CHECK(offer([&](SimulatedCounty& c) {
              next(c).root_keys = {c.root_key.verifier(), stranger.verifier()};
              c.root().threshold = 2;
              return c.sign({c.root_key});
          }) == Outcome("bad_threshold", 1));
    CHECK(offer([&](SimulatedCounty& c) {
              next(c).version = 3;
              return c.sign({c.root_key});
          }) == Outcome("version_gap", 1));
    CHECK(offer([&](SimulatedCounty& c) {
              next(c);
              return std::string(600 * 1024, 'x');
          }) == Outcome("oversize", 1));
    CHECK(offer([&](SimulatedCounty& c) {
              next(c);
              return c.sign({c.root_key});
          }) == Outcome("", 2));
}

TEST_CASE("a replaced log key is believed only with the new root, and the floor stays") {
    Scene scene;
    REQUIRE(scene.terminal->round().result == RoundResult::fresh);
    SimulatedCounty& county = scene.county;
    const feed::Signer old_log = county.log;
    county.log = fixed_signer(county.origin, feed::KeyType::ed25519, 55);
    for (const AreaCode& where : {kCounty, kTown, kVillage}) county.add_notice(where, "新钥匙");
    county.publish_all();
    CHECK(scene.terminal->round().reason == "bad_signature");
    county.root().version = 2;
    county.root().log_keys = {county.log.verifier()};
    county.write_root(county.sign({county.root_key}));
    CHECK(scene.terminal->round().result == RoundResult::fresh);
    // the old key signs nothing any more, and the new one no smaller tree
    county.log = old_log;
    scene.serve(village_checkpoint(), county.note(county.checkpoint(kVillage, 4), county.now));
    CHECK(scene.terminal->round().reason == "bad_signature");
    county.log = fixed_signer(county.origin, feed::KeyType::ed25519, 55);
    scene.serve(village_checkpoint(),
                county.note(county.checkpoint(kVillage, 2), county.now + std::chrono::minutes{5}));
    CHECK(scene.terminal->round().reason == "rollback");
}

TEST_CASE("a replaced publisher key breaks no terminal, known or new, and signs nothing more") {
    Scene scene;
    REQUIRE(scene.terminal->round().result == RoundResult::fresh);
    SimulatedCounty& county = scene.county;
    const feed::Signer old = county.publisher;
    county.publisher = fixed_signer("publisher.second", feed::KeyType::ed25519, 56);
    auto& publishers = county.root().publishers;
    publishers.push_back({county.publisher.verifier(), publishers[0].areas, publishers[0].kinds});
    publishers[0].until = {{kCounty, 1}, {kTown, 1}, {kVillage, 3}};
    county.root().version = 2;
    county.write_root(county.sign({county.root_key}));
    county.add_notice(kVillage, "新钥匙", scene.first_id, 2);
    county.publish_all();
    CHECK(scene.terminal->round().result == RoundResult::fresh);
    Terminal fresh(county);
    fresh.enrol();
    CHECK(fresh.round().result == RoundResult::fresh);
    const auto items = [](const std::string& shown) { return shown.substr(0, shown.find("5399")); };
    CHECK(items(picture(fresh)) == items(picture(*scene.terminal)));
    CHECK(picture(fresh).find(scene.first_id + " 2 新钥匙") != std::string::npos);
    // whoever holds the old key, and even the log's, adds nothing
    const std::string before = picture(fresh);
    county.add_notice_by(kVillage, old);
    county.publish(kVillage);
    for (Terminal* terminal : {&fresh, scene.terminal.get()})
        CHECK(terminal->round().reason == "publisher_out_of_scope");
    CHECK(picture(fresh) == before);
    Terminal third(county);
    third.enrol();
    CHECK(third.round().reason == "publisher_out_of_scope");
}

TEST_CASE("keys of another terminal, keys signed by a stranger and older keys are not taken") {
    SimulatedCounty county;
    county.add_roll(kVillage, "王小明");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    const auto offer = [&](const std::string& note) {
        terminal.at_county().lie = [note](const std::string& path,
                                          std::optional<std::string>& bytes) {
            if (path == "keys/device-1") bytes = note;
        };
        return terminal.round().reason;
    };
    CHECK(offer(county.device_keys({kVillage}, 1, "device-2")) == "foreign_origin");
    const std::string good = county.device_keys({kVillage}, 5);
    std::string broken = good;
    broken[broken.size() - 10] = broken[broken.size() - 10] == 'A' ? 'B' : 'A';
    CHECK(offer(broken) == "bad_signature");
    CHECK(offer(std::string(600 * 1024, 'k')) == "oversize");
    CHECK(offer(good).empty());
    {
        TrustStore trust(terminal.data());
        CHECK(trust.keys_note()->note == good);
    }
    terminal.running += std::chrono::hours{2};
    CHECK(offer(county.device_keys({}, 4)).empty());
    TrustStore trust(terminal.data());
    CHECK(trust.keys_note()->note == good);
}

TEST_CASE("a sealed body under the wrong key or moved to another item is refused") {
    SimulatedCounty county;
    county.add_notice(kVillage, "通知");
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    county.accept();
    REQUIRE(terminal.round().result == RoundResult::fresh);
    terminal.running += std::chrono::hours{2};
    REQUIRE(terminal.round().result == RoundResult::fresh);
    const std::string real_key = county.village_key;
    county.village_key = std::string(32, 8);
    county.add_roll(kVillage, "王小明");
    county.village_key = real_key;
    county.publish(kVillage);
    CHECK(terminal.round().reason == "bad_frame");
}

TEST_CASE("an attachment that is not the signed one is never shown") {
    SimulatedCounty county;
    const std::string picture_bytes = "the signed picture";
    const std::string digest = county.add_blob(picture_bytes);
    const std::string id = county.add_notice(kVillage, "有图", {}, 1, [&](feed::Envelope& e) {
        e.attachments = {{Audience::public_, *feed::Hash::from_hex(digest), picture_bytes.size(),
                          "image/png", "", "picture"}};
    });
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    const std::string path = feed::blob_path(*feed::Hash::from_hex(digest));
    for (const std::string& lie :
         {std::string("the forged picture"), std::string(99, 'x'), std::string("short")}) {
        terminal.at_county().lie = [path, lie](const std::string& asked,
                                               std::optional<std::string>& bytes) {
            if (asked == path) bytes = lie;
        };
        const RoundReport report = terminal.round();
        CHECK(report.result == RoundResult::refused);
        CHECK(report.reason == "body_mismatch");
        cache::CacheReader cache(terminal.data());
        cache.refresh();
        REQUIRE(cache.attachments(id, 1).size() == 1);
        CHECK(!cache.attachments(id, 1)[0].file);
    }
    terminal.at_county().lie = nullptr;
    CHECK(terminal.round().result == RoundResult::fresh);
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    REQUIRE(cache.attachments(id, 1)[0].file);
    CHECK(read_file(*cache.attachments(id, 1)[0].file) == picture_bytes);
}
