#include "content/pinyin/pinyin.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "content/pinyin/utf8.h"

namespace villageboard {
namespace {

std::string read_aloud(std::string_view text) {
    std::string all;
    for (const std::string_view syllable : syllables_of(characters_of(text)))
        all += (all.empty() ? "" : " ") + std::string(syllable.empty() ? "-" : syllable);
    return all;
}

}  // namespace

TEST_CASE("characters are read as in the word that they stand in") {
    CHECK(read_aloud("农业补贴") == "nong ye bu tie");
    CHECK(read_aloud("银行") == "yin hang");
    CHECK(read_aloud("行人") == "xing ren");
    CHECK(read_aloud("退耕还林") == "tui geng huan lin");
    CHECK(read_aloud("还有") == "hai you");
    CHECK(read_aloud("耕地地力保护") == "geng di di li bao hu");
    CHECK(read_aloud("重新种地") == "chong xin zhong di");
    CHECK(read_aloud("绿化女工") == "lv hua nv gong");
}

TEST_CASE("what is not a Hanzi has no reading, and every character has its place") {
    CHECK(read_aloud("2026年A，") == "- - - - nian - -");
    CHECK(syllable_of(U'a').empty());
    CHECK(syllable_of(0x10FFFF).empty());
    CHECK(syllables_of(U"").empty());
    CHECK(read_aloud("\xFF\xE6").size() == 3);
}

TEST_CASE("every local word is read as its list says") {
    std::ifstream list(std::string(VILLAGEBOARD_SOURCE_DIR) + "/content/pinyin/words.txt");
    int words = 0;
    for (std::string line; std::getline(list, line);) {
        const auto tab = line.find('\t');
        if (line.empty() || line[0] == '#') continue;
        REQUIRE(tab != std::string::npos);
        CAPTURE(line);
        CHECK(read_aloud(line.substr(0, tab)) == line.substr(tab + 1));
        ++words;
    }
    CHECK(words > 80);
}

TEST_CASE("syllables and their beginnings are known") {
    for (const char* syllable : {"nong", "ye", "a", "e", "zhuang", "lv", "er"})
        CHECK(is_syllable(syllable));
    for (const char* other : {"", "n", "nongy", "i", "zh", "Ye"}) CHECK_FALSE(is_syllable(other));
    CHECK(begins_syllable("zh"));
    CHECK(begins_syllable("nong"));
    CHECK_FALSE(begins_syllable("nongy"));
    CHECK_FALSE(begins_syllable(""));
}

}  // namespace villageboard
