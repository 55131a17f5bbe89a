/// A line of a ledger that opens something: day, what for, sum, all in one line where the column is
/// wide enough, so that a page holds as many as a printed book would.
#pragma once
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {

/// True when it was tapped. `spec.note` is the day; in a narrow column the row is as any other.
bool ledger_row(Flow& flow, const RowSpec& spec);

}  // namespace villageboard::kiosk
