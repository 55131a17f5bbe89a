/// A pad on which a finger writes one Hanzi.
#pragma once
#include <vector>

#include "kiosk/input/handwriting.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

/// Draws the strokes and adds what the finger does now. Points are px from the pad's corner.
void ink_pad(Ui& ui, const Rect& rect, std::vector<InkStroke>& ink);

}  // namespace villageboard::kiosk
