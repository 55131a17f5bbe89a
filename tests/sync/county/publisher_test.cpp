#include "sync/county/publish/publisher.h"

#include <doctest/doctest.h>

#include <map>
#include <thread>

#include "sync/county/publish/dictionary_keeper.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/verification.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/pack.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string complaint(CountyFixture& fixture, const nlohmann::ordered_json& json) {
    try {
        fixture.publish(json);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Every file of the feed folder with its content.
std::map<std::string, std::string> content(const std::filesystem::path& folder) {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) all[entry.path().string()] = read_text(entry.path());
    return all;
}

feed::VerifyReport verified(CountyFixture& fixture, const char* area) {
    for (VerifiedFeed& feed : verify_county(fixture.county())) {
        for (const auto& problem : feed.report.problems)
            MESSAGE(feed.area << " " << problem.path << ": " << problem.message);
        CHECK(feed.report.problems.empty());
        if (feed.area == area) return feed.report;
    }
    return {};
}

std::string body_of(CountyFixture& fixture, const char* area, std::uint64_t index,
                    Audience audience) {
    std::string body;
    const auto dictionaries = RepositorySource(fixture.county().repository(), area).dictionaries();
    fixture.county().repository().visit_entries(area, index, 1, [&](const EntryRow& row) {
        feed::FrameKeys keys;
        keys.dictionaries = &dictionaries;
        const auto village = Keyring(fixture.tools()).all(area_code(area));
        const feed::SealContext context{feed::feed_origin("board.yunling.example", area_code(area)),
                                        row.item, row.revision};
        keys.village = &village;
        keys.context = &context;
        body = stored_body(row, audience, keys).value_or("");
    });
    return body;
}

}  // namespace

TEST_CASE("init publishes the county's reference data and every feed verifies") {
    CountyFixture fixture;
    const auto report = verified(fixture, kCounty);
    CHECK(report.entries == 5);
    CHECK(report.bodies == 5);
    CHECK(std::filesystem::exists(fixture.feed() / "root" / "1"));
    for (const auto& key : std::filesystem::directory_iterator(fixture.data() / "keys"))
        CHECK((key.status().permissions() & std::filesystem::perms(0077)) ==
              std::filesystem::perms::none);
    CHECK((std::filesystem::status(fixture.data() / "county.db").permissions() &
           std::filesystem::perms(0077)) == std::filesystem::perms::none);
}

TEST_CASE("init refuses a folder that holds anything and names it, and leaves it alone") {
    ScratchFolder scratch;
    write_text(scratch.path() / "notes.txt", "mine");
    const Effects effects = Effects::real();
    try {
        init_county({scratch.path(), "board.example", kCounty, "sqlite", {}}, effects);
        FAIL("init took a folder that was not empty");
    } catch (const Error& error) {
        CHECK(has(error.what(), "notes.txt"));
    }
    CHECK(read_text(scratch.path() / "notes.txt") == "mine");
    const auto fresh = scratch.path() / "fresh";
    CHECK_THROWS_AS(init_county({fresh, "with space", kCounty, "sqlite", {}}, effects), Error);
    CHECK_THROWS_AS(init_county({fresh, "a.example", kVillage, "sqlite", {}}, effects), Error);
    CHECK_THROWS_AS(init_county({fresh, "a.example", kCounty, "mysql://x", {}}, effects), Error);
    CHECK(!std::filesystem::exists(fresh));
}

TEST_CASE("the same draft twice is one item") {
    CountyFixture fixture;
    const auto first = fixture.publish(notice("停水通知"));
    fixture.pass(std::chrono::hours(48));
    const auto before = content(fixture.feed());
    const auto second = fixture.publish(notice("停水通知"));
    CHECK(first.at(0).index == second.at(0).index);
    CHECK(first.at(0).item == second.at(0).item);
    CHECK(content(fixture.feed()) == before);
    Publisher publisher(fixture.tools());
    const auto draft = fixture.draft(notice("赶集"));
    const auto twice = publisher.publish(area_code(kVillage), {draft, draft});
    CHECK(twice.at(0).item == twice.at(1).item);
    CHECK(verified(fixture, kVillage).entries == 2);
}

