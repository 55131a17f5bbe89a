/// A page of all that the terminal draws: type in every script, tiles, shapes, icons.
#pragma once
#include <string>

#include "tests/kiosk/draw/stage.h"

namespace villageboard::draw {

using fonts::Align;
using fonts::Family;
using fonts::Outline;
using fonts::ParagraphStyle;
using fonts::Weight;

inline constexpr ImU32 kInk = IM_COL32(0x1C, 0x21, 0x1E, 255);
inline constexpr ImU32 kQuiet = IM_COL32(0x4C, 0x52, 0x4C, 255);
inline constexpr ImU32 kPine = IM_COL32(0x17, 0x57, 0x3F, 255);
inline constexpr ImU32 kLine = IM_COL32(0xD9, 0xD2, 0xC3, 255);
inline constexpr ImU32 kRed = IM_COL32(0xA1, 0x1D, 0x16, 255);
inline constexpr ImU32 kWhite = IM_COL32(255, 255, 255, 255);

inline ParagraphStyle style(float size, float width, Family family = Family::sans,
                            Weight weight = Weight::regular) {
    ParagraphStyle out;
    out.text = {family, weight, size, fonts::Figures::proportional, 0};
    out.max_width = width;
    return out;
}

inline fonts::Drawing house() {
    fonts::Drawing icon;
    fonts::Shape walls{Outline().move_to(5, 11).line_to(5, 20).line_to(19, 20).line_to(19, 11)};
    fonts::Shape roof{Outline().move_to(2.5f, 12).line_to(12, 4).line_to(21.5f, 12)};
    walls.stroke_width = roof.stroke_width = 1.6f;
    icon.shapes = {walls, roof};
    return icon;
}

inline fonts::Drawing ring(float sweep) {
    fonts::Drawing drawing{100, 100, {}};
    drawing.shapes.push_back({Outline().sector(50, 50, 50, 38, 0, sweep)});
    return drawing;
}

class Specimen {
  public:
    Specimen(Stage& stage, ImDrawList& list) : stage_(stage), list_(list) {}

    void text(float x, float y, const std::string& words, const ParagraphStyle& how,
              ImU32 colour = kInk) {
        const auto layout = stage_.layouts.get(words, how);
        fonts::draw_layout(list_, stage_.atlas, {x, y}, *layout, colour);
        // The list keeps no pointer to the layout, the cache does.
    }

    void tile(float x, float y, const std::string& title, const std::string& live, ImU32 colour) {
        fonts::draw_shadow(list_, stage_.atlas, {x, y + 4}, {x + 420, y + 184}, 12, 18,
                           IM_COL32(0, 0, 0, 70));
        fonts::fill_round_rect(list_, stage_.atlas, {x, y}, {x + 420, y + 180}, 12, kWhite);
        fonts::fill_round_rect(list_, stage_.atlas, {x, y}, {x + 14, y + 180}, 12, colour,
                               fonts::Corners::left);
        fonts::draw_icon(list_, stage_.atlas, {x + 32, y + 28}, {x + 112, y + 108}, house(),
                         colour);
        text(x + 130, y + 24, title, style(48, 280, Family::serif, Weight::bold));
        auto one_line = style(26, 270);
        one_line.max_lines = 1;
        text(x + 130, y + 110, live, one_line, kQuiet);
    }

    void page() {
        text(60, 30, "核桃箐村公开栏 · 2026年11月23日 星期一", style(30, 1200), kQuiet);
        tile(60, 110, "村务账", "第二季度账已公布，花了 61,305.50 元，还剩 142,770.30 元", kPine);
        tile(540, 110, "补贴", "8月又发了 3 笔", IM_COL32(0x7C, 0x42, 0x06, 255));
        mixed();
        shapes();
    }

