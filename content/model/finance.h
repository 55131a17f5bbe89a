/// 村级财务: a finance report with the sheets A to H of which one report holds some. Sheet A is the
/// villagers' sheet, B the itemised entries, C income and its distribution, D assets and
/// liabilities, E assets and contracts, F debts, G special projects, H pay of office holders.
/// Nothing here checks a sum: content/check does.
#pragma once
#include "content/model/body_common.h"
#include "content/model/decimal.h"

namespace villageboard {

enum class AccountingSystem { village_collective_2023, village_collective_2004 };
enum class PeriodType { month, quarter, year, special };

struct FinancePeriod {
    PeriodType type = PeriodType::quarter;
    Day from;
    Day to;  ///< the last day that belongs to it
    std::string label;
    friend bool operator==(const FinancePeriod&, const FinancePeriod&) = default;
};

struct SheetALine {
    std::string code;
    std::string label;
    Fen amount_fen;
    friend bool operator==(const SheetALine&, const SheetALine&) = default;
};
struct SheetAAccount {
    std::string name;
    Fen opening_fen;
    Fen income_fen;
    Fen expense_fen;
    Fen closing_fen;
    friend bool operator==(const SheetAAccount&, const SheetAAccount&) = default;
};
struct SheetA {
    Fen opening_fen;
    std::vector<SheetALine> income;
    Fen income_total_fen;
    std::vector<SheetALine> expense;
    Fen expense_total_fen;
    Fen closing_fen;
    Fen year_income_fen;
    Fen year_expense_fen;
    std::vector<SheetAAccount> accounts;
    friend bool operator==(const SheetA&, const SheetA&) = default;
};

struct SheetBEntry {
    Day date;
    std::string voucher_no;
    std::string summary;
    std::string category;  ///< code of the 44 items
    std::string label;
    Fen income_fen;
    Fen expense_fen;
    Fen balance_fen;
    std::optional<std::string> party;  ///< payer or payee
    bool party_is_person = false;      ///< a natural person's name, masked outside the village
    std::optional<std::string> handler;
    std::optional<std::string> approver;
    bool supervised = false;
    std::optional<std::string> fund_source;
    std::vector<std::string> vouchers;  ///< attachments
    friend bool operator==(const SheetBEntry&, const SheetBEntry&) = default;
};
struct SheetB {
    Fen opening_fen;
    std::vector<SheetBEntry> entries;
    Fen closing_fen;
    friend bool operator==(const SheetB&, const SheetB&) = default;
};

struct SheetCRow {
    std::string line;
    std::string item;
    std::string label;
    Fen year_fen;
    Fen last_year_fen;
    friend bool operator==(const SheetCRow&, const SheetCRow&) = default;
};
struct SheetC {
    std::vector<SheetCRow> rows;
    Fen total_income_fen;
    Fen total_expense_fen;
    Fen profit_fen;
    Fen opening_undistributed_fen;
    Fen distributable_fen;
    Fen withdrawn_fen;
    Fen distributed_fen;
    Fen closing_undistributed_fen;
    friend bool operator==(const SheetC&, const SheetC&) = default;
};

struct SheetDLine {
    std::string label;
    Fen opening_fen;
    Fen closing_fen;
    friend bool operator==(const SheetDLine&, const SheetDLine&) = default;
};
/// The totals are the closing ones, as on the balance sheet's last line.
struct SheetD {
    std::vector<SheetDLine> assets;
    Fen assets_total_fen;
    std::vector<SheetDLine> liabilities;
    Fen liabilities_total_fen;
    std::vector<SheetDLine> equity;
    Fen equity_total_fen;
    friend bool operator==(const SheetD&, const SheetD&) = default;
};

struct Contract {
    std::string lessee;
    bool lessee_is_person = false;
    Decimal area;
    Day from;
    Day to;
    Fen rent_due_fen;
    Fen rent_received_fen;
    Fen rent_arrears_fen;
    friend bool operator==(const Contract&, const Contract&) = default;
};
struct SheetEAsset {
    std::string name;
    std::string type;
    Decimal quantity;
    std::string unit;
    std::optional<Fen> value_fen;
    std::optional<Contract> contract;
    friend bool operator==(const SheetEAsset&, const SheetEAsset&) = default;
};
struct SheetE {
    std::vector<SheetEAsset> assets;
    friend bool operator==(const SheetE&, const SheetE&) = default;
};

struct SheetFDebt {
    std::string party;
    bool party_is_person = false;
    std::string reason;
    Fen amount_fen;
    Day since;
    friend bool operator==(const SheetFDebt&, const SheetFDebt&) = default;
};
struct SheetF {
    std::vector<SheetFDebt> owed_to_village;
    std::vector<SheetFDebt> owed_by_village;
    Fen owed_to_total_fen;
    Fen owed_by_total_fen;
    friend bool operator==(const SheetF&, const SheetF&) = default;
};

struct SheetGProject {
    std::string name;
    std::string fund_source;
    Fen income_fen;
    Fen expense_fen;
    Fen left_fen;
    std::optional<std::string> decision;
    friend bool operator==(const SheetGProject&, const SheetGProject&) = default;
};
struct SheetG {
    std::vector<SheetGProject> projects;
    friend bool operator==(const SheetG&, const SheetG&) = default;
};

/// Pay of one office holder.
struct SheetHRow {
    std::string name;
    std::string post;
    std::optional<Decimal> days;
    std::string standard;
    Fen amount_fen;
    std::optional<std::string> decision;
    friend bool operator==(const SheetHRow&, const SheetHRow&) = default;
};
struct SheetH {
    std::vector<SheetHRow> rows;
    Fen total_fen;
    friend bool operator==(const SheetH&, const SheetH&) = default;
};

/// Office holders who signed.
struct Signatures {
    std::string head;
    std::string supervision;
    std::string accountant;
    friend bool operator==(const Signatures&, const Signatures&) = default;
};

struct PlanLine {
    std::string label;
    Fen amount_fen;
    friend bool operator==(const PlanLine&, const PlanLine&) = default;
};
struct FinancePlan {
    std::vector<PlanLine> income;
    std::vector<PlanLine> expense;
    friend bool operator==(const FinancePlan&, const FinancePlan&) = default;
};

struct Finance : BodyCommon {
    AccountingSystem system = AccountingSystem::village_collective_2023;
    FinancePeriod period;
    std::optional<SheetA> sheet_a;
    std::optional<SheetB> sheet_b;
    std::optional<SheetC> sheet_c;
    std::optional<SheetD> sheet_d;
    std::optional<SheetE> sheet_e;
    std::optional<SheetF> sheet_f;
    std::optional<SheetG> sheet_g;
    std::optional<SheetH> sheet_h;
    std::optional<Signatures> signed_;  ///< "signed" in the JSON
    std::optional<FinancePlan> plan;
    friend bool operator==(const Finance&, const Finance&) = default;
};

}  // namespace villageboard
