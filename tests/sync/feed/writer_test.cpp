#include "sync/feed/writer.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "feed_fixture.h"
#include "sync/feed/run.h"
#include "sync/feed/tile.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const Instant kNow = at("2026-11-23T06:00:00Z");
const std::string kBase = "539921102205/";

VerifyReport verify(MemoryFileSystem& disk, const TestFeed& feed) {
    const VerifyOptions options = feed.county.verify_options();
    return verify_feed(disk, options);
}

std::string problems(const VerifyReport& report) {
    std::string text;
    for (const Problem& problem : report.problems)
        text += std::string(to_string(problem.verdict)) + " " + problem.path + ": " +
                problem.message + "\n";
    return text;
}

/// The same files with the same bytes, whatever their times; temporary ones do not count.
bool same_files(const MemoryFileSystem& a, const MemoryFileSystem& b) {
    const auto bytes = [](const MemoryFileSystem& disk) {
        std::map<std::string, std::string> all;
        for (const auto& [path, file] : disk.files)
            if (path.find(".tmp-") == std::string::npos) all[path] = file.bytes;
        return all;
    };
    return bytes(a) == bytes(b);
}

/// Entries that cross a tile and finish a run: 250, then 20 more with a roll and a withdrawal.
struct Growth {
    Growth() {
        for (int i = 0; i < 250; ++i) ids.push_back(feed.add_notice("通知" + std::to_string(i)));
        first_note = feed.note(kNow);
        first = feed.entries;
        feed.add_roll("张三丰");
        for (int i = 0; i < 18; ++i) feed.add_notice("又" + std::to_string(i));
        feed.add_notice("改", nullptr, ids[3], 2);
        second = feed.entries;
        second_note = feed.note(kNow);
        erased = feed.erase(ids[7], 2);
        third_note = feed.note(kNow);
        third = feed.entries;
    }
    void at_state(const std::vector<StoredEntry>& entries) { feed.entries = entries; }

    TestFeed feed;
    std::vector<std::string> ids;
    std::vector<StoredEntry> first, second, third;
    std::vector<std::uint64_t> erased;
    std::string first_note, second_note, third_note;
};

/// Built once: every crash case starts from the same entries.
Growth& growth() {
    static Growth grown;
    return grown;
}

MemoryFileSystem disk_with_first() {
    Growth& grown = growth();
    MemoryFileSystem disk;
    grown.at_state(grown.first);
    FeedWriter(disk, grown.feed.county.village).write(grown.feed, grown.first_note, kNow);
    disk.operations = 0;
    return disk;
}

}  // namespace

TEST_CASE("a written feed verifies from its first to its last byte") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    CHECK(problems(verify(disk, grown.feed)) == "");
    grown.at_state(grown.second);
    FeedWriter writer(disk, grown.feed.county.village);
    writer.write(grown.feed, grown.second_note, kNow);
    const VerifyReport report = verify(disk, grown.feed);
    CHECK(problems(report) == "");
    CHECK(report.entries == 270);
    CHECK(report.bodies == 271);
    CHECK(report.sealed_unread == 0);
    CHECK(disk.files.contains(kBase + "run/0/000"));
    CHECK(disk.files.contains(kBase + "tile/1/000.p/1"));
    CHECK(disk.files.contains(kBase + "pack/001.p/14"));
    CHECK(writer.checkpoint() == grown.second_note);
}

TEST_CASE("a feed without entries is a checkpoint alone") {
    TestFeed feed;
    MemoryFileSystem disk;
    FeedWriter(disk, feed.county.village).write(feed, feed.note(), kNow);
    CHECK(disk.files.size() == 1);
    CHECK(problems(verify(disk, feed)) == "");
}

TEST_CASE("every partial pack is a prefix of the full one, in length and in bytes") {
    TestFeed feed;
    MemoryFileSystem disk;
    FeedWriter writer(disk, feed.county.village);
    std::string last;
    for (int i = 1; i <= 260; ++i) {
        feed.add_notice("通知" + std::to_string(i));
        if (i < 250 && i % 50 != 1) continue;
        writer.write(feed, feed.note(), kNow);
        const std::string path =
            i < 256 ? "pack/000.p/" + std::to_string(i) : std::string("pack/000");
        const std::string pack = disk.files.at(kBase + path).bytes;
        CHECK(pack.starts_with(last));
        if (i < 257) last = pack;
    }
    CHECK(disk.files.at(kBase + "pack/000").bytes == last);
}

