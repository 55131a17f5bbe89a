// What a hostile or broken source can do to a terminal: nothing. Every case starts from a terminal
// that shows the honest state, lets one round meet the attack, and compares cache and trust after.
#include <doctest/doctest.h>

#include "content/cache/reader.h"
#include "sync/feed/run.h"
#include "sync/feed/tile.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using state::RoundResult;

namespace {

struct Scene {
    SimulatedCounty county;
    std::unique_ptr<Terminal> terminal;
    std::string first_id;

    Scene() {
        county.add_notice(kCounty, "县里通知");
        county.add_notice(kTown, "镇里通知");
        first_id = county.add_notice(kVillage, "第一条");
        county.add_notice(kVillage, "第二条");
        county.add_notice(kVillage, "第三条");
        county.publish_all();
        terminal = std::make_unique<Terminal>(county);
        terminal->enrol();
    }

    /// The file at `path` becomes what `change` makes of it.
    void tamper(const std::string& path, const std::function<void(std::string&)>& change) {
        terminal->at_county().lie = [path, change](const std::string& asked,
                                                   std::optional<std::string>& bytes) {
            if (asked != path) return;
            if (!bytes) bytes.emplace();
            change(*bytes);
        };
    }
    void serve(const std::string& path, const std::string& bytes) {
        tamper(path, [bytes](std::string& file) { file = bytes; });
    }
    void publish_one_more() {
        county.add_notice(kVillage, "第四条");
        county.publish(kVillage);
    }
    std::string pack_path() {
        const auto size = static_cast<unsigned>(county.feed(kVillage).entries.size());
        return "539921102205/" + feed::tile_path({feed::TileKind::pack, 0, 0, size});
    }
    /// Records of the village's feed with one of them changed: what a lying mirror serves.
    void serve_records(const std::function<void(std::vector<std::string>&)>& change) {
        std::vector<std::string> records;
        for (const auto& stored : county.feed(kVillage).entries) records.push_back(stored.record);
        change(records);
        std::string pack;
        for (const std::string& record : records) pack += record;
        serve(pack_path(), pack);
    }
};

/// Everything a terminal believes and shows, as text.
std::string picture(Terminal& terminal) {
    std::string text;
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    cache::ListQuery all;
    all.states = {cache::ItemState::live, cache::ItemState::expired, cache::ItemState::retired,
                  cache::ItemState::withdrawn, cache::ItemState::erased};
    for (const cache::ItemRow& item : cache.list(all))
        text += item.id + " " + std::to_string(item.revision) + " " + item.title + "\n";
    for (const cache::FeedRow& feed : cache.feeds())
        text += feed.area + " " + std::to_string(feed.size) + " " + feed.root + " " +
                format_instant(feed.confirmed) + "\n";
    TrustStore trust(terminal.data());
    for (const AreaCode& where : {kCounty, kTown, kVillage})
        if (const auto floor = trust.floor(where))
            text += where.digits() + " " + std::to_string(floor->size) + " " + floor->root.hex() +
                    " " + format_instant(floor->fresh) + "\n";
    return text + "root " + std::to_string(trust.root().version) + " time " +
           format_instant(trust.times().floor) + "\n";
}

struct Attack {
    std::string name;
    std::string reason;
    RoundResult result;
    std::function<void(Scene&)> prepare;
};

std::string village_checkpoint() { return "539921102205/checkpoint"; }

/// A correctly signed checkpoint over other entries than the county's.
feed::Checkpoint other_tree(Scene& scene, std::uint64_t size) {
    feed::Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i)
        frontier.append(feed::leaf_hash("another entry " + std::to_string(i)));
    return {feed::feed_origin(scene.county.origin, kVillage), size, frontier.root(), {}};
}

const RoundResult kRefusedResult = RoundResult::refused;

