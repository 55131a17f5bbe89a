#include "kiosk/strings/phrasebook.h"

#include <doctest/doctest.h>

namespace villageboard::kiosk {
namespace {

PhrasePack pack(PhraseTable table, std::vector<cache::AttachmentRow> files = {}) {
    return {std::make_shared<const Body>(std::move(table)), std::move(files)};
}

PhraseTable artish() {
    PhraseTable table;
    table.language = "art";
    table.name = "Artish";
    table.entries = {{"footer.back", "Bak"}, {"notice.open", "Opun, {n} dai"}, {"footer.help", ""}};
    table.recordings = {{"language.sample", "d1"}, {"alert.colour.red", "d2"}};
    return table;
}

std::vector<cache::AttachmentRow> files() {
    cache::AttachmentRow held;
    held.digest = held.file_digest = "d1";
    held.file = "/files/d1";
    cache::AttachmentRow coming;
    coming.digest = "d2";
    return {held, coming};
}

std::vector<std::string> tags(const Phrasebook& book) {
    std::vector<std::string> all;
    for (const InterfaceLanguage& each : book.languages()) all.push_back(each.tag);
    return all;
}

}  // namespace

TEST_CASE("a pack's phrases are said in its words, all others in Chinese, none is blank") {
    Phrasebook book;
    book.load({pack(artish())});
    const Strings words = book.strings("art");
    CHECK(words.language() == "art");
    CHECK(words.say("footer.back") == "Bak");
    CHECK(words.count("notice.open", 1) == "Opun, 1 dai");
    for (const std::string& key : words.keys()) {
        CAPTURE(key);
        if (key == "footer.back" || key == "notice.open") continue;
        CHECK(words.say(key) == Strings("zh-CN").say(key));
    }
}

TEST_CASE("the chooser has what ships and every pack, each by its own name") {
    Phrasebook book;
    PhraseTable nameless = artish();
    nameless.language = "qaa";
    nameless.name.reset();
    book.load({pack(artish()), pack(nameless)});
    CHECK(tags(book) == std::vector<std::string>{"zh-CN", "en", "art", "qaa"});
    CHECK(book.language("zh-CN")->name == "中文");
    CHECK(book.language("art")->name == "Artish");
    CHECK(book.language("qaa")->name == "qaa");
    CHECK_FALSE(book.language("lis"));
}

TEST_CASE("a shipped language that isn't configured is not offered, the board's own always is") {
    Phrasebook book;
    book.offer({});
    CHECK(tags(book) == std::vector<std::string>{"zh-CN"});
    CHECK(book.strings("en").language() == "zh-CN");
    book.offer({"en"});
    CHECK(tags(book) == std::vector<std::string>{"zh-CN", "en"});
    CHECK(book.strings("en-GB").language() == "en");
}

TEST_CASE("of a phrase in two packs of a language the newer counts, the older fills the rest") {
    PhraseTable newer = artish();
    newer.entries = {{"footer.back", "Bakk"}};
    newer.recordings.clear();
    Phrasebook book;
    book.load({pack(newer), pack(artish(), files())});
    CHECK(book.strings("art").say("footer.back") == "Bakk");
    CHECK(book.strings("art").say("notice.open") == "Opun, {n} dai");
    CHECK(book.recording("art", "language.sample"));
    CHECK(book.languages().size() == 3);
}

TEST_CASE("a recording is given with its digest once it is here, and never another language's") {
    Phrasebook book;
    book.load({pack(artish(), files())});
    const auto clip = book.recording("art", "language.sample");
    REQUIRE(clip);
    CHECK(clip->path == "/files/d1");
    CHECK(clip->sha256 == "d1");
    CHECK_FALSE(book.recording("art", "alert.colour.red"));
    CHECK_FALSE(book.recording("art", "footer.back"));
    CHECK_FALSE(book.recording("zh-CN", "language.sample"));
}

TEST_CASE("a pack of the board's own language rewords it and brings its recordings") {
    PhraseTable mandarin;
    mandarin.language = "zh-CN";
    mandarin.entries = {{"footer.back", "退回去"}};
    mandarin.recordings = {{"language.sample", "d1"}};
    Phrasebook book;
    book.load({pack(mandarin, files())});
    CHECK(book.languages().size() == 2);
    CHECK(book.strings("zh-CN").say("footer.back") == "退回去");
    CHECK(book.recording("zh-CN", "language.sample"));
}

TEST_CASE("words already given out stay when the packs go") {
    Phrasebook book;
    book.load({pack(artish())});
    const Strings words = book.strings("art");
    book.load({});
    CHECK(words.say("footer.back") == "Bak");
    CHECK(book.strings("art").language() == "zh-CN");
}

}  // namespace villageboard::kiosk
