#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

constexpr Alignment kRight = Alignment::right;
using Rows = std::vector<std::vector<Cell>>;

std::string part_of(const char* sheet, const char* part) {
    return say(sheet) + say("alert.colon") + say(part);
}

void lines_of(DocumentWriter& out, const char* part, const std::vector<SheetALine>& lines,
              Fen total) {
    Rows rows;
    for (const SheetALine& line : lines) rows.push_back({cell(line.label), money(line.amount_fen)});
    rows.push_back({cell(say("finance.total")), money(total)});
    out.table(part_of("sheet.a", part), {{say("sheet.item")}, {say("sheet.amount"), kRight}},
              std::move(rows), LastRow::total);
}

void write(DocumentWriter& out, const SheetA& sheet) {
    out.table(say("sheet.a"), {{say("sheet.item")}, {say("sheet.amount"), kRight}},
              {{cell(say("sum.opening")), money(sheet.opening_fen)},
               {cell(say("sum.income")), money(sheet.income_total_fen)},
               {cell(say("sum.expense")), money(sheet.expense_total_fen)},
               {cell(say("sum.closing")), money(sheet.closing_fen)}},
              LastRow::total);
    lines_of(out, "finance.income", sheet.income, sheet.income_total_fen);
    lines_of(out, "finance.expense", sheet.expense, sheet.expense_total_fen);
    out.text(say("finance.year", {{"income", format_yuan(sheet.year_income_fen)},
                                  {"expense", format_yuan(sheet.year_expense_fen)}}));
    Rows rows;
    for (const SheetAAccount& one : sheet.accounts)
        rows.push_back({cell(one.name), money(one.opening_fen), money(one.income_fen),
                        money(one.expense_fen), money(one.closing_fen)});
    out.table(say("finance.accounts"),
              {{say("finance.account")},
               {say("sum.opening"), kRight},
               {say("sum.income"), kRight},
               {say("sum.expense"), kRight},
               {say("sum.closing"), kRight}},
              std::move(rows));
}

void write(DocumentWriter& out, const SheetB& sheet) {
    Rows rows;
    for (const SheetBEntry& one : sheet.entries)
        rows.push_back({{say_day(one.date), format_day(one.date)},
                        cell(one.voucher_no),
                        cell(one.summary),
                        cell(one.label),
                        money(one.income_fen),
                        money(one.expense_fen),
                        money(one.balance_fen),
                        cell(one.party.value_or(""))});
    out.table(say("sheet.b"),
              {{say("site.day")},
               {say("site.voucher")},
               {say("entry.what")},
               {say("site.category")},
               {say("sheet.income"), kRight},
               {say("sheet.expense"), kRight},
               {say("sum.closing"), kRight},
               {say("site.party")}},
              std::move(rows));
}

void write(DocumentWriter& out, const SheetC& sheet) {
    const std::vector<Column> columns{
        {say("sheet.item")}, {say("sheet.year"), kRight}, {say("sheet.last_year"), kRight}};
    Rows rows;
    for (const SheetCRow& one : sheet.rows)
        rows.push_back({cell(one.label), money(one.year_fen), money(one.last_year_fen)});
    out.table(say("sheet.c"), columns, std::move(rows));
    const std::pair<const char*, Fen> results[] = {
        {"sheet.profit", sheet.profit_fen},
        {"sheet.undistributed_opening", sheet.opening_undistributed_fen},
        {"sheet.distributable", sheet.distributable_fen},
        {"sheet.withdrawn", sheet.withdrawn_fen},
        {"sheet.distributed", sheet.distributed_fen},
        {"sheet.undistributed_closing", sheet.closing_undistributed_fen}};
    Rows sums;
    for (const auto& [key, amount] : results) sums.push_back({cell(say(key)), money(amount)});
    out.table(part_of("sheet.c", "roll.totals"),
              {{say("sheet.item")}, {say("sheet.amount"), kRight}}, std::move(sums));
}

void balance(DocumentWriter& out, const char* part, const std::vector<SheetDLine>& lines,
             Fen total) {
    Rows rows;
    Fen opening;
    for (const SheetDLine& one : lines) {
        rows.push_back({cell(one.label), money(one.opening_fen), money(one.closing_fen)});
        opening += one.opening_fen;
    }
    rows.push_back({cell(say("finance.total")), money(opening), money(total)});
    out.table(part_of("sheet.d", part),
              {{say("sheet.item")}, {say("sheet.opening"), kRight}, {say("sheet.closing"), kRight}},
              std::move(rows), LastRow::total);
}

void write(DocumentWriter& out, const SheetD& sheet) {
    balance(out, "sheet.assets", sheet.assets, sheet.assets_total_fen);
    balance(out, "sheet.liabilities", sheet.liabilities, sheet.liabilities_total_fen);
    balance(out, "sheet.equity", sheet.equity, sheet.equity_total_fen);
}

