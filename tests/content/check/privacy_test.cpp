#include "content/check/privacy.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "content/check/identifiers.h"
#include "content/check/picture.h"

using namespace villageboard::check;
using nlohmann::json;

namespace {

std::string valid_id(const std::string& first17) {
    for (const char last : std::string("0123456789X"))
        if (id18_check_holds(first17 + last)) return first17 + last;
    return {};
}

bool finds(const Findings& findings, const std::string& rule) {
    for (const Finding& finding : findings)
        if (finding.rule == rule) return true;
    return false;
}

bool finds(const std::string& text, const std::string& rule) {
    return finds(check_text_privacy(text), rule);
}

/// 16 to 19 digits of an invented issuer for which Luhn holds.
std::string valid_card(std::size_t length) {
    std::string digits = "62";
    while (digits.size() + 1 < length) digits += std::to_string(digits.size() % 10);
    for (char last = '0'; last <= '9'; ++last)
        if (luhn_holds(digits + last)) return digits + last;
    return {};
}

json table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
    return {{"blocks", {{{"type", "table"}, {"header", header}, {"rows", rows}}}}};
}

}  // namespace

TEST_CASE("VE1: an 18-digit ID is found however it is written") {
    const std::string id = valid_id("53992119900101123");
    CHECK(finds("张三 " + id, "VE1"));
    CHECK(finds("身份证" + id + "，电话", "VE1"));
    CHECK(finds(id.substr(0, 6) + " " + id.substr(6, 8) + " " + id.substr(14), "VE1"));
    CHECK(finds(id.substr(0, 6) + "-" + id.substr(6, 8) + "-" + id.substr(14), "VE1"));
    CHECK(finds(id.substr(0, 10) + "\n" + id.substr(10), "VE1"));
    CHECK(finds(id.substr(0, 10) + "　" + id.substr(10), "VE1"));
    std::string wide;
    for (const char c : id)
        wide += c == 'X' ? "Ｘ" : std::string("\xEF\xBC") + static_cast<char>(0x90 + c - '0');
    CHECK(finds(wide, "VE1"));
    std::string letters = id;
    for (char& c : letters)
        if (c == '0') c = 'O';
    CHECK(finds(letters, "VE1"));
    CHECK(finds("号码" + id + "13899", "VE1"));
}

TEST_CASE("VE1: an ID with X at its end, and one of 15 digits") {
    std::string first = "53992119900101100";
    while (valid_id(first).back() != 'X') first = std::to_string(std::stoll(first) + 1);
    CHECK(finds("号码：" + valid_id(first), "VE1"));
    CHECK(finds("旧号码 539921650712301", "VE1"));
}

TEST_CASE("VE1: an ID with a wrong check digit is still someone's number") {
    std::string wrong = valid_id("53992119900101123");
    wrong[17] = wrong[17] == '1' ? '2' : '1';
    CHECK(finds("张三 " + wrong, "VE1"));
}

TEST_CASE("VE1: cards, with and without groups of four") {
    for (const std::size_t length : {16U, 17U, 18U, 19U})
        CHECK(finds("卡 " + valid_card(length), "VE1"));
    const std::string card = valid_card(16);
    CHECK(finds(card.substr(0, 4) + " " + card.substr(4, 4) + " " + card.substr(8, 4) + " " +
                    card.substr(12),
                "VE1"));
    std::string wrong = card;
    wrong[15] = wrong[15] == '1' ? '2' : '1';
    CHECK_FALSE(finds("设备 " + wrong, "VE1"));
    CHECK(finds("账号：" + wrong, "VE1"));
}

TEST_CASE("VE1: an account of a person blocks, an organisation's asks for confirmation") {
    CHECK(check_text_privacy("存折账号：240300112233")[0].severity == Severity::error);
    const auto findings = check_text_privacy("户名：核桃箐村股份经济合作社，账号：240300112233");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
}

TEST_CASE("VE1: a mobile in a text blocks; in an office's own field it passes") {
    CHECK(finds("有事打13812345678", "VE1"));
    CHECK(finds("有事打 138-1234-5678。", "VE1"));
    CHECK(finds("有事打+86 138 1234 5678。", "VE1"));
    CHECK(check_text_privacy("13812345678", "/contact/phone", Field::office_phone).empty());
    const json body{{"contact", {{"post", "村文书"}, {"phone", "13812345678"}}},
                    {"objection_phone", "13812345678"}};
    CHECK(check_json_privacy(body).empty());
    CHECK(finds(check_json_privacy({{"summary", "找文书 13812345678"}}), "VE1"));
    CHECK(finds(check_json_privacy({{"contact", {{"phone", valid_id("53992119900101123")}}}}),
                "VE1"));
}

