#include "sync/feed/root.h"

#include <doctest/doctest.h>

#include "feed_fixture.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const TestCounty kCounty;

Signer root_signer(char fill) {
    return fixed_signer(std::string("root-") + fill, KeyType::ed25519, fill);
}

Root first_root() {
    Root root;
    root.origin = kCounty.origin;
    root.county = area("539921");
    root.made = at("2026-11-20T00:00:00Z");
    root.root_keys = {root_signer('a').verifier()};
    root.log_keys = {kCounty.log.verifier().renamed(kCounty.origin)};
    root.freshness = {kCounty.freshness.verifier()};
    root.publishers = kCounty.publishers();
    root.inbox_key = make_box_key_pair(std::string(32, 'i')).public_key;
    return root;
}

/// Version 2, held by two of three.
Root second_root() {
    Root root = first_root();
    root.version = 2;
    root.threshold = 2;
    root.root_keys = {root_signer('b').verifier(), root_signer('c').verifier(),
                      root_signer('d').verifier()};
    root.lower_time_floor = at("2026-11-01T00:00:00Z");
    return root;
}

std::string signed_root(const Root& root, const std::string& fills) {
    std::vector<Signer> signers;
    for (char fill : fills) signers.push_back(root_signer(fill));
    return sign_root(root, signers);
}

Verdict next(const Root& root, const std::string& fills, const Root& current = first_root()) {
    return open_next_root(signed_root(root, fills), current).verdict;
}

DeviceKeys device_keys() {
    DeviceKeys keys;
    keys.device_id = "d-0001";
    keys.version = 3;
    keys.made = at("2026-11-20T00:00:00Z");
    keys.home = area("539921102205");
    keys.areas = {area("539921"), area("539921102"), area("539921102205")};
    keys.village_keys[area("539921102205")] = {{1, std::string(32, 'k')},
                                               {2, std::string(32, 'l')}};
    keys.staff = {{"clerk-1", "village_clerk", "$argon2id$v=19$example"}};
    return keys;
}

}  // namespace

TEST_CASE("a root survives being signed, and gives each feed its keys") {
    const OpenedRoot opened = open_first_root(signed_root(first_root(), "a"));
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.root == first_root());
    const CheckpointKeys keys = opened.root.checkpoint_keys(kCounty.village);
    CHECK(keys.origin == "board.yunling.example/539921102205");
    CHECK(keys.log[0] == kCounty.log.verifier());
    TestFeed feed;
    CHECK(open_checkpoint(feed.note(), keys).verdict == Verdict::verified);
}

TEST_CASE("a root cut or changed at any byte is not that root") {
    const std::string note = signed_root(first_root(), "a");
    for (std::size_t i = 0; i < note.size(); ++i) {
        CHECK(open_first_root(note.substr(0, i)).verdict != Verdict::verified);
        if (i % 5 != 0) continue;
        std::string changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK(open_first_root(changed).verdict != Verdict::verified);
    }
    CHECK(open_first_root(std::string(kMaxRootBytes + 1, 'x')).verdict == Verdict::oversize);
}

TEST_CASE("a new root needs the old threshold and its own") {
    CHECK(next(second_root(), "abc") == Verdict::verified);
    CHECK(next(second_root(), "ad") == Verdict::bad_threshold);   // own: one of two
    CHECK(next(second_root(), "bcd") == Verdict::bad_threshold);  // old: none
    CHECK(next(second_root(), "a") == Verdict::bad_threshold);
    CHECK(next(second_root(), "x") == Verdict::bad_signature);
    Root third = second_root();
    third.version = 3;
    CHECK(next(third, "bc", second_root()) == Verdict::verified);
    CHECK(next(third, "b", second_root()) == Verdict::bad_threshold);
}

TEST_CASE("one key signing twice counts once") {
    CHECK(next(second_root(), "abb") == Verdict::bad_threshold);
    const Signer twin("root-twin", KeyType::ed25519, std::string(32, 'b'));
    Root doubled = second_root();
    doubled.root_keys.push_back(twin.verifier());
    CHECK_THROWS_AS(format_root(doubled), Error);
}

TEST_CASE("a root of another version or county is refused") {
    Root root = second_root();
    root.version = 3;
    CHECK(next(root, "abc") == Verdict::version_gap);
    root.version = 1;
    CHECK(next(root, "abc") == Verdict::version_gap);
    root = second_root();
    root.county = area("539922");
    root.publishers.clear();
    CHECK(next(root, "abc") == Verdict::foreign_origin);
}

