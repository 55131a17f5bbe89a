/// Charts of published figures: a series over time as points on their stems, shares of a whole as
/// one divided bar. The figures themselves stand written at every mark, in the publisher's order.
/// Bars of one value each are in money.h.
#pragma once
#include <string>
#include <vector>

#include "kiosk/widgets/flow.h"
#include "kiosk/widgets/money.h"

namespace villageboard::kiosk {

/// Whether the points fit side by side with their words; else value_bars() has to do.
bool fits_side_by_side(Ui& ui, const std::vector<ValueBar>& points, float width);
/// Points on stems from left to right; last year's as hollow points.
void point_chart(Flow& flow, const std::vector<ValueBar>& points, Colour colour);

/// "37%": the part of the whole, rounded to whole per cent; empty where the whole is nothing.
std::string share_words(double part, double whole);
/// One bar divided by the parts, then a line for each with its swatch, value and share.
void share_bar(Flow& flow, const std::vector<ValueBar>& parts, Colour colour);

}  // namespace villageboard::kiosk
