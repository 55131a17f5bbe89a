#include "kiosk/widgets/ledger_row.h"

#include <cmath>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;
constexpr float kDayHanzi = 4.2F;    ///< the longest short day
constexpr float kLeastHanzi = 7;     ///< of what the sum was for, in a line
constexpr float kUsualSumHanzi = 5;  ///< "12,300.00": sums of a page stand in one column

struct Columns {
    float day;
    float words;
    float sum;
    float chevron;
    float gap;
};

Look sum_look() { return Look{}.bold().tabular().aligned(fonts::Align::right).as(Role::figure); }

Columns columns(Ui& ui, const RowSpec& spec, float width) {
    const Theme& theme = ui.theme();
    Columns made{};
    made.day = std::round(theme.type(Type::caption) * kDayHanzi);
    made.sum = std::max(ui.width_of(spec.value, sum_look()),
                        std::round(theme.type(Type::body) * kUsualSumHanzi));
    made.chevron = std::round(theme.type(Type::body) * 0.8F);
    made.gap = theme.u(1);
    made.words = width - made.day - made.sum - made.chevron - 3 * made.gap;
    return made;
}

}  // namespace

bool ledger_row(Flow& flow, const RowSpec& spec) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Columns column = columns(ui, spec, flow.width());
    if (column.words < theme.type(spec.type) * kLeastHanzi) return row(flow, spec);
    const Look words = Look{}.sized(spec.type);
    const float height = ui.height_of(spec.title, words, column.words);
    const Rect rect = flow.take(std::max(theme.main_target(), std::ceil(height) + theme.u(1)));
    const Press press = ui.press(rect, {spec.id, Role::row, spec.title, Target::main});
    if (press.held)
        ui.sheet(rect, mix(ui.colour(Ink::paper), ui.colour(Ink::ink), kPressedShade),
                 theme.corner());
    const float line = theme.line(spec.type);
    const float top = std::round(rect.mid_y() - height / 2);
    ui.text_in({rect.x, top, column.day, line}, spec.note,
               Look{}.sized(Type::caption).tabular().in(ui.colour(Ink::quiet)));
    const float x = rect.x + column.day + column.gap;
    ui.text(x, top, column.words, spec.title, words);
    ui.text_in({x + column.words + column.gap, top, column.sum, line}, spec.value, sum_look());
    const float blank = (line - theme.type(spec.type)) / 2;
    if (top + blank >= ui.clip().y && top + line - blank <= ui.clip().bottom())
        ui.drawing({rect.right() - column.chevron, std::round(top + (line - column.chevron) / 2),
                    column.chevron, column.chevron},
                   drawing_of(Icon::next), ui.colour(Ink::quiet));
    const Rect between = flow.take(theme.target_gap());
    ui.fill({between.x, std::round(between.mid_y()), between.w, theme.hairline()},
            ui.colour(Ink::line));
    return press.activated;
}

}  // namespace villageboard::kiosk
