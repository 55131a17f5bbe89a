#include "kiosk/widgets/money.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr float kLeastBarHanzi = 4;  ///< a shorter bar shows nothing: its label then stands above

struct SumLine {
    std::string sign;
    std::string label;
    std::string amount;
    Colour colour;
};

std::array<SumLine, 4> sum_lines(Ui& ui, const Sums& sums) {
    return {
        {{"", ui.say("sum.opening"), format_yuan(sums.opening), ui.colour(Ink::ink)},
         {"+", ui.say("sum.income"), format_yuan(sums.income), ui.colour(Ink::money_in)},
         {"\u2212", ui.say("sum.expense"), format_yuan(sums.expense), ui.colour(Ink::money_out)},
         {"=", ui.say("sum.closing"), format_yuan(sums.closing), ui.colour(Ink::ink)}}};
}

Look amount_look(Type type, Colour colour) {
    return Look{}
        .sized(type)
        .serif()
        .tabular()
        .in(colour)
        .aligned(fonts::Align::right)
        .as(Role::figure);
}

// The largest type in which every one of the texts fits.
Type common_type(Ui& ui, const std::vector<std::string>& texts, Type from, float width) {
    int type = static_cast<int>(from);
    for (const std::string& text : texts)
        type = std::min(type, static_cast<int>(ui.fitted(text, amount_look(from, {}), width).type));
    return static_cast<Type>(type);
}

// How an addition is set: in one row or one below the other, there with the labels beside the
// figures or above them.
enum class SumShape { row, beside, stacked };
struct SumPlan {
    SumShape shape;
    Type type;
    float label_width;
    float height;
};

float line_of(const Theme& theme, Type type) {
    return std::max(theme.line(type), theme.line(Type::body));
}

float rules_height(const Theme& theme) { return 2 * theme.edge() + theme.mm(0.8); }

float sum_gap(const Theme& theme) { return theme.u(2); }

float row_width(const Flow& flow) {
    return std::floor((flow.width() - 3 * sum_gap(flow.theme())) / 4);
}

std::vector<std::string> signed_amounts(const std::array<SumLine, 4>& lines) {
    std::vector<std::string> amounts;
    for (const SumLine& line : lines)
        amounts.push_back(line.sign.empty() ? line.amount : line.sign + " " + line.amount);
    return amounts;
}

SumPlan row_plan(Flow& flow, const std::vector<std::string>& amounts) {
    const Theme& theme = flow.theme();
    const Type type = common_type(flow.ui(), amounts, Type::title, row_width(flow));
    return {SumShape::row, type, 0,
            theme.line(Type::body) + theme.line(type) + rules_height(theme)};
}

bool row_fits(Flow& flow, const std::vector<std::string>& amounts, Type type) {
    return std::all_of(amounts.begin(), amounts.end(), [&](const std::string& amount) {
        return flow.ui().width_of(amount, amount_look(type, {})) <= row_width(flow);
    });
}

SumPlan column_plan(Flow& flow, const std::array<SumLine, 4>& lines,
                    const std::vector<std::string>& amounts, float max_height) {
    Ui& ui = flow.ui();
    const Theme& theme = flow.theme();
    float label_width = 0;
    for (const SumLine& line : lines)
        label_width = std::max(label_width, ui.width_of(line.label, Look{}));
    const float beside = flow.width() - label_width - theme.u(2);
    const Type stacked_type = common_type(ui, amounts, Type::figure, flow.width());
    SumPlan plan{SumShape::beside, common_type(ui, amounts, Type::figure, beside), label_width, 0};
    if (plan.type < Type::lead && stacked_type > plan.type) {
        plan.shape = SumShape::stacked;
        plan.type = stacked_type;
    }
    const float labels =
        plan.shape == SumShape::stacked ? theme.line(Type::body) + theme.u(0.5) : 0;
    const auto height = [&] {
        return 4 * (line_of(theme, plan.type) + labels) + rules_height(theme);
    };
    while (plan.type > Type::body && height() > max_height)
        plan.type = static_cast<Type>(static_cast<int>(plan.type) - 1);
    plan.height = height();
    return plan;
}

// In one row where its figures are large enough, or where a low page lets those of a column be no
// larger.
SumPlan plan_sum(Flow& flow, const std::array<SumLine, 4>& lines, float max_height) {
    const auto amounts = signed_amounts(lines);
    const SumPlan column = column_plan(flow, lines, amounts, max_height);
    const float roomy = flow.theme().type(Type::body) * 26;
    if (flow.theme().portrait() || flow.width() < roomy) return column;
    const SumPlan row = row_plan(flow, amounts);
    const bool low =
        column.type <= Type::lead && row.type >= Type::body && row_fits(flow, amounts, row.type);
    return row.type >= Type::lead || low ? row : column;
}

