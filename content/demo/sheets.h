/// The sheets A to H of a village finance report, filled from the ledger. Pure.
#pragma once
#include <string_view>

#include "content/demo/ledger.h"
#include "content/model/finance.h"

namespace villageboard::demo {

SheetA sheet_a(const Books& books, const QuarterBooks& quarter);
/// Entries without vouchers; `officers` sign as handler and approver.
SheetB sheet_b(const Books& books, const QuarterBooks& quarter, const Officers& officers);
/// `year` must be a whole year of `books` and not its first.
SheetC sheet_c(const Books& books, int year);
SheetD sheet_d(const Books& books, int year, std::string_view ledger_json);
SheetE sheet_e(const Books& books, const QuarterBooks& quarter, const Village& village,
               std::string_view ledger_json);
SheetF sheet_f(const Books& books, const QuarterBooks& quarter, const Village& village,
               std::string_view ledger_json);
/// Each special project since the books begin.
SheetG sheet_g(const Books& books, const QuarterBooks& quarter, std::string_view ledger_json);
SheetH sheet_h(const QuarterBooks& quarter, std::string_view ledger_json);

}  // namespace villageboard::demo