std::vector<Attack> checkpoint_attacks() {
    return {
        {"a checkpoint of garbage", "malformed", kRefusedResult,
         [](Scene& s) { s.serve(village_checkpoint(), "garbage"); }},
        {"an empty checkpoint", "malformed", kRefusedResult,
         [](Scene& s) { s.serve(village_checkpoint(), ""); }},
        {"a checkpoint without signatures", "malformed", kRefusedResult,
         [](Scene& s) {
             s.tamper(village_checkpoint(),
                      [](std::string& note) { note.resize(note.find("\n\n") + 2); });
         }},
        {"a size changed under a good signature", "bad_signature", kRefusedResult,
         [](Scene& s) {
             s.tamper(village_checkpoint(),
                      [](std::string& note) { note.replace(note.find("\n3\n"), 3, "\n4\n"); });
         }},
        {"a log key nobody knows", "bad_signature", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             const auto checkpoint = s.county.checkpoint(kVillage, 4);
             s.serve(village_checkpoint(),
                     feed::sign_checkpoint(
                         checkpoint, fixed_signer(checkpoint.origin, feed::KeyType::ed25519, 66),
                         s.county.freshness, s.county.now));
         }},
        {"a freshness key nobody knows", "bad_signature", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             const auto checkpoint = s.county.checkpoint(kVillage, 4);
             s.serve(village_checkpoint(),
                     feed::sign_checkpoint(checkpoint, s.county.log.renamed(checkpoint.origin),
                                           fixed_signer(feed::freshness_name(s.county.origin),
                                                        feed::KeyType::timestamped_ed25519, 66),
                                           s.county.now));
         }},
        {"a checkpoint without a freshness time", "bad_signature", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.tamper(village_checkpoint(),
                      [](std::string& note) { note.resize(note.rfind("\xE2\x80\x94")); });
         }},
        {"another area's checkpoint", "foreign_origin", kRefusedResult,
         [](Scene& s) {
             s.serve(village_checkpoint(), read_file(s.county.folder() / "539921102/checkpoint"));
         }},
        {"another county's checkpoint", "foreign_origin", kRefusedResult,
         [](Scene& s) {
             feed::Checkpoint foreign = s.county.checkpoint(kVillage, 3);
             foreign.origin = "board.elsewhere.example/539921102205";
             s.serve(village_checkpoint(), s.county.note(foreign, s.county.now));
         }},
        {"a checkpoint over its limit", "oversize", kRefusedResult,
         [](Scene& s) { s.serve(village_checkpoint(), std::string(17 * 1024, 'x')); }},
        {"a rollback", "rollback", kRefusedResult,
         [](Scene& s) {
             s.serve(village_checkpoint(), s.county.note(s.county.checkpoint(kVillage, 2),
                                                         s.county.now + std::chrono::hours{1}));
         }},
        {"a rollback to nothing", "rollback", kRefusedResult,
         [](Scene& s) {
             s.serve(village_checkpoint(), s.county.note(s.county.checkpoint(kVillage, 0),
                                                         s.county.now + std::chrono::hours{1}));
         }},
        {"an old stick", "stale", RoundResult::retry,
         [](Scene& s) {
             s.serve(village_checkpoint(), s.county.note(s.county.checkpoint(kVillage, 2),
                                                         s.county.now - std::chrono::hours{24}));
         }},
        {"equal size, another root", "fork", kRefusedResult,
         [](Scene& s) {
             s.serve(village_checkpoint(), s.county.note(other_tree(s, 3), s.county.now));
         }},
        {"a larger tree of another history", "fork", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.serve(village_checkpoint(), s.county.note(other_tree(s, 4), s.county.now));
         }},
        {"a time 25 hours ahead of a known clock", "time_in_future", kRefusedResult,
         [](Scene& s) {
             s.serve(village_checkpoint(),
                     s.county.note(s.county.checkpoint(kVillage, 3),
                                   s.terminal->wall + std::chrono::hours{25}));
         }},
    };
}

