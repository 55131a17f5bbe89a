/// Where a page scrolls: by large buttons and by drag. In portrait the buttons lie in a bar under
/// the page, in landscape in a rail beside it, always in the same place.
#pragma once
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

/// The part of `area` in which the page itself is laid out, given how long it was last time.
Rect scroll_view(const Theme& theme, const Rect& area, const Scroll& scroll);

/// Draws the buttons and acts on them. Call after the page was laid out and `scroll.content` set.
void scroll_buttons(Ui& ui, const Rect& area, Scroll& scroll);

}  // namespace villageboard::kiosk