TEST_CASE("VE1: harmless numbers of official pages pass") {
    for (const char* text :
         {"索引号 015281722-2021-186067", "01526084-1-06_A/2018-0730001",
          "滇ICP备2021000287号-1 政府网站标识码:5333210054", "滇公网安备:53332102000130号",
          "服务电话:0886-12345", "杉政发〔2026〕3号", "电话0886-3621234，传真 0886-3621235",
          "总额13912345678元", "总额 13,912,345,678.00 元", "2021-09-30 22:50:00",
          "面积160118.88亩", "12000041600000_20180121223442", "凭证号：13812345678",
          "统一社会信用代码 11530000015000001X", "2026年11月20日至2026年11月27日", "投资1.38亿元",
          "邮编 673100", "G56 杭瑞高速 K1234"})
        CHECK_MESSAGE(check_text_privacy(text).empty(), text);
}

TEST_CASE("VE2: part of an ID, a card or a mobile is shown") {
    CHECK(finds("张三 539921********1234", "VE2"));
    CHECK(finds("张三 5399211990****1234", "VE2"));
    CHECK(finds("张三 ××××××××××××××1234", "VE2"));
    CHECK(finds("张三 138****5678", "VE2"));
    CHECK(finds("身份证后四位：1234", "VE2"));
    CHECK(finds("539921****123X", "VE2"));
    CHECK_FALSE(finds("张三 53****************", "VE2"));
    CHECK_FALSE(finds("持身份证，2021年9月前登记", "VE2"));
    CHECK_FALSE(finds("20××年度报告", "VE2"));
}

TEST_CASE("VE2: a birth date beside a name") {
    CHECK(finds("张国强，男，1956年3月12日出生。", "VE2"));
    CHECK(finds("李小花（出生日期：1988-05-06）", "VE2"));
    CHECK_FALSE(finds("中华人民共和国1949年10月1日成立。", "VE2"));
    CHECK_FALSE(finds("凡1956年3月12日以前出生的都可以办。", "VE2"));
}

TEST_CASE("VE3: a sensitive word beside a name, and not in a rule") {
    CHECK(finds("王小花（尿毒症）家里困难。", "VE3"));
    CHECK(finds("村民阿普娜患癌住院。", "VE3"));
    CHECK(finds("张国强，男，肢体残疾，单身。", "VE3"));
    CHECK(finds("李小明，8岁，父母外出。", "VE3"));
    CHECK_FALSE(finds("李小明，28岁，返乡创业。", "VE3"));
    CHECK_FALSE(finds("孤儿、高龄老人（含精神残疾）优先。", "VE3"));
    CHECK_FALSE(finds("做好结核病、艾滋病防治工作。", "VE3"));
    CHECK_FALSE(finds("严重疾病（如尿毒症）可以申请。", "VE3"));
}

TEST_CASE("tables: columns that must not stand beside names") {
    CHECK(finds(check_json_privacy(table({"姓名", "身份证后四位"}, {{"张三", "1234"}})), "VE2"));
    CHECK(finds(check_json_privacy(table({"姓名", "卡号"}, {{"张三", "尾号1234"}})), "VE1"));
    CHECK(finds(check_json_privacy(table({"户主", "家庭住址"}, {{"张三", "河边组12号"}})), "VE1"));
    CHECK(finds(check_json_privacy(table({"姓名", "出生年月"}, {{"张三", "1956.03"}})), "VE2"));
    CHECK(finds(check_json_privacy(table({"姓名", "残疾等级"}, {{"张三", "二级"}})), "VE3"));
    CHECK(finds(check_json_privacy(table({"姓名", "备注"}, {{"张三", "因病致贫"}})), "VE3"));
    CHECK(finds(check_json_privacy(table({"姓名", "年龄"}, {{"张三", "9岁"}})), "VE3"));
    CHECK(
        check_json_privacy(table({"姓名", "组", "金额"}, {{"张三", "河边组", "105.50"}})).empty());
    CHECK(check_json_privacy(table({"残疾等级", "标准（元）"}, {{"一级", "100"}})).empty());
    CHECK(check_json_privacy(table({"姓名", "年龄"}, {{"张三", "81"}})).empty());
}

TEST_CASE("tables: an ID parted over two cells, and over two paragraphs") {
    const std::string id = valid_id("53992119900101123");
    CHECK(finds(check_json_privacy(table({"甲", "乙"}, {{id.substr(0, 6), id.substr(6)}})), "VE1"));
    const json blocks{{"blocks",
                       {{{"type", "paragraph"}, {"text", "张三 " + id.substr(0, 9)}},
                        {{"type", "paragraph"}, {"text", id.substr(9) + " 已登记"}}}}};
    CHECK(finds(check_json_privacy(blocks), "VE1"));
}