std::vector<Attack> content_attacks() {
    return {
        {"a pack that ends in the middle", "truncated", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.tamper(s.pack_path(), [](std::string& pack) { pack.resize(pack.size() - 60); });
         }},
        {"a pack without its last byte", "truncated", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.tamper(s.pack_path(), [](std::string& pack) { pack.pop_back(); });
         }},
        {"a pack that holds nothing new", "truncated", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             std::string old;
             for (std::size_t i = 0; i < 3; ++i) old += s.county.feed(kVillage).entries[i].record;
             s.serve(s.pack_path(), old);
         }},
        {"a pack of garbage", "bad_frame", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.tamper(s.pack_path(),
                      [](std::string& pack) { pack.assign(pack.size() + 999, '\xff'); });
         }},
        {"a pack that is not there", "missing_file", RoundResult::retry,
         [](Scene& s) {
             s.publish_one_more();
             s.terminal->at_county().lie = [](const std::string& path,
                                              std::optional<std::string>& bytes) {
                 if (path.find("/pack/") != std::string::npos) bytes.reset();
             };
         }},
        {"a pack that never ends", "oversize", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.terminal->at_county().endless = true;
         }},
        {"a body of another entry", "body_mismatch", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.serve_records([&](std::vector<std::string>& records) {
                 const auto& entry = s.county.feed(kVillage).entries[3].entry;
                 records[3] =
                     feed::pack_record(entry, {feed::pack_frame(s.county.body("掉包的正文"))});
             });
         }},
        {"a body changed in one word, of equal length", "body_mismatch", kRefusedResult,
         [](Scene& s) {
             const std::string text = s.county.body("发放十元");
             feed::Envelope made = s.county.envelope(Operation::publish, s.county.new_id(), 1);
             made.bodies = {feed::body_ref(text, Audience::public_)};
             s.county.add(kVillage, made, {feed::pack_frame(text)});
             s.county.publish(kVillage);
             std::string changed = text;
             changed.replace(changed.find("十"), 3, "九");
             s.serve_records([&](std::vector<std::string>& records) {
                 records[3] = feed::pack_record(s.county.feed(kVillage).entries[3].entry,
                                                {feed::pack_frame(changed)});
             });
         }},
        {"a body without a salt, signed", "bad_body", kRefusedResult,
         [](Scene& s) {
             const std::string text = R"({"title":"没有盐"})";
             feed::Envelope made = s.county.envelope(Operation::publish, s.county.new_id(), 1);
             made.bodies = {{Audience::public_, feed::sha256(text), text.size(), {}}};
             s.county.add(kVillage, made, {feed::pack_frame(text)});
             s.county.publish(kVillage);
         }},
        {"a body nested deeper than 32", "bad_body", kRefusedResult,
         [](Scene& s) {
             const std::string text = R"({"salt":"00112233445566778899aabbccddeeff","a":)" +
                                      std::string(40, '[') + std::string(40, ']') + "}";
             feed::Envelope made = s.county.envelope(Operation::publish, s.county.new_id(), 1);
             made.bodies = {{Audience::public_, feed::sha256(text), text.size(), {}}};
             s.county.add(kVillage, made, {feed::pack_frame(text)});
             s.county.publish(kVillage);
         }},
        {"a zeroed body that nobody erased", "erased_without_reason", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.serve_records([](std::vector<std::string>& records) {
                 records[3] = feed::erased_record(records[3]);
             });
         }},
        {"an entry exchanged for another signed one", "fork", kRefusedResult,
         [](Scene& s) {
             s.publish_one_more();
             s.serve_records([](std::vector<std::string>& records) { records[3] = records[2]; });
         }},
        {"two new entries in the wrong order", "fork", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kVillage, "第四条");
             s.publish_one_more();
             s.serve_records(
                 [](std::vector<std::string>& records) { std::swap(records[3], records[4]); });
         }},
        {"an entry of a publisher nobody knows", "bad_signature", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice_by(kVillage, fixed_signer("stranger", feed::KeyType::ed25519, 77));
             s.county.publish(kVillage);
         }},
        {"a publisher of another village", "publisher_out_of_scope", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice_by(kVillage, s.county.narrow);
             s.county.publish(kVillage);
         }},
        {"an entry copied out of another village's feed", "foreign_origin", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kOtherVillage, "邻村的通知");
             s.county.feed(kVillage).entries.push_back(s.county.feed(kOtherVillage).entries[0]);
             s.county.publish(kVillage);
         }},
        {"a publisher of another kind", "publisher_out_of_scope", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice_by(kVillage, s.county.alerts_only);
             s.county.publish(kVillage);
         }},
        {"a revision left out", "revision_gap", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kVillage, "跳号", s.first_id, 3);
             s.county.publish(kVillage);
         }},
        {"an item published twice", "revision_gap", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kVillage, "又一次", s.first_id, 1);
             s.county.publish(kVillage);
         }},
        {"a correction of what never was", "revision_gap", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kVillage, "无中生有", s.county.new_id(), 2);
             s.county.publish(kVillage);
         }},
        {"another area's item taken over", "revision_gap", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kTown, "改村里的", s.first_id, 2);
             s.county.publish(kTown);
         }},
        {"a correction that changes the kind", "bad_entry", kRefusedResult,
         [](Scene& s) {
             s.county.add_notice(kVillage, "变政策", s.first_id, 2,
                                 [](feed::Envelope& e) { e.kind = Kind::policy; });
             s.county.publish(kVillage);
         }},
        {"something after an erasure", "revision_gap", kRefusedResult,
         [](Scene& s) {
             s.county.erase(kVillage, s.first_id, 2);
             s.county.add_notice(kVillage, "还魂", s.first_id, 3);
             s.county.publish(kVillage);
         }},
    };
}

