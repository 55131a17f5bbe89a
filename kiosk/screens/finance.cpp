#include <algorithm>
#include <cmath>
#include <map>

#include "kiosk/screens/finance_compare.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/sheets.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/ledger_row.h"
#include "kiosk/widgets/money.h"
#include "kiosk/widgets/row.h"
#include "kiosk/widgets/scroll_frame.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;
// What of a section stands under its heading on the same page at least.
constexpr double kChartUnits = 30;
constexpr double kLinesUnits = 15;

struct Category {
    std::string code;
    std::string label;
    Fen amount;
    std::vector<std::size_t> entries;  ///< indices into sheet B
};

// Entries by category, each with its subtotal, the largest first.
std::vector<Category> categories(const SheetB& sheet, bool income) {
    std::map<std::string, Category> by_code;
    for (std::size_t i = 0; i < sheet.entries.size(); ++i) {
        const SheetBEntry& entry = sheet.entries[i];
        const Fen amount = income ? entry.income_fen : entry.expense_fen;
        if (amount.value == 0) continue;
        Category& category = by_code[entry.category + entry.label];
        category.code = entry.category;
        category.label = entry.label;
        category.amount += amount;
        category.entries.push_back(i);
    }
    std::vector<Category> all;
    for (auto& [code, category] : by_code) all.push_back(std::move(category));
    std::stable_sort(all.begin(), all.end(),
                     [](const Category& a, const Category& b) { return a.amount > b.amount; });
    return all;
}

class FinanceScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "finance"; }

  protected:
    void prepare(Board& board) override {
        periods_.clear();
        related_.clear();
        const FinancePeriod& own = as<Finance>().period;
        for (const cache::ItemRow& row : board.items(Subject::finance)) {
            const auto body = row.area == item().area ? board.body(row) : nullptr;
            if (!body) continue;
            const Finance& report = std::get<Finance>(*body);
            const bool same_period =
                report.period.from == own.from && report.period.to == own.to && row.id != id();
            if (same_period) related_.push_back(row);
            if (report.sheet_a && report.period.type == own.type) periods_.push_back({row, body});
        }
        std::sort(periods_.begin(), periods_.end(), [](const Period& a, const Period& b) {
            return a.report().period.from < b.report().period.from;
        });
    }

    void build_item(Page& page) override {
        head(page);
        if (is_account()) {
            account(page);
        } else {
            byline(page);
            page.flow.gap(1);
            show_sheets(page, as<Finance>(), sheet_, glosses());
        }
        signatures(page);
        official(page);
        foot(page);
    }

  private:
    struct Period {
        cache::ItemRow row;
        std::shared_ptr<const Body> body;
        const Finance& report() const { return std::get<Finance>(*body); }
    };

    // The report of the period before, or of the same period a year before; may be null.
    const Finance* earlier(Against against) const {
        for (const Period& period : periods_)
            if (stands_against(period.report().period, as<Finance>().period, against))
                return &period.report();
        return nullptr;
    }

    // What was there, came in, went out, is left; then how, then every entry.
    void account(Page& page) {
        const Finance& report = as<Finance>();
        if (report.sheet_a) {
            const SheetA& sheet = *report.sheet_a;
            page.flow.gap(1);
            const Sums sums{sheet.opening_fen, sheet.income_total_fen, sheet.expense_total_fen,
                            sheet.closing_fen};
            const float room = page.view.h - page.theme().u(1);
            keep_together(page.flow, sum_height(page.flow, sums, room), page.view.h);
            sum_block(page.flow, sums, room);
            page.flow.gap(1);
            year_line(page, sheet);
            gap_line(page, sheet);
        }
        if (page.wide()) {
            auto [left, right] = page.split(kLeftPart);
            chart(page, left);
            comparison(page, left);
            subtotals(page, left);
            accounts(page, left);
            entries(page, right);
            page.flow.below(left, right);
        } else {
            chart(page, page.flow);
            comparison(page, page.flow);
            subtotals(page, page.flow);
            entries(page, page.flow);
            accounts(page, page.flow);
        }
    }

    // Books that don't follow each other are said to be so, with the sum that is missing or over.
    void gap_line(Page& page, const SheetA& sheet) const {
        const Finance* before = earlier(Against::period_before);
        if (!before) return;
        const Fen gap = opening_gap(sheet, *before->sheet_a);
        if (gap.value == 0) return;
        page.flow.gap(1);
        page.flow.prose(page.say("finance.opening_gap",
                                 {{"label", period_name(page.ui.strings(), before->period)},
                                  {"closing", format_yuan(before->sheet_a->closing_fen)},
                                  {"opening", format_yuan(sheet.opening_fen)},
                                  {"gap", format_yuan(gap.value < 0 ? -gap : gap)}}),
                        Look{}.bold().in(page.ui.colour(Ink::money_out)));
    }

    // A heading stands on the page on which what it names begins.
    static void section(Page& page, Flow& flow, const char* key, double units) {
        if (&flow == &page.flow)
            keep_together(flow, page.theme().line(Type::body) + page.theme().u(5.5 + units),
                          page.view.h);
        flow.section(page.say(key));
    }

    void comparison(Page& page, Flow& flow) {
        const Finance* before = earlier(Against::period_before);
        const Finance* year = earlier(Against::year_before);
        if (!before && !year) return;
        section(page, flow, "compare.title", kLinesUnits);
        if (before && year) choose_comparison(page, flow);
        compare(page, flow,
                before && (!year || against_ == Against::period_before) ? *before : *year);
    }

    void choose_comparison(Page& page, Flow& flow) {
        float y = flow.y();
        const std::size_t now = against_ == Against::period_before ? 0 : 1;
        const std::size_t chosen =
            tabs(page.ui, flow.x(), y, flow.width(), "finance/against",
                 {page.say("compare.before"), page.say("compare.year")}, now);
        flow.take(y - flow.y());
        flow.gap(1.5);
        if (chosen == now) return;
        against_ = chosen == 0 ? Against::period_before : Against::year_before;
        page.ui.build_again();
    }

    void compare(Page& page, Flow& flow, const Finance& other) const {
        const Finance& report = as<Finance>();
        flow.prose(compared(page.ui.strings(), report, other), {});
        if (const auto grown = grown_most(*report.sheet_a, *other.sheet_a))
            flow.prose(page.say("compare.grown", {{"label", grown->label},
                                                  {"amount", format_yuan(grown->amount_fen)}}),
                       {});
        flow.gap(1);
        TableSpec spec;
        spec.columns = {{page.say("compare.what")},
                        {period_name(page.ui.strings(), report.period), fonts::Align::right},
                        {period_name(page.ui.strings(), other.period), fonts::Align::right}};
        const auto line = [&](const char* key, Fen now, Fen then) {
            spec.rows.push_back({page.say(key), format_yuan(now), format_yuan(then)});
        };
        line("sum.income", report.sheet_a->income_total_fen, other.sheet_a->income_total_fen);
        line("sum.expense", report.sheet_a->expense_total_fen, other.sheet_a->expense_total_fen);
        line("sum.closing", report.sheet_a->closing_fen, other.sheet_a->closing_fen);
        spec.total_row = true;
        table(flow, spec);
    }

    static void year_line(Page& page, const SheetA& sheet) {
        page.flow.text(page.say("finance.year", {{"income", format_yuan(sheet.year_income_fen)},
                                                 {"expense", format_yuan(sheet.year_expense_fen)}}),
                       Look{}.in(page.ui.colour(Ink::quiet)).tabular());
    }

    void chart(Page& page, Flow& flow) {
        if (periods_.size() < 2) return;
        section(page, flow, "finance.chart", kChartUnits);
        std::vector<BarPair> pairs;
        for (const Period& period : periods_)
            pairs.push_back({"period/" + period.row.id,
                             period_name(page.ui.strings(), period.report().period),
                             short_label(page, period.report().period),
                             period.report().sheet_a->income_total_fen,
                             period.report().sheet_a->expense_total_fen, period.row.id == id()});
        const int tapped = bar_chart(flow, page.say("finance.chart"), pairs);
        if (tapped < 0 || periods_[static_cast<std::size_t>(tapped)].row.id == id()) return;
        page.act.back();
        page.act.open(finance_screen(periods_[static_cast<std::size_t>(tapped)].row.id));
    }

    // Short enough to stand under a bar, in two lines: the year's last two digits, the part of the
    // year.
    static std::string short_label(const Page& page, const FinancePeriod& period) {
        std::string label = one_line(page, period);
        std::replace(label.begin(), label.end(), '|', '\n');
        return label;
    }

    static std::string one_line(const Page& page, const FinancePeriod& period) {
        const std::chrono::year_month_day from{period.from};
        const auto month = static_cast<unsigned>(from.month());
        const std::string year = std::to_string(static_cast<int>(from.year()) % 100);
        if (period.type == PeriodType::quarter)
            return page.say("period.quarter",
                            {{"y", year}, {"q", std::to_string((month - 1) / 3 + 1)}});
        if (period.type == PeriodType::month)
            return page.say("period.month", {{"y", year}, {"m", std::to_string(month)}});
        return page.say("period.year", {{"y", std::to_string(static_cast<int>(from.year()))}});
    }

    // The villagers' sheet line by line; where every entry stands below, its subtotals say it.
    void subtotals(Page& page, Flow& flow) const {
        const Finance& report = as<Finance>();
        if (!report.sheet_a || report.sheet_b) return;
        amounts(page, flow, "finance.income", report.sheet_a->income,
                report.sheet_a->income_total_fen);
        amounts(page, flow, "finance.expense", report.sheet_a->expense,
                report.sheet_a->expense_total_fen);
    }

    void accounts(Page& page, Flow& flow) const {
        const Finance& report = as<Finance>();
        if (!report.sheet_a || report.sheet_a->accounts.empty()) return;
        section(page, flow, "finance.accounts", kLinesUnits);
        TableSpec spec;
        spec.columns = {{page.say("finance.account")},
                        {page.say("sum.closing"), fonts::Align::right}};
        for (const SheetAAccount& account : report.sheet_a->accounts)
            spec.rows.push_back({account.name, format_yuan(account.closing_fen)});
        table(flow, spec);
    }

    static void amounts(Page& page, Flow& flow, const char* key,
                        const std::vector<SheetALine>& lines, Fen total) {
        flow.section(page.say(key));
        TableSpec spec;
        spec.columns = {{page.say("sheet.item")}, {page.say("sheet.amount"), fonts::Align::right}};
        for (const SheetALine& line : lines)
            if (line.amount_fen.value != 0)
                spec.rows.push_back({line.label, format_yuan(line.amount_fen)});
        spec.rows.push_back({page.say("finance.total"), format_yuan(total)});
        spec.total_row = true;
        table(flow, spec);
    }

    void entries(Page& page, Flow& flow) {
        const auto& sheet = as<Finance>().sheet_b;
        if (!sheet) return;
        section(page, flow, "finance.entries", kLinesUnits);
        side(page, flow, *sheet, false);
        side(page, flow, *sheet, true);
    }

    void side(Page& page, Flow& flow, const SheetB& sheet, bool income) {
        const auto groups = categories(sheet, income);
        if (groups.empty()) return;
        const Colour colour = page.ui.colour(income ? Ink::money_in : Ink::money_out);
        flow.gap(1);
        flow.text(page.say(income ? "finance.income" : "finance.expense"),
                  Look{}.bold().in(colour).as(Role::heading));
        for (const Category& category : groups) {
            flow.gap(1);
            subtotal(page, flow, category, colour);
            std::vector<std::string_view> words{category.label};
            for (const std::size_t index : category.entries) {
                entry(page, flow, sheet.entries[index], index, income);
                words.push_back(sheet.entries[index].summary);
            }
            glosses().offer(flow, words);
        }
        flow.gap(2);
    }

    static void subtotal(Page& page, Flow& flow, const Category& category, Colour colour) {
        Ui& ui = page.ui;
        const std::string amount = format_yuan(category.amount);
        const Look figure =
            Look{}.bold().tabular().in(colour).aligned(fonts::Align::right).as(Role::figure);
        const float width = ui.width_of(amount, figure);
        const bool beside = flow.width() - width >= page.theme().type(Type::body) * 5;
        if (!beside) {
            flow.text(category.label, Look{}.bold());
            flow.text(amount, figure);
        } else {
            const float words = flow.width() - width - page.theme().u(2);
            const float height = ui.height_of(category.label, Look{}.bold(), words);
            const Rect rect = flow.take(height);
            ui.text(rect.x, rect.y, words, category.label, Look{}.bold());
            ui.text(rect.right() - width, rect.y, width, amount, figure);
        }
        ui.fill(flow.take(page.theme().edge()), ui.colour(Ink::quiet));
    }

    void entry(Page& page, Flow& flow, const SheetBEntry& entry, std::size_t index, bool income) {
        RowSpec spec;
        spec.id = "entry/" + std::to_string(index);
        spec.title = entry.summary;
        spec.note = short_day(page.ui.strings(), entry.date);
        spec.value = format_yuan(income ? entry.income_fen : entry.expense_fen);
        spec.type = Type::body;
        spec.plain = true;
        if (ledger_row(flow, spec)) page.act.open(entry_screen(id(), index));
    }

    void signatures(Page& page) {
        const auto& names = as<Finance>().signed_;
        if (!names) return;
        page.flow.section(page.say("finance.signed"));
        page.flow.fact(page.say("finance.head"), names->head);
        page.flow.fact(page.say("finance.supervision"), names->supervision);
        page.flow.fact(page.say("finance.accountant"), names->accountant);
    }

    // One tap further: the sheets of this report, and what else was published for the period.
    void official(Page& page) {
        const bool more = is_account() && has_sheets(as<Finance>());
        if (!more && related_.empty()) return;
        page.flow.section(page.say("finance.sheets"));
        if (more) {
            RowSpec spec;
            spec.id = "finance/sheets";
            spec.title =
                page.say("finance.sheets_of",
                         {{"label", period_name(page.ui.strings(), as<Finance>().period)}});
            if (row(page.flow, spec)) page.act.open(sheets_screen(id()));
        }
        for (const cache::ItemRow& item : related_) {
            RowSpec spec;
            spec.id = "finance/" + item.id;
            spec.title = title_of(page.board, item, page.ui.strings().language());
            if (row(page.flow, spec)) page.act.open(finance_screen(item.id));
        }
    }

    bool is_account() const { return as<Finance>().sheet_a || as<Finance>().sheet_b; }

    std::vector<Period> periods_;
    Against against_ = Against::period_before;
    std::vector<cache::ItemRow> related_;
    std::size_t sheet_ = 0;
};

