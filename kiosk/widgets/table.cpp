#include "kiosk/widgets/table.h"

#include <cmath>
#include <numeric>
#include <optional>

namespace villageboard::kiosk {
namespace {

constexpr float kNarrowestHanzi = 3;
constexpr float kRoomyHanzi = 9;

Look header_look(Ui& ui) { return Look{}.sized(Type::caption).in(ui.colour(Ink::quiet)); }

Look cell_look(const Column& column, bool total) {
    Look look = Look{}.tabular().aligned(column.align).as(Role::cell);
    return total ? look.bold() : look;
}

// Where the figures of a column meet: what its cells hold at most on each side of the point, px.
struct PointColumn {
    float before = 0;
    float behind = 0;

    float width() const { return before + behind; }
};

struct PointCell {
    float before;
    float behind;
};

// Nothing for a cell without a figure, or in a column that is not one of figures.
std::optional<PointCell> point_cell(Ui& ui, const Column& column, const std::string& cell,
                                    bool total) {
    if (column.align != fonts::Align::right) return std::nullopt;
    const Look look = cell_look(column, total).aligned(fonts::Align::left);
    const auto layout = ui.set(cell, look, fonts::kUnlimited);
    const auto point = layout->point_x();
    if (!point) return std::nullopt;
    return PointCell{*point, layout->width() - *point};
}

PointColumn point_column(Ui& ui, const TableSpec& spec, std::size_t c) {
    PointColumn all;
    for (std::size_t r = 0; r < spec.rows.size(); ++r) {
        const bool total = spec.total_row && r + 1 == spec.rows.size();
        const auto cell = point_cell(ui, spec.columns[c], spec.rows[r][c], total);
        if (!cell) continue;
        all.before = std::max(all.before, cell->before);
        all.behind = std::max(all.behind, cell->behind);
    }
    return all;
}

// The width of each column: what it needs, words shrunk to a readable measure where that is too
// much together. Empty when even that doesn't fit.
std::vector<float> widths(Ui& ui, const TableSpec& spec, float available) {
    const Theme& theme = ui.theme();
    const float gap = theme.u(2);
    const float hanzi = theme.type(Type::body);
    std::vector<float> wanted;
    std::vector<float> least;
    for (std::size_t c = 0; c < spec.columns.size(); ++c) {
        float widest = ui.width_of(spec.columns[c].header, header_look(ui));
        for (const auto& cells : spec.rows)
            widest = std::max(widest, ui.width_of(cells[c], cell_look(spec.columns[c], true)));
        widest = std::max(widest, std::ceil(point_column(ui, spec, c).width()));
        wanted.push_back(widest);
        const bool figures = spec.columns[c].align == fonts::Align::right;
        least.push_back(
            figures
                ? widest
                : std::min(widest, std::max(kNarrowestHanzi,
                                            kRoomyHanzi - static_cast<float>(spec.columns.size())) *
                                       hanzi));
    }
    const float room = available - gap * static_cast<float>(spec.columns.size() - 1);
    const float least_sum = std::accumulate(least.begin(), least.end(), 0.F);
    if (least_sum > room) return {};
    const float wanted_sum = std::accumulate(wanted.begin(), wanted.end(), 0.F);
    const float share =
        wanted_sum > least_sum ? std::min(1.F, (room - least_sum) / (wanted_sum - least_sum)) : 1;
    std::vector<float> result;
    for (std::size_t c = 0; c < wanted.size(); ++c)
        result.push_back(std::floor(least[c] + (wanted[c] - least[c]) * share));
    const float used = std::accumulate(result.begin(), result.end(), 0.F);
    if (share >= 1 && !result.empty() && result.size() <= 4) result[0] += std::floor(room - used);
    return result;
}

// `behind`: how far each cell's right edge stands from its column's, px.
void table_row(Flow& flow, const std::vector<std::string>& cells, const std::vector<Look>& looks,
               const std::vector<float>& columns, const std::vector<float>& behind) {
    Ui& ui = flow.ui();
    float height = 0;
    for (std::size_t c = 0; c < cells.size(); ++c)
        height = std::max(height, ui.height_of(cells[c], looks[c], columns[c] - behind[c]));
    const Rect rect = flow.take(height + ui.theme().u(1));
    float x = rect.x;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (!cells[c].empty())
            ui.text(x, rect.y + ui.theme().u(0.5), columns[c] - behind[c], cells[c], looks[c]);
        x += columns[c] + ui.theme().u(2);
    }
}

void cards(Flow& flow, const TableSpec& spec) {
    for (std::size_t r = 0; r < spec.rows.size(); ++r) {
        flow.gap(1);
        const bool total = spec.total_row && r + 1 == spec.rows.size();
        for (std::size_t c = 0; c < spec.columns.size(); ++c) {
            const std::string& cell = spec.rows[r][c];
            if (cell.empty()) continue;
            if (c == 0) {
                flow.text(cell,
                          total ? Look{}.bold().as(Role::cell) : Look{}.bold().as(Role::cell));
            } else {
                flow.fact(spec.columns[c].header, cell);
            }
        }
        flow.gap(0.5);
        flow.rule();
    }
}

}  // namespace

void table(Flow& flow, const TableSpec& spec) {
    Ui& ui = flow.ui();
    const std::vector<float> columns = widths(ui, spec, flow.width());
    if (columns.empty()) {
        cards(flow, spec);
        return;
    }
    std::vector<PointColumn> points;
    for (std::size_t c = 0; c < columns.size(); ++c) points.push_back(point_column(ui, spec, c));
    std::vector<std::string> headers;
    std::vector<Look> header_looks;
    for (const Column& column : spec.columns) {
        headers.push_back(column.header);
        header_looks.push_back(header_look(ui).aligned(column.align));
    }
    std::vector<float> behind(columns.size(), 0);
    table_row(flow, headers, header_looks, columns, behind);
    ui.fill(flow.take(ui.theme().edge()), ui.colour(Ink::quiet));
    for (std::size_t r = 0; r < spec.rows.size(); ++r) {
        const bool total = spec.total_row && r + 1 == spec.rows.size();
        if (total) ui.fill(flow.take(ui.theme().edge()), ui.colour(Ink::quiet));
        std::vector<Look> looks;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            looks.push_back(cell_look(spec.columns[c], total));
            const auto cell = point_cell(ui, spec.columns[c], spec.rows[r][c], total);
            behind[c] = cell ? std::round(points[c].behind - cell->behind) : 0;
        }
        table_row(flow, spec.rows[r], looks, columns, behind);
        flow.rule();
    }
}

}  // namespace villageboard::kiosk