void expect_refused(const Attack& attack) {
    const std::string name = attack.name;
    CAPTURE(name);
    Scene scene;
    REQUIRE(scene.terminal->round().result == RoundResult::fresh);
    const std::string before = picture(*scene.terminal);
    attack.prepare(scene);
    const RoundReport report = scene.terminal->round();
    CHECK(report.reason == attack.reason);
    CHECK(report.result == attack.result);
    CHECK(!report.message.empty());
    CHECK(picture(*scene.terminal) == before);
    state::StateDb state(scene.terminal->data());
    CHECK(state.health().reason == attack.reason);
}

/// After an attack by a liar on the line the honest state still gets through.
void expect_recovery(const Attack& attack) {
    const std::string name = attack.name;
    CAPTURE(name);
    Scene scene;
    REQUIRE(scene.terminal->round().result == RoundResult::fresh);
    attack.prepare(scene);
    scene.terminal->round();
    scene.terminal->at_county().lie = nullptr;
    scene.terminal->at_county().endless = false;
    scene.county.publish(kVillage);
    const RoundReport report = scene.terminal->round();
    CHECK_MESSAGE(report.result == RoundResult::fresh, report.message);
}

}  // namespace

TEST_CASE("a false checkpoint is refused with its reason and changes nothing") {
    for (const Attack& attack : checkpoint_attacks()) expect_refused(attack);
}

TEST_CASE("false content is refused with its reason and changes nothing") {
    for (const Attack& attack : content_attacks()) expect_refused(attack);
}

TEST_CASE("after a false checkpoint the honest feed still gets through") {
    for (const Attack& attack : checkpoint_attacks()) expect_recovery(attack);
}

TEST_CASE("after damaged content the honest feed still gets through") {
    // what the county itself signed wrongly stays refused: only what a mirror did to it is undone
    for (const Attack& attack : content_attacks())
        if (attack.reason == "truncated" || attack.reason == "bad_frame" ||
            attack.reason == "missing_file" || attack.reason == "oversize" ||
            attack.reason == "erased_without_reason" || attack.reason == "fork")
            expect_recovery(attack);
}