TEST_CASE("nothing is written for a checkpoint that is shown already") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    FeedWriter(disk, grown.feed.county.village).write(grown.feed, grown.first_note, kNow);
    CHECK(disk.operations == 0);
}

TEST_CASE("a renewed freshness time rewrites the checkpoint alone, a second later in its time") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    const std::string renewed = renew_freshness(grown.first_note, grown.feed.county.freshness,
                                                kNow + std::chrono::hours(1));
    FeedWriter(disk, grown.feed.county.village).write(grown.feed, renewed, kNow);
    CHECK(disk.operations == 3);
    CHECK(disk.files.at(kBase + "checkpoint").modified == kNow + std::chrono::seconds(1));
    CHECK(problems(verify(disk, grown.feed)) == "");
}

TEST_CASE("a publication cut at any operation shows the old state or the new, and completes") {
    Growth& grown = growth();
    const MemoryFileSystem before = disk_with_first();
    grown.at_state(grown.second);
    MemoryFileSystem whole = before;
    FeedWriter(whole, grown.feed.county.village).write(grown.feed, grown.second_note, kNow);
    MemoryFileSystem seen;  // what a reader saw at the last cut was verified then
    for (std::size_t cut = 0;; ++cut) {
        MemoryFileSystem disk = before;
        disk.cut_at = cut;
        FeedWriter writer(disk, grown.feed.county.village);
        bool done = false;
        try {
            writer.write(grown.feed, grown.second_note, kNow);
            done = true;
        } catch (const PowerCut&) {
        }
        const auto shown = writer.checkpoint();
        CHECK((shown == grown.first_note || shown == grown.second_note));
        if (!same_files(disk, seen)) CHECK(problems(verify(disk, grown.feed)) == "");
        seen = disk;
        if (done) break;
        writer.write(grown.feed, grown.second_note, kNow);
        CHECK(same_files(disk, whole));
        REQUIRE(cut < 100);
    }
}

TEST_CASE("an erasure cut at any operation never shows damage, and repair completes it") {
    Growth& grown = growth();
    MemoryFileSystem before = disk_with_first();
    grown.at_state(grown.second);
    FeedWriter(before, grown.feed.county.village).write(grown.feed, grown.second_note, kNow);
    grown.at_state(grown.third);
    before.operations = 0;
    MemoryFileSystem whole = before;
    FeedWriter(whole, grown.feed.county.village)
        .write(grown.feed, grown.third_note, kNow, grown.erased);
    MemoryFileSystem seen;  // what a reader saw at the last cut was verified then
    for (std::size_t cut = 0;; ++cut) {
        MemoryFileSystem disk = before;
        disk.cut_at = cut;
        FeedWriter writer(disk, grown.feed.county.village);
        bool done = false;
        try {
            writer.write(grown.feed, grown.third_note, kNow, grown.erased);
            done = true;
        } catch (const PowerCut&) {
        }
        if (!same_files(disk, seen)) CHECK(problems(verify(disk, grown.feed)) == "");
        seen = disk;
        disk.cut_at = ~std::size_t{0};
        const std::size_t repaired = writer.repair(grown.feed, grown.third_note, kNow);
        CHECK((!done || repaired == 0));
        CHECK(problems(verify(disk, grown.feed)) == "");
        for (const auto& [path, file] : disk.files) CHECK(path.find(".tmp-") == std::string::npos);
        if (done) break;
        REQUIRE(cut < 100);
    }
}