TEST_CASE("a batch goes under one checkpoint, and all of it or nothing") {
    CountyFixture fixture;
    fixture.publish(notice("第一条"));
    const auto before = content(fixture.feed());
    nlohmann::ordered_json bad = notice("坏的");
    bad["catalogue"] = "Z99";
    CHECK_THROWS_AS(
        Publisher(fixture.tools())
            .publish(area_code(kVillage), {fixture.draft(notice("第二条")), fixture.draft(bad)}),
        Error);
    CHECK(content(fixture.feed()) == before);
    CHECK(fixture.county().repository().feed(kVillage)->size == 1);
    Publisher(fixture.tools())
        .publish(area_code(kVillage),
                 {fixture.draft(notice("第二条")), fixture.draft(notice("第三条"))});
    CHECK(verified(fixture, kVillage).entries == 3);
}

TEST_CASE("what a person did wrong is named with its place, and nothing is published") {
    CountyFixture fixture;
    fixture.publish(notice("好的"));
    const auto before = content(fixture.feed());

    nlohmann::ordered_json wrong = notice("身份证11010519491231002X");
    CHECK(has(complaint(fixture, wrong), "VE1"));

    wrong = notice("写错事项");
    wrong["catalogue"] = "Z99";
    CHECK(has(complaint(fixture, wrong), "Z99"));

    wrong = notice("别的县");
    wrong["area"] = "539999102205";
    CHECK(has(complaint(fixture, wrong), "539999102205"));

    wrong = roll();
    wrong["body"]["totals"]["amount_fen"] = 35001;
    CHECK(has(complaint(fixture, wrong), "VA"));

    wrong = roll();
    wrong["body"]["lines"][0]["name"] = "11010519491231002X";
    CHECK(has(complaint(fixture, wrong), "VE"));

    wrong = roll();
    wrong.erase("catalogue");
    CHECK(has(complaint(fixture, wrong), "catalogue"));

    wrong = notice("没有附件");
    wrong["body"]["pictures"] = {{{"attachment", "gone.png"}, {"caption", "图"}}};
    CHECK(has(complaint(fixture, wrong), "gone.png"));

    wrong = notice("太大");
    wrong["body"]["blocks"] = nlohmann::ordered_json::array();
    for (int i = 0; i < 400; ++i) {
        std::string text;
        for (int c = 0; c < 4000; ++c) text += "水";
        wrong["body"]["blocks"].push_back({{"type", "paragraph"}, {"text", text}});
    }
    CHECK(has(complaint(fixture, wrong), "draft.json"));

    CHECK(content(fixture.feed()) == before);
    CHECK(fixture.county().repository().feed(kVillage)->size == 1);
}

TEST_CASE("a revision follows the one before it, and no other order is allowed") {
    CountyFixture fixture;
    const std::string id = fixture.publish(notice("停水")).at(0).item;
    nlohmann::ordered_json next = notice("停水改期");
    next["id"] = id;
    CHECK(has(complaint(fixture, next), "published before"));
    next["operation"] = "correct";
    next["body"]["change_note"] = {{"what", "日期"}, {"why", "写错"}, {"who", "文书"}};
    CHECK(fixture.publish(next).at(0).index == 1);
    nlohmann::ordered_json withdraw{{"kind", "notice"},
                                    {"catalogue", "N02"},
                                    {"area", kVillage},
                                    {"office", "539921102205-VC"},
                                    {"reviewers", {"clerk"}},
                                    {"operation", "withdraw"},
                                    {"id", id},
                                    {"body", {{"reason", "通知已取消。"}}}};
    fixture.publish(withdraw);
    CHECK(has(body_of(fixture, kVillage, 2, Audience::public_), "通知已取消"));
    CHECK(has(complaint(fixture,
                        [&] {
                            auto other = withdraw;
                            other["body"]["reason"] = "再撤回一次。";
                            return other;
                        }()),
              "withdrawn"));
    nlohmann::ordered_json unknown = withdraw;
    unknown["id"] = "0193a5f0-0000-7000-8000-000000000000";
    CHECK(has(complaint(fixture, unknown), "not in this feed"));
    CHECK(fixture.county().repository().item(kVillage, id)->revision == 3);
    CHECK(verified(fixture, kVillage).entries == 3);
}

