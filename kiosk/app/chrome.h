/// What stands in the same place on every screen: header, alert strip, and the dialog
/// that asks whether somebody is still there. The footer has a file of its own.
#pragma once
#include "kiosk/screens/screen.h"

namespace villageboard::kiosk {

/// The header over the panel's top: where am I, what day is it, how fresh is this. Gives its
/// height.
float header(Ui& ui, const Board& board, float width);

/// One line for each warning that is on; a tap opens it. Gives its height, 0 without warnings.
float alert_strip(Ui& ui, const Board& board, const Rect& area, Actions& act);

/// True when the button was tapped. `seconds` counts down to going home.
bool still_there_dialog(Ui& ui, int seconds);

}  // namespace villageboard::kiosk
