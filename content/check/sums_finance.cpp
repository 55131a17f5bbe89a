#include <algorithm>
#include <map>

#include "content/check/families.h"
#include "content/check/findings_builder.h"

namespace villageboard::check {
namespace {

constexpr const char* kRule = "VA4";

template <typename Lines>
std::vector<Fen> amounts_of(const Lines& lines) {
    std::vector<Fen> amounts;
    for (const auto& line : lines) amounts.push_back(line.amount_fen);
    return amounts;
}

std::string numbered(const std::string& pointer, std::size_t index) {
    return pointer + "/" + std::to_string(index);
}

// FI1: closing = opening + income - expense, of the whole and of each account.
void check_balances(const SheetA& sheet, const std::string& at, Findings& findings) {
    expect_equal(findings, kRule, at + "/closing_fen",
                 sheet.opening_fen + sheet.income_total_fen - sheet.expense_total_fen,
                 sheet.closing_fen, "期末余额", "closing balance");
    Fen opening;
    Fen closing;
    for (std::size_t i = 0; i < sheet.accounts.size(); ++i) {
        const SheetAAccount& account = sheet.accounts[i];
        expect_equal(findings, kRule, numbered(at + "/accounts", i) + "/closing_fen",
                     account.opening_fen + account.income_fen - account.expense_fen,
                     account.closing_fen, account.name + "的期末余额",
                     "closing balance of an account");
        opening += account.opening_fen;
        closing += account.closing_fen;
    }
    if (sheet.accounts.empty()) return;
    expect_equal(findings, kRule, at + "/opening_fen", opening, sheet.opening_fen, "期初余额",
                 "opening balance, against the accounts,");
    expect_equal(findings, kRule, at + "/closing_fen", closing, sheet.closing_fen, "期末余额",
                 "closing balance, against the accounts,");
}

// FI2: opening = the last report's closing.
void check_carried_over(const SheetA& sheet, const SheetA& last, const std::string& at,
                        Findings& findings) {
    expect_equal(findings, kRule, at + "/opening_fen", last.closing_fen, sheet.opening_fen,
                 "期初余额（上期期末余额）", "opening balance, against the last closing balance,");
    for (std::size_t i = 0; i < sheet.accounts.size(); ++i)
        for (const SheetAAccount& before : last.accounts)
            if (before.name == sheet.accounts[i].name)
                expect_equal(findings, kRule, numbered(at + "/accounts", i) + "/opening_fen",
                             before.closing_fen, sheet.accounts[i].opening_fen,
                             before.name + "的期初余额（上期期末余额）",
                             "opening balance of an account, against its last closing balance,");
}

std::chrono::year_month_day date_of(Day day) { return std::chrono::year_month_day{day}; }

/// What the year had brought before this report: nothing in its first period, the last report's
/// figures when it is of the same year, else unknown.
struct YearBefore {
    bool known = false;
    Fen income;
    Fen expense;
};

YearBefore year_before(const Finance& report, const Finance* last) {
    const auto from = date_of(report.period.from);
    if (from.month() == std::chrono::January && from.day() == std::chrono::day{1})
        return {true, {}, {}};
    if (last == nullptr || !last->sheet_a || date_of(last->period.to).year() != from.year())
        return {};
    return {true, last->sheet_a->year_income_fen, last->sheet_a->year_expense_fen};
}

// FI4: year to date = the last report's + this period, from nothing in January.
void check_year_to_date(const Finance& report, const Finance* last, const std::string& at,
                        Findings& findings) {
    const SheetA& sheet = *report.sheet_a;
    const YearBefore before = year_before(report, last);
    if (!before.known) return;
    expect_equal(findings, kRule, at + "/year_income_fen", before.income + sheet.income_total_fen,
                 sheet.year_income_fen, "本年累计收入", "income of the year to date");
    expect_equal(findings, kRule, at + "/year_expense_fen",
                 before.expense + sheet.expense_total_fen, sheet.year_expense_fen, "本年累计支出",
                 "expense of the year to date");
}

// VA6: a tenth of the total is the most that may hide under "other".
void check_other(const std::vector<SheetALine>& lines, Fen total, const std::string& at,
                 Findings& findings) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const SheetALine& line = lines[i];
        if (!line.label.starts_with("其他") && !line.label.starts_with("其它")) continue;
        if (line.amount_fen.value <= total.value / 10) continue;
        findings.push_back(make_warning(
            "VA6", numbered(at, i) + "/amount_fen",
            "“" + line.label + "”占了合计的一成以上（" + yuan(line.amount_fen) +
                "），请把大的项目单独列出来。",
            "More than a tenth of the total is under \"other\"; list the large items by name."));
    }
}