TEST_CASE("full names stay in the hall: sealed for the village, masked for the world") {
    CountyFixture fixture;
    fixture.publish(roll());
    const std::string world = body_of(fixture, kVillage, 0, Audience::public_);
    const std::string hall = body_of(fixture, kVillage, 0, Audience::village);
    CHECK(has(hall, "李建国"));
    CHECK(!has(world, "李建国"));
    CHECK(has(world, "李**"));
    for (const auto& file : content(fixture.feed()))
        CHECK_MESSAGE(!has(file.second, "李建国"), file.first);
    const auto report = verified(fixture, kVillage);
    CHECK(report.bodies == 2);
    CHECK(report.sealed_unread == 0);
}

TEST_CASE("attachments are blobs; those of a roll are sealed and unknown to the world") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "poster.txt", "一张海报的内容");
    write_text(fixture.scratch() / "signed.txt", "签字的原件");
    auto open = notice("海报");
    open["attachments"] = {{{"file", "poster.txt"},
                            {"mime", "text/plain"},
                            {"role", "poster"},
                            {"audience", "public"}}};
    open["body"]["pictures"] = {{{"attachment", "poster.txt"}, {"caption", "海报"}}};
    fixture.publish(open);
    const std::string digest = feed::sha256("一张海报的内容").hex();
    CHECK(read_text(fixture.feed() / "blob" / digest.substr(0, 2) / digest.substr(2)) ==
          "一张海报的内容");
    CHECK(has(body_of(fixture, kVillage, 0, Audience::public_), digest));
    auto closed = roll();
    closed["attachments"] = {{{"file", "signed.txt"},
                              {"mime", "text/plain"},
                              {"role", "original"},
                              {"audience", "village"}}};
    fixture.publish(closed);
    for (const auto& file : content(fixture.feed() / "blob"))
        CHECK_MESSAGE(!has(file.second, "签字的原件"), file.first);
    CHECK(verified(fixture, kVillage).attachments == 2);
}

TEST_CASE("an erasure leaves no word and no attachment, and the feed still verifies") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "photo.txt", "照片的内容");
    auto open = notice("要删除的秘密标题");
    open["attachments"] = {{{"file", "photo.txt"},
                            {"mime", "text/plain"},
                            {"role", "picture"},
                            {"audience", "public"}}};
    const std::string id = fixture.publish(open).at(0).item;
    fixture.publish(notice("留下的"));
    nlohmann::ordered_json erase{{"kind", "notice"},
                                 {"catalogue", "N02"},
                                 {"area", kVillage},
                                 {"office", "539921102205-VC"},
                                 {"reviewers", {"clerk"}},
                                 {"operation", "erase"},
                                 {"id", id}};
    const std::string blob = feed::sha256("照片的内容").hex();
    const auto file = fixture.feed() / "blob" / blob.substr(0, 2) / blob.substr(2);
    CHECK(std::filesystem::exists(file));
    fixture.publish(erase);
    CHECK(!std::filesystem::exists(file));
    CHECK(body_of(fixture, kVillage, 0, Audience::public_).empty());
    const auto report = verified(fixture, kVillage);
    CHECK(report.entries == 3);
    CHECK(report.erased == 1);
    CHECK(has(complaint(fixture,
                        [&] {
                            auto again = erase;
                            again["reviewers"] = {"village_head"};
                            return again;
                        }()),
              "erased"));
}

