#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "content/cache/digest.h"
#include "content/cache/reader.h"
#include "content/cache/schema.h"
#include "content/cache/writer.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::cache;

namespace {

const Instant kNow = *parse_instant("2026-11-23T06:00:00Z");

/// A data folder with one generation of cache, named as the current one.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "cache-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void name_current(std::uint64_t generation) const {
        std::ofstream(path / "cache.current.new") << "cache." << generation << ".db\n";
        std::filesystem::rename(path / "cache.current.new", path / "cache.current");
    }
    std::filesystem::path path;
};

NewBody body_of(const std::string& json, Audience audience = Audience::public_) {
    return {audience, sha256_hex(json), json.size(), {}, BodyState::present, json};
}

std::string text(const std::string& title) {
    return R"({"salt":"00112233445566778899aabbccddeeff","title":")" + title +
           R"(","plain_title":"白话","summary":"一句话"})";
}

NewRevision revision(const std::string& id, std::uint32_t number, Operation operation) {
    NewRevision made;
    made.id = id;
    made.revision = number;
    made.area = "539921102205";
    made.operation = operation;
    made.catalogue = "N02";
    made.published = kNow - std::chrono::hours{24} + std::chrono::minutes{number};
    made.office = "539921102205-VC";
    made.reviewers = {"county_editor", "town_reviewer"};
    return made;
}

NewRevision notice(const std::string& id, const std::string& title, std::uint32_t number = 1) {
    NewRevision made = revision(id, number, number == 1 ? Operation::publish : Operation::correct);
    made.bodies = {body_of(text(title))};
    return made;
}

struct Board : Folder {
    Board() : writer(cache_path(path, 1)), reader(path) { name_current(1); }
    void add(const NewRevision& made, Instant now = kNow) {
        Transaction transaction(writer.database());
        writer.add(transaction, made, now);
        transaction.commit();
    }
    CacheWriter::Passed pass_time(Instant now) {
        Transaction transaction(writer.database());
        const auto passed = writer.pass_time(transaction, now);
        transaction.commit();
        return passed;
    }
    std::vector<std::string> list(const ListQuery& query) {
        reader.refresh();
        std::vector<std::string> ids;
        for (const ItemRow& item : reader.list(query)) ids.push_back(item.id);
        return ids;
    }
    ItemRow item(const std::string& id) {
        reader.refresh();
        return reader.item(id).value();
    }

    CacheWriter writer;
    CacheReader reader;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a terminal that never synced has nothing to show, and no failure") {
    Folder folder;
    CacheReader reader(folder.path);
    CHECK(!reader.refresh());
    CHECK(!reader.ready());
    CHECK(reader.generation() == 0);
    CHECK(reader.list({}).empty());
    CHECK(reader.count({}) == 0);
    CHECK(!reader.item("x"));
    CHECK(!reader.body("x", 1));
    CHECK(reader.feeds().empty());
    const CacheReader::Batch batch(reader);
}

TEST_CASE("cache.current that names nothing, or no cache, is as good as none") {
    Folder folder;
    for (const char* line : {"", "cache.1.db", "../etc/passwd", "cache..db", "cache.x.db"}) {
        std::ofstream(folder.path / "cache.current") << line << '\n';
        CHECK(!current_generation(folder.path));
    }
    CacheWriter writer(cache_path(folder.path, 12));
    folder.name_current(12);
    CHECK(current_generation(folder.path) == 12);
}

TEST_CASE("what is no database is damaged, and a newer version's is not touched") {
    Folder folder;
    std::ofstream(cache_path(folder.path, 1)) << std::string(8192, 'x');
    try {
        CacheWriter writer(cache_path(folder.path, 1));
        FAIL("opened");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::corrupt);
    }
    {
        CacheWriter writer(cache_path(folder.path, 2));
        writer.database().execute("PRAGMA user_version=999");
    }
    folder.name_current(2);
    try {
        CacheWriter writer(cache_path(folder.path, 2));
        FAIL("opened");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
    }
    CacheReader reader(folder.path);
    CHECK_THROWS_AS(reader.refresh(), Error);
}

