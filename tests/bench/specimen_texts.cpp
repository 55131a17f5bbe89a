#include <cmath>

#include "tests/bench/specimen.h"

namespace villageboard::bench {
namespace {

using fonts::Align;
using fonts::Family;
using fonts::Paragraph;
using fonts::ParagraphStyle;
using fonts::Weight;

constexpr int kColumn = 900;  // px of a sheet
constexpr float kMargin = 24;
constexpr float kGap = 18;

constexpr const char* kNotice =
    "经村民小组核实、村“两委”会议审议，现将2026年耕地地力保护补贴发放名单予以公示。公示时间为11月"
    "20日9：30至27日18：00，每亩105.50元（“一卡通”发放），共计326户、1,482.6亩。如有异议，请拨打"
    "12345——或到村委会当面说明……";
constexpr const char* kPolicy =
    "《关于做好2026年度耕地地力保护补贴工作的通知》（云农财〔2026〕18号）明确：补贴对象为拥有耕地承"
    "包权的种地农民（含农场职工）；已作为畜牧养殖场、林地、成片粮田转为设施农业用地、非农业征（占）"
    "用地的，不再给予补贴。“谁种地、谁受益”，做到“五到户”：政策宣传、面积核实、登记造册、张榜公示、"
    "资金发放。";
constexpr const char* kMixed =
    "请用手机扫二维码或打开www.example.cn查询；COVID-19疫苗第3针、HPV疫苗、DTP疫苗均免费。5G基站已"
    "建成12座，覆盖率98.6%，网速约300Mbit/s。房屋面积120m²，海拔1,870～2,350m，气温−3℃～28℃，降水"
    "850mm；农历十月初三（11/12），GDP同比增长7.2%，人均￥18,650.00元。";
constexpr const char* kMarks =
    "他说：“今天（星期一）不开门。”她问：“为什么？！”——“水管坏了……”（注：见《停水通知》、《修复方案"
    "》。）一、二、三，开始；甲·乙·丙，北京—昆明，上午8：30～11：30，5／6，《〈条例〉释义》，“‘两委"
    "’”"
    "会议，「楼」『室』【要闻】〔2026〕号，１２３号、Ａ座。";
constexpr const char* kEnglish =
    "The village committee meets on Monday, 23 November 2026, at 9:30 a.m. to hear objections to "
    "the draft list; anyone who isn't on it may ask why. AVATAR Tokyo WAVE fi ffl Yvonne “quoted” "
    "text — and 0123456789.";
constexpr const char* kTibetan =
    "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། ཐོབ་ཐངགི་རང་དབང་འདྲ་མཉམ་དུ་ཡོད་ལ། "
    "ཁོང་ཚོར་རང་བྱུང་གི་བློ་རྩལ་དང་བསམ་ཚུལ་བཟང་པོ་འདོན་པའི་འོས་བབས་ཀྱང་ཡོད།";
constexpr const char* kLisu =
    "ꓞꓳ ꓘꓹ ꓠꓯꓹꓼ ꓢꓲ ꓫꓬ ꓟ ꓙ ꓖꓴ ꓗꓪ ꓟꓬꓱꓽ ꓧꓳꓽ ꓢꓴ ꓠꓬ꓾ ꓞꓳ ꓘꓹ ꓗꓪ ꓟ ꓞꓳ ꓟ ꓐꓴ ꓔꓯ ꓮ ꓡꓲ ꓬꓰ ꓠꓯꓹ ꓟ꓾ ꓟꓬꓱꓽ ꓔꓯ ꓧꓳꓽ "
    "ꓪꓴꓸ";
constexpr const char* kYi =
    "ꊿꂷꃅꄿꐨꐥ，ꌅꅍꀂꏽꐯꒈꃅꐥꌐ。ꊿꊇꉪꍆꌋꆀꁨꉌꑌꐥ，ꄷꀋꁨꂛꊨꅫꃀꃅꐥꄡꑟ。";
constexpr const char* kOther =
    "Miao 𖼀𖼄𖽪 𖼞𖽡𖾐  Tai Le ᥓᥣᥳ ᥞᥨᥛ ᥑᥤᥴ  Tai Lue ᦝᧂᦑᦸᦰ  Bai: Avzangf max pyvccuf  "
    "Hanzi 𠀀𠮷𡃁𩸽𪚥 㑇㛃䢺䥽 龘靐齉";

ParagraphStyle style(float size, float width, float line_height = 1.5F) {
    ParagraphStyle out;
    out.text.size_px = size;
    out.line_height = line_height;
    out.max_width = width;
    return out;
}

ParagraphStyle title(float size, float width) {
    ParagraphStyle out = style(size, width, 1.25F);
    out.text.family = Family::serif;
    out.text.weight = Weight::bold;
    return out;
}

ParagraphStyle indented(ParagraphStyle of) {
    of.first_line_indent = 2 * of.text.size_px;
    return of;
}

// Puts paragraphs below each other.
class Sheet {
  public:
    Sheet(const fonts::FaceSet& faces, std::string name, std::uint32_t ground = 0xFBF7EF)
        : faces_(faces) {
        sheet_.name = std::move(name);
        sheet_.width = kColumn;
        sheet_.ground = ground;
    }

