#include "content/demo/finance.h"

#include <doctest/doctest.h>

#include <map>

#include "content/demo/demo.h"
#include "content/demo/quarter.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::demo;

namespace {

const DemoSources& sources() {
    static const DemoSources read = read_sources(VILLAGEBOARD_SOURCE_DIR "/content/demo");
    return read;
}

std::vector<Finance> reports(Day today) {
    const DemoClock clock{today, end_of(today) - std::chrono::seconds{1}};
    const Village village = make_village(sources().tables.at("people"));
    const FinanceItems made = finance_items(
        {sources().tables.at("ledger"), sources().pictures.at("voucher")}, village, clock);
    std::vector<Finance> found;
    for (const DemoItem& item : made.items) found.push_back(std::get<Finance>(*item.draft.body));
    return found;
}

std::vector<Finance> quarters(Day today) {
    std::vector<Finance> found;
    for (Finance& report : reports(today))
        if (report.sheet_a) found.push_back(std::move(report));
    return found;
}

template <typename Lines>
Fen sum(const Lines& lines) {
    Fen total;
    for (const auto& line : lines) total += line.amount_fen;
    return total;
}

const Day kToday = day_of(2026, 11, 23);

void check_sheet_a(const SheetA& sheet) {
    CHECK(sum(sheet.income) == sheet.income_total_fen);
    CHECK(sum(sheet.expense) == sheet.expense_total_fen);
    CHECK(sheet.opening_fen + sheet.income_total_fen - sheet.expense_total_fen ==
          sheet.closing_fen);
    SheetAAccount total;
    for (const SheetAAccount& account : sheet.accounts) {
        CHECK(account.opening_fen + account.income_fen - account.expense_fen ==
              account.closing_fen);
        CHECK(account.closing_fen >= Fen{});
        total.opening_fen += account.opening_fen;
        total.closing_fen += account.closing_fen;
    }
    CHECK(total.opening_fen == sheet.opening_fen);
    CHECK(total.closing_fen == sheet.closing_fen);
}

void check_sheet_b(const SheetA& villagers, const SheetB& sheet) {
    CHECK(sheet.entries.size() >= 15);
    CHECK(sheet.entries.size() <= 45);
    CHECK(sheet.opening_fen == villagers.opening_fen);
    CHECK(sheet.closing_fen == villagers.closing_fen);
    std::map<std::string, Fen> categories;
    Fen balance = sheet.opening_fen;
    Day before{};
    for (const SheetBEntry& entry : sheet.entries) {
        balance += entry.income_fen - entry.expense_fen;
        CHECK(entry.balance_fen == balance);
        CHECK(entry.date >= before);
        before = entry.date;
        categories[entry.category] += entry.income_fen + entry.expense_fen;
        CHECK((entry.income_fen == Fen{}) != (entry.expense_fen == Fen{}));
    }
    CHECK(balance == sheet.closing_fen);
    for (const auto* lines : {&villagers.income, &villagers.expense})
        for (const SheetALine& line : *lines) {
            CHECK(categories[line.code] == line.amount_fen);
            categories.erase(line.code);
        }
    CHECK(categories.empty());
}

}  // namespace

TEST_CASE("a ledger that is no JSON or holds a bad amount is refused") {
    const Village village = make_village(sources().tables.at("people"));
    CHECK_THROWS_AS(keep_books("[", village, {2022, 1}), Error);
    std::string ledger = sources().tables.at("ledger");
    ledger.replace(ledger.find("42318.42"), 8, "42318.4x");
    CHECK_THROWS_AS(keep_books(ledger, village, {2022, 1}), Error);
}

TEST_CASE("eight quarters follow each other to the fen") {
    const auto found = quarters(kToday);
    REQUIRE(found.size() == 8);
    CHECK(found.back().period.label == "2026年第三季度");
    for (std::size_t i = 0; i < found.size(); ++i) {
        const SheetA& sheet = *found[i].sheet_a;
        check_sheet_a(sheet);
        check_sheet_b(sheet, *found[i].sheet_b);
        if (i == 0) continue;
        const SheetA& last = *found[i - 1].sheet_a;
        CHECK(sheet.opening_fen == last.closing_fen);
        const bool january = found[i].period.label.ends_with("第一季度");
        const Fen income = january ? Fen{} : last.year_income_fen;
        const Fen expense = january ? Fen{} : last.year_expense_fen;
        CHECK(sheet.year_income_fen == income + sheet.income_total_fen);
        CHECK(sheet.year_expense_fen == expense + sheet.expense_total_fen);
    }
}

TEST_CASE("entries lie in their quarter") {
    for (const Finance& report : quarters(kToday))
        for (const SheetBEntry& entry : report.sheet_b->entries) {
            CHECK(entry.date >= report.period.from);
            CHECK(entry.date <= report.period.to);
        }
}