TEST_CASE("an item shows its newest revision, and every one of them can be read") {
    Board board;
    board.add(notice("a", "旧"));
    CHECK(board.reader.refresh());
    CHECK(!board.reader.refresh());
    board.add(notice("a", "新", 2));
    CHECK(board.reader.refresh());
    const ItemRow item = board.item("a");
    CHECK(item.title == "新");
    CHECK(item.plain_title == "白话");
    CHECK(item.summary == "一句话");
    CHECK(item.revision == 2);
    CHECK(item.first_published == kNow - std::chrono::hours{24} + std::chrono::minutes{1});
    CHECK(item.reviewers == std::vector<std::string>{"county_editor", "town_reviewer"});
    CHECK(board.reader.revisions("a").size() == 2);
    CHECK(board.reader.body("a", 1)->json == text("旧"));
    CHECK(board.reader.body("a", 2)->json == text("新"));
    CHECK(!board.reader.body("a", 3));
}

TEST_CASE("what is written without a commit is gone") {
    Board board;
    board.add(notice("a", "在"));
    {
        Transaction transaction(board.writer.database());
        board.writer.add(transaction, notice("b", "不在"), kNow);
    }
    CHECK(board.list({}) == Ids{"a"});
}

TEST_CASE("the village's rendition is shown where it is held") {
    Board board;
    NewRevision roll = notice("a", "张**");
    const std::string full = text("张三");
    NewBody sealed{Audience::village, sha256_hex(full),       full.size(), {},
                   BodyState::sealed, std::string("\3sealed")};
    roll.bodies.push_back(sealed);
    board.add(roll);
    CHECK(board.item("a").title == "张**");
    CHECK(board.item("a").audience == Audience::public_);
    const auto waiting = board.writer.waiting("539921102205", 10);
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].sealed == "\3sealed");
    {
        Transaction transaction(board.writer.database());
        board.writer.open_body(transaction, waiting[0], full, kNow);
        transaction.commit();
    }
    CHECK(!board.writer.any_waiting());
    CHECK(board.item("a").title == "张三");
    CHECK(board.item("a").audience == Audience::village);
    CHECK(board.reader.body("a", 1)->audience == Audience::village);
    CHECK(board.reader.public_body("a", 1)->json == text("张**"));
}

TEST_CASE("an item that is sealed alone says so") {
    Board board;
    NewRevision roll = revision("a", 1, Operation::publish);
    roll.bodies = {{Audience::village, std::string(64, '0'), 9, {}, BodyState::sealed, "\3x"}};
    board.add(roll);
    CHECK(board.item("a").body_state == BodyState::sealed);
    CHECK(board.item("a").title.empty());
    CHECK(!board.reader.body("a", 1));
}