void double_rule(Ui& ui, const Rect& rect) {
    const float edge = ui.theme().edge();
    ui.fill({rect.x, rect.y, rect.w, edge}, ui.colour(Ink::ink));
    ui.fill({rect.x, rect.bottom() - edge, rect.w, edge}, ui.colour(Ink::ink));
}

void column_sum(Flow& flow, const std::array<SumLine, 4>& lines, const SumPlan& plan) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Look label_look = Look{}.in(ui.colour(Ink::quiet));
    const auto amounts = signed_amounts(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i + 1 == lines.size()) double_rule(ui, flow.take(rules_height(theme)));
        if (plan.shape == SumShape::stacked) {
            flow.gap(0.5);
            flow.text(lines[i].label, label_look);
        }
        const Rect rect = flow.take(line_of(theme, plan.type));
        Rect figure = rect;
        if (plan.shape == SumShape::beside) {
            ui.text_in({rect.x, rect.y, plan.label_width, rect.h}, lines[i].label, label_look);
            figure.cut_left(plan.label_width + theme.u(2));
        }
        ui.text_in(figure, amounts[i], amount_look(plan.type, lines[i].colour));
    }
}

void row_sum(Flow& flow, const std::array<SumLine, 4>& lines, const SumPlan& plan) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const auto amounts = signed_amounts(lines);
    const float gap = sum_gap(theme);
    const Rect labels = flow.take(theme.line(Type::body));
    const Rect figures = flow.take(theme.line(plan.type));
    for (int i = 0; i < 4; ++i) {
        const auto index = static_cast<std::size_t>(i);
        ui.text_in(nth_column(labels, i, 4, gap), lines[index].label,
                   Look{}.in(ui.colour(Ink::quiet)).aligned(fonts::Align::right));
        ui.text_in(nth_column(figures, i, 4, gap), amounts[index],
                   amount_look(plan.type, lines[index].colour));
    }
    double_rule(ui, nth_column(flow.take(rules_height(theme)), 3, 4, gap));
}

float bar_height(std::int64_t value, std::int64_t most, float full) {
    if (most <= 0 || value <= 0) return 0;
    return std::max(2.F, std::round(full * static_cast<float>(value) / static_cast<float>(most)));
}

void legend(Flow& flow) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Rect rect = flow.take(theme.line(Type::caption));
    const float box = std::round(theme.type(Type::caption) * 0.8F);
    float x = rect.x;
    const std::pair<std::string, Ink> entries[] = {{ui.say("sum.income"), Ink::money_in},
                                                   {ui.say("sum.expense"), Ink::money_out}};
    for (const auto& [words, ink] : entries) {
        const Rect swatch{x, std::round(rect.mid_y() - box / 2), box, box};
        if (ink == Ink::money_in) {
            ui.fill(swatch, ui.colour(ink));
        } else {
            ui.frame(swatch, ui.colour(ink), 0, theme.edge() * 2);
        }
        const Look look = Look{}.sized(Type::caption);
        const float width = ui.width_of(words, look);
        ui.text_in({x + box + theme.u(1), rect.y, width, rect.h}, words, look);
        x += box + width + theme.u(4);
    }
}

}  // namespace

void sum_block(Flow& flow, const Sums& sums, float max_height) {
    const auto lines = sum_lines(flow.ui(), sums);
    const SumPlan plan = plan_sum(flow, lines, max_height);
    if (plan.shape == SumShape::row)
        row_sum(flow, lines, plan);
    else
        column_sum(flow, lines, plan);
}

float sum_height(Flow& flow, const Sums& sums, float max_height) {
    return plan_sum(flow, sum_lines(flow.ui(), sums), max_height).height;
}