TEST_CASE(
    "cut between any two file operations, nothing is half-published and a start completes it") {
    CountyFixture fixture;
    fixture.publish(notice("第零条"));
    int cuts = 0;
    for (int operations = 0;; ++operations) {
        const std::string title = "第" + std::to_string(operations) + "次";
        FailingFiles files(fixture.tools().files, operations);
        const auto size = fixture.county().repository().feed(kVillage)->size;
        bool published = false;
        try {
            Publisher(fixture.tools_on(files))
                .publish(area_code(kVillage), {fixture.draft(notice(title))});
            published = true;
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::retry);
        }
        const auto after = fixture.county().repository().feed(kVillage)->size;
        CHECK((after == size || after == size + 1));
        if (published) CHECK(after == size + 1);
        FeedImage(fixture.tools()).repair_all();
        CHECK(verified(fixture, kVillage).entries == after);
        const auto again = fixture.publish(notice(title));
        CHECK(again.at(0).index == size);
        fixture.pass(std::chrono::seconds(5));
        if (!files.failed()) break;
        ++cuts;
    }
    CHECK(cuts > 10);
}

TEST_CASE("a publication that was cut off is completed by the next one") {
    CountyFixture fixture;
    FailingFiles files(fixture.tools().files, 8);
    CHECK_THROWS_AS(Publisher(fixture.tools_on(files))
                        .publish(area_code(kVillage), {fixture.draft(notice("断在半路"))}),
                    Error);
    fixture.publish(notice("下一条"));
    CHECK(verified(fixture, kVillage).entries ==
          fixture.county().repository().feed(kVillage)->size);
}

TEST_CASE("several processes publish into one feed and lose nothing") {
    CountyFixture fixture;
    constexpr int kWriters = 4;
    constexpr int kEach = 6;
    std::vector<std::thread> writers;
    std::atomic<int> failures = 0;
    for (int writer = 0; writer < kWriters; ++writer)
        writers.emplace_back([&, writer] {
            try {
                OpenedCounty county(fixture.data(), fixture.effects());
                for (int i = 0; i < kEach; ++i)
                    Publisher(county.tools())
                        .publish(area_code(kVillage),
                                 {fixture.draft(notice("作者" + std::to_string(writer) + "第" +
                                                       std::to_string(i)))});
            } catch (const std::exception& error) {
                MESSAGE(error.what());
                ++failures;
            }
        });
    for (std::thread& writer : writers) writer.join();
    CHECK(failures == 0);
    CHECK(verified(fixture, kVillage).entries == kWriters * kEach);
}

TEST_CASE("a folder ahead of its database is refused: an old backup must not fork the log") {
    CountyFixture fixture;
    fixture.publish(notice("第一条"));
    const auto saved = fixture.scratch() / "saved.db";
    {
        Repository flush({fixture.data(), "sqlite"});
        std::filesystem::copy_file(fixture.data() / "county.db", saved);
        for (const char* side : {"county.db-wal"})
            if (std::filesystem::exists(fixture.data() / side))
                std::filesystem::copy_file(fixture.data() / side,
                                           fixture.scratch() / "saved.db-wal");
    }
    fixture.publish(notice("第二条"));
    const auto restored = fixture.scratch() / "restored";
    std::filesystem::create_directories(restored);
    std::filesystem::copy(fixture.data(), restored, std::filesystem::copy_options::recursive);
    for (const char* side : {"county.db-wal", "county.db-shm"})
        std::filesystem::remove(restored / side);
    std::filesystem::copy_file(saved, restored / "county.db",
                               std::filesystem::copy_options::overwrite_existing);
    if (std::filesystem::exists(fixture.scratch() / "saved.db-wal"))
        std::filesystem::copy_file(fixture.scratch() / "saved.db-wal", restored / "county.db-wal");
    OpenedCounty old(restored, fixture.effects());
    REQUIRE(old.repository().feed(kVillage)->size == 1);
    const auto before = content(restored / "feed");
    try {
        Publisher(old.tools()).publish(area_code(kVillage), {fixture.draft(notice("另一条"))});
        FAIL("an old backup published");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rejected);
    }
    CHECK(content(restored / "feed") == before);
}

