#include "content/speech/lexicon.h"

#include <doctest/doctest.h>

#include "content/speech/lexicon_table.h"
#include "content/speech/spoken_text.h"
#include "content/speech/zhuyin.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::speech {
namespace {

const Lexicon& lexicon() {
    static const Lexicon all(lexicon_table());
    return all;
}

std::string pinyin(std::string_view text) {
    std::string line;
    for (const auto& part : pronounced(lexicon(), spoken_text(text))) {
        if (!line.empty()) line += ' ';
        if (const auto* syllable = std::get_if<Syllable>(&part))
            line += syllable->base + std::to_string(syllable->tone);
        else if (const auto* foreign = std::get_if<Foreign>(&part))
            line += "[" + foreign->words + "]";
        else
            line += "|";
    }
    return line;
}

struct Case {
    const char* words;
    const char* pinyin;
};

void check(std::initializer_list<Case> cases) {
    for (const Case& one : cases) {
        CAPTURE(one.words);
        CHECK(pinyin(one.words) == one.pinyin);
    }
}

}  // namespace

TEST_CASE("a Hanzi with several readings is read as its word wants it") {
    check({{"银行", "yin2 hang2"},
           {"重庆", "chong2 qing4"},
           {"长大", "zhang3 da4"},
           {"长度", "chang2 du4"},
           {"一行", "yi4 hang2"},
           {"行走", "xing2 zou3"},
           {"还有", "hai2 you3"},
           {"还钱", "huan2 qian2"},
           {"觉得", "jue2 de5"},
           {"睡觉", "shui4 jiao4"},
           {"得到", "de2 dao4"},
           {"补给", "bu2 ji3"},
           {"发给", "fa1 gei3"},
           {"数一数", "shu3 yi5 shu3"},
           {"数字", "shu4 zi4"},
           {"处分", "chu3 fen4"},
           {"处所", "chu4 suo3"},
           {"兴旺", "xing1 wang4"},
           {"高兴", "gao1 xing4"},
           {"会计", "kuai4 ji4"},
           {"泸水", "lu2 shui3"},
           {"傈僳", "li4 su4"},
           {"核桃箐村", "he2 tao5 qing4 cun1"},
           {"退耕还林", "tui4 geng1 huan2 lin2"},
           {"种地补贴", "zhong4 di4 bu3 tie1"},
           {"村长", "cun1 zhang3"},
           {"土地", "tu3 di4"},
           {"企业", "qi3 ye4"},
           {"质量", "zhi4 liang4"},
           {"调整", "tiao2 zheng3"}});
}

TEST_CASE("tones change as they are heard") {
    check({{"你好", "ni2 hao3"},
           {"展览馆", "zhan2 lan2 guan3"},
           {"一个", "yi2 ge4"},
           {"一年", "yi4 nian2"},
           {"第一个", "di4 yi1 ge4"},
           {"一月", "yi1 yue4"},
           {"十一", "shi2 yi1"},
           {"一百", "yi4 bai3"},
           {"一万元", "yi2 wan4 yuan2"},
           {"不是", "bu2 shi4"},
           {"不行", "bu4 xing2"},
           {"差不多", "cha4 bu5 duo1"}});
}

TEST_CASE("marks become pauses, Latin words stay together") {
    check({{"今天，开会。", "jin1 tian1 | kai1 hui4"},
           {"刷POS机", "shua1 [POS] ji1"},
           {"《通知》", "tong1 zhi1"},
           {"。，！", ""}});
}

TEST_CASE("every syllable of the table has a name among the recordings, but for interjections") {
    std::size_t syllables = 0;
    std::size_t nameless = 0;
    std::string_view table = lexicon_table();
    while (!table.empty()) {
        const std::string_view line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(line.size() + 1, table.size()));
        std::string_view pinyin_part = line.substr(line.find(' ') + 1);
        while (!pinyin_part.empty()) {
            const std::string_view one = pinyin_part.substr(0, pinyin_part.find(' '));
            pinyin_part.remove_prefix(std::min(one.size() + 1, pinyin_part.size()));
            ++syllables;
            if (zhuyin_of(one.substr(0, one.size() - 1)).empty()) ++nameless;
        }
    }
    CHECK(syllables > 100'000);
    CHECK(nameless * 2000 < syllables);
    CHECK(zhuyin_of("zhuang") == "ㄓㄨㄤ");
    CHECK(zhuyin_of("ju") == "ㄐㄩ");
    CHECK(zhuyin_of("lve") == "ㄌㄩㄝ");
    CHECK(zhuyin_of("shi") == "ㄕ");
    CHECK(zhuyin_of("yuan") == "ㄩㄢ");
    CHECK(zhuyin_of("xyz").empty());
}

TEST_CASE("a character that nobody can read is left out") {
    CHECK(pinyin("钱\U0002F9F4\U000F0000发") == "qian2 fa1");
}

}  // namespace villageboard::speech
