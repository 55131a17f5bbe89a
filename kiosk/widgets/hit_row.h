/// A row of what was found: as rows of lists elsewhere, with what matched marked in the title, and
/// a quoted sentence under it where the match stands in the text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {

/// Words of which a part is marked; `begin` = `end`: nothing is.
struct MarkedWords {
    std::string words;
    std::size_t begin = 0;  ///< bytes
    std::size_t end = 0;
};

struct HitSpec {
    RowSpec row;  ///< its title is what `title` holds
    MarkedWords title;
    MarkedWords quote = {};  ///< a sentence of the text; may be empty
};

/// Adds the row and a hairline to the flow; true when it was tapped.
bool hit_row(Flow& flow, const HitSpec& spec);
/// Its height with the hairline's space.
float hit_row_height(Ui& ui, const HitSpec& spec, float width);

}  // namespace villageboard::kiosk