class EntryScreen : public ItemScreen {
  public:
    EntryScreen(std::string item_id, std::size_t index)
        : ItemScreen(std::move(item_id)), index_(index) {}
    std::string name() const override { return "entry"; }

  protected:
    void build_item(Page& page) override {
        const auto& sheet = as<Finance>().sheet_b;
        if (!sheet || index_ >= sheet->entries.size()) {
            page.flow.prose(page.say("item.gone"), {});
            return;
        }
        const SheetBEntry& entry = sheet->entries[index_];
        const bool income = entry.income_fen.value != 0;
        page.flow.text(
            entry.label,
            Look{}.sized(Type::caption).bold().in(page.theme().colour(Subject::finance)));
        page.flow.gap(0.5);
        page.flow.text(entry.summary, Look{}.sized(Type::title).serif().as(Role::heading));
        amount(page, entry, income);
        page.flow.gap(2);
        if (page.wide() && !entry.vouchers.empty()) {
            auto [left, right] = page.split(kLeftPart);
            facts(page, left, entry, income);
            vouchers(page, right, entry);
            page.flow.below(left, right);
        } else {
            facts(page, page.flow, entry, income);
            vouchers(page, page.flow, entry);
        }
        ask_about(page, entry);
        page.flow.gap(3);
    }

