#include "content/demo/sheets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"

namespace villageboard::demo {

namespace {

using Json = nlohmann::json;

struct Sums {
    Fen income;
    Fen expense;
};

template <typename Wanted>
Sums sums(const Books& books, Wanted wanted) {
    Sums total;
    for (const QuarterBooks& quarter : books.quarters) {
        for (const Entry& entry : quarter.entries) {
            if (!wanted(quarter.quarter, entry)) continue;
            total.income += entry.income;
            total.expense += entry.expense;
        }
    }
    return total;
}

Fen total_of(const std::map<std::string, Fen>& balances) {
    Fen total;
    for (const auto& [account, balance] : balances) total += balance;
    return total;
}

Fen yuan(const Json& text) {
    const auto amount = parse_yuan(text.get<std::string>());
    if (!amount)
        throw Error(ErrorKind::invalid, "Not an amount: " + text.dump(), "tables/ledger.json");
    return *amount;
}

Decimal decimal(const Json& text) {
    const auto value = parse_decimal(text.get<std::string>());
    if (!value)
        throw Error(ErrorKind::invalid, "Not a number: " + text.dump(), "tables/ledger.json");
    return *value;
}

Day day(const Json& text) {
    const auto value = parse_day(text.get<std::string>());
    if (!value) throw Error(ErrorKind::invalid, "Not a day: " + text.dump(), "tables/ledger.json");
    return *value;
}

std::pair<std::string, bool> person_or_unit(const std::string& text, const Village& village) {
    if (!text.starts_with("household:")) return {text, false};
    return {village.households.at(std::stoul(text.substr(10)) - 1).head, true};
}

/// The last time that `month` and `day` came round by `until`.
Day last_time(int month, int day, Day until) {
    const Day this_year = day_of(year_of(until), month, day);
    return this_year <= until ? this_year : day_of(year_of(until) - 1, month, day);
}

Contract contract_of(const Json& row, const Books& books, Quarter quarter, const Village& village) {
    Contract contract;
    std::tie(contract.lessee, contract.lessee_is_person) =
        person_or_unit(row.at("lessee"), village);
    contract.area = decimal(row.at("area"));
    contract.from = day(row.at("starts"));
    contract.to = day(row.at("ends"));
    contract.rent_due_fen = row.contains("rent_in_first_quarter")
                                ? yuan(row.at("rent_in_first_quarter"))
                                : Fen{yuan(row.at("rent_each_quarter")).value * quarter.number};
    const std::string key = row.at("key");
    contract.rent_received_fen =
        sums(books, [&](Quarter in, const Entry& entry) {
            return in.year == quarter.year && in <= quarter && entry.contract == key;
        }).income;
    contract.rent_arrears_fen = contract.rent_due_fen - contract.rent_received_fen;
    return contract;
}

SheetFDebt debt_of(const Json& row, Quarter quarter) {
    return {.party = row.at("party"),
            .party_is_person = false,
            .reason = row.at("reason"),
            .amount_fen = yuan(row.at("amount")),
            .since = last_time(row.at("month"), row.at("day"), quarter.to())};
}

Fen sum_of(const Json& rows) {
    Fen total;
    for (const Json& row : rows) total += yuan(row.at("amount"));
    return total;
}

const YearResult& result_of(const Books& books, int year) {
    const auto found = std::find_if(books.years.begin(), books.years.end(),
                                    [&](const YearResult& row) { return row.year == year; });
    if (found == books.years.end())
        throw Error(ErrorKind::invalid, "The ledger has no whole year " + std::to_string(year));
    return *found;
}

/// What the village owns and owes on the last day of a year.
struct Position {
    Fen cash, claims, fixed, living;
    Fen debts, special, dividend;
    Fen capital, undistributed;