TEST_CASE("an erased body is gone from the full pack, every kept partial, and the run") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    FeedWriter writer(disk, grown.feed.county.village);
    grown.at_state(grown.second);
    writer.write(grown.feed, grown.second_note, kNow);
    REQUIRE(disk.files.contains(kBase + "pack/000.p/250"));
    const std::string record = grown.second[7].record;
    PackReader reader(record);
    const std::string frame(reader.next()->body_frames.at(0));
    const auto holding = [&] {
        std::vector<std::string> paths;
        for (const auto& [path, file] : disk.files)
            if (file.bytes.find(frame) != std::string::npos) paths.push_back(path);
        return paths;
    };
    CHECK(holding() == std::vector<std::string>{kBase + "pack/000", kBase + "pack/000.p/250"});
    grown.at_state(grown.third);
    const std::size_t length = disk.files.at(kBase + "pack/000").bytes.size();
    const Instant old_time = disk.files.at(kBase + "pack/000").modified;
    writer.write(grown.feed, grown.third_note, kNow, grown.erased);
    CHECK(holding().empty());
    CHECK(disk.files.at(kBase + "pack/000").bytes.size() == length);
    CHECK(disk.files.at(kBase + "pack/000").modified > old_time);
    RunReader run;
    run.push(disk.files.at(kBase + "run/0/000").bytes);
    for (int i = 0; i < 7; ++i) run.next();
    CHECK(run.next()->bodies.at(0).type == FrameType::erased);
    const VerifyReport report = verify(disk, grown.feed);
    CHECK(problems(report) == "");
    CHECK(report.erased == 1);
}

TEST_CASE("on a full disk the old state stays, whole, until there is room") {
    Growth& grown = growth();
    const MemoryFileSystem before = disk_with_first();
    grown.at_state(grown.second);
    MemoryFileSystem roomy = before;
    FeedWriter(roomy, grown.feed.county.village).write(grown.feed, grown.second_note, kNow);
    const std::size_t need = roomy.used() - before.used();
    constexpr std::size_t kSteps = 8;
    for (std::size_t step = 0; step < kSteps; ++step) {
        MemoryFileSystem disk = before;
        disk.room = before.used() + need * step / kSteps;
        FeedWriter writer(disk, grown.feed.county.village);
        try {
            writer.write(grown.feed, grown.second_note, kNow);
            FAIL("the disk was not full");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::retry);
        }
        CHECK(writer.checkpoint() == grown.first_note);
        CHECK(problems(verify(disk, grown.feed)) == "");
        disk.room = ~std::size_t{0} / 2;
        writer.write(grown.feed, grown.second_note, kNow);
        CHECK(same_files(disk, roomy));
    }
}

TEST_CASE("repair writes again whatever differs from the database, and nothing else") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    FeedWriter writer(disk, grown.feed.county.village);
    grown.at_state(grown.second);
    writer.write(grown.feed, grown.second_note, kNow);
    CHECK(writer.repair(grown.feed, grown.second_note, kNow) == 0);
    const auto good = disk.files;
    for (const auto& [path, file] : good) {
        if (path.find("000.p/") != std::string::npos && path.find("/1/") == std::string::npos)
            continue;  // replaced partials: no longer part of the state
        for (bool missing : {true, false}) {
            disk.files = good;
            if (missing) disk.files.erase(path);
            if (!missing) disk.files.at(path).bytes.back() ^= 1;
            CHECK(writer.repair(grown.feed, grown.second_note, kNow) == 1);
            CHECK(disk.files.at(path).bytes == file.bytes);
        }
    }
}

TEST_CASE("damaged hash tiles do not keep a publication from being written right") {
    Growth& grown = growth();
    for (bool missing : {true, false}) {
        MemoryFileSystem disk = disk_with_first();
        FeedWriter writer(disk, grown.feed.county.village);
        grown.at_state(grown.second);
        writer.write(grown.feed, grown.second_note, kNow);
        const std::string path = kBase + "tile/1/000.p/1";
        if (missing) disk.files.erase(path);
        if (!missing) disk.files.at(path).bytes.back() ^= 1;
        grown.feed.add_notice("新");
        const std::string note = grown.feed.note(kNow);
        writer.write(grown.feed, note, kNow);
        CHECK(writer.checkpoint() == note);
        CHECK(problems(verify(disk, grown.feed)) == "");
    }
}

TEST_CASE("a database older than the folder, or of another history, writes nothing") {
    Growth& grown = growth();
    MemoryFileSystem disk = disk_with_first();
    FeedWriter writer(disk, grown.feed.county.village);
    grown.at_state(grown.second);
    writer.write(grown.feed, grown.second_note, kNow);
    const std::size_t operations = disk.operations;
    const auto refused = [&](const std::string& note) {
        for (int repair = 0; repair < 2; ++repair) {
            try {
                if (repair) writer.repair(grown.feed, note, kNow);
                if (!repair) writer.write(grown.feed, note, kNow);
                FAIL("it was written");
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::rejected);
            }
        }
        CHECK(disk.operations == operations);
        CHECK(writer.checkpoint() == grown.second_note);
    };
    refused(grown.first_note);
    refused("no note");
    Checkpoint forged = grown.feed.checkpoint();
    forged.root = Hash{};
    refused(sign_checkpoint(forged, grown.feed.county.log, grown.feed.county.freshness, kNow));
    forged.size += 1;
    grown.feed.add_notice("多");
    refused(sign_checkpoint(forged, grown.feed.county.log, grown.feed.county.freshness, kNow));
}

