/// One period of the village's accounts beside an earlier one: which report that is, and what a
/// villager would say about the difference. Pure.
#pragma once
#include <optional>
#include <string>

#include "content/model/finance.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

enum class Against { period_before, year_before };

/// Whether `earlier` is the period right before `now`, or the same one a year before: of the same
/// type, told by their first days. A special period has neither; for a year both are the same, and
/// only the period before is told.
bool stands_against(const FinancePeriod& earlier, const FinancePeriod& now, Against against);

/// 和2026年第二季度比，收进来多了 1,200.00 元，花出去少了 56.00 元。
std::string compared(const Strings& strings, const Finance& now, const Finance& earlier);

/// The expense that grew most, by how much; nothing where none grew.
std::optional<SheetALine> grown_most(const SheetA& now, const SheetA& earlier);

/// What lies between the earlier period's closing balance and this one's opening balance; zero in
/// books that follow each other.
Fen opening_gap(const SheetA& now, const SheetA& earlier);

}  // namespace villageboard::kiosk
