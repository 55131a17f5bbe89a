#include "tests/bench/texts.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace villageboard::bench {

const char* const kNotice =
    "经村民小组核实、村“两委”会议审议，现将2026年耕地地力保护补贴发放名单予以公示。公示时间为11月"
    "20日9：30至27日18：00，每亩105.50元（“一卡通”发放），共计326户、1,482.6亩。如有异议，请拨打"
    "12345——或到村委会当面说明……";
const char* const kPolicy =
    "《关于做好2026年度耕地地力保护补贴工作的通知》（云农财〔2026〕18号）明确：补贴对象为拥有耕地承"
    "包权的种地农民（含农场职工）；已作为畜牧养殖场、林地、成片粮田转为设施农业用地、非农业征（占）"
    "用地的，不再给予补贴。“谁种地、谁受益”，做到“五到户”：政策宣传、面积核实、登记造册、张榜公示、"
    "资金发放。";
const char* const kMixed =
    "请用手机扫二维码或打开www.example.cn查询；COVID-19疫苗第3针、HPV疫苗、DTP疫苗均免费。5G基站已"
    "建成12座，覆盖率98.6%，网速约300Mbit/s。房屋面积120m²，海拔1,870～2,350m，气温−3℃～28℃，降水"
    "850mm；农历十月初三（11/12），GDP同比增长7.2%，人均￥18,650.00元。";
const char* const kMarks =
    "他说：“今天（星期一）不开门。”她问：“为什么？！”——“水管坏了……”（注：见《停水通知》、《修复方案"
    "》。）一、二、三，开始；甲·乙·丙，北京—昆明，上午8：30～11：30，5／6，《〈条例〉释义》，“‘两委"
    "’”"
    "会议，「楼」『室』【要闻】〔2026〕号，１２３号、Ａ座。";
const char* const kEnglish =
    "The village committee meets on Monday, 23 November 2026, at 9:30 a.m. to hear objections to "
    "the draft list; anyone who isn't on it may ask why. AVATAR Tokyo WAVE fi ffl Yvonne “quoted” "
    "text — and 0123456789.";
const char* const kTibetan =
    "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། ཐོབ་ཐངགི་རང་དབང་འདྲ་མཉམ་དུ་ཡོད་ལ། "
    "ཁོང་ཚོར་རང་བྱུང་གི་བློ་རྩལ་དང་བསམ་ཚུལ་བཟང་པོ་འདོན་པའི་འོས་བབས་ཀྱང་ཡོད།";
const char* const kLisu =
    "ꓞꓳ ꓘꓹ ꓠꓯꓹꓼ ꓢꓲ ꓫꓬ ꓟ ꓙ ꓖꓴ ꓗꓪ ꓟꓬꓱꓽ ꓧꓳꓽ ꓢꓴ ꓠꓬ꓾ ꓞꓳ ꓘꓹ ꓗꓪ ꓟ ꓞꓳ ꓟ ꓐꓴ ꓔꓯ ꓮ ꓡꓲ ꓬꓰ ꓠꓯꓹ ꓟ꓾ ꓟꓬꓱꓽ ꓔꓯ ꓧꓳꓽ "
    "ꓪꓴꓸ";
const char* const kYi =
    "ꊿꂷꃅꄿꐨꐥ，ꌅꅍꀂꏽꐯꒈꃅꐥꌐ。ꊿꊇꉪꍆꌋꆀꁨꉌꑌꐥ，ꄷꀋꁨꂛꊨꅫꃀꃅꐥꄡꑟ。";
const char* const kOther =
    "Miao 𖼀𖼄𖽪 𖼞𖽡𖾐  Tai Le ᥓᥣᥳ ᥞᥨᥛ ᥑᥤᥴ  Tai Lue ᦝᧂᦑᦸᦰ  Bai: Avzangf max pyvccuf  "
    "Hanzi 𠀀𠮷𡃁𩸽𪚥 㑇㛃䢺䥽 龘靐齉";

namespace {

std::size_t characters_of(const std::string& text) {
    std::size_t count = 0;
    for (const char byte : text)
        if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) ++count;
    return count;
}

// The words over and over, each time with another number before them, so that no two are equal.
std::vector<std::string> repeated(const std::vector<std::string>& words, std::size_t characters) {
    std::vector<std::string> out;
    for (std::size_t count = 0; count < characters;) {
        out.push_back(std::to_string(out.size() + 1) + " " + words[out.size() % words.size()]);
        count += characters_of(out.back());
    }
    return out;
}

}  // namespace

std::size_t count_characters(const std::vector<std::string>& paragraphs) {
    std::size_t count = 0;
    for (const std::string& paragraph : paragraphs) count += characters_of(paragraph);
    return count;
}

std::vector<std::string> chinese_prose(const std::filesystem::path& file, std::size_t characters) {
    std::vector<std::string> documents;
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) documents.push_back(std::move(line));
    std::vector<std::string> out;
    std::size_t count = 0;
    for (auto newest = documents.rbegin(); newest != documents.rend(); ++newest) {
        const auto document = nlohmann::json::parse(*newest, nullptr, false);
        if (!document.contains("content")) continue;
        std::istringstream content(document["content"].get<std::string>());
        for (std::string paragraph; std::getline(content, paragraph);) {
            if (paragraph.empty()) continue;
            count += characters_of(paragraph);
            out.push_back(std::move(paragraph));
            if (count >= characters) return out;
        }
    }
    return out.empty() ? repeated({kNotice, kPolicy, kMarks}, characters) : out;
}

std::vector<std::string> mixed_prose(std::size_t characters) {
    const auto with = [](const char* a, const char* b) { return std::string(a) + " " + b; };
    return repeated({with(kMixed, kLisu), with(kTibetan, kNotice), with(kYi, kEnglish), kOther,
                     with(kPolicy, kTibetan)},
                    characters);
}

}  // namespace villageboard::bench