TEST_CASE("sheets C to H stand at least twice and agree with themselves") {
    int c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
    for (const Finance& report : reports(kToday)) {
        if (const auto& sheet = report.sheet_c) {
            ++c;
            CHECK(sheet->profit_fen == sheet->total_income_fen - sheet->total_expense_fen);
            CHECK(sheet->distributable_fen == sheet->profit_fen + sheet->opening_undistributed_fen);
            CHECK(sheet->closing_undistributed_fen ==
                  sheet->distributable_fen - sheet->withdrawn_fen - sheet->distributed_fen);
        }
        if (const auto& sheet = report.sheet_d) {
            ++d;
            Fen assets, liabilities, equity, opening;
            for (const auto& line : sheet->assets) {
                assets += line.closing_fen;
                opening += line.opening_fen;
            }
            for (const auto& line : sheet->liabilities) {
                liabilities += line.closing_fen;
                opening += -line.opening_fen;
            }
            for (const auto& line : sheet->equity) {
                equity += line.closing_fen;
                opening += -line.opening_fen;
                CHECK(line.closing_fen >= Fen{});
            }
            CHECK(assets == sheet->assets_total_fen);
            CHECK(liabilities == sheet->liabilities_total_fen);
            CHECK(equity == sheet->equity_total_fen);
            CHECK(assets == liabilities + equity);
            CHECK(opening == Fen{});
        }
        if (const auto& sheet = report.sheet_e) {
            ++e;
            for (const auto& asset : sheet->assets)
                if (asset.contract)
                    CHECK(asset.contract->rent_due_fen - asset.contract->rent_received_fen ==
                          asset.contract->rent_arrears_fen);
        }
        if (const auto& sheet = report.sheet_f) {
            ++f;
            CHECK(sum(sheet->owed_to_village) == sheet->owed_to_total_fen);
            CHECK(sum(sheet->owed_by_village) == sheet->owed_by_total_fen);
            for (const auto& debt : sheet->owed_by_village) CHECK(debt.since <= report.period.to);
        }
        if (const auto& sheet = report.sheet_g) {
            ++g;
            for (const auto& project : sheet->projects) {
                CHECK(project.income_fen - project.expense_fen == project.left_fen);
                CHECK(project.left_fen >= Fen{});
            }
        }
        if (const auto& sheet = report.sheet_h) {
            ++h;
            CHECK(sum(sheet->rows) == sheet->total_fen);
        }
    }
    CHECK(c == 2);
    CHECK(d == 2);
    CHECK(e == 2);
    CHECK(f == 2);
    CHECK(g == 2);
    CHECK(h == 4);
}

TEST_CASE("what one year leaves undistributed the next year opens with") {
    std::vector<SheetC> found;
    for (const Finance& report : reports(kToday))
        if (report.sheet_c) found.push_back(*report.sheet_c);
    REQUIRE(found.size() == 2);
    CHECK(found[1].opening_undistributed_fen == found[0].closing_undistributed_fen);
}

TEST_CASE("the pay in sheet H is the pay in the books") {
    std::map<std::string, Fen> booked;
    std::map<std::string, Fen> listed;
    for (const Finance& report : reports(kToday)) {
        if (report.sheet_h) listed[report.period.label] = report.sheet_h->total_fen;
        if (!report.sheet_a) continue;
        for (const SheetALine& line : report.sheet_a->expense)
            if (line.code == "E02") booked[report.period.label] = line.amount_fen;
    }
    CHECK(listed.size() == 4);
    for (const auto& [label, amount] : listed) CHECK(booked[label] == amount);
}

TEST_CASE("a quarter's books are the same on whatever day they are shown") {
    const auto now = quarters(kToday);
    const auto later = quarters(day_of(2027, 8, 1));
    CHECK(later.front().period.label == "2025年第三季度");
    CHECK(*later.front().sheet_b == [&] {
        SheetB sheet = *now[3].sheet_b;
        for (SheetBEntry& entry : sheet.entries) entry.vouchers.clear();
        return sheet;
    }());
}

TEST_CASE("vouchers carry the amount in capital figures that mean the same") {
    for (const std::int64_t fen : {1, 10, 105, 100'00, 105'50, 1'000'00, 10'010'00, 30'810'00,
                                   100'500'07, 1'205'030'40, 20'000'000'00})
        CHECK(parse_capital_amount(capital_amount({fen})) == Fen{fen});
    CHECK(capital_amount({17'880'00}) == "壹万柒仟捌佰捌拾元整");
    CHECK(capital_amount({Fen{}}) == "零元整");
}
