#include <cmath>

#include "tests/bench/specimen.h"
#include "tests/bench/texts.h"

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
    all.push_back(prose(faces, "prose-justified", Align::justified));
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