void check_sheet_a(const Finance& report, const Finance* last, const std::string& at,
                   Findings& findings) {
    const SheetA& sheet = *report.sheet_a;
    expect_sum(findings, kRule, at + "/income_total_fen", amounts_of(sheet.income),
               sheet.income_total_fen, "本期总收入", "total income");
    expect_sum(findings, kRule, at + "/expense_total_fen", amounts_of(sheet.expense),
               sheet.expense_total_fen, "本期总支出", "total expense");
    check_balances(sheet, at, findings);
    if (last != nullptr && last->sheet_a) check_carried_over(sheet, *last->sheet_a, at, findings);
    check_year_to_date(report, last, at, findings);
    check_other(sheet.income, sheet.income_total_fen, at + "/income", findings);
    check_other(sheet.expense, sheet.expense_total_fen, at + "/expense", findings);
}

// VA7 of one entry.
void check_entry_amount(const SheetBEntry& entry, const std::string& at, Findings& findings) {
    if (entry.income_fen < Fen{} || entry.expense_fen < Fen{})
        findings.push_back(make_warning("VA7", at, "这一笔的金额是负数，如果是冲账请在摘要里写明。",
                                        "The amount of this entry is negative; if it reverses "
                                        "another one, its summary must say so."));
    else if (entry.income_fen == Fen{} && entry.expense_fen == Fen{})
        findings.push_back(make_warning("VA7", at, "这一笔的收入和支出都是零。",
                                        "This entry has neither income nor expense."));
}

// FI5: the running balance, line by line; each line against the balance printed above it, so that
// one wrong line gives one finding.
void check_sheet_b(const SheetB& sheet, const std::string& at, Findings& findings) {
    Fen before = sheet.opening_fen;
    for (std::size_t i = 0; i < sheet.entries.size(); ++i) {
        const SheetBEntry& entry = sheet.entries[i];
        const std::string place = numbered(at + "/entries", i);
        expect_equal(findings, kRule, place + "/balance_fen",
                     before + entry.income_fen - entry.expense_fen, entry.balance_fen,
                     "第 " + std::to_string(i + 1) + " 笔的余额", "running balance");
        check_entry_amount(entry, place, findings);
        before = entry.balance_fen;
    }
    expect_equal(findings, kRule, at + "/closing_fen", before, sheet.closing_fen, "明细账期末余额",
                 "closing balance of the entries");
}

// FI2 and FI1 between the villagers' sheet and the entries below it.
void check_a_against_b(const SheetA& a, const SheetB& b, const std::string& at,
                       Findings& findings) {
    expect_equal(findings, kRule, at + "/sheet_b/opening_fen", a.opening_fen, b.opening_fen,
                 "明细账期初余额", "opening balance of the entries");
    expect_equal(findings, kRule, at + "/sheet_b/closing_fen", a.closing_fen, b.closing_fen,
                 "明细账期末余额", "closing balance of the entries");
}

// FI6: the entries of a category add up to its line in the villagers' sheet.
void check_categories(const std::vector<SheetALine>& lines, const SheetB& b, Fen SheetBEntry::*side,
                      const std::string& at, Findings& findings) {
    std::map<std::string, Fen> sums;
    for (const SheetBEntry& entry : b.entries)
        if (entry.*side != Fen{}) sums[entry.category] += entry.*side;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const SheetALine& line = lines[i];
        Fen same_code;
        for (const SheetALine& other : lines)
            if (other.code == line.code) same_code += other.amount_fen;
        const bool last_of_code =
            std::none_of(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                         [&](const SheetALine& other) { return other.code == line.code; });
        if (last_of_code)
            expect_equal(findings, kRule, numbered(at, i) + "/amount_fen", sums[line.code],
                         same_code, "“" + line.label + "”（与逐笔明细相比）",
                         "line, against its entries,");
        sums.erase(line.code);
    }
    for (const auto& [code, sum] : sums)
        findings.push_back(make_error(
            kRule, at, "逐笔明细里有类别 " + code + " 共 " + yuan(sum) + "，总表里没有这一行。",
            "The entries hold " + format_yuan(sum) + " of category " + code +
                " that has no line in the sheet."));
}

// FI7, FI8, FI9.
void check_sheet_c(const SheetC& sheet, const std::string& at, Findings& findings) {
    expect_equal(findings, kRule, at + "/profit_fen",
                 sheet.total_income_fen - sheet.total_expense_fen, sheet.profit_fen, "本年收益",
                 "profit of the year");
    expect_equal(findings, kRule, at + "/distributable_fen",
                 sheet.profit_fen + sheet.opening_undistributed_fen, sheet.distributable_fen,
                 "可分配收益", "distributable profit");
    expect_equal(findings, kRule, at + "/closing_undistributed_fen",
                 sheet.distributable_fen - sheet.withdrawn_fen - sheet.distributed_fen,
                 sheet.closing_undistributed_fen, "年末未分配收益",
                 "undistributed profit at the end of the year");
}

std::vector<Fen> closing_of(const std::vector<SheetDLine>& lines) {
    std::vector<Fen> amounts;
    for (const SheetDLine& line : lines) amounts.push_back(line.closing_fen);
    return amounts;
}