  private:
    static void amount(Page& page, const SheetBEntry& entry, bool income) {
        const std::string sign = income ? "+ " : "\u2212 ";
        const std::string words = page.say(
            "money.yuan",
            {{"amount", sign + format_yuan(income ? entry.income_fen : entry.expense_fen)}});
        const Look look = Look{}
                              .sized(Type::figure)
                              .serif()
                              .tabular()
                              .in(page.ui.colour(income ? Ink::money_in : Ink::money_out))
                              .as(Role::figure);
        page.flow.gap(1);
        page.flow.text(words, page.ui.fitted(words, look, page.flow.width()));
    }

    static void facts(Page& page, Flow& flow, const SheetBEntry& entry, bool income) {
        flow.fact(page.say("entry.date"), full_day(page.ui.strings(), entry.date));
        flow.fact(page.say("entry.voucher_no"), entry.voucher_no);
        flow.fact(page.say("entry.category"), entry.label);
        flow.fact(page.say(income ? "entry.party_in" : "entry.party_out"),
                  entry.party.value_or(""));
        flow.fact(page.say("entry.source"), entry.fund_source.value_or(""));
        flow.fact(page.say("entry.handler"), entry.handler.value_or(""));
        flow.fact(page.say("entry.approver"), entry.approver.value_or(""));
        flow.fact(page.say("entry.supervised"),
                  page.say(entry.supervised ? "entry.supervised_yes" : "entry.supervised_no"));
        flow.fact(page.say("entry.balance"), yuan(page.ui.strings(), entry.balance_fen));
    }