TEST_CASE("a stored record that is not that of its entry is not written") {
    TestFeed feed;
    feed.add_notice("一");
    feed.add_notice("二");
    std::swap(feed.entries[0].record, feed.entries[1].record);
    MemoryFileSystem disk;
    FeedWriter writer(disk, feed.county.village);
    CHECK_THROWS_AS(writer.write(feed, feed.note(), kNow), Error);
    CHECK_FALSE(writer.checkpoint());
}

TEST_CASE("a replaced partial stays for an hour, and the current one for ever") {
    TestFeed feed;
    MemoryFileSystem disk;
    FeedWriter writer(disk, feed.county.village);
    Instant now = kNow;
    feed.add_notice("一");
    writer.write(feed, feed.note(now), now);
    now += std::chrono::hours(24 * 7);
    writer.write(feed, feed.note(now), now);
    CHECK(disk.files.contains(kBase + "pack/000.p/1"));
    feed.add_notice("二");
    writer.write(feed, feed.note(now), now);
    now += std::chrono::minutes(59);
    writer.write(feed, feed.note(now), now);
    CHECK(disk.files.contains(kBase + "pack/000.p/1"));
    CHECK(disk.files.contains(kBase + "tile/entries/000.p/1"));
    now += std::chrono::minutes(2);
    writer.write(feed, feed.note(now), now);
    CHECK_FALSE(disk.files.contains(kBase + "pack/000.p/1"));
    CHECK_FALSE(disk.files.contains(kBase + "tile/entries/000.p/1"));
    CHECK_FALSE(disk.files.contains(kBase + "tile/0/000.p/1"));
    CHECK(disk.files.contains(kBase + "pack/000.p/2"));
    CHECK(problems(verify(disk, feed)) == "");
}

TEST_CASE("blobs are stored once under their digest and gone after an erasure") {
    MemoryFileSystem disk;
    const Hash digest = put_blob(disk, "picture", kNow);
    CHECK(disk.files.at(blob_path(digest)).bytes == "picture");
    disk.operations = 0;
    put_blob(disk, "picture", kNow);
    CHECK(disk.operations == 0);
    remove_blob(disk, digest);
    remove_blob(disk, digest);
    CHECK(disk.files.empty());
}

TEST_CASE("the real disk keeps what it was given, and says when it can't") {
    const auto root = std::filesystem::temp_directory_path() /
                      ("villageboard-feed-test-" + std::to_string(::getpid()));
    std::filesystem::remove_all(root);
    DiskFileSystem disk(root);
    Growth& grown = growth();
    grown.at_state(grown.second);
    FeedWriter(disk, grown.feed.county.village).write(grown.feed, grown.second_note, kNow);
    CHECK(FeedWriter(disk, grown.feed.county.village).repair(grown.feed, grown.second_note, kNow) ==
          0);
    FolderSource source(root);
    const VerifyOptions options = grown.feed.county.verify_options();
    CHECK(problems(verify_feed(source, options)) == "");
    CHECK(disk.info(kBase + "checkpoint")->modified == kNow);
    CHECK(disk.list(kBase + "tile") == std::vector<std::string>{"0/", "1/", "entries/"});
    CHECK(disk.list("nowhere").empty());
    CHECK_FALSE(disk.read("nowhere"));
    CHECK_FALSE(source.get("nowhere", 0, 10));
    CHECK(source.get(kBase + "checkpoint", 0, 5) == "board");
    CHECK(source.get(kBase + "checkpoint", 100000, 5) == "");
    disk.remove("nowhere");
    CHECK_THROWS_AS(disk.write(kBase + "checkpoint/below-a-file", "x", kNow), Error);
    CHECK_THROWS_AS(disk.rename("nowhere", "x"), Error);
    std::filesystem::remove_all(root);
}