// FI3 of each part, FI10: assets = liabilities + equity, at the end and at the beginning.
void check_sheet_d(const SheetD& sheet, const std::string& at, Findings& findings) {
    expect_sum(findings, kRule, at + "/assets_total_fen", closing_of(sheet.assets),
               sheet.assets_total_fen, "资产总计", "total of assets");
    expect_sum(findings, kRule, at + "/liabilities_total_fen", closing_of(sheet.liabilities),
               sheet.liabilities_total_fen, "负债合计", "total of liabilities");
    expect_sum(findings, kRule, at + "/equity_total_fen", closing_of(sheet.equity),
               sheet.equity_total_fen, "所有者权益合计", "total of equity");
    expect_equal(findings, kRule, at + "/assets_total_fen",
                 sheet.liabilities_total_fen + sheet.equity_total_fen, sheet.assets_total_fen,
                 "资产总计（负债加所有者权益）",
                 "total of assets, against liabilities and equity,");
    Fen assets;
    Fen claims;
    for (const SheetDLine& line : sheet.assets) assets += line.opening_fen;
    for (const SheetDLine& line : sheet.liabilities) claims += line.opening_fen;
    for (const SheetDLine& line : sheet.equity) claims += line.opening_fen;
    expect_equal(findings, kRule, at + "/assets", claims, assets,
                 "期初资产（期初负债加所有者权益）",
                 "opening assets, against opening liabilities and equity,");
}

void check_sheet_e(const SheetE& sheet, const std::string& at, Findings& findings) {
    for (std::size_t i = 0; i < sheet.assets.size(); ++i)
        if (const auto& contract = sheet.assets[i].contract)
            expect_equal(
                findings, "VA3", numbered(at + "/assets", i) + "/contract/rent_arrears_fen",
                contract->rent_due_fen - contract->rent_received_fen, contract->rent_arrears_fen,
                "欠交租金（应收减已收）", "rent in arrears, due less received,");
}

void check_sheet_f(const SheetF& sheet, const std::string& at, Findings& findings) {
    expect_sum(findings, kRule, at + "/owed_to_total_fen", amounts_of(sheet.owed_to_village),
               sheet.owed_to_total_fen, "别人欠村里的合计", "total owed to the village");
    expect_sum(findings, kRule, at + "/owed_by_total_fen", amounts_of(sheet.owed_by_village),
               sheet.owed_by_total_fen, "村里欠别人的合计", "total owed by the village");
}

// FI11: per project in - out = left, and left is never below nothing.
void check_sheet_g(const SheetG& sheet, const std::string& at, Findings& findings) {
    for (std::size_t i = 0; i < sheet.projects.size(); ++i) {
        const SheetGProject& project = sheet.projects[i];
        const std::string place = numbered(at + "/projects", i) + "/left_fen";
        expect_equal(findings, kRule, place, project.income_fen - project.expense_fen,
                     project.left_fen, project.name + "的结余", "money left of a project");
        if (project.left_fen < Fen{})
            findings.push_back(make_error(
                kRule, place,
                project.name + "花的比收的多（结余 " + yuan(project.left_fen) +
                    "），请写明差额从哪里出。",
                "More was spent on the project than it had; say where the rest came from."));
    }
}

}  // namespace

Findings check_finance_sums(const Finance& report, const Finance* previous,
                            const std::string& pointer) {
    Findings findings;
    if (report.sheet_a) check_sheet_a(report, previous, pointer + "/sheet_a", findings);
    if (report.sheet_b) check_sheet_b(*report.sheet_b, pointer + "/sheet_b", findings);
    if (report.sheet_a && report.sheet_b) {
        check_a_against_b(*report.sheet_a, *report.sheet_b, pointer, findings);
        check_categories(report.sheet_a->income, *report.sheet_b, &SheetBEntry::income_fen,
                         pointer + "/sheet_a/income", findings);
        check_categories(report.sheet_a->expense, *report.sheet_b, &SheetBEntry::expense_fen,
                         pointer + "/sheet_a/expense", findings);
    }
    if (report.sheet_b && previous != nullptr && previous->sheet_b && !report.sheet_a)
        expect_equal(findings, kRule, pointer + "/sheet_b/opening_fen",
                     previous->sheet_b->closing_fen, report.sheet_b->opening_fen,
                     "明细账期初余额（上期期末余额）",
                     "opening balance, against the last closing balance,");
    if (report.sheet_c) check_sheet_c(*report.sheet_c, pointer + "/sheet_c", findings);
    if (report.sheet_d) check_sheet_d(*report.sheet_d, pointer + "/sheet_d", findings);
    if (report.sheet_e) check_sheet_e(*report.sheet_e, pointer + "/sheet_e", findings);
    if (report.sheet_f) check_sheet_f(*report.sheet_f, pointer + "/sheet_f", findings);
    if (report.sheet_g) check_sheet_g(*report.sheet_g, pointer + "/sheet_g", findings);
    if (report.sheet_h)
        expect_sum(findings, kRule, pointer + "/sheet_h/total_fen",
                   amounts_of(report.sheet_h->rows), report.sheet_h->total_fen, "报酬合计",
                   "total of pay");
    return findings;
}

}  // namespace villageboard::check
