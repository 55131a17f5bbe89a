#include "kiosk/screens/sheets.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

using fonts::Align;

// Shows the sheets of one report, a tab each where there are several.
class SheetWriter {
  public:
    SheetWriter(const Finance& report, std::size_t& chosen, Glosses& glosses)
        : report_(report), chosen_(chosen), glosses_(glosses) {}

    void write(Page& page) {
        std::vector<std::pair<const char*, void (SheetWriter::*)(Page&)>> there;
        if (report_.sheet_c) there.emplace_back("sheet.c", &SheetWriter::c);
        if (report_.sheet_d) there.emplace_back("sheet.d", &SheetWriter::d);
        if (report_.sheet_e) there.emplace_back("sheet.e", &SheetWriter::e);
        if (report_.sheet_f) there.emplace_back("sheet.f", &SheetWriter::f);
        if (report_.sheet_g) there.emplace_back("sheet.g", &SheetWriter::g);
        if (report_.sheet_h) there.emplace_back("sheet.h", &SheetWriter::h);
        if (report_.plan) there.emplace_back("finance.plan", &SheetWriter::plan);
        if (there.empty()) return;
        chosen_ = std::min(chosen_, there.size() - 1);
        const std::size_t shown = chosen_;
        if (there.size() > 1) choose(page, there);
        page.flow.text(page.say(there[shown].first),
                       Look{}.sized(Type::lead).serif().as(Role::heading));
        page.flow.gap(1);
        (this->*there[shown].second)(page);
        page.flow.gap(2);
    }

  private:
    template <typename List>
    void choose(Page& page, const List& there) {
        std::vector<std::string> labels;
        for (const auto& [key, show] : there) labels.push_back(page.say(key));
        float y = page.flow.y();
        const std::size_t now =
            tabs(page.ui, page.flow.x(), y, page.flow.width(), "sheets/tab", labels, chosen_);
        page.flow.take(y - page.flow.y());
        page.flow.gap(2);
        if (now != chosen_) page.ui.build_again();
        chosen_ = now;
    }

    // A table, then what its words mean.
    void show(Page& page, const TableSpec& spec) {
        table(page.flow, spec);
        std::vector<std::string_view> words;
        for (const Column& column : spec.columns) words.push_back(column.header);
        for (const auto& cells : spec.rows) words.push_back(cells.front());
        glosses_.offer(page.flow, words);
    }

    void c(Page& page) {
        const SheetC& sheet = *report_.sheet_c;
        TableSpec spec;
        spec.columns = {{page.say("sheet.item")},
                        {page.say("sheet.year"), Align::right},
                        {page.say("sheet.last_year"), Align::right}};
        for (const SheetCRow& row : sheet.rows)
            spec.rows.push_back(
                {row.label, format_yuan(row.year_fen), format_yuan(row.last_year_fen)});
        show(page, spec);
        page.flow.gap(2);
        TableSpec result;
        result.columns = {{page.say("sheet.item")}, {page.say("sheet.amount"), Align::right}};
        const std::pair<const char*, Fen> lines[] = {
            {"sheet.profit", sheet.profit_fen},
            {"sheet.undistributed_opening", sheet.opening_undistributed_fen},
            {"sheet.distributable", sheet.distributable_fen},
            {"sheet.withdrawn", sheet.withdrawn_fen},
            {"sheet.distributed", sheet.distributed_fen},
            {"sheet.undistributed_closing", sheet.closing_undistributed_fen}};
        for (const auto& [key, amount] : lines)
            result.rows.push_back({page.say(key), format_yuan(amount)});
        result.total_row = true;
        show(page, result);
    }

    void balance(Page& page, const char* key, const std::vector<SheetDLine>& lines, Fen total) {
        const std::string heading = page.say(key);
        page.flow.section(heading);
        glosses_.offer(page.flow, {heading});
        TableSpec spec;
        spec.columns = {{page.say("sheet.item")},
                        {page.say("sheet.opening"), Align::right},
                        {page.say("sheet.closing"), Align::right}};
        Fen opening;
        for (const SheetDLine& line : lines) {
            spec.rows.push_back(
                {line.label, format_yuan(line.opening_fen), format_yuan(line.closing_fen)});
            opening += line.opening_fen;
        }
        spec.rows.push_back({page.say("finance.total"), format_yuan(opening), format_yuan(total)});
        spec.total_row = true;
        show(page, spec);
    }

    void d(Page& page) {
        const SheetD& sheet = *report_.sheet_d;
        balance(page, "sheet.assets", sheet.assets, sheet.assets_total_fen);
        balance(page, "sheet.liabilities", sheet.liabilities, sheet.liabilities_total_fen);
        balance(page, "sheet.equity", sheet.equity, sheet.equity_total_fen);
    }

    void e(Page& page) {
        for (const SheetEAsset& asset : report_.sheet_e->assets) {
            page.flow.text(asset.name, Look{}.bold());
            page.flow.fact(page.say("sheet.quantity"),
                           format_decimal(asset.quantity) + " " + asset.unit);
            if (asset.value_fen)
                page.flow.fact(page.say("sheet.value"), format_yuan(*asset.value_fen));
            if (asset.contract) contract(page, *asset.contract);
            page.flow.gap(0.5);
            page.flow.rule();
            page.flow.gap(1);
        }
    }

