/// The state of a promise as a mark: so many days late, not done yet, done on that day.
#pragma once
#include "kiosk/screens/promises.h"
#include "kiosk/screens/screen.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {

Mark promise_mark(Page& page, const Promise& promise);

}  // namespace villageboard::kiosk
