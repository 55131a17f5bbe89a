/// How long a public-notice period must be, counted as the Civil Code counts (art. 201: its first
/// day is not counted). Pure.
#pragma once
#include <optional>

#include "content/model/calendar.h"
#include "content/model/draft.h"

namespace villageboard::county {

/// The period that begins on `first`: at least what the draft planned, what its body says, what the
/// catalogue asks and what a county's rule (`rule_days`, calendar days) asks.
NoticePeriod notice_period(const ItemDraft& draft, const CatalogueItem* item,
                           std::optional<int> rule_days, Day first, const Calendar& calendar);

}  // namespace villageboard::county