    void vouchers(Page& page, Flow& flow, const SheetBEntry& entry) {
        flow.section(page.say("entry.vouchers"));
        if (entry.vouchers.empty())
            flow.prose(page.say("entry.no_vouchers"), Look{}.in(page.ui.colour(Ink::quiet)));
        for (const std::string& digest : entry.vouchers)
            show_picture(page, flow, attachments(), digest,
                         page.say("entry.voucher_caption", {{"n", entry.voucher_no}}));
    }

    // To write about this one entry, to somebody outside the village.
    void ask_about(Page& page, const SheetBEntry& entry) const {
        page.flow.gap(2);
        ButtonSpec spec{"entry/speak", page.say("entry.speak"), Icon::letter};
        Rect rect = page.flow.take(button_height(page.theme(), Type::body));
        rect.w = std::min(rect.w, button_width(page.ui, spec));
        if (!button(page.ui, rect, spec)) return;
        page.act.open(speak_screen(
            {.item_id = id(),
             .revision = item().revision,
             .line_id = entry.voucher_no,
             .words = page.say("entry.words", {{"day", short_day(page.ui.strings(), entry.date)},
                                               {"what", entry.summary},
                                               {"n", entry.voucher_no}})}));
    }

    std::size_t index_;
};

}  // namespace

std::unique_ptr<Screen> finance_screen(std::string item_id) {
    return std::make_unique<FinanceScreen>(std::move(item_id));
}

std::unique_ptr<Screen> entry_screen(std::string item_id, std::size_t index) {
    return std::make_unique<EntryScreen>(std::move(item_id), index);
}

}  // namespace villageboard::kiosk