TEST_CASE("holders of root keys sign one after another") {
    std::string note = signed_root(second_root(), "a");
    note = add_root_signature(note, root_signer('b'));
    note = add_root_signature(note, root_signer('b'));
    note = add_root_signature(note, root_signer('c'));
    CHECK(open_next_root(note, first_root()).verdict == Verdict::verified);
    CHECK(parse_note(note)->signatures.size() == 3);
    CHECK_THROWS_AS(add_root_signature("x", root_signer('b')), Error);
    CHECK(root_fingerprint(note) == root_fingerprint(signed_root(second_root(), "a")));
    CHECK(root_fingerprint(note).size() == 35);
}

TEST_CASE("a root that breaks a rule is neither written nor read") {
    const auto refused = [](auto change) {
        Root root = first_root();
        change(root);
        CHECK_THROWS_AS(format_root(root), Error);
    };
    refused([](Root& r) { r.version = 0; });
    refused([](Root& r) { r.threshold = 0; });
    refused([](Root& r) { r.threshold = 2; });
    refused([](Root& r) { r.root_keys.clear(); });
    refused([](Root& r) { r.log_keys.clear(); });
    refused([](Root& r) { r.freshness.clear(); });
    refused([](Root& r) { r.log_keys = {kCounty.log.verifier()}; });
    refused([](Root& r) { r.freshness = {r.log_keys[0]}; });
    refused([](Root& r) { r.publishers[0].areas = {area("539922")}; });
    refused([](Root& r) { r.publishers[0].areas.clear(); });
    refused([](Root& r) { r.publishers[0].kinds.clear(); });
    refused([](Root& r) { r.publishers.push_back(r.publishers[0]); });
    refused([](Root& r) { r.publishers[0].until.emplace(); });
    refused([](Root& r) { r.publishers[0].until = {{kCounty.village, 0}}; });
    refused([](Root& r) { r.publishers[0].until = {{kCounty.village, std::uint64_t{1} << 32}}; });
    refused([](Root& r) { r.publishers[0].until = {{area("539922"), 1}}; });
    refused([](Root& r) { r.inbox_key = "short"; });
    refused([](Root& r) { r.county = area("539921102"); });
    CHECK_FALSE(parse_root(format_root(first_root()) + " "));
    CHECK_FALSE(parse_root("{}"));
    CHECK_FALSE(parse_root("null"));
}

