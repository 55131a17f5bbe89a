#include <algorithm>
#include <array>
#include <optional>

#include "content/check/explain.h"
#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"
#include "content/check/written_amount.h"

namespace villageboard::check {
namespace {

/// A table of a document with its cells read once.
struct Grid {
    std::vector<std::u32string> header;
    std::vector<std::vector<std::u32string>> cells;
    std::vector<std::vector<std::optional<Number>>> numbers;
    std::string pointer;

    std::string place(std::size_t row, std::size_t column) const {
        return pointer + ":" + std::to_string(row + 1) + ":" + std::to_string(column + 1);
    }
};

enum class RowKind { part, subtotal, total };

std::u32string plain(const std::string& cell) { return without_spaces(fold(decode_utf8(cell))); }

Grid read_grid(const TableBlock& table, const std::string& pointer) {
    Grid grid;
    grid.pointer = pointer;
    for (const std::string& cell : table.header) grid.header.push_back(plain(cell));
    for (const auto& row : table.rows) {
        grid.cells.emplace_back();
        grid.numbers.emplace_back();
        for (const std::string& cell : row) {
            grid.cells.back().push_back(plain(cell));
            grid.numbers.back().push_back(number_in_cell(grid.cells.back().back()));
        }
    }
    return grid;
}

RowKind kind_of_row(const std::vector<std::u32string>& row) {
    for (const std::u32string& cell : row) {
        if (cell.empty()) continue;
        if (cell == U"小计" || cell.ends_with(U"小计")) return RowKind::subtotal;
        if (cell == U"合计" || cell == U"总计" || cell == U"共计" || cell == U"总合计" ||
            cell.ends_with(U"合计") || cell.ends_with(U"总计"))
            return RowKind::total;
        if (number_in_cell(cell)) return RowKind::part;
    }
    return RowKind::part;
}

// Columns that can't be added up whatever they hold.
bool adds_up(const std::u32string& header) {
    return !contains_any(
        header, {U"序号", U"编号", U"标准", U"单价", U"年份", U"日期", U"时间", U"电话", U"比例",
                 U"%", U"占比", U"备注", U"行次", U"增长", U"年龄", U"期号", U"均"});
}

void add_sum_finding(Findings& findings, const Grid& grid, std::size_t row, std::size_t column,
                     const std::vector<Number>& parts, const Number& printed, RowKind kind) {
    Number sum;
    for (const Number& part : parts) sum = sum + part;
    if (sum == printed) return;
    const Explanation explanation = explain_difference(parts, printed);
    const std::string what = encode_utf8(grid.header[column]);
    findings.push_back(make_error(
        kind == RowKind::total ? "VA1" : "VA3", grid.place(row, column),
        "“" + what + "”一列的" + (kind == RowKind::total ? "合计" : "小计") + "写的是 " +
            printed.text() + "，逐行加起来是 " + sum.text() + "，差 " + (printed - sum).text() +
            explanation.zh + "。",
        "The printed total of a column says " + printed.text() + ", its rows add up to " +
            sum.text() + ", a difference of " + (printed - sum).text() + explanation.en + "."));
}

/// The sums of one column as its rows go by.
struct ColumnSums {
    std::vector<Number> since_subtotal;
    std::vector<Number> all;
    std::optional<Number> on_top;  ///< a total that stands above its rows
};

void pass_row(const Grid& grid, std::size_t row, std::size_t column, ColumnSums& sums,
              Findings& findings) {
    const Number& number = *grid.numbers[row][column];
    const RowKind kind = kind_of_row(grid.cells[row]);
    if (kind == RowKind::part) {
        sums.since_subtotal.push_back(number);
        sums.all.push_back(number);
    } else if (kind == RowKind::subtotal) {
        if (!sums.since_subtotal.empty())
            add_sum_finding(findings, grid, row, column, sums.since_subtotal, number, kind);
        sums.since_subtotal.clear();
    } else if (row == 0) {
        sums.on_top = number;
    } else {
        if (sums.all.size() > 1)
            add_sum_finding(findings, grid, row, column, sums.all, number, kind);
        sums = {};
    }
}

// Words among the numbers: not a column of amounts.
bool holds_words(const Grid& grid, std::size_t column) {
    for (std::size_t row = 0; row < grid.cells.size(); ++row) {
        const std::u32string& cell = grid.cells[row][column];
        if (kind_of_row(grid.cells[row]) == RowKind::part && !grid.numbers[row][column] &&
            !cell.empty() && cell != U"-" && cell != U"/")
            return true;
    }
    return false;
}

// VA1 and VA3 by column: a subtotal covers the rows since the one above it, a total all rows that
// aren't totals themselves, above it or, where it is the first row, below it.
void check_column(const Grid& grid, std::size_t column, Findings& findings) {
    if (holds_words(grid, column)) return;
    ColumnSums sums;
    for (std::size_t row = 0; row < grid.cells.size(); ++row)
        if (grid.numbers[row][column]) pass_row(grid, row, column, sums, findings);
    if (sums.on_top && sums.all.size() > 1)
        add_sum_finding(findings, grid, 0, column, sums.all, *sums.on_top, RowKind::total);
}

std::optional<std::size_t> find_column(const Grid& grid,
                                       const std::vector<std::u32string_view>& words,
                                       const std::vector<std::u32string_view>& never = {}) {
    for (std::size_t i = 0; i < grid.header.size(); ++i)
        if (contains_any(grid.header[i], words) && !contains_any(grid.header[i], never)) return i;
    return std::nullopt;
}

std::u32string stem_of(std::u32string_view header) {
    const auto bracket = header.find(U'(');
    return std::u32string(header.substr(0, bracket));
}

// The group that a two-line header gives its columns: "面积·小计" and "面积/确权" are of "面积".
std::u32string group_of(std::u32string_view header) {
    const auto at = header.find_first_of(U"·/|:");
    return at == header.npos ? std::u32string{} : std::u32string(header.substr(0, at));
}

// VA3 across: the columns of one group add up to its subtotal column.
void check_group_columns(const Grid& grid, Findings& findings) {
    for (std::size_t sum = 0; sum < grid.header.size(); ++sum) {
        const std::u32string group = group_of(grid.header[sum]);
        const std::u32string stem = stem_of(grid.header[sum]);
        if (group.empty() || !(stem.ends_with(U"小计") || stem.ends_with(U"合计"))) continue;
        std::vector<std::size_t> parts;
        for (std::size_t i = 0; i < grid.header.size(); ++i)
            if (i != sum && group_of(grid.header[i]) == group) parts.push_back(i);
        for (std::size_t row = 0; row < grid.cells.size() && parts.size() > 1; ++row) {
            std::vector<Number> numbers;
            for (const std::size_t part : parts)
                if (grid.numbers[row][part]) numbers.push_back(*grid.numbers[row][part]);
            if (grid.numbers[row][sum] && !numbers.empty())
                add_sum_finding(findings, grid, row, sum, numbers, *grid.numbers[row][sum],
                                RowKind::subtotal);
        }
    }
}

/// The column of this year that "上年面积" is compared with: "面积·小计", "面积合计", "面积".
std::optional<std::size_t> this_year_column(const Grid& grid, std::size_t last_year) {
    std::u32string what = stem_of(grid.header[last_year]);
    for (const std::u32string_view word : {U"上年同期", U"上年度", U"上年", U"去年"})
        if (what.starts_with(word)) what.erase(0, word.size());
    if (what.empty()) return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < grid.header.size(); ++i) {
        const std::u32string stem = stem_of(grid.header[i]);
        if (i == last_year || !stem.starts_with(what)) continue;
        if (stem.ends_with(U"小计") || stem.ends_with(U"合计")) return i;
        if (stem == what && !found) found = i;
    }
    return found;
}

// VA3: this year less last year is the increase that is printed.
void check_increase(const Grid& grid, Findings& findings) {
    const auto increase = find_column(grid, {U"增减", U"增加(+)", U"比上年"}, {U"%", U"率"});
    const auto last_year = find_column(grid, {U"上年", U"去年"}, {U"结余", U"增减", U"比上年"});
    const auto this_year = last_year ? this_year_column(grid, *last_year) : std::nullopt;
    if (!increase || !this_year) return;
    for (std::size_t row = 0; row < grid.cells.size(); ++row) {
        const auto& now = grid.numbers[row][*this_year];
        const auto& then = grid.numbers[row][*last_year];
        const auto& printed = grid.numbers[row][*increase];
        if (!now || !then || !printed || *now - *then == *printed) continue;
        findings.push_back(make_error("VA3", grid.place(row, *increase),
                                      "今年 " + now->text() + "，上年 " + then->text() +
                                          "，增减应当是 " + (*now - *then).text() +
                                          "，表里写的是 " + printed->text() + "。",
                                      "This year less last year is " + (*now - *then).text() +
                                          ", the table says " + printed->text() + "."));
    }
}

// VA2 by row: quantity x standard is the amount, at the decimals printed.
void check_row_products(const Grid& grid, Findings& findings) {
    const auto quantity =
        find_column(grid, {U"面积", U"数量", U"亩数"}, {U"上年", U"确权", U"承包"});
    const auto standard = find_column(grid, {U"标准", U"单价"});
    const auto amount = find_column(grid, {U"金额", U"补贴资金", U"补助资金"}, {U"结余", U"上年"});
    if (!quantity || !standard || !amount) return;
    const bool ten_thousand = contains(grid.header[*amount], U"万元");
    for (std::size_t row = 0; row < grid.cells.size(); ++row) {
        const auto& q = grid.numbers[row][*quantity];
        const auto& s = grid.numbers[row][*standard];
        const auto& printed = grid.numbers[row][*amount];
        const auto product = q && s ? q->times(*s) : std::nullopt;
        if (!product || !printed) continue;
        const Number shown =
            (ten_thousand ? product->shifted_down(4) : *product).rounded(printed->scale());
        if (shown == *printed) continue;
        const bool total = kind_of_row(grid.cells[row]) != RowKind::part;
        findings.push_back(
            {"VA2", total ? Severity::warning : Severity::error, grid.place(row, *amount),
             q->text() + " × " + s->text() + " = " + shown.text() +
                 (ten_thousand ? " 万元" : " 元") + "，表里写的是 " + printed->text() + "。",
             "Quantity times standard is " + shown.text() + ", the table says " + printed->text() +
                 "."});
    }
}

}  // namespace

Findings check_tables(const BodyCommon& body, const std::string& pointer) {
    Findings findings;
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        const auto* table = std::get_if<TableBlock>(&body.blocks[i]);
        if (table == nullptr) continue;
        const Grid grid = read_grid(*table, pointer + "/blocks/" + std::to_string(i));
        for (std::size_t column = 0; column < grid.header.size(); ++column)
            if (adds_up(grid.header[column])) check_column(grid, column, findings);
        check_group_columns(grid, findings);
        check_increase(grid, findings);
        check_row_products(grid, findings);
    }
    return findings;
}

}  // namespace villageboard::check
