#include "sync/feed/pack.h"

#include <doctest/doctest.h>
#include <zstd.h>

#include <algorithm>

#include "feed_fixture.h"
#include "sync/feed/run.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

TestFeed small_feed() {
    TestFeed feed;
    feed.add_notice("一");
    feed.add_roll("张三丰");
    feed.add_notice("三");
    return feed;
}

std::string pack_of(const TestFeed& feed) {
    std::string pack;
    for (const StoredEntry& stored : feed.entries) pack += stored.record;
    return pack;
}

std::string run_of(TestFeed& feed, std::vector<RunRecord>* records = nullptr) {
    RunWriter writer(3);
    for (const StoredEntry& stored : feed.entries) {
        PackReader reader(stored.record);
        const RunRecord record = *run_record(*reader.next(), feed.held);
        if (records != nullptr) records->push_back(record);
        writer.append(record);
    }
    return writer.finish();
}

std::size_t count_records(std::string_view run, std::size_t step) {
    RunReader reader;
    std::size_t count = 0;
    for (std::size_t at = 0; at < run.size(); at += step) {
        reader.push(run.substr(at, step));
        while (reader.next()) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a pack cut at any byte gives its whole records and tells where to go on") {
    const TestFeed feed = small_feed();
    const std::string pack = pack_of(feed);
    std::vector<std::size_t> ends;
    for (const StoredEntry& stored : feed.entries)
        ends.push_back((ends.empty() ? 0 : ends.back()) + stored.record.size());
    for (std::size_t cut = 0; cut <= pack.size(); ++cut) {
        const std::string prefix = pack.substr(0, cut);
        PackReader reader(prefix);
        std::size_t read = 0;
        while (const auto record = reader.next()) {
            CHECK(record->bytes == feed.entries[read].record);
            CHECK(unpack_entry(record->entry_frame, {}) == feed.entries[read].entry);
            ++read;
        }
        const auto whole =
            std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return end <= cut; });
        CHECK(read == static_cast<std::size_t>(whole));
        CHECK(reader.whole_bytes() == (read == 0 ? 0 : ends[read - 1]));
        CHECK_FALSE(reader.damaged());
        CHECK(reader.at_end() == (cut == reader.whole_bytes()));
    }
}

TEST_CASE("a pack with any byte changed gives what was signed or is noticed") {
    TestFeed feed = small_feed();
    const std::string pack = pack_of(feed);
    int harmless = 0;
    for (std::size_t i = 0; i < pack.size(); ++i) {
        std::string changed = pack;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        PackReader reader(changed);
        bool noticed = false;
        std::size_t read = 0;
        for (; const auto record = reader.next(); ++read) {
            const auto entry = unpack_entry(record->entry_frame, {});
            if (!entry || read >= 3 || *entry != feed.entries[read].entry) {
                noticed = true;
                break;
            }
            const Envelope envelope = read_entry(*entry).envelope;
            noticed |= envelope.bodies.size() != record->body_frames.size();
            const SealContext context{feed_origin(feed.county.origin, feed.county.village),
                                      envelope.id, envelope.revision};
            const VillageKeys keys{{1, feed.county.village_key}};
            for (std::size_t b = 0; !noticed && b < envelope.bodies.size(); ++b) {
                const OpenedFrame opened = open_frame(
                    record->body_frames[b], envelope.bodies[b].size, {nullptr, &keys, &context});
                noticed |= opened.verdict != Verdict::verified ||
                           check_body(opened.body, envelope.bodies[b]) != Verdict::verified;
            }
            if (noticed) break;
        }
        // A length that runs beyond the end reads as torn: fewer records than promised.
        if (!noticed && read == 3) ++harmless;
    }
    // A zstd frame has a few bits without meaning: the content is then the signed one.
    CHECK(harmless <= 8);
}

TEST_CASE("a length or a count beyond all limits is damage, not a torn tail") {
    std::string huge;
    append_u32(huge, 0x7fffffff);
    PackReader too_long(huge);
    CHECK_FALSE(too_long.next());
    CHECK(too_long.damaged());
    std::string zero(4, '\0');
    PackReader empty(zero);
    CHECK_FALSE(empty.next());
    CHECK(empty.damaged());
    std::string bodies;
    append_u32(bodies, 1);
    bodies += "x\x03";
    PackReader too_many(bodies);
    CHECK_FALSE(too_many.next());
    CHECK(too_many.damaged());
}

TEST_CASE("a record needs as many frames as the envelope has bodies") {
    const TestFeed feed = small_feed();
    CHECK_THROWS_AS(pack_record(feed.entries[0].entry, {}), Error);
    CHECK_THROWS_AS(pack_record(feed.entries[0].entry, {"a", "b"}), Error);
    CHECK_THROWS_AS(pack_record(feed.entries[0].entry, {""}), Error);
    CHECK_THROWS_AS(pack_record("no entry", {}), Error);
}