TEST_CASE("VE4: masks of two kinds in one list, and a mask that the same row undoes") {
    CHECK(
        finds(check_json_privacy(table({"姓名", "金额"}, {{"朱**", "1"}, {"张*祥", "2"}})), "VE4"));
    CHECK(finds(check_json_privacy(table({"姓名", "领款人签字"}, {{"朱**", "朱德贵"}})), "VE4"));
    CHECK_FALSE(
        finds(check_json_privacy(table({"姓名", "金额"}, {{"朱**", "1"}, {"张**", "2"}})), "VE4"));
    const json roll{{"lines", {{{"name", "朱**"}, {"note", "朱德贵"}}, {{"name", "张**"}}}}};
    const auto findings = check_json_privacy(roll);
    CHECK(finds(findings, "VE4"));
}

TEST_CASE("roll lines: sensitive notes and addresses are found at their pointer") {
    const json roll{
        {"lines",
         {{{"name", "张三"}, {"note", "尿毒症"}}, {{"name", "李四"}, {"note", "3栋502"}}}}};
    const auto findings = check_json_privacy(roll, "/body");
    CHECK(finds(findings, "VE3"));
    CHECK(finds(findings, "VE1"));
    CHECK(findings[0].place.starts_with("/body/lines/"));
}

TEST_CASE("every string is read: languages, captions, file names, change notes") {
    const std::string id = valid_id("53992119900101123");
    CHECK(finds(check_json_privacy({{"languages", {{"en", {{"summary", "ID " + id}}}}}}), "VE1"));
    CHECK(finds(check_json_privacy({{"pictures", {{{"caption", id}}}}}), "VE1"));
    CHECK(finds(check_json_privacy({{"attachments", {{{"file", "张三_" + id + ".jpg"}}}}}), "VE1"));
    CHECK(
        finds(check_json_privacy({{"change_note", {{"old", {{{"label", "号"}, {"value", id}}}}}}}),
              "VE1"));
}

TEST_CASE("what programs made is no personal number") {
    CHECK(check_json_privacy({{"salt", "13812345678138123456781381234567"}}).empty());
    CHECK(check_json_privacy({{"attachment", std::string(64, '1')}}).empty());
    CHECK(check_json_privacy({{"amount_fen", 13812345678}}).empty());
}

TEST_CASE("no message repeats the number that it found") {
    const std::string id = valid_id("53992119900101123");
    for (const Finding& finding : check_text_privacy("张三 " + id)) {
        CHECK(finding.message_zh.find(id) == std::string::npos);
        CHECK(finding.message_en.find(id) == std::string::npos);
        CHECK(waiver_of(finding) == Waiver::no_one);
    }
}

TEST_CASE("places in a text are line and column") {
    const auto findings = check_text_privacy("第一行\n电话 13812345678");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].place == "2:4");
}

TEST_CASE("official documents pass the gate without one error") {
    const std::filesystem::path data =
        std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "../shared/data";
    std::ifstream lines(data / "official-chinese.jsonl");
    for (std::string line; std::getline(lines, line);) {
        const auto document = json::parse(line);
        for (const Finding& finding : check_text_privacy(document["content"].get<std::string>())) {
            INFO(document["title"] << " " << finding.place << " " << finding.message_zh);
            CHECK(finding.severity != Severity::error);
        }
    }
    std::ifstream real(data / "lushui-2021.txt");
    std::stringstream text;
    text << real.rdbuf();
    CHECK(check_text_privacy(text.str()).empty());
}

namespace {

std::string big16(unsigned value) {
    return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)};
}
std::string big32(unsigned value) { return big16(value >> 16U) + big16(value & 0xFFFFU); }

/// TIFF with one IFD0 entry that points to a GPS directory of `count` entries.
std::string tiff(unsigned tag, unsigned count) {
    return "MM" + big16(42) + big32(8) + big16(1) + big16(tag) + big16(4) + big32(1) + big32(26) +
           big32(0) + big16(count);
}

std::string jpeg(const std::string& exif) {
    const std::string block = std::string("Exif\0\0", 6) + exif;
    return "\xFF\xD8\xFF\xE1" + big16(static_cast<unsigned>(block.size()) + 2) + block + "\xFF\xDA";
}

}  // namespace

TEST_CASE("VE1: coordinates in a photo are found, other Exif data passes") {
    CHECK(check_picture(jpeg(tiff(0x8825, 4)), "/attachments/0").size() == 1);
    CHECK_FALSE(has_gps(jpeg(tiff(0x8825, 1))));
    CHECK_FALSE(has_gps(jpeg(tiff(0x0112, 4))));
    CHECK_FALSE(has_gps("\xFF\xD8\xFF\xDA"));
    const std::string chunk =
        big32(static_cast<unsigned>(tiff(0x8825, 4).size())) + "eXIf" + tiff(0x8825, 4);
    CHECK(has_gps("\x89PNG\r\n\x1A\n" + chunk + "crc_"));
}

TEST_CASE("a picture cut at any byte is read without harm") {
    const std::string whole = jpeg(tiff(0x8825, 4));
    for (std::size_t length = 0; length < whole.size(); ++length) has_gps(whole.substr(0, length));
    CHECK(has_gps(whole));
}