TEST_CASE("a root says in one spelling where a retired publisher key ended") {
    Root root = first_root();
    root.publishers[0].until = {{kCounty.village, 4'294'967'295}, {area("539921"), 7}};
    const std::string json = format_root(root);
    const std::string until = R"("until":{"539921":7,"539921102205":4294967295})";
    CHECK(json.find(R"("alert"],)" + until + "}]") != std::string::npos);
    CHECK(parse_root(json) == root);
    for (const char* other :
         {R"("until":{"539921102205":4294967295,"539921":7})", R"("until":{"539921":7.0})",
          R"("until":{"539921":7,"539921":7})", R"("until":{"539921":"7"})", R"("until":{})",
          R"("until":{"539921000000":7})", R"("until":{"539921":-1})", R"("until":null)",
          R"("until":{"539921":0})", R"("until":{"539921":4294967296})", R"("until":["539921"])"}) {
        CAPTURE(other);
        std::string changed = json;
        changed.replace(changed.find(until), until.size(), other);
        CHECK_FALSE(parse_root(changed));
    }
}

TEST_CASE("a device opens its own keys and nobody else's") {
    const Signer log = kCounty.log.renamed(kCounty.origin);
    const std::vector<VerifierKey> keys{log.verifier()};
    const BoxKeyPair pair = make_box_key_pair(std::string(32, 'p'));
    const std::string note = sign_device_keys(device_keys(), pair.public_key, log, Instant{});
    const OpenedDeviceKeys opened = open_device_keys(note, keys, "d-0001", pair);
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.keys == device_keys());
    CHECK(note.find(std::string(32, 'k')) == std::string::npos);
    CHECK(note.find("argon2id") == std::string::npos);
    CHECK(open_device_keys(note, keys, "d-0002", pair).verdict == Verdict::foreign_origin);
    const BoxKeyPair thief = make_box_key_pair(std::string(32, 'q'));
    CHECK(open_device_keys(note, keys, "d-0001", thief).verdict == Verdict::missing_key);
    const std::vector<VerifierKey> other{root_signer('z').verifier()};
    CHECK(open_device_keys(note, other, "d-0001", pair).verdict == Verdict::bad_signature);
    CHECK(read_device_keys(note, keys).keys.areas == device_keys().areas);
    for (std::size_t i = 0; i < note.size(); i += 3)
        CHECK(open_device_keys(note.substr(0, i), keys, "d-0001", pair).verdict !=
              Verdict::verified);
    CHECK(read_device_keys(std::string(kMaxDeviceKeysBytes + 1, 'x'), keys).verdict ==
          Verdict::oversize);
    DeviceKeys bad = device_keys();
    bad.device_id = "../root";
    CHECK_THROWS_AS(sign_device_keys(bad, pair.public_key, log, Instant{}), Error);
    bad = device_keys();
    bad.village_keys[area("539921102205")][3] = "short";
    CHECK_THROWS_AS(sign_device_keys(bad, pair.public_key, log, Instant{}), Error);
}

TEST_CASE("a sealed box opens with its key pair only") {
    const BoxKeyPair pair = make_box_key_pair(std::string(32, 'p'));
    std::string box = seal_to("secret", pair.public_key);
    CHECK(box.size() == 6 + 48);
    CHECK(open_sealed(box, pair) == "secret");
    CHECK_FALSE(open_sealed(box.substr(1), pair));
    CHECK_FALSE(open_sealed("", pair));
    box[50] = static_cast<char>(box[50] ^ 1);
    CHECK_FALSE(open_sealed(box, pair));
    CHECK_THROWS_AS(seal_to("x", "short"), Error);
    CHECK_THROWS_AS(make_box_key_pair("short"), Error);
}

TEST_CASE("an enrolment code is read however people type it") {
    const EnrolmentCode code = EnrolmentCode::make(counted_random(5));
    const std::string text = code.to_string();
    CHECK(text.size() == 24);
    CHECK(EnrolmentCode::parse(text) == code);
    std::string lower;
    for (char c : text)
        if (c != '-') lower += static_cast<char>(std::tolower(c));
    CHECK(EnrolmentCode::parse(lower) == code);
    CHECK(EnrolmentCode::parse(" " + lower.substr(0, 9) + " " + lower.substr(9)) == code);
    const auto typed = EnrolmentCode::parse("0018-AAAA-AAAA-AAAA-AAAA");
    CHECK(typed->id == "OOIB");
    for (const char* bad : {"", "ABCD", "ABCD-EFGH-IJKL-MNOP-QRS", "ABCD-EFGH-IJKL-MNOP-QRS9",
                            "ABCD-EFGH-IJKL-MNOP-QRSTU", "ABCD_EFGH-IJKL-MNOP-QRST"})
        CHECK_FALSE(EnrolmentCode::parse(bad));
}

TEST_CASE("an enrolment proves that both sides hold the code, and the secret never travels") {
    const EnrolmentCode code = EnrolmentCode::make(counted_random(5));
    EnrolmentCode other = code;
    other.secret[0] = static_cast<char>(other.secret[0] ^ 1);
    const EnrolmentRequest request{code.id, area("539921102205"), std::string(32, 's'),
                                   std::string(32, 'b')};
    const std::string line = format_request(request, code);
    CHECK(parse_request(line) == request);
    CHECK(check_request(line, code));
    CHECK_FALSE(check_request(line, other));
    CHECK(line.find(to_base32(code.secret)) == std::string::npos);
    for (std::size_t i = 0; i < line.size(); ++i) {
        std::string changed = line;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(check_request(changed, code));
        CHECK_FALSE(check_request(line.substr(0, i), code));
    }
    const EnrolmentReply reply{"d-0001", signed_root(first_root(), "a")};
    const std::string answer = format_reply(reply, line, code);
    CHECK(open_reply(answer, line, code) == reply);
    CHECK_FALSE(open_reply(answer, line, other));
    CHECK_FALSE(open_reply(answer, line + " ", code));
    for (std::size_t i = 0; i < answer.size(); i += 5) {
        std::string changed = answer;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(open_reply(changed, line, code));
    }
    CHECK_THROWS_AS(format_request({code.id, area("539921"), "short", "short"}, code), Error);
}
