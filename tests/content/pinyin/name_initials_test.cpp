#include "content/pinyin/name_initials.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <utility>

namespace villageboard {

TEST_CASE("a name is found by the first letters of its pinyin") {
    CHECK(begins_with_initials("李三妹", "LSM"));
    CHECK(begins_with_initials("李三妹", "LS"));
    CHECK(begins_with_initials("李三妹", ""));
    CHECK_FALSE(begins_with_initials("李三妹", "LM"));
    CHECK_FALSE(begins_with_initials("李三妹", "LSMX"));
}

TEST_CASE("family names with a reading of their own answer to it, and to the common one") {
    const std::pair<const char*, const char*> names[] = {
        {"单阿普", "SAP"}, {"单阿普", "DAP"}, {"解建国", "XJG"}, {"仇光明", "QGM"},
        {"曾文", "ZW"},    {"覃丽", "QL"},    {"覃丽", "TL"},    {"盖文", "GW"},
        {"查丽", "ZL"},    {"区文", "OW"},    {"朴丽", "PL"},    {"乐文", "YW"},
        {"乐文", "LW"},    {"尉迟文", "YCW"}, {"万俟丽", "MQL"}, {"长孙文", "ZSW"}};
    for (const auto& pair : names) {
        const char* name = pair.first;
        const char* letters = pair.second;
        CAPTURE(name);
        CAPTURE(letters);
        CHECK(begins_with_initials(name, letters));
    }
}

TEST_CASE("a middle dot in a name is not a letter, Latin letters are themselves") {
    CHECK(begins_with_initials("阿普·玛丽", "APML"));
    CHECK(begins_with_initials("Anna李", "ANNAL"));
}

TEST_CASE("the letters that lead on are those of the next character") {
    CHECK(next_initials("李三妹", "L") == "S");
    CHECK(next_initials("乐文", "") == "YL");
    CHECK(next_initials("李三妹", "LSM").empty());
    CHECK(next_initials("李三妹", "W").empty());
}

TEST_CASE("every character that the readings file names is in the table, once") {
    std::ifstream in(std::string(VILLAGEBOARD_SOURCE_DIR) + "/content/pinyin/readings.txt");
    std::string line;
    std::string seen;
    while (std::getline(in, line)) {
        if (line.starts_with("#") || line.empty()) continue;
        const std::string character = line.substr(0, line.find(' '));
        CAPTURE(character);
        CHECK(seen.find(character) == std::string::npos);
        seen += character;
        for (const char letter : line.substr(line.find(' ') + 1))
            CHECK(begins_with_initials(character, std::string(1, letter)));
    }
    CHECK(seen.size() > 60);
}

TEST_CASE("characters beyond the basic plane and broken bytes are no trouble") {
    CHECK(begins_with_initials("\xF0\xA0\x80\x80", ""));
    CHECK_FALSE(begins_with_initials("\xFF\xFE", "A"));
    CHECK_FALSE(begins_with_initials("\xE6", "A"));
}

}  // namespace villageboard
