#include "sync/feed/verifier.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "feed_fixture.h"
#include "sync/feed/tile.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const Instant kNow = at("2026-11-23T06:00:00Z");
const std::string kBase = "539921102205/";

struct Written {
    TestFeed feed;
    MemoryFileSystem disk;

    void write() { FeedWriter(disk, feed.county.village).write(feed, feed.note(kNow), kNow); }
    VerifyReport verify() {
        const VerifyOptions options = feed.county.verify_options();
        return verify_feed(disk, options);
    }
    /// The verdicts of all problems, each once.
    std::vector<Verdict> verdicts() {
        std::vector<Verdict> found;
        for (const Problem& problem : verify().problems)
            if (std::find(found.begin(), found.end(), problem.verdict) == found.end())
                found.push_back(problem.verdict);
        return found;
    }
    std::string& file(const std::string& path) { return disk.files.at(kBase + path).bytes; }
};

Written small() {
    Written written;
    written.feed.add_notice("一");
    written.feed.add_roll("张三丰");
    written.feed.add_notice("三");
    written.write();
    return written;
}

using Verdicts = std::vector<Verdict>;

}  // namespace

TEST_CASE("any byte changed in any file of a feed is found") {
    Written written = small();
    REQUIRE(written.verify().problems.empty());
    const auto good = written.disk.files;
    int harmless = 0;
    for (const auto& [path, file] : good)
        for (std::size_t i = 0; i < file.bytes.size(); i += 7) {
            written.disk.files = good;
            written.disk.files.at(path).bytes[i] ^= 0x04;
            if (written.verify().problems.empty()) ++harmless;
        }
    // Bits without meaning in zstd frames: the content is the signed one.
    CHECK(harmless <= 4);
}

TEST_CASE("any file of a feed cut anywhere or missing is found") {
    Written written = small();
    const auto good = written.disk.files;
    for (const auto& [path, file] : good) {
        for (std::size_t cut = 0; cut < file.bytes.size(); cut += 11) {
            written.disk.files = good;
            written.disk.files.at(path).bytes.resize(cut);
            CHECK_FALSE(written.verify().problems.empty());
        }
        written.disk.files = good;
        written.disk.files.at(path).bytes += 'x';
        CHECK_FALSE(written.verify().problems.empty());
        written.disk.files.erase(path);
        CHECK(written.verdicts() == Verdicts{Verdict::missing_file});
    }
}

TEST_CASE("each kind of wrong has its verdict") {
    const auto after = [](auto change) {
        Written written = small();
        change(written);
        return written.verdicts();
    };
    CHECK(after([](Written& w) {
              std::swap(w.file("tile/0/000.p/3")[0], w.file("tile/0/000.p/3")[1]);
          }) == Verdicts{Verdict::tile_mismatch});
    CHECK(after([](Written& w) {
              w.file("pack/000.p/3")
                  .replace(0, w.feed.entries[0].record.size(),
                           erased_record(w.feed.entries[0].record));
          }) == Verdicts{Verdict::erased_without_reason});
    CHECK(after([](Written& w) {
              w.file("pack/000.p/3")
                  .replace(0, w.feed.entries[0].record.size(), w.feed.entries[2].record);
          }) == Verdicts{Verdict::tile_mismatch});
    CHECK(after([](Written& w) { w.file("checkpoint") = "x"; }) == Verdicts{Verdict::malformed});
    CHECK(after([](Written& w) {
              TestCounty other;
              other.log = fixed_signer(other.log.verifier().name(), KeyType::ed25519, 9);
              w.file("checkpoint") =
                  sign_checkpoint(w.feed.checkpoint(), other.log, other.freshness, kNow);
          }) == Verdicts{Verdict::bad_signature});
    CHECK(after([](Written& w) {
              Checkpoint forged = w.feed.checkpoint();
              forged.root = Hash{};
              w.file("checkpoint") =
                  sign_checkpoint(forged, w.feed.county.log, w.feed.county.freshness, kNow);
          }) == Verdicts{Verdict::fork});
    CHECK(after([](Written& w) {
              Checkpoint huge = w.feed.checkpoint();
              huge.size = std::uint64_t{1} << 60;
              w.file("checkpoint") =
                  sign_checkpoint(huge, w.feed.county.log, w.feed.county.freshness, kNow);
          }) == Verdicts{Verdict::oversize});
}

