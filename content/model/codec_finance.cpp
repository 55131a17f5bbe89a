#include "content/model/members_common.h"

namespace villageboard::codec {

template <>
struct Members<FinancePeriod> {
    static constexpr auto kList =
        std::tuple{required("type", &FinancePeriod::type), required("from", &FinancePeriod::from),
                   required("to", &FinancePeriod::to), required("label", &FinancePeriod::label)};
};
template <>
struct Members<SheetALine> {
    static constexpr auto kList =
        std::tuple{required("code", &SheetALine::code), required("label", &SheetALine::label),
                   required("amount_fen", &SheetALine::amount_fen)};
};
template <>
struct Members<SheetAAccount> {
    static constexpr auto kList = std::tuple{required("name", &SheetAAccount::name),
                                             required("opening_fen", &SheetAAccount::opening_fen),
                                             required("income_fen", &SheetAAccount::income_fen),
                                             required("expense_fen", &SheetAAccount::expense_fen),
                                             required("closing_fen", &SheetAAccount::closing_fen)};
};
template <>
struct Members<SheetA> {
    static constexpr auto kList =
        std::tuple{required("opening_fen", &SheetA::opening_fen),
                   required("income", &SheetA::income),
                   required("income_total_fen", &SheetA::income_total_fen),
                   required("expense", &SheetA::expense),
                   required("expense_total_fen", &SheetA::expense_total_fen),
                   required("closing_fen", &SheetA::closing_fen),
                   required("year_income_fen", &SheetA::year_income_fen),
                   required("year_expense_fen", &SheetA::year_expense_fen),
                   optional("accounts", &SheetA::accounts)};
};
template <>
struct Members<SheetBEntry> {
    static constexpr auto kList =
        std::tuple{required("date", &SheetBEntry::date),
                   required("voucher_no", &SheetBEntry::voucher_no),
                   required("summary", &SheetBEntry::summary),
                   required("category", &SheetBEntry::category),
                   required("label", &SheetBEntry::label),
                   required("income_fen", &SheetBEntry::income_fen),
                   required("expense_fen", &SheetBEntry::expense_fen),
                   required("balance_fen", &SheetBEntry::balance_fen),
                   optional("party", &SheetBEntry::party),
                   required("party_is_person", &SheetBEntry::party_is_person),
                   optional("handler", &SheetBEntry::handler),
                   optional("approver", &SheetBEntry::approver),
                   required("supervised", &SheetBEntry::supervised),
                   optional("fund_source", &SheetBEntry::fund_source),
                   optional("vouchers", &SheetBEntry::vouchers)};
};
template <>
struct Members<SheetB> {
    static constexpr auto kList = std::tuple{required("opening_fen", &SheetB::opening_fen),
                                             required("entries", &SheetB::entries),
                                             required("closing_fen", &SheetB::closing_fen)};
};
template <>
struct Members<SheetCRow> {
    static constexpr auto kList =
        std::tuple{required("line", &SheetCRow::line), required("item", &SheetCRow::item),
                   required("label", &SheetCRow::label), required("year_fen", &SheetCRow::year_fen),
                   required("last_year_fen", &SheetCRow::last_year_fen)};
};
template <>
struct Members<SheetC> {
    static constexpr auto kList =
        std::tuple{required("rows", &SheetC::rows),
                   required("total_income_fen", &SheetC::total_income_fen),
                   required("total_expense_fen", &SheetC::total_expense_fen),
                   required("profit_fen", &SheetC::profit_fen),
                   required("opening_undistributed_fen", &SheetC::opening_undistributed_fen),
                   required("distributable_fen", &SheetC::distributable_fen),
                   required("withdrawn_fen", &SheetC::withdrawn_fen),
                   required("distributed_fen", &SheetC::distributed_fen),
                   required("closing_undistributed_fen", &SheetC::closing_undistributed_fen)};
};
template <>
struct Members<SheetDLine> {
    static constexpr auto kList = std::tuple{required("label", &SheetDLine::label),
                                             required("opening_fen", &SheetDLine::opening_fen),
                                             required("closing_fen", &SheetDLine::closing_fen)};
};
template <>
struct Members<SheetD> {
    static constexpr auto kList =
        std::tuple{required("assets", &SheetD::assets),
                   required("assets_total_fen", &SheetD::assets_total_fen),
                   required("liabilities", &SheetD::liabilities),
                   required("liabilities_total_fen", &SheetD::liabilities_total_fen),
                   required("equity", &SheetD::equity),
                   required("equity_total_fen", &SheetD::equity_total_fen)};
};
template <>
struct Members<Contract> {
    static constexpr auto kList =
        std::tuple{required("lessee", &Contract::lessee),
                   required("lessee_is_person", &Contract::lessee_is_person),
                   required("area", &Contract::area),
                   required("from", &Contract::from),
                   required("to", &Contract::to),
                   required("rent_due_fen", &Contract::rent_due_fen),
                   required("rent_received_fen", &Contract::rent_received_fen),
                   required("rent_arrears_fen", &Contract::rent_arrears_fen)};
};
template <>
struct Members<SheetEAsset> {
    static constexpr auto kList = std::tuple{required("name", &SheetEAsset::name),
                                             required("type", &SheetEAsset::type),
                                             required("quantity", &SheetEAsset::quantity),
                                             required("unit", &SheetEAsset::unit),
                                             optional("value_fen", &SheetEAsset::value_fen),
                                             optional("contract", &SheetEAsset::contract)};
};
template <>
struct Members<SheetE> {
    static constexpr auto kList = std::tuple{required("assets", &SheetE::assets)};
};
template <>
struct Members<SheetFDebt> {
    static constexpr auto kList = std::tuple{
        required("party", &SheetFDebt::party),
        required("party_is_person", &SheetFDebt::party_is_person),
        required("reason", &SheetFDebt::reason), required("amount_fen", &SheetFDebt::amount_fen),
        required("since", &SheetFDebt::since)};
};
template <>
struct Members<SheetF> {
    static constexpr auto kList =
        std::tuple{required("owed_to_village", &SheetF::owed_to_village),
                   required("owed_by_village", &SheetF::owed_by_village),
                   required("owed_to_total_fen", &SheetF::owed_to_total_fen),
                   required("owed_by_total_fen", &SheetF::owed_by_total_fen)};
};
template <>
struct Members<SheetGProject> {
    static constexpr auto kList = std::tuple{required("name", &SheetGProject::name),
                                             required("fund_source", &SheetGProject::fund_source),
                                             required("income_fen", &SheetGProject::income_fen),
                                             required("expense_fen", &SheetGProject::expense_fen),
                                             required("left_fen", &SheetGProject::left_fen),
                                             optional("decision", &SheetGProject::decision)};
};
template <>
struct Members<SheetG> {
    static constexpr auto kList = std::tuple{required("projects", &SheetG::projects)};
};
template <>
struct Members<SheetHRow> {
    static constexpr auto kList = std::tuple{required("name", &SheetHRow::name),
                                             required("post", &SheetHRow::post),
                                             optional("days", &SheetHRow::days),
                                             required("standard", &SheetHRow::standard),
                                             required("amount_fen", &SheetHRow::amount_fen),
                                             optional("decision", &SheetHRow::decision)};
};
template <>
struct Members<SheetH> {
    static constexpr auto kList =
        std::tuple{required("rows", &SheetH::rows), required("total_fen", &SheetH::total_fen)};
};
template <>
struct Members<Signatures> {
    static constexpr auto kList = std::tuple{required("head", &Signatures::head),
                                             required("supervision", &Signatures::supervision),
                                             required("accountant", &Signatures::accountant)};
};
template <>
struct Members<PlanLine> {
    static constexpr auto kList = std::tuple{required("label", &PlanLine::label),
                                             required("amount_fen", &PlanLine::amount_fen)};
};
template <>
struct Members<FinancePlan> {
    static constexpr auto kList = std::tuple{required("income", &FinancePlan::income),
                                             required("expense", &FinancePlan::expense)};
};
template <>
struct Members<Finance> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("system", &Finance::system),   required("period", &Finance::period),
                   optional("sheet_a", &Finance::sheet_a), optional("sheet_b", &Finance::sheet_b),
                   optional("sheet_c", &Finance::sheet_c), optional("sheet_d", &Finance::sheet_d),
                   optional("sheet_e", &Finance::sheet_e), optional("sheet_f", &Finance::sheet_f),
                   optional("sheet_g", &Finance::sheet_g), optional("sheet_h", &Finance::sheet_h),
                   optional("signed", &Finance::signed_),  optional("plan", &Finance::plan)};
};

template <>
struct Rules<FinancePeriod> {
    static void check(const FinancePeriod& period, const Cursor& cursor) {
        if (period.to < period.from) cursor.at("to").fail("must not be before \"from\"");
    }
};

VILLAGEBOARD_KIND_CODEC(Finance)

}  // namespace villageboard::codec
