#include "sync/feed/checkpoint.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "feed_fixture.h"
#include "sync/feed/floor.h"
#include "sync/feed/proof.h"
#include "sync/feed/stretch.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

// One whole checkpoint: keys of RFC 8032 tests 1 and 2.
const std::string kBody =
    "county.example/notices\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";
const std::string kLogLine =
    "\xE2\x80\x94 county.example/notices c3ovOe2xlQB4cH+YtjvKqEG35JqEenUFM0lPEt7eB08CKS3N+hu+E0dt1v"
    "3cqaIeXxPjRDfNbJfLVgTRilsMaXsRPAU=\n";
const std::string kFreshLine =
    "\xE2\x80\x94 witness.example/w1 BNLYMwAAAABkGFDLC2lg6/j5Xur2fA4qfQ2t8RB3VRThDwHy0qSs8nUtjcnptX"
    "07uZ4/tIAoCKUjD6X6y0ierI9LowatP26xbju0Ag==\n";
const std::string kNote = kBody + "\n" + kLogLine + kFreshLine;

VerifierKey log_key() {
    return *VerifierKey::parse(
        "county.example/notices+737a2f39+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
}
VerifierKey fresh_key() {
    return *VerifierKey::parse(
        "witness.example/w1+04d2d833+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM");
}
CheckpointKeys keys() { return {"county.example/notices", {log_key()}, {fresh_key()}}; }

OpenedCheckpoint opened(std::uint64_t size, Hash root, const char* fresh) {
    return {Verdict::verified, {"o", size, root, {}}, at(fresh), "note"};
}

Frontier grown(const std::vector<std::string>& entries, std::size_t size) {
    Frontier frontier;
    for (std::size_t i = 0; i < size; ++i) frontier.append(leaf_hash(entries[i]));
    return frontier;
}

}  // namespace

TEST_CASE("the published checkpoint opens with its size, root and freshness time") {
    const OpenedCheckpoint opened = open_checkpoint(kNote, keys());
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.checkpoint.size == 8);
    CHECK(opened.checkpoint.root.base64() == "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
    CHECK(opened.fresh == Instant(std::chrono::seconds(1679315147)));
    CHECK(opened.note == kNote);
}

