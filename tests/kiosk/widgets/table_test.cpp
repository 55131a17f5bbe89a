#include "kiosk/widgets/table.h"

#include <doctest/doctest.h>

#include <cmath>

namespace villageboard::kiosk {
namespace {

// One page's words, set and measured without a screen.
class Sheet {
  public:
    Sheet() { ui_.begin(theme_, strings_, {}); }
    ~Sheet() { ui_.end(); }

    Flow flow() { return Flow(ui_, 40, 40, 900); }
    Ui& ui() { return ui_; }
    const Node& cell(const std::string& words) const {
        for (const Node& node : ui_.tree().nodes)
            if (node.label == words) return node;
        FAIL("no cell " << words);
        return ui_.tree().nodes.front();
    }
    // Where the cell's point stands on the page.
    float point(const std::string& words) {
        const float width = cell(words).rect.w;
        const Look look = Look{}.tabular().aligned(fonts::Align::right);
        return cell(words).rect.x + *ui_.set(words, look, width)->point_x();
    }

  private:
    fonts::FaceSet faces_;
    fonts::Atlas atlas_{faces_};
    Theme theme_{usual_panel(1080, 1920), Palette::day, TextSize::normal};
    Strings strings_{"zh-CN"};
    Ui ui_{faces_, atlas_, nullptr};
};

TEST_CASE("figures of a column meet at their points, whatever stands behind them") {
    Sheet sheet;
    Flow flow = sheet.flow();
    TableSpec spec;
    spec.columns = {{"项目", fonts::Align::left}, {"数量", fonts::Align::right}};
    spec.rows = {
        {"种地补贴", "86,420.05"}, {"退耕还林", "12.5 亩"}, {"工钱", "-300"}, {"没有", "无"}};
    table(flow, spec);
    const float point = sheet.point("86,420.05");
    for (const char* words : {"12.5 亩", "-300"}) {
        CAPTURE(words);
        CHECK(std::abs(sheet.point(words) - point) <= 1);
        CHECK_FALSE(sheet.cell(words).cut);
    }
    // Words without a figure stand at the column's right edge.
    CHECK(sheet.cell("无").rect.right() >= sheet.cell("-300").rect.right());
}

TEST_CASE("a heading ends no line inside a word") {
    Sheet sheet;
    const std::string title = "核桃箐村2026年第三季度财务收支公布表";
    const Look look = Look{}.sized(Type::title).serif().as(Role::heading);
    for (int hanzi = 6; hanzi < 20; ++hanzi) {
        const float width = static_cast<float>(hanzi) * sheet.ui().theme().type(Type::title);
        const auto layout = sheet.ui().set(title, look, width);
        CAPTURE(hanzi);
        CHECK(layout->width() <= width + 1);
        for (const fonts::Line& line : layout->lines()) {
            const std::string end = layout->text().substr(0, line.end);
            for (const char* first_half : {"财", "收", "公", "公布", "第", "第三", "季", "2026"})
                CHECK_FALSE(end.ends_with(first_half));
        }
    }
}

TEST_CASE("a document's paragraph stands in by two Hanzi and fills its lines") {
    Sheet sheet;
    Flow flow = sheet.flow();
    std::string words;
    for (int i = 0; i < 12; ++i) words += "村里的账，每一笔都写清楚。";
    flow.paragraph(words);
    const Theme& theme = sheet.ui().theme();
    const Look look = Look{}
                          .aligned(fonts::Align::justified)
                          .hanging()
                          .indented(std::round(2 * theme.type(Type::body)));
    const auto layout = sheet.ui().set(words, look, theme.measure());
    CHECK(flow.height() == std::ceil(layout->height()));
    CHECK(layout->lines()[0].x == std::round(2 * theme.type(Type::body)));
    CHECK(layout->lines()[1].x == 0);
    CHECK(layout->lines()[1].width == doctest::Approx(theme.measure()));
}

}  // namespace
}  // namespace villageboard::kiosk
