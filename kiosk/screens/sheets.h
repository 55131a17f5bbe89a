/// The official sheets C to H and the plan of a finance report, a tab each. Sheets that the report
/// does not hold are not shown.
#pragma once
#include "content/model/finance.h"
#include "kiosk/screens/screen.h"
#include "kiosk/widgets/glossary.h"

namespace villageboard::kiosk {

/// Whether the report holds any of them.
bool has_sheets(const Finance& report);

/// `chosen` is the tab, kept by the screen; `glosses` explains the accountants' words.
void show_sheets(Page& page, const Finance& report, std::size_t& chosen, Glosses& glosses);

}  // namespace villageboard::kiosk
