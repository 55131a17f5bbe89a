/// An item as a row of a list: title, date, state, days left.
#pragma once
#include "kiosk/screens/screen.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {

enum class ShowSubject { yes, no };

RowSpec item_row(Page& page, const cache::ItemRow& item, ShowSubject show_subject);

}  // namespace villageboard::kiosk