    static void contract(Page& page, const Contract& contract) {
        const Strings& strings = page.ui.strings();
        page.flow.fact(page.say("sheet.lessee"), contract.lessee);
        page.flow.fact(page.say("sheet.term"),
                       page.say("event.span", {{"from", full_day(strings, contract.from)},
                                               {"to", full_day(strings, contract.to)}}));
        page.flow.fact(page.say("sheet.rent_due"), yuan(strings, contract.rent_due_fen));
        page.flow.fact(page.say("sheet.rent_received"), yuan(strings, contract.rent_received_fen));
        page.flow.fact(page.say("sheet.rent_arrears"), yuan(strings, contract.rent_arrears_fen));
    }

    void debts(Page& page, const char* key, const std::vector<SheetFDebt>& list, Fen total) {
        const std::string heading = page.say(key);
        page.flow.section(heading);
        glosses_.offer(page.flow, {heading});
        TableSpec spec;
        spec.columns = {{page.say("sheet.party")},
                        {page.say("sheet.reason")},
                        {page.say("sheet.since")},
                        {page.say("sheet.amount"), Align::right}};
        for (const SheetFDebt& debt : list)
            spec.rows.push_back({debt.party, debt.reason, full_day(page.ui.strings(), debt.since),
                                 format_yuan(debt.amount_fen)});
        spec.rows.push_back({page.say("finance.total"), "", "", format_yuan(total)});
        spec.total_row = true;
        show(page, spec);
    }

    void f(Page& page) {
        const SheetF& sheet = *report_.sheet_f;
        debts(page, "sheet.owed_to", sheet.owed_to_village, sheet.owed_to_total_fen);
        debts(page, "sheet.owed_by", sheet.owed_by_village, sheet.owed_by_total_fen);
    }

    void g(Page& page) {
        TableSpec spec;
        spec.columns = {{page.say("sheet.item")},
                        {page.say("sheet.source")},
                        {page.say("sheet.income"), Align::right},
                        {page.say("sheet.expense"), Align::right},
                        {page.say("sheet.left"), Align::right}};
        for (const SheetGProject& project : report_.sheet_g->projects)
            spec.rows.push_back({project.name, project.fund_source, format_yuan(project.income_fen),
                                 format_yuan(project.expense_fen), format_yuan(project.left_fen)});
        show(page, spec);
    }

    void h(Page& page) {
        const SheetH& sheet = *report_.sheet_h;
        TableSpec spec;
        spec.columns = {{page.say("sheet.name")},
                        {page.say("sheet.post")},
                        {page.say("sheet.days"), Align::right},
                        {page.say("sheet.standard")},
                        {page.say("sheet.amount"), Align::right}};
        for (const SheetHRow& row : sheet.rows)
            spec.rows.push_back({row.name, row.post, row.days ? format_decimal(*row.days) : "",
                                 row.standard, format_yuan(row.amount_fen)});
        spec.rows.push_back({page.say("finance.total"), "", "", "", format_yuan(sheet.total_fen)});
        spec.total_row = true;
        show(page, spec);
    }

    void planned(Page& page, const char* key, const std::vector<PlanLine>& lines) {
        const std::string heading = page.say(key);
        page.flow.section(heading);
        glosses_.offer(page.flow, {heading});
        TableSpec spec;
        spec.columns = {{page.say("sheet.item")}, {page.say("sheet.amount"), Align::right}};
        Fen total;
        for (const PlanLine& line : lines) {
            spec.rows.push_back({line.label, format_yuan(line.amount_fen)});
            total += line.amount_fen;
        }
        spec.rows.push_back({page.say("finance.total"), format_yuan(total)});
        spec.total_row = true;
        show(page, spec);
    }

    void plan(Page& page) {
        planned(page, "finance.income", report_.plan->income);
        planned(page, "finance.expense", report_.plan->expense);
    }

    const Finance& report_;
    std::size_t& chosen_;
    Glosses& glosses_;
};

class Sheets : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "sheets"; }

  protected:
    void build_item(Page& page) override {
        page_head(page.flow, subject(), page.say("finance.sheets"),
                  page.say("finance.sheets_sentence"));
        page.flow.text(period_name(page.ui.strings(), as<Finance>().period),
                       Look{}.in(page.ui.colour(Ink::quiet)));
        page.flow.gap(1);
        show_sheets(page, as<Finance>(), chosen_, glosses());
    }

  private:
    std::size_t chosen_ = 0;
};

}  // namespace

bool has_sheets(const Finance& report) {
    return report.sheet_c || report.sheet_d || report.sheet_e || report.sheet_f || report.sheet_g ||
           report.sheet_h || report.plan;
}

void show_sheets(Page& page, const Finance& report, std::size_t& chosen, Glosses& glosses) {
    SheetWriter(report, chosen, glosses).write(page);
}

std::unique_ptr<Screen> sheets_screen(std::string item_id) {
    return std::make_unique<Sheets>(std::move(item_id));
}

}  // namespace villageboard::kiosk