void write(DocumentWriter& out, const SheetE& sheet) {
    Rows rows;
    for (const SheetEAsset& one : sheet.assets) {
        rows.push_back({cell(one.name), cell(format_decimal(one.quantity) + " " + one.unit),
                        one.value_fen ? money(*one.value_fen) : Cell{}});
        if (!one.contract) continue;
        const Contract& lease = *one.contract;
        const std::vector<Cell> terms{
            cell(lease.lessee),
            cell(say("event.span", {{"from", say_day(lease.from)}, {"to", say_day(lease.to)}})),
            money(lease.rent_due_fen), money(lease.rent_received_fen),
            money(lease.rent_arrears_fen)};
        rows.back().insert(rows.back().end(), terms.begin(), terms.end());
    }
    out.table(say("sheet.e"),
              {{say("sheet.item")},
               {say("sheet.quantity"), kRight},
               {say("sheet.value"), kRight},
               {say("sheet.lessee")},
               {say("sheet.term")},
               {say("sheet.rent_due"), kRight},
               {say("sheet.rent_received"), kRight},
               {say("sheet.rent_arrears"), kRight}},
              std::move(rows));
}

void debts(DocumentWriter& out, const char* part, const std::vector<SheetFDebt>& list, Fen total) {
    Rows rows;
    for (const SheetFDebt& one : list)
        rows.push_back({cell(one.party),
                        cell(one.reason),
                        {say_day(one.since), format_day(one.since)},
                        money(one.amount_fen)});
    rows.push_back({cell(say("finance.total")), {}, {}, money(total)});
    out.table(say(part),
              {{say("sheet.party")},
               {say("sheet.reason")},
               {say("sheet.since")},
               {say("sheet.amount"), kRight}},
              std::move(rows), LastRow::total);
}

void write(DocumentWriter& out, const SheetF& sheet) {
    debts(out, "sheet.owed_to", sheet.owed_to_village, sheet.owed_to_total_fen);
    debts(out, "sheet.owed_by", sheet.owed_by_village, sheet.owed_by_total_fen);
}

void write(DocumentWriter& out, const SheetG& sheet) {
    Rows rows;
    for (const SheetGProject& one : sheet.projects)
        rows.push_back({cell(one.name), cell(one.fund_source), money(one.income_fen),
                        money(one.expense_fen), money(one.left_fen)});
    out.table(say("sheet.g"),
              {{say("sheet.item")},
               {say("sheet.source")},
               {say("sheet.income"), kRight},
               {say("sheet.expense"), kRight},
               {say("sheet.left"), kRight}},
              std::move(rows));
}

void write(DocumentWriter& out, const SheetH& sheet) {
    Rows rows;
    for (const SheetHRow& one : sheet.rows)
        rows.push_back({cell(one.name), cell(one.post), one.days ? decimal(*one.days) : Cell{},
                        cell(one.standard), money(one.amount_fen)});
    rows.push_back({cell(say("finance.total")), {}, {}, {}, money(sheet.total_fen)});
    out.table(say("sheet.h"),
              {{say("sheet.name")},
               {say("sheet.post")},
               {say("sheet.days"), kRight},
               {say("sheet.standard")},
               {say("sheet.amount"), kRight}},
              std::move(rows), LastRow::total);
}

void planned(DocumentWriter& out, const char* part, const std::vector<PlanLine>& lines) {
    if (lines.empty()) return;
    Rows rows;
    Fen total;
    for (const PlanLine& one : lines) {
        rows.push_back({cell(one.label), money(one.amount_fen)});
        total += one.amount_fen;
    }
    rows.push_back({cell(say("finance.total")), money(total)});
    out.table(part_of("finance.plan", part), {{say("sheet.item")}, {say("sheet.amount"), kRight}},
              std::move(rows), LastRow::total);
}

template <typename Sheet>
void write_if(DocumentWriter& out, const std::optional<Sheet>& sheet) {
    if (sheet) write(out, *sheet);
}

}  // namespace

void write_kind(DocumentWriter& out, const Finance& body) {
    if (body.sheet_a && body.summary.empty())
        out.text(say("finance.sentence", {{"label", body.period.label},
                                          {"income", format_yuan(body.sheet_a->income_total_fen)},
                                          {"expense", format_yuan(body.sheet_a->expense_total_fen)},
                                          {"closing", format_yuan(body.sheet_a->closing_fen)}}),
                 TextPart::Look::strong);
    write_if(out, body.sheet_a);
    write_if(out, body.sheet_b);
    write_if(out, body.sheet_c);
    write_if(out, body.sheet_d);
    write_if(out, body.sheet_e);
    write_if(out, body.sheet_f);
    write_if(out, body.sheet_g);
    write_if(out, body.sheet_h);
    if (body.plan) {
        planned(out, "sheet.income", body.plan->income);
        planned(out, "sheet.expense", body.plan->expense);
    }
    if (body.signed_) {
        out.heading(say("finance.signed"));
        out.fact(say("finance.head"), body.signed_->head);
        out.fact(say("finance.supervision"), body.signed_->supervision);
        out.fact(say("finance.accountant"), body.signed_->accountant);
    }
}

}  // namespace villageboard::county::site
