/// What should have been published by now and isn't on this board: the catalogue and the calendar
/// of the county, those built in before they arrived, held against what the cache knows.
/// UI thread only; read anew when the content changes, not in every frame.
#pragma once
#include <vector>

#include "content/catalogue/due.h"
#include "kiosk/app/board.h"

namespace villageboard::kiosk {

struct OverdueItem {
    CatalogueItem item;
    DuePeriod period;
    /// The terminal has heard nothing since before the item could be called missing: it may have
    /// been published meanwhile.
    bool unheard = false;
};

/// What is missing, in the catalogue's order. Nothing while the clock isn't known, before the
/// village's feed began, and of periods that had begun before it.
std::vector<OverdueItem> overdue(const Board& board);
/// Those whose list is that subject's.
std::vector<OverdueItem> overdue(const Board& board, Subject subject);

/// The calendar in force: the county's newest, else the one built in.
Calendar board_calendar(const Board& board);

}  // namespace villageboard::kiosk
