#include "kiosk/input/rime_input.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "content/model/error.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk_test {
namespace {

namespace fs = std::filesystem;

std::map<std::string, fs::file_time_type> files_of(const fs::path& folder) {
    std::map<std::string, fs::file_time_type> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        files[entry.path().string()] = entry.last_write_time();
    return files;
}

bool offers(kiosk::RimeInput& input, const char* letters, const char* word, std::size_t among) {
    const auto words = input.candidates(letters, among);
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("words of the village come first") {
    kiosk::RimeInput input(kiosk::input_tables_folder());
    const std::pair<const char*, const char*> wanted[] = {
        {"nongyebutie", "农业补贴"},    {"cunwugongkai", "村务公开"}, {"dibao", "低保"},
        {"tuigenghuanlin", "退耕还林"}, {"yikatong", "一卡通"},       {"lisuzu", "傈僳族"}};
    for (const auto& [typed, word] : wanted) {
        const std::string letters = typed;
        CAPTURE(letters);
        const auto words = input.candidates(letters, 1);
        REQUIRE(words.size() == 1);
        CHECK(words[0] == word);
    }
}

TEST_CASE("pinyin as it is spoken here finds the word, too") {
    kiosk::RimeInput input(kiosk::input_tables_folder());
    CHECK(offers(input, "longyebutie", "农业补贴", 9));
    CHECK(offers(input, "zongdibutie", "种地补贴", 9));
    CHECK(offers(input, "senlinfanghuo", "森林防火", 9));
    CHECK(offers(input, "shenglinfanghuo", "森林防火", 9));
}

TEST_CASE("choosing a word of some of the letters leaves the rest to be composed") {
    kiosk::RimeInput input(kiosk::input_tables_folder());
    const auto words = input.candidates("xiululudeng", 60);
    const auto found = std::find(words.begin(), words.end(), "修路");
    REQUIRE(found != words.end());
    const auto part = input.choose("xiululudeng", static_cast<std::size_t>(found - words.begin()));
    CHECK(part.words == "修路");
    CHECK(part.letters == "ludeng");
    const auto rest = input.choose(part.letters, 0);
    CHECK(rest.words == "路灯");
    CHECK(rest.letters.empty());
}

TEST_CASE("letters that mean nothing, too many of them and a wrong choice lose nothing") {
    kiosk::RimeInput input(kiosk::input_tables_folder());
    CHECK(input.candidates("", 9).empty());
    const std::string many(300, 'a');
    CHECK(input.choose(many, 100000).letters == many);
    CHECK(input.choose("dibao", 99999).letters == "dibao");
}

TEST_CASE("nothing is learnt and nothing is written while people type") {
    const TemporaryFolder folder;
    const fs::path tables = folder.path() / "tables";
    fs::copy(kiosk::input_tables_folder(), tables, fs::copy_options::recursive);
    const auto before = files_of(folder.path());
    {
        kiosk::RimeInput input(tables);
        const auto first = input.candidates("libo", 9);
        for (int i = 0; i < 20; ++i) input.choose("libo", first.size() - 1);
        CHECK(input.candidates("libo", 9) == first);
    }
    CHECK(files_of(folder.path()) == before);
}

TEST_CASE("missing or damaged tables are refused, and the terminal goes on without") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(kiosk::RimeInput{folder.path()}, const Error&);
    for (const auto& entry : fs::directory_iterator(kiosk::input_tables_folder()))
        fs::copy(entry.path(), folder.path() / entry.path().filename());
    CHECK_NOTHROW(kiosk::RimeInput{folder.path()});
    fs::resize_file(folder.path() / "kiosk.table.bin", 100);
    CHECK_THROWS_AS(kiosk::RimeInput{folder.path()}, const Error&);
}

}  // namespace villageboard::kiosk_test