TEST_CASE("a log that breaks its own rules is found out entry by entry") {
    const auto after = [](auto change) {
        Written written;
        written.feed.add_notice("一");
        change(written.feed);
        written.write();
        return written.verdicts();
    };
    CHECK(after([](TestFeed& f) {
              f.add_notice("跳", nullptr, read_entry(f.entries[0].entry).envelope.id, 3);
          }) == Verdicts{Verdict::revision_gap});
    CHECK(after([](TestFeed& f) { f.entries.push_back(f.entries[0]); }) ==
          Verdicts{Verdict::revision_gap});
    CHECK(after([](TestFeed& f) {
              f.county.publisher = fixed_signer("stranger", KeyType::ed25519, 9);
              const auto known = f.county.publisher;
              f.add_notice("生");
              f.county.publisher = TestCounty().publisher;
          }) == Verdicts{Verdict::bad_signature});
    CHECK(after([](TestFeed& f) {
              Envelope finance = f.envelope(Operation::publish, make_item_id(kNow, f.random), 1);
              finance.kind = Kind::finance;
              const std::string body = make_body({{"title", "账"}}, f.random);
              finance.bodies = {body_ref(body, Audience::public_)};
              f.add(finance, {pack_frame(body)});
          }) == Verdicts{Verdict::publisher_out_of_scope});
    CHECK(after([](TestFeed& f) {
              Envelope notice = f.envelope(Operation::publish, make_item_id(kNow, f.random), 1);
              const std::string body = make_body({{"title", "甲"}}, f.random);
              const std::string other = make_body({{"title", "乙"}}, f.random);
              notice.bodies = {body_ref(body, Audience::public_)};
              f.add(notice, {pack_frame(other)});
          }) == Verdicts{Verdict::body_mismatch});
    CHECK(after([](TestFeed& f) {
              Envelope notice = f.envelope(Operation::publish, make_item_id(kNow, f.random), 1);
              notice.bodies = {body_ref("{\"title\":1}", Audience::public_)};
              f.add(notice, {pack_frame("{\"title\":1}")});
          }) == Verdicts{Verdict::bad_body});
    CHECK(after([](TestFeed& f) {
              Envelope roll = f.envelope(Operation::publish, make_item_id(kNow, f.random), 1);
              const std::string body = make_body({{"name", "张三丰"}}, f.random);
              roll.kind = Kind::relief_roll;
              roll.bodies = {body_ref(body, Audience::village)};
              f.add(roll, {pack_frame(body)});
          }) == Verdicts{Verdict::bad_frame});
}

TEST_CASE("an entry copied into another village's feed is found, with and without the root") {
    TestFeed other;
    other.random = counted_random(77);
    other.county.village = area("539921102206");
    other.add_notice("邻村的通知");
    Written written;
    written.feed.add_notice("一");
    written.feed.entries.push_back(other.entries[0]);
    written.write();
    CHECK(written.verdicts() == Verdicts{Verdict::foreign_origin});
    VerifyOptions outside = written.feed.county.verify_options();
    outside.publishers.reset();
    const VerifyReport report = verify_feed(written.disk, outside);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].verdict == Verdict::foreign_origin);
    CHECK(report.problems[0].index == 1);
}

TEST_CASE("a feed whose publisher key was replaced verifies, but nothing new under the old one") {
    Written written = small();
    const Signer old = written.feed.county.publisher;
    auto publishers = written.feed.county.publishers();
    publishers[0].until = {{written.feed.county.village, 3}};
    written.feed.county.publisher = fixed_signer("second.example", KeyType::ed25519, 33);
    publishers.push_back(
        {written.feed.county.publisher.verifier(), publishers[0].areas, publishers[0].kinds});
    written.feed.add_notice("新钥匙");
    written.write();
    VerifyOptions options = written.feed.county.verify_options();
    options.publishers = publishers;
    CHECK(verify_feed(written.disk, options).problems.empty());
    written.feed.county.publisher = old;
    written.feed.add_notice("旧钥匙");
    written.write();
    const VerifyReport report = verify_feed(written.disk, options);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].verdict == Verdict::publisher_out_of_scope);
    CHECK(report.problems[0].index == 4);
}

TEST_CASE("a sealed frame of another item is found where the key is held") {
    Written written;
    written.feed.add_roll("张三丰");
    written.feed.add_roll("李四光");
    PackReader first(written.feed.entries[0].record);
    PackReader second(written.feed.entries[1].record);
    const std::string open(second.next()->body_frames[0]);
    const std::string sealed(first.next()->body_frames[1]);
    written.feed.entries[1].record = pack_record(written.feed.entries[1].entry, {open, sealed});
    written.write();
    CHECK(written.verdicts() == Verdicts{Verdict::bad_frame});
}

