/// Until when a consultation's result is owed. Pure.
#pragma once
#include <optional>

#include "kiosk/app/duties.h"

namespace villageboard::kiosk {

/// The day that the consultation itself names; else ten working days after the final document
/// (timer "opinions-result"); nothing while there is neither.
std::optional<Day> result_due(const Consultation& asked, const Calendar& calendar);

}  // namespace villageboard::kiosk
