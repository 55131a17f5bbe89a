/// Where on a panel the page stands, so that everything to be tapped is within reach from a
/// wheelchair and for a small person: 800 to 1,100 mm above the floor; and from where it is read.
/// Pure.
#pragma once
#include "kiosk/theme/theme.h"
#include "kiosk/widgets/rect.h"

namespace villageboard::kiosk {

/// How high the page reaches.
enum class PageReach { whole, lowered };

/// Whether the panel is so tall (more than 700 mm) that a page can be brought down.
bool is_tall(const Panel& panel);

/// The part of the glass that holds header, page and footer, in px. On an upright panel whose lower
/// edge is known to hang below 800 mm the rest beneath stays free, up to a third of the glass.
/// Lowered: the bottom third of the glass, at least 280 mm.
Rect page_area(const Panel& panel, PageReach reach);

/// The same panel with its true size. A glass larger than 21.5 inch is taken to be read from
/// further away, up to 900 mm: its type grows with it, so that its pages are as full as those of a
/// small one.
Panel with_size(Panel panel, double width_mm, double height_mm);

/// The panel as the notice board is set on it: larger than 21.5 inch it is read from further away,
/// up to twice as far.
Panel board_panel(const Panel& panel);

}  // namespace villageboard::kiosk