TEST_CASE("both notes of a fork are kept as evidence, once") {
    Scene scene;
    REQUIRE(scene.terminal->round().result == RoundResult::fresh);
    const std::string forged = scene.county.note(other_tree(scene, 3), scene.county.now);
    scene.serve(village_checkpoint(), forged);
    scene.terminal->round();
    scene.terminal->round();
    TrustStore trust(scene.terminal->data());
    const auto evidence = trust.evidence();
    REQUIRE(evidence.size() == 1);
    CHECK(evidence[0].reason == "fork");
    CHECK(evidence[0].area == kVillage.digits());
    CHECK(evidence[0].note == forged);
    CHECK(evidence[0].held == read_file(scene.county.folder() / "539921102205/checkpoint"));
    CHECK(evidence[0].source == "http://county");
}

TEST_CASE("a damaged run of a first sync is refused and leaves an empty board") {
    SimulatedCounty county;
    for (int i = 0; i < 256; ++i) county.add_notice(kVillage, "通知" + std::to_string(i));
    county.publish_all();
    for (const bool cut : {false, true}) {
        Terminal terminal(county);
        terminal.enrol();
        terminal.at_county().lie = [cut](const std::string& path,
                                         std::optional<std::string>& bytes) {
            if (!bytes || path.find("/run/") == std::string::npos) return;
            if (cut)
                bytes->resize(bytes->size() / 2);
            else
                (*bytes)[bytes->size() / 2] = static_cast<char>((*bytes)[bytes->size() / 2] ^ 1);
        };
        const RoundReport report = terminal.round();
        CHECK(report.result == RoundResult::refused);
        cache::CacheReader cache(terminal.data());
        cache.refresh();
        CHECK(cache.count({}) == 0);
        terminal.at_county().lie = nullptr;
        CHECK(terminal.round().result == RoundResult::fresh);
        cache.refresh();
        CHECK(cache.count({}) == 256);
    }
}

TEST_CASE("a frame may not use a dictionary that is named after it, nor a false one") {
    std::vector<std::string> samples;
    SimulatedCounty trainer;
    for (int i = 0; i < 400; ++i)
        samples.push_back(
            trainer.body("关于第" + std::to_string(i * 7919) + "号补贴的通知" + std::to_string(i)));
    const auto dictionary = feed::train_dictionary(samples, 8192);
    REQUIRE(dictionary);
    const auto publish_with = [&](SimulatedCounty& county, bool name_first, bool honest_blob) {
        feed::Envelope naming;
        naming.operation = Operation::dictionary;
        naming.published = county.now;
        naming.dictionary = feed::DictionaryRef{dictionary->id(), feed::sha256(dictionary->bytes()),
                                                dictionary->bytes().size()};
        if (honest_blob) county.add_blob(dictionary->bytes());
        if (name_first) county.add(kVillage, naming, {});
        const std::string text = county.body("关于补贴的通知");
        feed::Envelope made = county.envelope(Operation::publish, county.new_id(), 1);
        made.bodies = {feed::body_ref(text, Audience::public_)};
        county.add(kVillage, made, {feed::pack_frame(text, &*dictionary)});
        if (!name_first) county.add(kVillage, naming, {});
        county.feed(kVillage).held.emplace(dictionary->id(), *dictionary);
        county.publish_all();
    };
    for (const auto& [name_first, honest] :
         std::vector<std::pair<bool, bool>>{{false, true}, {true, false}, {true, true}}) {
        SimulatedCounty county;
        publish_with(county, name_first, honest);
        Terminal terminal(county);
        terminal.enrol();
        const RoundReport report = terminal.round();
        if (name_first && honest) {
            CHECK(report.result == RoundResult::fresh);
        } else {
            CHECK(report.reason == "missing_dictionary");
            CHECK(report.result == RoundResult::refused);
        }
    }
}

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
