// What a hostile or broken source can do to a terminal: nothing. Every case starts from a terminal
// that shows the honest state, lets one round meet the attack, and compares cache and trust after.
#include <doctest/doctest.h>

#include "sync/feed/run.h"
#include "sync/feed/tile.h"
#include "tests/sync/agent/scene.h"

using namespace villageboard;
using namespace villageboard::agent;
using state::RoundResult;

namespace {

struct Attack {
    std::string name;
    std::string reason;
    RoundResult result;
    std::function<void(Scene&)> prepare;
};

const RoundResult kRefusedResult = RoundResult::refused;

/// A correctly signed checkpoint over other entries than the county's.
feed::Checkpoint other_tree(Scene& scene, std::uint64_t size) {
    feed::Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i)
        frontier.append(feed::leaf_hash("another entry " + std::to_string(i)));
    return {feed::feed_origin(scene.county.origin, kVillage), size, frontier.root(), {}};
}

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