TEST_CASE("a body whose bytes changed on disk is not shown") {
    Board board;
    board.add(notice("a", "原文"));
    board.writer.database().query("UPDATE body SET content = ?").bind(Bytes{'{', '}'}).run();
    board.reader.refresh();
    try {
        board.reader.body("a", 1);
        FAIL("shown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::corrupt);
    }
}

TEST_CASE("lists are filtered by kind, area, code, group, urgency and state, and ordered") {
    Board board;
    const auto add = [&](const std::string& id, Priority priority, Kind kind, int hour,
                         const std::string& group = {}) {
        NewRevision made = notice(id, id);
        made.priority = priority;
        made.kind = kind;
        made.group = group;
        made.published = kNow - std::chrono::hours{hour};
        made.formed = *parse_day("2026-11-01") + std::chrono::days{hour};
        board.add(made);
    };
    add("a", Priority::normal, Kind::notice, 1);
    add("b", Priority::normal, Kind::notice, 2, "3");
    add("c", Priority::alert, Kind::alert, 3);
    add("d", Priority::high, Kind::policy, 4, "4");
    NewRevision county = notice("e", "县里");
    county.area = "539921";
    county.catalogue = "P01";
    county.published = kNow - std::chrono::hours{5};
    board.add(county);

    CHECK(board.list({}) == Ids{"c", "d", "a", "b", "e"});
    CHECK(board.list({.order = ListOrder::newest_first}) == Ids{"a", "b", "c", "d", "e"});
    CHECK(board.list({.order = ListOrder::period_then_date}) == Ids{"d", "c", "b", "a", "e"});
    CHECK(board.list({.kinds = {Kind::alert, Kind::policy}}) == Ids{"c", "d"});
    CHECK(board.list({.areas = {"539921"}}) == Ids{"e"});
    CHECK(board.list({.catalogue = {"P01", "P02"}}) == Ids{"e"});
    CHECK(board.list({.at_least = Priority::high}) == Ids{"c", "d"});
    CHECK(board.list({.group = "3"}) == Ids{"c", "a", "b", "e"});
    CHECK(board.list({.limit = 2, .offset = 1}) == Ids{"d", "a"});
    CHECK(board.reader.count({.kinds = {Kind::notice}, .limit = 1}) == 3);
    CHECK(board.list({.states = {ItemState::erased}}).empty());
}

TEST_CASE("the newest of some kinds or codes come in the order of all, on every page") {
    Board board;
    const std::vector<Kind> kinds{Kind::notice, Kind::policy, Kind::meeting};
    const Ids areas{"539921", "539921102", "539921102205"};
    const Ids codes{"N02", "P01"};
    for (int i = 0; i < 90; ++i) {
        NewRevision made = notice("id-" + std::to_string(i), "第" + std::to_string(i));
        made.kind = kinds[static_cast<std::size_t>(i) % 3];
        made.area = areas[static_cast<std::size_t>(i / 3) % 3];
        made.catalogue = codes[static_cast<std::size_t>(i / 5) % 2];
        made.published = kNow - std::chrono::hours{i / 2};  // pairs published at once
        if (i % 7 == 0) made.expires = kNow + std::chrono::minutes{i};
        board.add(made);
    }
    ListQuery query{.now = kNow + std::chrono::minutes{30}, .order = ListOrder::newest_first};
    query.limit = 1000;
    Ids all = board.list(query);
    CHECK(all.size() == 85);
    query.kinds = kinds;
    query.areas = areas;
    CHECK(board.list(query) == all);
    query.kinds.clear();
    query.catalogue = codes;
    CHECK(board.list(query) == all);
    query.limit = 7;
    for (query.offset = 0; query.offset < all.size(); query.offset += 7) {
        const auto from = all.begin() + static_cast<std::ptrdiff_t>(query.offset);
        const auto count = std::min<std::ptrdiff_t>(7, all.end() - from);
        CHECK(board.list(query) == Ids(from, from + count));
    }
    CHECK(board.reader.first_published("539921") == kNow - std::chrono::hours{41});
    CHECK(!board.reader.first_published("53"));
}

TEST_CASE(
    "a notice whose event is over is left out where that is asked for, a cache of before too") {
    const auto with_event = [](const std::string& id, const std::string& members) {
        NewRevision made = revision(id, 1, Operation::publish);
        made.bodies = {body_of(R"({"salt":"00112233445566778899aabbccddeeff","title":"停水",)" +
                               members + "}")};
        return made;
    };
    Board board;
    board.add(with_event(
        "until", R"("event_at":"2026-11-23T01:00:00Z","event_until":"2026-11-23T05:00:00Z")"));
    board.add(with_event("at", R"("event_at":"2026-11-23T01:00:00Z")"));
    board.add(with_event("none", R"("summary":"没有日子")"));
    const auto left = [&](const char* time) {
        Ids ids = board.list({.events_after = *parse_instant(time)});
        std::ranges::sort(ids);
        return ids;
    };
    CHECK(left("2026-11-23T04:59:59Z") == Ids{"at", "none", "until"});
    CHECK(left("2026-11-23T05:00:00Z") == Ids{"at", "none"});
    CHECK(left("2026-11-23T15:59:59Z") == Ids{"at", "none"});
    CHECK(left("2026-11-23T16:00:00Z") == Ids{"none"});  // midnight in the village

    // as the version before left it
    board.writer.database().execute(
        "DROP INDEX item_area; DROP INDEX item_catalogue; ALTER TABLE item DROP COLUMN event_end;"
        "PRAGMA user_version=3");
    const CacheWriter migrated(cache_path(board.path, 1));
    CHECK(board.item("until").event_end == parse_instant("2026-11-23T05:00:00Z"));
    CHECK(board.item("at").event_end == parse_instant("2026-11-23T16:00:00Z"));
    CHECK(!board.item("none").event_end);
}

TEST_CASE("expiry counts to the time of the query, and what expired never comes back") {
    Board board;
    NewRevision made = notice("a", "过期");
    made.expires = kNow + std::chrono::hours{1};
    board.add(made);
    const Instant later = kNow + std::chrono::hours{1};
    CHECK(board.list({}) == Ids{"a"});
    CHECK(board.list({.now = kNow}) == Ids{"a"});
    CHECK(board.list({.now = later}).empty());
    CHECK(board.list({.states = {ItemState::expired}, .now = later}) == Ids{"a"});
    CHECK(board.pass_time(later).expired == 1);
    CHECK(board.list({.now = kNow}).empty());
    CHECK(board.item("a").state == ItemState::expired);
    // a correction is a new start
    board.add(notice("a", "延长", 2));
    CHECK(board.item("a").state == ItemState::live);
}

TEST_CASE("an embargo hides a new item, and of an old one only the new revision") {
    Board board;
    board.add(notice("b", "旧"));
    NewRevision correction = notice("b", "新", 2);
    correction.embargo = kNow + std::chrono::hours{2};
    board.add(correction);
    NewRevision made = notice("a", "明天");
    made.embargo = kNow + std::chrono::hours{1};
    board.add(made);
    CHECK(board.list({}) == Ids{"b"});
    CHECK(board.item("b").title == "旧");
    CHECK(!board.reader.body("b", 2));
    CHECK(board.reader.revisions("b").size() == 1);
    CHECK(board.pass_time(kNow + std::chrono::hours{2}).shown == 2);
    CHECK(board.item("a").title == "明天");
    CHECK(board.item("b").title == "新");
    CHECK(board.reader.body("b", 2));
}

TEST_CASE("keep-until removes one rendition with its files, the other stays") {
    Board board;
    NewRevision roll = notice("a", "数字");
    roll.bodies.push_back(body_of(text("全名"), Audience::village));
    roll.bodies[1].keep_until = kNow + std::chrono::hours{1};
    const std::string shared(64, 'a');
    const std::string own(64, 'b');
    roll.attachments = {{Audience::village, own, 5, "image/png", "", "voucher"},
                        {Audience::village, shared, 5, "image/png", "", "picture"},
                        {Audience::public_, shared, 5, "image/png", "", "picture"}};
    board.add(roll);
    CHECK(board.item("a").title == "全名");
    CHECK(board.pass_time(kNow + std::chrono::minutes{59}).purged == 0);
    CHECK(board.pass_time(kNow + std::chrono::hours{1}).purged == 1);
    CHECK(board.item("a").title == "数字");
    CHECK(board.item("a").body_state == BodyState::present);
    const auto due = board.writer.removals();
    CHECK(due.files == Ids{own});
    CHECK(due.log);
    {
        Transaction transaction(board.writer.database());
        board.writer.removed(transaction, due, kNow);
        transaction.commit();
    }
    CHECK(board.writer.removals().files.empty());
    CHECK(!board.writer.removals().log);
    CHECK(board.reader.attachments("a", 1).size() == 1);
}

TEST_CASE("an erasure removes every text and file row of all revisions") {
    Board board;
    NewRevision first = notice("a", "秘密一");
    first.attachments = {{Audience::public_, std::string(64, 'a'), 5, "image/png", "", "picture"}};
    board.add(first);
    board.add(notice("a", "秘密二", 2));
    board.add(revision("a", 3, Operation::erase));
    CHECK(board.item("a").state == ItemState::erased);
    CHECK(board.item("a").title.empty());
    CHECK(board.item("a").summary.empty());
    CHECK(!board.reader.body("a", 1));
    CHECK(!board.reader.body("a", 2));
    CHECK(board.reader.attachments("a", 1).empty());
    CHECK(board.writer.removals().files.size() == 1);
    CHECK(board.writer.known("a")->operation == Operation::erase);
}

TEST_CASE("a withdrawn item keeps its title and shows the reason; a correction brings it back") {
    Board board;
    board.add(notice("a", "标题"));
    NewRevision withdrawal = revision("a", 2, Operation::withdraw);
    withdrawal.bodies = {
        body_of(R"({"salt":"00112233445566778899aabbccddeeff","reason":"数字有误"})")};
    board.add(withdrawal);
    CHECK(board.list({}).empty());
    CHECK(board.item("a").state == ItemState::withdrawn);
    CHECK(board.item("a").title == "标题");
    CHECK(board.item("a").summary == "数字有误");
    CHECK(!board.reader.body("a", 1));
    CHECK(board.reader.body("a", 2));
    board.add(notice("a", "改好了", 3));
    CHECK(board.list({}) == Ids{"a"});
    CHECK(board.reader.body("a", 1));
}

TEST_CASE("files are wanted by urgency, and shown once they are held") {
    Board board;
    const auto add = [&](const std::string& id, Priority priority, char digest) {
        NewRevision made = notice(id, id);
        made.priority = priority;
        made.attachments = {
            {Audience::public_, std::string(64, digest), 5, "image/png", "zh-CN", "picture"}};
        board.add(made);
    };
    add("a", Priority::normal, 'a');
    add("b", Priority::alert, 'b');
    REQUIRE(board.writer.wanted(10).size() == 2);
    CHECK(board.writer.wanted(10)[0].digest == std::string(64, 'b'));
    CHECK(board.writer.wanted(1).size() == 1);
    board.reader.refresh();
    CHECK(!board.reader.attachments("b", 1).at(0).file);
    {
        Transaction transaction(board.writer.database());
        board.writer.set_held(transaction, std::string(64, 'b'));
        transaction.commit();
    }
    CHECK(board.writer.wanted(10).size() == 1);
    CHECK(board.reader.attachments("b", 1).at(0).file ==
          board.path / "files" / "bb" / std::string(62, 'b'));
    CHECK(board.reader.attachments("b", 1).at(0).language == "zh-CN");
}

TEST_CASE("a reader goes over to a rebuilt generation by itself") {
    Board board;
    board.add(notice("a", "旧库"));
    CHECK(board.list({}) == Ids{"a"});
    {
        CacheWriter rebuilt(cache_path(board.path, 2));
        Transaction transaction(rebuilt.database());
        rebuilt.add(transaction, notice("b", "新库"), kNow);
        transaction.commit();
    }
    CHECK(board.list({}) == Ids{"a"});
    board.name_current(2);
    std::filesystem::remove(cache_path(board.path, 1));
    CHECK(board.list({}) == Ids{"b"});
    CHECK(board.reader.generation() == 2);
}

TEST_CASE("a batch sees one state while the agent writes the next") {
    Board board;
    board.add(notice("a", "一"));
    board.reader.refresh();
    {
        const CacheReader::Batch batch(board.reader);
        CHECK(board.reader.count({}) == 1);
        board.add(notice("b", "二"));
        CHECK(board.reader.count({}) == 1);
    }
    CHECK(board.reader.count({}) == 2);
}

TEST_CASE("a full disk refuses the write, keeps what was there, and is no damage") {
    Board board;
    board.add(notice("a", "在"));
    Query pages = board.writer.database().query("PRAGMA page_count");
    pages.step();
    board.writer.database().execute("PRAGMA max_page_count=" +
                                    std::to_string(pages.integer(0) + 2));
    try {
        board.add(notice("b", std::string(100'000, 'x')));
        FAIL("written");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::retry);
    }
    CHECK(board.list({}) == Ids{"a"});
    board.writer.database().execute("PRAGMA max_page_count=100000");
    board.add(notice("b", "也在"));
    CHECK(board.list({}).size() == 2);
}

TEST_CASE("a second connection in one process leaves the first one's locks alone") {
    Board board;
    board.add(notice("a", "一"));
    { CacheWriter second(cache_path(board.path, 1)); }
    const ::pid_t child = ::fork();
    if (child == 0) {
        // were the locks gone, this connection would believe to be the last one and delete the log
        { CacheWriter third(cache_path(board.path, 1)); }
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    CHECK(std::filesystem::exists(board.path / "cache.1.db-wal"));
}

TEST_CASE("a reader can't write") {
    Board board;
    Database database(cache_path(board.path, 1), {.access = Access::read});
    CHECK_THROWS_AS(database.execute("DELETE FROM item"), Error);
}

TEST_CASE("a feed's state comes back as it was put") {
    Board board;
    const FeedState feed{.area = "539921102205",
                         .origin = "board.yunling.example/539921102205",
                         .size = 3,
                         .root = std::string(64, 'e'),
                         .frontier = {1, 0, 2},
                         .note = "note\n",
                         .etag = "\"x\"",
                         .source = "http://county",
                         .confirmed = kNow,
                         .contacted = kNow,
                         .granted = true,
                         .successor = "539921102206",
                         .pack_bytes = 777};
    {
        Transaction transaction(board.writer.database());
        board.writer.put_feed(transaction, feed);
        transaction.commit();
    }
    const auto held = board.writer.feed("539921102205");
    REQUIRE(held);
    CHECK(held->frontier == Bytes{1, 0, 2});
    CHECK(held->etag == "\"x\"");
    CHECK(held->pack_bytes == 777);
    board.reader.refresh();
    CHECK(board.reader.feeds().at(0).successor == "539921102206");
    CHECK(board.reader.feeds().at(0).granted);
}