TEST_CASE("an erased record keeps its length and its entry, and every body is zeros") {
    const TestFeed feed = small_feed();
    const std::string& record = feed.entries[1].record;
    const std::string erased = erased_record(record);
    CHECK(erased.size() == record.size());
    PackReader reader(erased);
    const auto parsed = reader.next();
    REQUIRE(parsed);
    CHECK(unpack_entry(parsed->entry_frame, {}) == feed.entries[1].entry);
    REQUIRE(parsed->body_frames.size() == 2);
    for (std::string_view frame : parsed->body_frames) CHECK(is_erased_frame(frame));
    CHECK_THROWS_AS(erased_record(record.substr(1)), Error);
}

TEST_CASE("an entry frame of another dictionary, or of too long an entry, does not unpack") {
    CHECK_FALSE(unpack_entry(compress(std::string(65536, 'x')), {}));
    CHECK(unpack_entry(compress(std::string(65535, 'x')), {})->size() == 65535);
    CHECK_FALSE(unpack_entry("", {}));
    std::vector<std::string> entries;
    TestFeed feed;
    for (int i = 0; i < 200; ++i) feed.add_notice("通知" + std::to_string(i));
    for (const StoredEntry& stored : feed.entries) entries.push_back(stored.entry);
    const auto dictionary = train_dictionary(entries, 4096);
    REQUIRE(dictionary);
    const std::string frame = compress(entries[0], &*dictionary);
    CHECK(frame.size() + 150 < compress(entries[0]).size());
    CHECK_FALSE(unpack_entry(frame, {}));
    CHECK(unpack_entry(frame, {{dictionary->id(), *dictionary}}) == entries[0]);
}

TEST_CASE("a run holds the records of its packs, read in pieces of any size") {
    TestFeed feed = small_feed();
    const std::string id = read_entry(feed.entries[2].entry).envelope.id;
    feed.erase(id, 2);
    std::vector<RunRecord> records;
    const std::string run = run_of(feed, &records);
    CHECK(records[0].bodies[0].type == FrameType::zstd);
    CHECK(records[1].bodies[1].type == FrameType::sealed);
    CHECK(records[2].bodies[0].type == FrameType::erased);
    CHECK(records[2].bodies[0].bytes.empty());
    for (std::size_t step : {std::size_t{1}, std::size_t{7}, run.size()}) {
        RunReader reader;
        std::vector<RunRecord> read;
        for (std::size_t at = 0; at < run.size(); at += step) {
            reader.push(std::string_view(run).substr(at, step));
            while (auto record = reader.next()) read.push_back(std::move(*record));
        }
        CHECK(read == records);
        CHECK(reader.at_end());
        CHECK_FALSE(reader.damaged());
        reader.push("x");
        CHECK(reader.damaged());
    }
}

TEST_CASE("a run cut at any byte is not at its end") {
    TestFeed feed = small_feed();
    const std::string run = run_of(feed);
    for (std::size_t cut = 0; cut < run.size(); ++cut) {
        RunReader reader;
        reader.push(std::string_view(run).substr(0, cut));
        while (reader.next()) {
        }
        CHECK_FALSE(reader.at_end());
    }
}

TEST_CASE("a run with any byte changed never ends well with other records") {
    TestFeed feed = small_feed();
    const std::string run = run_of(feed);
    std::vector<RunRecord> records;
    run_of(feed, &records);
    for (std::size_t i = 0; i < run.size(); ++i) {
        std::string changed = run;
        changed[i] = static_cast<char>(changed[i] ^ 0x40);
        RunReader reader;
        reader.push(changed);
        std::vector<RunRecord> read;
        while (auto record = reader.next()) read.push_back(std::move(*record));
        CHECK((!reader.at_end() || read == records));
    }
}

TEST_CASE("a run that promises endless or oversized records is refused early") {
    const auto stream = [](const std::string& plain, int window_log) {
        ZSTD_CCtx* context = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
        ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
        std::string out(ZSTD_compressBound(plain.size()), '\0');
        out.resize(ZSTD_compress2(context, out.data(), out.size(), plain.data(), plain.size()));
        ZSTD_freeCCtx(context);
        return out;
    };
    std::string record;
    append_u16(record, 1);
    record += "e\x01";
    append_u32(record, 0x7fffffff);
    record += "\x01";
    RunReader oversized;
    oversized.push(stream(record, 20));
    CHECK_FALSE(oversized.next());
    CHECK(oversized.damaged());
    std::string typed;
    append_u16(typed, 1);
    typed += "e\x01";
    append_u32(typed, 1);
    typed += "\x02x";
    RunReader wrong_type;
    wrong_type.push(stream(typed, 20));
    CHECK_FALSE(wrong_type.next());
    CHECK(wrong_type.damaged());
    std::string many;
    for (int i = 0; i < 20000; ++i)
        many += std::string(
            "\x00\x01"
            "e\x00",
            4);
    CHECK(count_records(stream(many, 20), 1 << 20) == 16384);
    RunReader wide;
    wide.push(stream(std::string(std::size_t{20} * 1024 * 1024, 'x'), 25));
    CHECK_FALSE(wide.next());
    CHECK(wide.damaged());
}
