/// Sums of money as a villager checks them: what was there, came in, went out, is left, set like an
/// addition on paper; and bars over periods.
#pragma once
#include <string>
#include <vector>

#include "content/model/money.h"
#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

struct Sums {
    Fen opening;
    Fen income;
    Fen expense;
    Fen closing;
};

/// One below the other, aligned on the point, a double rule above what is left. Where there is room
/// beside each other: the four in a row, the double rule under what is left. The type is as large
/// as lets the whole addition be seen at once, in `max_height` px.
void sum_block(Flow& flow, const Sums& sums, float max_height);
/// The height that sum_block() takes there.
float sum_height(Flow& flow, const Sums& sums, float max_height);

struct BarPair {
    std::string id;
    std::string name;   ///< in full, for the tree
    std::string label;  ///< short, may hold a line break
    Fen income;
    Fen expense;
    bool selected = false;
};

/// Came in and went out side by side for each period; every pair can be tapped. Gives the index of
/// the tapped pair, or -1.
int bar_chart(Flow& flow, const std::string& title, const std::vector<BarPair>& pairs);

/// One bar for each value, with label and value written at it (the label above it in a narrow
/// column); not tapped.
struct ValueBar {
    std::string label;
    std::string value;
    double size = 0;
    double last_year = -1;  ///< below 0: not known
};
void value_bars(Flow& flow, const std::vector<ValueBar>& bars, Colour colour);

}  // namespace villageboard::kiosk
