/// What should have been published and wasn't, as a row in the list where it would stand.
#pragma once
#include <string>
#include <vector>

#include "kiosk/app/duties.h"
#include "kiosk/screens/screen.h"

namespace villageboard::kiosk {

/// The period in words.
std::string period_label(const Strings& strings, const DuePeriod& period);
/// Who owes it, in words.
std::string owed_by(const Strings& strings, const CatalogueItem& item);
/// A row each, which opens its page when tapped.
void due_rows(Page& page, Flow& flow, const std::vector<OverdueItem>& missing);
/// At most two of them, and a row that opens the others: what is here must not be pushed off the
/// glass by what isn't.
void few_due_rows(Page& page, Flow& flow, const std::vector<OverdueItem>& missing);

}  // namespace villageboard::kiosk