TEST_CASE("signing with the published seeds gives the published bytes") {
    const Signer log("county.example/notices", KeyType::ed25519,
                     *from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    const Signer fresh(
        "witness.example/w1", KeyType::timestamped_ed25519,
        *from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    CHECK(log.verifier() == log_key());
    CHECK(fresh.verifier() == fresh_key());
    CHECK(sign_checkpoint(*parse_checkpoint(kBody), log, fresh,
                          Instant(std::chrono::seconds(1679315147))) == kNote);
}

TEST_CASE("a checkpoint needs the log's line, and the freshness line where its key is known") {
    CHECK(open_checkpoint(kBody + "\n" + kLogLine, keys()).verdict == Verdict::bad_signature);
    CHECK(open_checkpoint(kBody + "\n" + kFreshLine, keys()).verdict == Verdict::bad_signature);
    CheckpointKeys log_only = keys();
    log_only.freshness.clear();
    const OpenedCheckpoint opened = open_checkpoint(kBody + "\n" + kLogLine, log_only);
    CHECK(opened.verdict == Verdict::verified);
    CHECK_FALSE(opened.fresh);
}

TEST_CASE("a checkpoint of another feed is foreign, and its note is kept as evidence") {
    CheckpointKeys other = keys();
    other.origin = "county.example/alerts";
    const OpenedCheckpoint opened = open_checkpoint(kNote, other);
    CHECK(opened.verdict == Verdict::foreign_origin);
    CHECK(opened.note == kNote);
}

TEST_CASE("a checkpoint over 16 KiB is refused before it is read") {
    const std::string huge = std::string(16384, 'a') + "\n" + kNote;
    CHECK(open_checkpoint(huge, keys()).verdict == Verdict::oversize);
}

TEST_CASE("a checkpoint cut at any byte, or with any byte changed, is never verified") {
    // A cut before the second line leaves a note that lacks the freshness signature.
    for (std::size_t i = 0; i < kNote.size(); ++i) {
        CHECK(open_checkpoint(kNote.substr(0, i), keys()).verdict != Verdict::verified);
        std::string changed = kNote;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK(open_checkpoint(changed, keys()).verdict != Verdict::verified);
    }
}

TEST_CASE("a body that is not to the letter is no checkpoint") {
    const std::string root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n";
    CHECK(parse_checkpoint("o\n0\n" + root));
    CHECK(parse_checkpoint("o\n1\n" + root + "extension\n")->extensions.size() == 1);
    for (const std::string& bad :
         {std::string(), std::string("o\n1\n"), "o\n01\n" + root, "o\n+1\n" + root,
          "o\n-1\n" + root, "o\n\n" + root, "\n1\n" + root, "o\n1\n" + root + "\n",
          "o\n18446744073709551616\n" + root, "o\n1\n" + root.substr(4), std::string("o\n1\nx\n"),
          "o\n1\n" + root.substr(0, root.size() - 1)})
        CHECK_FALSE(parse_checkpoint(bad));
    const auto parsed = parse_checkpoint("o\n1\n" + root + "extension\n");
    CHECK(format_checkpoint(*parsed) == "o\n1\n" + root + "extension\n");
}

TEST_CASE("freshness is renewed without touching the log's line") {
    TestFeed feed;
    feed.add_notice("一");
    const std::string note = feed.note(at("2026-11-23T06:00:00Z"));
    const std::string renewed =
        renew_freshness(note, feed.county.freshness, at("2026-11-23T07:00:00Z"));
    const auto opened = open_checkpoint(renewed, feed.county.checkpoint_keys());
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.fresh == at("2026-11-23T07:00:00Z"));
    CHECK(renewed.size() == note.size());
    CHECK(renewed.substr(0, 250) == note.substr(0, 250));
    CHECK_THROWS_AS(renew_freshness("x", feed.county.freshness, Instant{}), Error);
}

TEST_CASE("the log key signs only under the name of the feed") {
    TestFeed feed;
    Checkpoint other = feed.checkpoint();
    other.origin = "board.yunling.example/539921";
    CHECK_THROWS_AS(sign_checkpoint(other, feed.county.log, feed.county.freshness, Instant{}),
                    Error);
}

TEST_CASE("a freshness signer follows its log forward only") {
    const std::vector<std::string> entries{"a", "b", "c"};
    const Checkpoint two{"o", 2, grown(entries, 2).root(), {}};
    const Checkpoint three{"o", 3, grown(entries, 3).root(), {}};
    const std::vector<Hash> proof{leaf_hash("c")};
    CHECK(check_cosign({}, two, {}) == Verdict::verified);
    CHECK(check_cosign(two, two, {}) == Verdict::verified);
    CHECK(check_cosign(two, three, proof) == Verdict::verified);
    CHECK(check_cosign(Checkpoint{"o", 0, empty_root(), {}}, three, {}) == Verdict::verified);
    CHECK(check_cosign(two, three, {}) == Verdict::fork);
    CHECK(check_cosign(three, two, proof) == Verdict::rollback);
    CHECK(check_cosign(two, Checkpoint{"o", 2, Hash{}, {}}, {}) == Verdict::fork);
    CHECK(check_cosign(two, Checkpoint{"p", 2, two.root, {}}, {}) == Verdict::foreign_origin);
}

TEST_CASE("the floor tells an old copy from a rollback and from a fork") {
    const Hash root = leaf_hash("a");
    const Floor floor{10, root, at("2026-11-20T00:00:00Z"), "n"};
    const auto judge = [&](std::uint64_t size, Hash at_root, const char* fresh) {
        return judge_against_floor(opened(size, at_root, fresh), floor);
    };
    CHECK(judge_against_floor(opened(1, root, "2020-01-01T00:00:00Z"), {}) == Verdict::verified);
    CHECK(judge(11, Hash{}, "2026-11-21T00:00:00Z") == Verdict::verified);
    CHECK(judge(10, root, "2026-11-19T00:00:00Z") == Verdict::verified);
    CHECK(judge(10, Hash{}, "2026-11-21T00:00:00Z") == Verdict::fork);
    CHECK(judge(9, Hash{}, "2026-11-20T00:00:00Z") == Verdict::stale);
    CHECK(judge(9, Hash{}, "2026-11-20T00:00:01Z") == Verdict::rollback);
}

TEST_CASE("the floor rises and its time never goes down") {
    const Floor floor{10, leaf_hash("a"), at("2026-11-20T00:00:00Z"), "n"};
    const auto raised = raise_floor(floor, opened(12, Hash{}, "2026-11-19T00:00:00Z"));
    CHECK(raised.size == 12);
    CHECK(raised.fresh == at("2026-11-20T00:00:00Z"));
    CHECK(raise_floor(floor, opened(10, leaf_hash("a"), "2026-11-19T00:00:00Z")).note == "n");
    CHECK(raise_floor({}, opened(1, Hash{}, "2026-11-19T00:00:00Z")).size == 1);
}

TEST_CASE("a freshness time over a day after a known clock is not believed") {
    const Instant now = at("2026-11-20T00:00:00Z");
    CHECK(check_freshness(at("2026-11-21T00:00:00Z"), now) == Verdict::verified);
    CHECK(check_freshness(at("2026-11-21T00:00:01Z"), now) == Verdict::time_in_future);
    CHECK(check_freshness(at("2099-01-01T00:00:00Z"), {}) == Verdict::verified);
}

TEST_CASE("a stretch of entries is verified from any held size to the signed one") {
    const std::vector<std::string> entries{"a", "b", "c", "d", "e", "f", "g"};
    const Checkpoint target{"o", 7, grown(entries, 7).root(), {}};
    for (std::size_t held = 0; held <= 7; ++held) {
        StretchVerifier stretch(grown(entries, held), target, {});
        for (std::size_t i = held; i < 7; ++i) CHECK(stretch.add(entries[i]) == Verdict::verified);
        CHECK(stretch.finish() == Verdict::verified);
        CHECK(stretch.add("h") == Verdict::oversize);
    }
}

TEST_CASE("a stretch that stops early, differs, or contradicts what is held is told apart") {
    const std::vector<std::string> entries{"a", "b", "c", "d"};
    const Checkpoint target{"o", 4, grown(entries, 4).root(), {}};
    StretchVerifier early(grown(entries, 2), target, {});
    CHECK(early.add("c") == Verdict::verified);
    CHECK(early.finish() == Verdict::truncated);
    StretchVerifier other(grown(entries, 2), target, {});
    other.add("c");
    other.add("x");
    CHECK(other.finish() == Verdict::fork);
    const Checkpoint smaller{"o", 2, grown(entries, 2).root(), {}};
    CHECK(StretchVerifier(grown(entries, 3), smaller, {}).finish() == Verdict::rollback);
    StretchVerifier huge(Frontier{}, target, {});
    CHECK(huge.add(std::string(65536, 'x')) == Verdict::oversize);
}

TEST_CASE("a stretch must pass through the floor that lies above the cache") {
    const std::vector<std::string> entries{"a", "b", "c", "d"};
    const std::vector<std::string> forged{"a", "b", "x", "d"};
    const Checkpoint target{"o", 4, grown(forged, 4).root(), {}};
    const Floor floor{3, grown(entries, 3).root(), Instant{}, "n"};
    StretchVerifier stretch(grown(entries, 2), target, floor);
    CHECK(stretch.add("x") == Verdict::fork);
    CHECK(stretch.add("d") == Verdict::fork);
    CHECK(stretch.finish() != Verdict::verified);
    const Floor same_size{2, Hash{}, Instant{}, "n"};
    CHECK(StretchVerifier(grown(entries, 2), target, same_size).add("c") == Verdict::fork);
}

TEST_CASE("a proof file shows that an entry stands in the feed") {
    TestFeed feed;
    for (int i = 0; i < 5; ++i) feed.add_notice("通知" + std::to_string(i));
    const SubtreeHash subtree = [&](unsigned level, std::uint64_t index) {
        Frontier part;
        for (std::uint64_t i = index << level; i < (index + 1) << level; ++i)
            part.append(leaf_hash(feed.entries[i].entry));
        return part.root();
    };
    const InclusionProof proof{3, inclusion_proof(3, 5, subtree), feed.note()};
    const std::string file = format_proof(proof);
    CHECK(file.starts_with("c2sp.org/tlog-proof@v1\nindex 3\n"));
    CHECK(parse_proof(file) == proof);
    const auto keys = feed.county.checkpoint_keys();
    CHECK(verify_proof(proof, feed.entries[3].entry, keys) == Verdict::verified);
    CHECK(verify_proof(proof, feed.entries[2].entry, keys) == Verdict::tile_mismatch);
    CHECK(parse_proof("c2sp.org/tlog-proof@v1\nextra AAAA\n" + file.substr(23)) == proof);
    for (std::size_t i = 0; i < file.size(); ++i) {
        const auto cut = parse_proof(file.substr(0, i));
        if (cut) CHECK(verify_proof(*cut, feed.entries[3].entry, keys) != Verdict::verified);
    }
}