TEST_CASE("freshness is renewed by time alone: same size, same root, later time") {
    CountyFixture fixture;
    fixture.publish(notice("停水"));
    const auto before = verified(fixture, kVillage);
    fixture.pass(std::chrono::hours(1));
    FeedImage(fixture.tools()).renew_freshness();
    const auto after = verified(fixture, kVillage);
    CHECK(after.checkpoint == before.checkpoint);
    CHECK(*after.fresh == *before.fresh + std::chrono::hours(1));
    fixture.pass(-std::chrono::hours(2));
    FeedImage(fixture.tools()).renew_freshness();
    CHECK(*verified(fixture, kVillage).fresh == *after.fresh);
}

TEST_CASE("a feed of many notices gets a dictionary, trained on open kinds only") {
    CHECK(due_dictionary_bytes(255, 0) == 0);
    CHECK(due_dictionary_bytes(256, 0) == 32 * 1024);
    CHECK(due_dictionary_bytes(2047, 256) == 0);
    CHECK(due_dictionary_bytes(2048, 256) == 110 * 1024);
    CountyFixture fixture;
    std::vector<DraftInput> drafts{fixture.draft(roll())};
    for (int i = 0; i < 300; ++i)
        drafts.push_back(fixture.draft(notice("第" + std::to_string(i) + "号通知")));
    Publisher(fixture.tools()).publish(area_code(kVillage), drafts);
    const auto dictionaries = fixture.county().repository().dictionaries(kVillage);
    REQUIRE(dictionaries.size() == 1);
    CHECK(dictionaries[0].index == 0);
    CHECK(!has(dictionaries[0].bytes, "和志明"));
    CHECK(!has(dictionaries[0].bytes, "地力补贴"));
    const auto report = verified(fixture, kVillage);
    CHECK(report.entries == 302);
    const auto one = fixture.publish(notice("再一条"));
    fixture.county().repository().visit_entries(
        kVillage, one.at(0).index, 1, [](const EntryRow& row) {
            const auto record = feed::PackReader(row.record).next();
            CHECK(feed::frame_type(record->body_frames[0]) == feed::FrameType::zstd_dictionary);
        });
}

TEST_CASE("erasing what a dictionary was trained on replaces the dictionary and keeps the rest") {
    CountyFixture fixture;
    std::vector<DraftInput> drafts;
    for (int i = 0; i < 260; ++i)
        drafts.push_back(fixture.draft(notice("第" + std::to_string(i) + "号秘密通知")));
    Publisher publisher(fixture.tools());
    const auto published = publisher.publish(area_code(kVillage), drafts);
    const auto command = [&](const std::string& id, const char* operation) {
        nlohmann::ordered_json json{{"kind", "notice"},
                                    {"catalogue", "N02"},
                                    {"area", kVillage},
                                    {"office", "539921102205-VC"},
                                    {"reviewers", {"clerk"}},
                                    {"operation", operation},
                                    {"id", id}};
        if (json["operation"] == "withdraw") json["body"] = {{"reason", "取消。"}};
        return json;
    };
    fixture.publish(command(published[1].item, "withdraw"));
    fixture.publish(command(published[2].item, "retire"));
    auto& repository = fixture.county().repository();
    const auto old = repository.dictionaries(kVillage).at(0);
    const std::string blob = feed::sha256(old.bytes).hex();
    fixture.publish(command(published[0].item, "erase"));
    const auto rows = repository.dictionaries(kVillage);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].bytes.empty());
    CHECK(!rows[1].bytes.empty());
    CHECK(!std::filesystem::exists(fixture.feed() / "blob" / blob.substr(0, 2) / blob.substr(2)));
    CHECK(repository.item(kVillage, published[0].item)->phase == "erased");
    CHECK(repository.item(kVillage, published[1].item)->phase == "erased");
    CHECK(repository.item(kVillage, published[2].item)->phase == "retired");
    const auto kept = *repository.item(kVillage, published[3].item);
    CHECK(kept.phase == "live");
    CHECK(kept.revision == 2);
    CHECK(has(body_of(fixture, kVillage, kept.last_index, Audience::public_), "第3号秘密通知"));
    CHECK(body_of(fixture, kVillage, published[3].index, Audience::public_).empty());
    verified(fixture, kVillage);
}
