/// Where a page scrolls: by large buttons and by drag. In portrait the buttons lie in a bar under
/// the page, in landscape in a rail beside it, always in the same place.
#pragma once
#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

/// The part of `area` in which the page itself is laid out, given how long it was last time.
Rect scroll_view(Ui& ui, const Rect& area, const Scroll& scroll);

/// Draws the buttons and acts on them. Call after the page was laid out and `scroll.content` set.
void scroll_buttons(Ui& ui, const Rect& area, Scroll& scroll);

/// Leaves blank what is left of a page where a piece of this height would be cut on this page and
/// on the next, so that it stands whole. `flow` is the page's own column, from its beginning;
/// nothing happens for a piece that is higher than the page.
void keep_together(Flow& flow, float height, float viewport);

}  // namespace villageboard::kiosk