    Fen assets() const { return cash + claims + fixed + living; }
    Fen liabilities() const { return debts + special + dividend; }
    // public funds have no movements of their own in the ledger: what is left belongs to them
    Fen reserve() const { return assets() - liabilities() - capital - undistributed; }
};

Position position_of(const Books& books, int year, const Json& table) {
    const auto last =
        std::find_if(books.quarters.begin(), books.quarters.end(), [&](const QuarterBooks& row) {
            return row.quarter == Quarter{year, 4};
        });
    if (last == books.quarters.end())
        throw Error(ErrorKind::invalid, "The ledger has no quarter 4 of " + std::to_string(year));
    const Fen bought = sums(books, [&](Quarter in, const Entry& entry) {
                           return in.year <= year && entry.category == "E06";
                       }).expense;
    const Json& sheet = table.at("position");
    const int years = year - sheet.at("since").get<int>();
    const YearResult& result = result_of(books, year);
    return {.cash = total_of(last->closing),
            .claims = sum_of(table.at("claims")),
            .fixed = yuan(sheet.at("fixed")) + bought -
                     Fen{yuan(sheet.at("worn_each_year")).value * years},
            .living = yuan(sheet.at("living")),
            .debts = sum_of(table.at("debts")),
            .special = last->closing.at("project"),
            .dividend = result.distributed,
            .capital = yuan(sheet.at("capital")),
            .undistributed = result.closing_undistributed()};
}

}  // namespace

SheetA sheet_a(const Books& books, const QuarterBooks& quarter) {
    SheetA sheet;
    sheet.opening_fen = total_of(quarter.opening);
    sheet.closing_fen = total_of(quarter.closing);
    const auto amounts = by_category(quarter.entries);
    for (const std::string& code : books.category_order) {
        const auto found = amounts.find(code);
        if (found == amounts.end()) continue;
        const bool income = code.front() == 'I';
        (income ? sheet.income : sheet.expense)
            .push_back({code, books.labels.at(code), found->second});
        (income ? sheet.income_total_fen : sheet.expense_total_fen) += found->second;
    }
    const Sums year = sums(books, [&](Quarter in, const Entry&) {
        return in.year == quarter.quarter.year && in <= quarter.quarter;
    });
    sheet.year_income_fen = year.income;
    sheet.year_expense_fen = year.expense;
    for (const auto& [account, name] : books.account_names) {
        // clang 14 captures no structured binding.
        const Sums moved = sums(books, [&, &wanted = account](Quarter in, const Entry& entry) {
            return in == quarter.quarter && entry.account == wanted;
        });
        sheet.accounts.push_back({name, quarter.opening.at(account), moved.income, moved.expense,
                                  quarter.closing.at(account)});
    }
    return sheet;
}

SheetB sheet_b(const Books& books, const QuarterBooks& quarter, const Officers& officers) {
    SheetB sheet;
    sheet.opening_fen = total_of(quarter.opening);
    sheet.closing_fen = total_of(quarter.closing);
    for (const Entry& entry : quarter.entries) {
        SheetBEntry row;
        row.date = entry.date;
        row.voucher_no = entry.voucher_no;
        row.summary = entry.summary;
        row.category = entry.category;
        row.label = books.labels.at(entry.category);
        row.income_fen = entry.income;
        row.expense_fen = entry.expense;
        row.balance_fen = entry.balance;
        row.party = entry.party;
        row.party_is_person = entry.party_is_person;
        row.handler = entry.party == officers.accountant ? officers.clerk : officers.accountant;
        row.approver = officers.head;
        row.supervised = true;
        if (!entry.fund.empty()) row.fund_source = entry.fund;
        sheet.entries.push_back(std::move(row));
    }
    return sheet;
}

SheetC sheet_c(const Books& books, int year) {
    struct Line {
        const char* item;
        const char* label;
        std::vector<std::string> codes;
    };
    static const std::vector<Line> kLines{
        {"经营收入", "卖东西、出租、承包得的钱", {"I01", "I02"}},
        {"投资收益", "入股分来的钱", {"I03"}},
        {"补助收入", "财政给的运转经费", {"I05"}},
        {"其他收入", "捐款、利息、卖旧物件", {"I09", "I10", "I11"}},
        {"经营支出", "经营花的钱", {"E01"}},
        {"管理费用", "误工补贴、办公、保洁、报刊", {"E02", "E03", "E04"}},
        {"公益支出", "公益和福利", {"E05"}},
        {"其他支出", "账户管理费等", {"E10"}}};
    SheetC sheet;
    const auto amount = [&](const Line& line, int of_year) {
        const Sums moved = sums(books, [&](Quarter in, const Entry& entry) {
            return in.year == of_year && entry.account != "project" &&
                   std::find(line.codes.begin(), line.codes.end(), entry.category) !=
                       line.codes.end();
        });
        return moved.income + moved.expense;
    };
    for (const Line& line : kLines)
        sheet.rows.push_back({std::to_string(sheet.rows.size() + 1), line.item, line.label,
                              amount(line, year), amount(line, year - 1)});
    const YearResult& result = result_of(books, year);
    sheet.total_income_fen = result.income;
    sheet.total_expense_fen = result.expense;
    sheet.profit_fen = result.profit();
    sheet.opening_undistributed_fen = result.opening_undistributed;
    sheet.distributable_fen = result.distributable();
    sheet.withdrawn_fen = result.withdrawn;
    sheet.distributed_fen = result.distributed;
    sheet.closing_undistributed_fen = result.closing_undistributed();
    return sheet;
}

SheetD sheet_d(const Books& books, int year, std::string_view ledger_json) {
    const Json table = Json::parse(ledger_json);
    const Position before = position_of(books, year - 1, table);
    const Position now = position_of(books, year, table);
    SheetD sheet;
    sheet.assets = {{"存款", before.cash, now.cash},
                    {"别人欠村里的", before.claims, now.claims},
                    {"房屋、设备、水池等固定资产", before.fixed, now.fixed},
                    {"草果、核桃等生物资产", before.living, now.living}};
    sheet.assets_total_fen = now.assets();
    sheet.liabilities = {{"村里欠别人的", before.debts, now.debts},
                         {"还没用完的专项资金", before.special, now.special},
                         {"定下要分给成员、还没发的钱", before.dividend, now.dividend}};
    sheet.liabilities_total_fen = now.liabilities();
    sheet.equity = {{"资本", before.capital, now.capital},
                    {"公积公益金", before.reserve(), now.reserve()},
                    {"没有分完的收益", before.undistributed, now.undistributed}};
    sheet.equity_total_fen = now.assets() - now.liabilities();
    return sheet;
}

SheetE sheet_e(const Books& books, const QuarterBooks& quarter, const Village& village,
               std::string_view ledger_json) {
    const Json table = Json::parse(ledger_json);
    SheetE sheet;
    for (const Json& row : table.at("contracts")) {
        SheetEAsset asset;
        asset.name = row.at("name");
        asset.type = row.at("type");
        asset.quantity = decimal(row.at("quantity"));
        asset.unit = row.at("unit");
        if (row.contains("value")) asset.value_fen = yuan(row.at("value"));
        if (row.contains("lessee"))
            asset.contract = contract_of(row, books, quarter.quarter, village);
        sheet.assets.push_back(std::move(asset));
    }
    return sheet;
}

SheetF sheet_f(const Books& books, const QuarterBooks& quarter, const Village& village,
               std::string_view ledger_json) {
    const Json table = Json::parse(ledger_json);
    SheetF sheet;
    for (const SheetEAsset& asset : sheet_e(books, quarter, village, ledger_json).assets) {
        if (!asset.contract || asset.contract->rent_arrears_fen <= Fen{}) continue;
        sheet.owed_to_village.push_back({asset.contract->lessee, asset.contract->lessee_is_person,
                                         "欠" + asset.name + "租金",
                                         asset.contract->rent_arrears_fen, quarter.quarter.from()});
    }
    for (const Json& row : table.at("claims"))
        sheet.owed_to_village.push_back(debt_of(row, quarter.quarter));
    for (const Json& row : table.at("debts"))
        sheet.owed_by_village.push_back(debt_of(row, quarter.quarter));
    for (const SheetFDebt& row : sheet.owed_to_village) sheet.owed_to_total_fen += row.amount_fen;
    for (const SheetFDebt& row : sheet.owed_by_village) sheet.owed_by_total_fen += row.amount_fen;
    return sheet;
}

SheetG sheet_g(const Books& books, const QuarterBooks& quarter, std::string_view ledger_json) {
    const Json table = Json::parse(ledger_json);
    SheetG sheet;
    for (const auto& [key, row] : table.at("projects").items()) {
        const Sums moved = sums(books, [&, wanted = key](Quarter in, const Entry& entry) {
            return in <= quarter.quarter && entry.project == wanted;
        });
        sheet.projects.push_back({row.at("name"), row.at("fund"), moved.income, moved.expense,
                                  moved.income - moved.expense,
                                  row.at("decision").get<std::string>()});
    }
    return sheet;
}

SheetH sheet_h(const QuarterBooks& quarter, std::string_view ledger_json) {
    const std::string decision = Json::parse(ledger_json).at("wage_decision");
    SheetH sheet;
    for (const Wage& wage : quarter.wages) {
        sheet.rows.push_back({.name = wage.name,
                              .post = wage.post,
                              .days = Decimal{wage.days, 0},
                              .standard = wage.standard,
                              .amount_fen = wage.amount,
                              .decision = decision});
        sheet.total_fen += wage.amount;
    }
    return sheet;
}

}  // namespace villageboard::demo
