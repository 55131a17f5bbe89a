#include "content/speech/spoken_text.h"

#include <doctest/doctest.h>

#include "content/speech/numbers.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::speech {
namespace {

std::string said(std::string_view text) { return fonts::encode_utf8(spoken_text(text)); }

struct Case {
    const char* written;
    const char* said;
};

void check(std::initializer_list<Case> cases) {
    for (const Case& one : cases) {
        CAPTURE(one.written);
        CHECK(said(one.written) == one.said);
    }
}

std::vector<std::string> parts(const std::string& text) {
    std::vector<std::string> found;
    for (const Sentence& sentence : split_sentences(text))
        found.push_back(text.substr(sentence.begin, sentence.end - sentence.begin));
    return found;
}

}  // namespace

TEST_CASE("numbers are said in Hanzi, with no zero too many and none missing") {
    check({{"0", "零"},
           {"10", "十"},
           {"12个", "十二个"},
           {"20", "二十"},
           {"101", "一百零一"},
           {"110户", "一百一十户"},
           {"1,001", "一千零一"},
           {"2000", "两千"},
           {"2,200", "两千二百"},
           {"10010", "一万零一十"},
           {"20000", "两万"},
           {"100000", "十万"},
           {"12,030,004", "一千二百零三万零四"},
           {"200000000", "两亿"},
           {"3.25", "三块二毛五分"},
           {"3.2", "三点二"},
           {"007", "零零七"},
           {"第2组", "第二组"},
           {"2户", "两户"},
           {"22户", "二十二户"},
           {"①", "一，"},
           {"1/3", "三分之一"}});
}

TEST_CASE("a sum is said as a villager says it, and can't be taken for another") {
    check({{"105.50元", "一百零五块五毛"},
           {"105.05元", "一百零五块零五分"},
           {"105.55 元", "一百零五块五毛五分"},
           {"137.5元", "一百三十七块五毛"},
           {"120元", "一百二十块"},
           {"2元", "两块"},
           {"0.20元", "两毛"},
           {"0.05元", "五分"},
           {"¥86,420.00", "八万六千四百二十块"},
           {"142,770.30", "十四万两千七百七十块三毛"},
           {"-61,305.50", "负六万一千三百零五块五毛"},
           {"每亩105.50元", "每亩一百零五块五毛"},
           {"3.5万元", "三点五万元"},
           {"120元/亩", "一百二十块每亩"},
           {"30元/人·月", "三十块每人每月"},
           {"3.2亩 × 105.50元 = 337.60元", "三点二亩 乘 一百零五块五毛 等于 三百三十七块六毛"}});
}

TEST_CASE("dates, times and ranges are said in words") {
    check({{"2026年11月23日", "二零二六年十一月二十三日"},
           {"2026-11-23", "二零二六年十一月二十三日"},
           {"2026/1/5", "二零二六年一月五日"},
           {"2026.11.23", "二零二六年十一月二十三日"},
           {"2026-11", "二零二六年十一月"},
           {"9：30", "九点三十分"},
           {"14:05", "十四点零五分"},
           {"2:00", "两点"},
           {"9:00—11:30", "九点到十一点三十分"},
           {"3—5天", "三到五天"},
           {"3-5个", "三到五个"},
           {"11月3日—11月9日", "十一月三日到十一月九日"},
           {"2025—2026年", "二零二五到二零二六年"},
           {"2年", "两年"},
           {"2月2日", "二月二日"},
           {"15%", "百分之十五"},
           {"3.5%—5%", "百分之三点五到百分之五"},
           {"9：30—11：00开会", "九点三十分到十一点开会"}});
}

TEST_CASE("telephone numbers and hotlines are said figure by figure") {
    check({{"12345", "幺二三四五"},
           {"12345元", "一万两千三百四十五块"},
           {"拨打12388", "拨打幺二三八八"},
           {"电话：0886-3012345", "电话：零八八六，三零幺二三四五"},
           {"请拨打110", "请拨打幺幺零"},
           {"110户", "一百一十户"},
           {"138****1234", "幺三八星星星星幺二三四"},
           {"电话 3012345、3012346", "电话 三零幺二三四五、三零幺二三四六"}});
}

TEST_CASE("document numbers, units and hidden names are said, signs are not") {
    check({{"怒发〔2026〕15号", "怒发〔二零二六〕十五号"},
           {"12㎡", "十二平方米"},
           {"50 kg", "五十公斤"},
           {"3km", "三公里"},
           {"25℃", "二十五度"},
           {"李**", "李某某"},
           {"1.5 hm²", "一点五公顷"},
           {"２０２６年", "二零二六年"}});
}

TEST_CASE("a text is parted where one takes breath, and each part lies where it stood") {
    CHECK(parts("今天开会。明天发钱！带上存折；不要忘了") ==
          std::vector<std::string>{"今天开会。", "明天发钱！", "带上存折；", "不要忘了"});
    CHECK(parts("他说：“来了。”大家都笑了。") ==
          std::vector<std::string>{"他说：“来了。”", "大家都笑了。"});
    CHECK(parts("Bring it. Then wait.") == std::vector<std::string>{"Bring it.", "Then wait."});
    CHECK(parts("每亩105.50元") == std::vector<std::string>{"每亩105.50元"});
    CHECK(parts("").empty());
    CHECK(parts("——。\n").empty());
    std::string endless;
    for (int i = 0; i < 40; ++i) endless += "很长的话，";
    for (const std::string& part : parts(endless)) CHECK(part.size() <= 3 * 66);
}

TEST_CASE("broken bytes are read past") {
    CHECK(said("钱\xFF\xFE发了").find("发了") != std::string::npos);
    CHECK(split_sentences("\xE9\x92").size() <= 1);
}

}  // namespace villageboard::speech