int bar_chart(Flow& flow, const std::string& title, const std::vector<BarPair>& pairs) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    std::int64_t most = 0;
    for (const BarPair& pair : pairs)
        most = std::max({most, pair.income.value, pair.expense.value});
    legend(flow);
    flow.gap(1);
    const float gap = theme.target_gap();
    const Look label_look = Look{}.sized(Type::caption).aligned(fonts::Align::center);
    const auto fitting = static_cast<std::size_t>(
        (flow.width() + gap) /
        (std::max(theme.main_target(), theme.type(Type::caption) * 3) + gap));
    const std::size_t first = pairs.size() > fitting ? pairs.size() - fitting : 0;
    const int count = static_cast<int>(pairs.size() - first);
    const float width = (flow.width() - gap * static_cast<float>(count - 1)) /
                        static_cast<float>(std::max(1, count));
    float label_height = 0;
    for (std::size_t i = first; i < pairs.size(); ++i)
        label_height =
            std::max(label_height, ui.height_of(pairs[i].label, label_look.bold(), width));
    const float full = theme.u(14);
    const Rect area = flow.take(full + label_height + theme.u(2));
    ui.note(Role::chart, title, area);
    int tapped = -1;
    for (int i = 0; i < count; ++i) {
        const BarPair& pair = pairs[first + static_cast<std::size_t>(i)];
        const Rect cell = nth_column(area, i, count, gap);
        const Press press =
            ui.press(cell, {pair.id, Role::bar, pair.name, Target::main, true, pair.selected});
        if (press.activated) tapped = static_cast<int>(first) + i;
        if (pair.selected) ui.sheet(cell, ui.colour(Ink::raised), theme.corner());
        if (press.held || pair.selected)
            ui.frame(cell, ui.colour(Ink::quiet), theme.corner(),
                     press.held ? theme.edge() * 2 : theme.edge());
        const float bar = std::round(std::min(cell.w * 0.3F, theme.u(5)));
        const float base = cell.y + theme.u(1) + full;
        const float in = bar_height(pair.income.value, most, full - theme.u(1));
        const float out = bar_height(pair.expense.value, most, full - theme.u(1));
        ui.fill({std::round(cell.mid_x()) - bar - 2, base - in, bar, in}, ui.colour(Ink::money_in));
        const Rect out_bar{std::round(cell.mid_x()) + 2, base - out, bar, out};
        ui.frame(out_bar, ui.colour(Ink::money_out), 0,
                 std::min(theme.edge() * 2, std::max(1.F, out / 2)));
        ui.fill({cell.x + theme.u(1), base, cell.w - theme.u(2), theme.hairline()},
                ui.colour(Ink::quiet));
        if (!pair.selected) {
            ui.text(cell.x, base + theme.u(0.5), cell.w, pair.label, label_look);
            continue;
        }
        const Colour former = ui.set_ground(ui.colour(Ink::raised));
        ui.text(cell.x, base + theme.u(0.5), cell.w, pair.label, label_look.bold());
        ui.set_ground(former);
    }
    return tapped;
}

void value_bars(Flow& flow, const std::vector<ValueBar>& bars, Colour colour) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    double most = 0;
    float label_width = 0;
    float value_width = 0;
    for (const ValueBar& bar : bars) {
        most = std::max({most, bar.size, bar.last_year});
        label_width = std::max(label_width, ui.width_of(bar.label, Look{}));
        value_width = std::max(value_width, ui.width_of(bar.value, Look{}.bold().tabular()));
    }
    const float gap = theme.u(2);
    const float least = theme.type(Type::body) * kLeastBarHanzi;
    const bool stacked = flow.width() - label_width - value_width - 2 * gap < least;
    if (stacked) label_width = -gap;
    const float room = std::max(theme.u(1), flow.width() - label_width - value_width - 2 * gap);
    for (const ValueBar& bar : bars) {
        if (stacked) flow.text(bar.label, Look{}.in(ui.colour(Ink::quiet)));
        const Rect line = flow.take(theme.line(Type::body) + theme.u(1));
        const float length = most > 0 ? std::round(room * static_cast<float>(bar.size / most)) : 0;
        if (!stacked)
            ui.text_in({line.x, line.y, label_width, line.h}, bar.label,
                       Look{}.in(ui.colour(Ink::quiet)));
        const float thick = std::round(theme.type(Type::body) * 0.7F);
        ui.fill({line.x + label_width + gap, std::round(line.mid_y() - thick / 2),
                 std::max(2.F, length), thick},
                colour);
        if (bar.last_year >= 0 && most > 0) {
            const float at = std::round(room * static_cast<float>(bar.last_year / most));
            ui.fill(
                {line.x + label_width + gap + at, line.mid_y() - thick, theme.edge(), thick * 2},
                ui.colour(Ink::ink));
        }
        ui.text_in({line.right() - value_width, line.y, value_width, line.h}, bar.value,
                   Look{}.bold().tabular().aligned(fonts::Align::right).as(Role::figure));
    }
}

}  // namespace villageboard::kiosk
