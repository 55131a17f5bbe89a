#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "content/cache/digest.h"
#include "content/cache/reader.h"
#include "content/cache/schema.h"
#include "content/cache/search_pattern.h"
#include "content/cache/search_tokenizer.h"
#include "content/cache/writer.h"
#include "content/model/body.h"

using namespace villageboard;
using namespace villageboard::cache;

namespace {

const Instant kNow = *parse_instant("2026-11-23T06:00:00Z");
constexpr const char* kSalt = "00112233445566778899aabbccddeeff";
constexpr const char* kVillage = "539921102205";

using Ids = std::vector<std::string>;

struct Board {
    Board() {
        std::string name = (std::filesystem::temp_directory_path() / "search-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
        std::ofstream(path / "cache.current") << "cache.1.db\n";
        writer = std::make_unique<CacheWriter>(cache_path(path, 1));
        reader = std::make_unique<CacheReader>(path);
    }
    ~Board() {
        reader.reset();
        writer.reset();
        std::filesystem::remove_all(path);
    }

    NewRevision revision(const std::string& id, std::uint32_t number, const Body& body) const {
        NewRevision made;
        made.id = id;
        made.revision = number;
        made.area = kVillage;
        made.operation = number == 1 ? Operation::publish : Operation::correct;
        made.kind = kind_of(body);
        made.published = kNow - std::chrono::hours{48} + std::chrono::minutes{minutes};
        const std::string json = print_body(body, kSalt);
        made.bodies = {
            {Audience::public_, sha256_hex(json), json.size(), {}, BodyState::present, json}};
        return made;
    }
    void add(const NewRevision& made, Instant now = kNow) {
        Transaction transaction(writer->database());
        writer->add(transaction, made, now);
        transaction.commit();
    }
    /// Each a minute newer than the one before.
    void add(const std::string& id, const Body& body) {
        ++minutes;
        add(revision(id, 1, body));
    }
    void end(const std::string& id, std::uint32_t number, Operation operation) {
        NewRevision made;
        made.id = id;
        made.revision = number;
        made.area = kVillage;
        made.operation = operation;
        made.published = kNow;
        add(made);
    }
    std::vector<SearchHit> hits(const std::string& typed, SearchQuery query = {}) {
        reader->refresh();
        query.typed = typed;
        return reader->search(query);
    }
    Ids find(const std::string& typed, SearchQuery query = {}) {
        Ids ids;
        for (const SearchHit& hit : hits(typed, std::move(query))) ids.push_back(hit.item.id);
        return ids;
    }

    std::filesystem::path path;
    std::unique_ptr<CacheWriter> writer;
    std::unique_ptr<CacheReader> reader;
    int minutes = 0;
};

Notice notice(const std::string& title, const std::string& text = "") {
    Notice made;
    made.title = title;
    made.summary = "一句话。";
    made.office_name = "云岭村村民委员会";
    if (!text.empty()) made.blocks = {Paragraph{text}};
    return made;
}

std::string marked(const SearchHit& hit) {
    return hit.found.text.substr(hit.found.begin, hit.found.end - hit.found.begin);
}

}  // namespace

TEST_CASE("a title is found by characters, whole pinyin, first letters and any mixture") {
    Board board;
    board.add("a", notice("2026年农业补贴发放公示"));
    board.add("b", notice("村里停水通知"));
    for (const char* typed :
         {"农业补贴", "农",     "补贴",      "nongyebutie", "nongyebut",  "nongyebuti",
          "nongye",   "nong",   "nybt",      "nybtff",      "n",          "ny",
          "nyb",      "农业bt", "ny补贴",    "nongyebt",    "nybutie",    "NYBT",
          "butie",    "gs",     "补贴 公示", "gs 2026",     "２０２６年", "年ny"}) {
        CAPTURE(typed);
        CHECK(board.find(typed) == Ids{"a"});
    }
    for (const char* typed : {"农补", "nbyt", "nongbutie", "补业", "xyz", "补贴 停水", "2027"}) {
        CAPTURE(typed);
        CHECK(board.find(typed).empty());
    }
    for (const char* typed : {"", " ", "，。", "\"", "*", "\xFF"}) CHECK(board.find(typed).empty());
}

TEST_CASE("what matched is told, in the title or in the paragraph where it stands") {
    Board board;
    board.add("a", notice("停水通知", "因为修管子，明天停水。"));
    Notice bus = notice("赶集班车", "星期二加开一班。");
    bus.blocks.push_back(Paragraph{"车票三元，老人免票。"});
    board.add("b", bus);
    CHECK(marked(board.hits("ts").at(0)) == "停水");
    CHECK(marked(board.hits("tingshui").at(0)) == "停水");
    const auto body = board.hits("老人");
    REQUIRE(body.size() == 1);
    CHECK(body[0].found.where == FoundIn::body);
    CHECK(body[0].found.text == "车票三元，老人免票。");
    CHECK(marked(body[0]) == "老人");
}

TEST_CASE("titles come before bodies, and the newest first in each") {
    Board board;
    board.add("old title", notice("修路"));
    board.add("old body", notice("通知", "修路"));
    board.add("new title", notice("修路二"));
    board.add("new body", notice("通知", "还要修路"));
    CHECK(board.find("修路") == Ids{"new title", "old title", "new body", "old body"});
    CHECK(board.find("修路", {.limit = 3}) == Ids{"new title", "old title", "new body"});
    CHECK(board.find("修路", {.areas = {"539921"}}).empty());
    CHECK(board.find("修路", {.kinds = {Kind::policy}}).empty());
    CHECK(board.find("修路", {.kinds = {Kind::notice}}).size() == 4);
}

TEST_CASE("what was corrected, withdrawn, erased, expired or purged is found no longer") {
    Board board;
    board.add("corrected", notice("旧名字"));
    board.add(board.revision("corrected", 2, notice("新名字")));
    CHECK(board.find("旧").empty());
    CHECK(board.find("新名字") == Ids{"corrected"});
    board.add("withdrawn", notice("撤回"));
    board.add("erased", notice("抹去"));
    board.add("retired", notice("结束"));
    for (const char* typed : {"撤回", "抹去", "结束"}) CHECK(board.find(typed).size() == 1);
    board.end("withdrawn", 2, Operation::withdraw);
    board.end("erased", 2, Operation::erase);
    board.end("retired", 2, Operation::retire);
    for (const char* typed : {"撤回", "抹去", "结束", "mq"}) CHECK(board.find(typed).empty());

    NewRevision expiring = board.revision("expiring", 1, notice("到期"));
    expiring.expires = kNow + std::chrono::hours{1};
    board.add(expiring);
    CHECK(board.find("到期", {.now = kNow}).size() == 1);
    CHECK(board.find("到期", {.now = kNow + std::chrono::hours{2}}).empty());
    NewRevision kept = board.revision("kept", 1, notice("清除"));
    kept.bodies[0].keep_until = kNow + std::chrono::hours{1};
    board.add(kept);
    CHECK(board.find("清除").size() == 1);
    {
        Transaction transaction(board.writer->database());
        board.writer->pass_time(transaction, kNow + std::chrono::hours{2});
        transaction.commit();
    }
    CHECK(board.find("到期").empty());
    CHECK(board.find("清除").empty());
}

TEST_CASE("persons are never found: not in rolls, entries, contacts or sentences that name them") {
    Board board;
    SubsidyRoll roll;
    roll.title = "种地补贴名单";
    roll.summary = "和秀英等 2 户。";
    roll.office_name = "村委会";
    roll.programme = "耕地补贴";
    roll.programme_name = "耕地地力保护补贴";
    for (const char* name : {"和秀英", "阿普江"}) {
        roll.lines.emplace_back().name = name;
        roll.lines.back().group = "1";
    }
    board.add("roll", roll);
    Finance report;
    report.title = "第三季度的账";
    report.summary = "收支都在这里。";
    report.office_name = "村委会";
    report.sheet_b = SheetB{};
    SheetBEntry& entry = report.sheet_b->entries.emplace_back();
    entry.summary = "付李大山修水沟工钱";
    entry.label = "劳务费";
    entry.party = "李大山";
    entry.party_is_person = true;
    entry.handler = "王经手";
    board.add("report", report);
    Contact contact;
    contact.title = "村里有事找谁";
    contact.summary = "电话都在这里。";
    contact.office_name = "村委会";
    contact.entries.emplace_back().post = "护林员";
    contact.entries.back().name = "此里安";
    board.add("contact", contact);
    Notice table = notice("得奖名单");
    table.blocks = {TableBlock{{"姓名", "奖"}, {{"余光明", "一等"}}, {}}};
    board.add("table", table);

    for (const char* name : {"和秀英", "秀英", "阿普江", "李大山", "大山", "王经手", "此里安",
                             "余光明", "hexiuying", "hxy", "lds", "ygm"}) {
        CAPTURE(name);
        CHECK(board.find(name).empty());
    }
    CHECK(board.find("修水沟") == Ids{"report"});
    CHECK(board.find("护林员") == Ids{"contact"});
    CHECK(board.find("gdbt") == Ids{"roll"});
    CHECK(board.find("姓名") == Ids{"table"});
    CHECK(board.reader->programmes() == Ids{"耕地地力保护补贴", "耕地补贴"});
}

TEST_CASE("by characters the same items are found as by looking through all texts") {
    Board board;
    std::mt19937 random(7);
    const std::u32string signs = U"农业补贴公示通知村里修路停水，。、\n2６aＡ";
    const auto text = [&](std::size_t size) {
        std::string made;
        std::u32string plain;
        for (std::size_t i = 0; i < size; ++i) {
            const char32_t sign = signs[random() % signs.size()];
            if (sign < 0x80)
                made += static_cast<char>(sign);
            else {
                made += static_cast<char>(0xE0 | sign >> 12);
                made += static_cast<char>(0x80 | (sign >> 6 & 0x3F));
                made += static_cast<char>(0x80 | (sign & 0x3F));
            }
        }
        return made;
    };
    for (int i = 0; i < 300; ++i)
        board.add("item" + std::to_string(i), notice("标" + text(12), text(60)));
    board.reader->refresh();
    Database database(cache_path(board.path, 1), {.access = Access::read});
    const char* hanzi[] = {"农", "业", "补", "贴", "公", "示", "通", "知", "村", "里", "修", "路"};
    for (int i = 0; i < 400; ++i) {
        std::string typed;
        for (std::size_t size = 1 + random() % 3; size > 0; --size)
            typed += hanzi[random() % std::size(hanzi)];
        CAPTURE(typed);
        std::set<std::string> wanted;
        Query rows = database.query("SELECT id FROM search_entry WHERE body LIKE ?");
        rows.bind("%" + typed + "%");
        while (rows.step()) wanted.insert(rows.text(0));
        const auto found = board.find(typed, {.limit = 1000});
        CHECK(std::set<std::string>(found.begin(), found.end()) == wanted);
        CHECK(found.size() == wanted.size());
    }
}

TEST_CASE("by letters the same titles are found as by looking through all of them") {
    Board board;
    std::mt19937 random(5);
    const char* words[] = {"农业", "补贴", "银行", "行人", "长江", "校长", "西安",
                           "先",   "公示", "2026", "年",   "，",   "Wi",   "安"};
    std::vector<std::string> titles;
    for (int i = 0; i < 300; ++i) {
        std::string title = "关于";
        for (int k = 0; k < 5; ++k) title += words[random() % std::size(words)];
        titles.push_back(title);
        board.add("item" + std::to_string(i), notice(title));
    }
    const char* keys[] = {"n",   "y",    "nong", "ye", "b",     "bu", "t",    "xian", "xi", "an",
                          "yin", "hang", "xing", "zh", "chang", "g",  "gong", "s",    "2",  "年"};
    for (int i = 0; i < 400; ++i) {
        std::string typed;
        for (std::size_t size = 1 + random() % 4; size > 0; --size)
            typed += keys[random() % std::size(keys)];
        CAPTURE(typed);
        std::set<std::string> wanted;
        for (std::size_t k = 0; k < titles.size(); ++k)
            if (match_in(titles[k], typed)) wanted.insert("item" + std::to_string(k));
        const auto found = board.find(typed, {.limit = 1000});
        CHECK(std::set<std::string>(found.begin(), found.end()) == wanted);
    }
}

TEST_CASE("figures are found wherever they stand in a longer number, and no others") {
    Board board;
    board.add("a", notice("通知", "合计 123,456.70 元，电话 12345。"));
    board.add("b", notice("通知", "合计 １２３４６ 元。"));
    CHECK(board.find("1234") == Ids{"b", "a"});
    CHECK(board.find("12345") == Ids{"a"});
    CHECK(board.find("2346") == Ids{"b"});
    CHECK(board.find("12346 元") == Ids{"b"});
    CHECK(board.find("3456").empty());
    CHECK(board.find("45元").empty());
}

TEST_CASE("words of other scripts are found whole or by their beginning, tone letters included") {
    Board board;
    board.add("lisu", notice("ꓡꓲꓢꓴ ꓥꓳꓽ 通知"));
    board.add("latin", notice("村里的 WiFi 密码"));
    CHECK(board.find("ꓥꓳꓽ") == Ids{"lisu"});
    CHECK(board.find("ꓡꓲ") == Ids{"lisu"});
    CHECK(board.find("ꓢꓴ").empty());
    CHECK(board.find("wifi") == Ids{"latin"});
    CHECK(board.find("wi") == Ids{"latin"});
    const auto tokens = search_tokens("ꓥꓳꓽ，ＷｉＦｉ 5G葛\U000E0100");
    REQUIRE(tokens.size() == 6);
    CHECK(tokens[0].word == "ꓥꓳꓽ");
    CHECK(tokens[1].word == kMarkWord);
    CHECK(tokens[2].word == "wifi");
    CHECK(tokens[3].word == "5");
    CHECK(tokens[4].word == "g");
    CHECK(tokens[5].word == "葛");
}

TEST_CASE("letters are cut into syllables in every sensible way, and never without end") {
    const auto holds = [](const char* typed, const Pattern& wanted) {
        const auto terms = parse_search(typed);
        return std::find(terms.at(0).patterns.begin(), terms.at(0).patterns.end(), wanted) !=
               terms.at(0).patterns.end();
    };
    CHECK(holds("xian", {{PieceKind::syllable, "xian", true, 'x'}}));
    CHECK(holds("xian",
                {{PieceKind::syllable, "xi", false, 'x'}, {PieceKind::syllable, "an", true, 'a'}}));
    for (const std::string& typed :
         {std::string(200, 'a'), std::string(150, 'n'), std::string(3000, 'x'),
          std::string("xianxianxianxianxianxian")})
        for (const Term& term : parse_search(typed)) CHECK(term.patterns.size() <= 24);
    std::string terms;
    for (int i = 0; i < 90; ++i) terms += "a ";
    CHECK(parse_search(terms).size() <= 100);
}

TEST_CASE("a cache of an earlier version gets its index when the agent opens it") {
    const std::string gone = "DROP TABLE search_title; DROP TABLE search_body;";
    const std::string without_index =
        gone +
        "DROP TABLE search_entry; DROP TABLE search_version; DROP INDEX item_area;"
        "DROP INDEX item_catalogue; ALTER TABLE item DROP COLUMN event_end;"
        "PRAGMA user_version=2";
    const std::string with_places =
        gone +
        "CREATE VIRTUAL TABLE search_title USING fts5(title, plain_title, programme,"
        " content='search_entry', content_rowid='entry', tokenize='villageboard sounds',"
        " prefix='2 3', columnsize=0);"
        "CREATE VIRTUAL TABLE search_body USING fts5(body, content='search_entry',"
        " content_rowid='entry', tokenize='villageboard words', columnsize=0);"
        "UPDATE search_version SET version = 1; PRAGMA user_version=4";
    for (const std::string& earlier : {without_index, with_places}) {
        Board board;
        board.add("a", notice("农业补贴"));
        board.add("b", notice("停水"));
        board.reader.reset();
        board.writer->database().execute(earlier);
        board.writer.reset();
        board.reader = std::make_unique<CacheReader>(board.path);
        CHECK(board.find("补贴").empty());
        board.writer = std::make_unique<CacheWriter>(cache_path(board.path, 1));
        CHECK(board.find("补贴") == Ids{"a"});
        CHECK(board.find("ts") == Ids{"b"});
        CHECK(board.find("一句话") == Ids{"b", "a"});
    }
}

TEST_CASE("many items of one minute keep their order and are all found") {
    Board board;
    for (int i = 0; i < 600; ++i)
        board.add(board.revision("item" + std::to_string(i), 1, notice("同时发布")));
    CHECK(board.find("同时", {.limit = 1000}).size() == 600);
}

TEST_CASE("a body that no version can read harms nothing and is not found") {
    Board board;
    NewRevision broken = board.revision("broken", 1, notice("坏的"));
    broken.bodies[0].content = "{\"title\":\"坏的\"";
    board.add(broken);
    board.add("good", notice("好的"));
    CHECK(board.find("坏的").empty());
    CHECK(board.find("好的") == Ids{"good"});
}