  private:
    void mixed() {
        text(60, 340, "关于《耕地地力保护补贴》（2026年度）发放的公示",
             style(54, 1000, Family::serif, Weight::bold));
        auto body = style(30, 900);
        body.first_line_indent = 60;
        text(60, 500,
             "经村民小组核实、村“两委”会议审议，现将发放名单予以公示。公示时间为11月20日9：30至27日"
             "18：00，"
             "每亩105.50元（“一卡通”发放），共计326户。如有异议，请拨打12345——或到村委会当面说明……",
             body);
        auto small = style(28, 900);
        text(60, 740, "Lisu: ꓡꓲꓢꓴ ꓐꓱꓸ ꓠꓬꓴ ꓫꓵꓽ.  Tibetan: བོད་སྐད་ཀྱི་ཡི་གེ་རྒྱལ་ཁབ།", small);
        text(60, 790, "Yi: ꆈꌠꁱꂷ  Tai Le: ᥖᥭᥰᥖᥬᥳᥑᥨᥒᥰ  Miao: 𖼀𖼄𖽪  Ext-B: 𠀀𠮷𡃁𩸽𪚥", small);
        text(60, 840, "Bai: Baipho, Nàxī ḽṱ é ê ñ ǚ ɯ̠ — figures 0123456789 ±½ ①②③ ☎ ☂", small);
        auto table = style(30, 220);
        table.align = Align::right;
        table.text.figures = fonts::Figures::tabular;
        text(60, 900, "86,420.00\n−61,305.50\n142,771.11", table, kPine);
        auto centre = style(40, 520, Family::serif, Weight::bold);
        centre.align = Align::center;
        fonts::stroke_round_rect(list_, stage_.atlas, {360, 910}, {880, 1030}, 16, 2, kLine);
        text(360, 930, "居中的标题，两行也好看", centre, kPine);
    }

    void shapes() {
        fonts::fill_round_rect(list_, stage_.atlas, {1060, 110}, {1860, 330}, 24, kRed);
        text(1100, 130, "暴雨红色预警", style(64, 700, Family::serif, Weight::bold), kWhite);
        text(1100, 240, "今晚8时前撤到高处，不要过河。", style(36, 700), kWhite);
        fonts::fill_round_rect(list_, stage_.atlas, {1060, 360}, {1860, 580}, 24,
                               IM_COL32(0x17, 0x1A, 0x18, 255));
        text(1100, 380, "夜间配色：白字黑底", style(44, 700, Family::serif, Weight::bold),
             IM_COL32(0xF2, 0xEE, 0xE3, 255));
        text(1100, 460, "村里收进 86,420.00 元，花掉 61,305.50 元，剩余的全部存入农商行专户。",
             style(30, 720), IM_COL32(0xB9, 0xBE, 0xB4, 255));
        fonts::draw_icon(list_, stage_.atlas, {1060, 620}, {1300, 860}, ring(360), kLine);
        fonts::draw_icon(list_, stage_.atlas, {1060, 620}, {1300, 860}, ring(250), kPine);
        auto number = style(96, 240, Family::serif, Weight::bold);
        number.align = Align::center;
        text(1060, 665, "5", number);
        auto days = style(26, 240);
        days.align = Align::center;
        text(1060, 785, "天后截止", days, kQuiet);
        for (int i = 0; i < 6; ++i) {
            const float x = 1360 + 80.0f * static_cast<float>(i);
            const float height = 60 + 25.0f * static_cast<float>((i * 7) % 6);
            fonts::fill_round_rect(list_, stage_.atlas, {x, 860 - height}, {x + 48, 860}, 8,
                                   i % 2 == 0 ? kPine : kRed, fonts::Corners::top);
        }
        list_.AddLine({1360, 640}, {1840, 760}, kInk, 3);
        list_.AddCircleFilled({1600, 640}, 16, kPine);
        text(1060, 920, "小字也要清楚：元、角、分；亩数、人口数、户数。", style(18, 800));
        text(1060, 955, "The quick brown fox jumps over the lazy dog. 0123456789", style(18, 800));
        text(1060, 990, "更小的字 14 px：耕地地力保护补贴 Sphinx of black quartz", style(14, 800));
    }

    Stage& stage_;
    ImDrawList& list_;
};

}  // namespace villageboard::draw