TEST_CASE("a reader without the village key or the publishers checks all the rest") {
    Written written = small();
    VerifyOptions options = written.feed.county.verify_options();
    options.village_keys.clear();
    options.publishers.reset();
    options.keys.freshness.clear();
    const VerifyReport report = verify_feed(written.disk, options);
    CHECK(report.problems.empty());
    CHECK(report.sealed_unread == 1);
    CHECK(report.entries == 3);
}

TEST_CASE("a dictionary serves from its entry on, and its loss is found") {
    Written written;
    std::vector<std::string> samples;
    for (int i = 0; i < 200; ++i)
        samples.push_back(make_body({{"title", "停水通知第" + std::to_string(i) + "号"},
                                     {"summary", "供水管道检修，请提前储水。"}},
                                    written.feed.random));
    const auto dictionary = train_dictionary(samples, 4096);
    REQUIRE(dictionary);
    written.feed.name_dictionary(*dictionary);
    const std::string id = written.feed.add_notice("停水", &*dictionary);
    const Hash blob = put_blob(written.disk, dictionary->bytes(), kNow);
    written.write();
    CHECK(written.verdicts().empty());
    written.disk.files.at(blob_path(blob)).bytes += "x";
    CHECK(written.verdicts() == Verdicts{Verdict::body_mismatch, Verdict::missing_dictionary});
    written.disk.files.erase(blob_path(blob));
    CHECK(written.verdicts() == Verdicts{Verdict::missing_dictionary});
    // A new dictionary, the item published again: the old frame and the old blob may go.
    const auto next =
        train_dictionary(std::vector<std::string>(samples.begin() + 20, samples.end()), 4096);
    REQUIRE(next->id() != dictionary->id());
    written.feed.name_dictionary(*next);
    put_blob(written.disk, next->bytes(), kNow);
    written.feed.add_notice("停水", &*next, id, 2);
    written.feed.entries[1].record = erased_record(written.feed.entries[1].record);
    FeedWriter(written.disk, written.feed.county.village)
        .write(written.feed, written.feed.note(kNow), kNow, std::vector<std::uint64_t>{1});
    CHECK(written.verdicts().empty());
    CHECK(written.verify().erased == 1);
}

TEST_CASE("a frame that uses a dictionary named after it is refused") {
    Written written;
    std::vector<std::string> samples;
    for (int i = 0; i < 100; ++i)
        samples.push_back(make_body({{"title", "通知" + std::to_string(i)}}, written.feed.random));
    const auto dictionary = train_dictionary(samples, 2048);
    REQUIRE(dictionary);
    written.feed.add_notice("早", &*dictionary);
    written.feed.name_dictionary(*dictionary);
    put_blob(written.disk, dictionary->bytes(), kNow);
    written.write();
    CHECK(written.verdicts() == Verdicts{Verdict::missing_dictionary});
}

TEST_CASE("attachments are read whole and held against their digest") {
    Written written;
    Envelope notice =
        written.feed.envelope(Operation::publish, make_item_id(kNow, written.feed.random), 1);
    const std::string body = make_body({{"title", "图"}}, written.feed.random);
    const std::string picture(3 * 1024 * 1024 + 5, 'p');
    notice.bodies = {body_ref(body, Audience::public_)};
    notice.attachments = {
        {Audience::public_, sha256(picture), picture.size(), "image/png", "", "picture"}};
    written.feed.add(notice, {pack_frame(body)});
    written.write();
    CHECK(written.verdicts() == Verdicts{Verdict::missing_file});
    const Hash blob = put_blob(written.disk, picture, kNow);
    CHECK(written.verdicts().empty());
    CHECK(written.verify().attachments == 1);
    written.disk.files.at(blob_path(blob)).bytes[2000000] ^= 1;
    CHECK(written.verdicts() == Verdicts{Verdict::body_mismatch});
    written.disk.files.at(blob_path(blob)).bytes = picture + "x";
    CHECK(written.verdicts() == Verdicts{Verdict::body_mismatch});
    // Once the item is erased the file has to be gone, and that is no damage.
    remove_blob(written.disk, blob);
    const auto rewritten = written.feed.erase(notice.id, 2);
    FeedWriter(written.disk, written.feed.county.village)
        .write(written.feed, written.feed.note(kNow), kNow, rewritten);
    CHECK(written.verdicts().empty());
}
