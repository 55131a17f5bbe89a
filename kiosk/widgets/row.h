/// Rows of lists, set like newspaper headlines: what it is, when, in which state; the whole row is
/// tapped. And the days-left ring.
#pragma once
#include <string>
#include <vector>

#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

/// A short word about state (公示中); colour says it a second time.
struct Mark {
    std::string words;
    Colour colour;
};

struct RowSpec {
    std::string id;
    std::string title;
    std::string note = {};         ///< one line under the title, quiet: date, office
    std::string value = {};        ///< right: a sum, a count; may be empty
    std::vector<Mark> marks = {};  ///< before the note
    Type type = Type::lead;
    bool plain = false;              ///< the title in sans, for one of many like it
    std::optional<Colour> bar = {};  ///< a subject's colour at the left edge
};

/// Adds the row and a hairline to the flow; true when it was tapped.
bool row(Flow& flow, const RowSpec& spec);

/// The height that row() takes in a flow of this width, with the hairline's space.
float row_height(Ui& ui, const RowSpec& spec, float width);

/// Words in an outlined box, at x, y; gives its width.
float mark(Ui& ui, float x, float y, const Mark& mark);
float mark_height(const Ui& ui);

/// A ring as wide as the rectangle that shows how many of `all` days are left, with the number in
/// it and words below it; days_ring_height() tells how high that is.
float days_ring_height(Ui& ui, int left, float width);
void days_ring(Ui& ui, const Rect& rect, int left, int all, Colour colour);

}  // namespace villageboard::kiosk