    Sheet& add(const char* words, const ParagraphStyle& how, std::uint32_t colour = 0x1C211E,
               float x = 0) {
        Paragraph paragraph{words, how, {}};
        const float height = fonts::lay_out(faces_, paragraph).height();
        sheet_.texts.push_back({kMargin + x, y_, std::move(paragraph), colour});
        y_ = std::ceil(y_ + height + kGap);
        return *this;
    }

    Specimen done() {
        sheet_.height = static_cast<int>(y_ + kMargin);
        return std::move(sheet_);
    }

  private:
    const fonts::FaceSet& faces_;
    Specimen sheet_;
    float y_ = kMargin;
};

Specimen prose(const fonts::FaceSet& faces, const std::string& name, Align align) {
    Sheet sheet(faces, name);
    ParagraphStyle body = indented(style(30, 660));
    body.align = align;
    for (const char* words : {kNotice, kPolicy, kMixed, kMarks}) sheet.add(words, body);
    return sheet.done();
}

Specimen small(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "small");
    for (const float size : {14.0F, 16.0F, 18.0F, 20.0F, 24.0F})
        sheet.add(kNotice, style(size, 600)).add(kEnglish, style(size, 600));
    return sheet.done();
}

Specimen titles(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "titles");
    sheet.add("关于《耕地地力保护补贴》（2026年度）发放的公示", title(72, 850))
        .add("核桃箐村2026年第三季度财务收支情况公示", title(54, 850))
        .add("“我的村”·公开栏 Village Board 86,420.00", title(40, 850));
    ParagraphStyle bold = style(30, 850);
    bold.text.weight = Weight::bold;
    sheet.add("一、补贴对象（含农场职工）和补贴标准：每亩105.50元", bold);
    ParagraphStyle serif = style(26, 850);
    serif.text.family = Family::serif;
    sheet.add(kNotice, serif).add(kEnglish, serif);
    return sheet.done();
}

Specimen lists(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "lists");
    const ParagraphStyle item = style(28, 600);
    sheet
        .add("（一）规范政务信息管理。政府网站引用或登载行政法规的，要对照国家正式版本，及时更新。",
             item)
        .add(
            "1.带上身份证、户口簿和“一卡通”存折；\n2.到村委会填《申请表》（一式两份）；\n3."
            "公示7天，无异议"
            "的，报镇政府审核。",
            item)
        .add("①水费：3.50元/吨；②电费：0.45元/度；③卫生费：5元/月·户。", item)
        .add("• 咨询电话：0886-3621234（工作日8：30—12：00，14：30—18：00）", item);
    ParagraphStyle sums = style(28, 300);
    sums.align = Align::right;
    sums.text.figures = fonts::Figures::tabular;
    sheet.add("86,420.00\n−61,305.50\n142,771.11", sums);
    ParagraphStyle centred = title(36, 600);
    centred.align = Align::center;
    sheet.add("居中的标题，写成两行也要好看（2026年11月）", centred);
    return sheet.done();
}

Specimen narrow(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "narrow");
    sheet.add(kMarks, style(30, 272)).add(kMixed, style(30, 330));
    return sheet.done();
}

Specimen scripts(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "scripts");
    const ParagraphStyle body = style(30, 820);
    for (const char* words : {kTibetan, kLisu, kYi, kOther}) sheet.add(words, body);
    return sheet.add(kTibetan, style(20, 820)).add(kLisu, style(20, 820)).done();
}

Specimen night(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "night", 0x171A18);
    return sheet.add("夜间配色：白字黑底", title(44, 850), 0xF2EEE3)
        .add(kNotice, style(30, 660), 0xF2EEE3)
        .add(kNotice, style(18, 660), 0xB9BEB4)
        .done();
}

Specimen alert(const fonts::FaceSet& faces) {
    Sheet sheet(faces, "alert", 0xA11D16);
    return sheet.add("暴雨红色预警", title(96, 850), 0xFFFFFF)
        .add("今晚8时前撤到高处，不要过河。到村完小集合，带好药品、证件和雨具。", style(36, 850),
             0xFFFFFF)
        .done();
}

}  // namespace

std::vector<Specimen> specimens(const fonts::FaceSet& faces) {
    std::vector<Specimen> all;
    all.push_back(prose(faces, "prose", Align::left));
    all.push_back(small(faces));
    all.push_back(titles(faces));
    all.push_back(lists(faces));
    all.push_back(narrow(faces));
    all.push_back(scripts(faces));
    all.push_back(night(faces));
    all.push_back(alert(faces));
    return all;
}

}  // namespace villageboard::bench
