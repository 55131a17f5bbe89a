/// What stands in the same place on every screen: header, alert strip, and the dialog
/// that asks whether somebody is still there. The footer has a file of its own.
#pragma once
#include <string>

#include "kiosk/screens/screen.h"

namespace villageboard::kiosk {

/// How old the content is, in words.
std::string freshness(const Ui& ui, const Board& board);

/// The header over the area's top: where am I, what day is it, how fresh is this. Gives its height.
float header(Ui& ui, const Board& board, const Rect& area);

/// One line for each warning that is on; a tap opens it. Gives its height, 0 without warnings.
float alert_strip(Ui& ui, const Board& board, const Rect& area, Actions& act);

/// What stands above a page that was brought down to the bottom third: whose board this is.
void lowered_masthead(Ui& ui, const Board& board, const Rect& area);

/// All that is seen while the glass is wiped and no tap counts.
void cleaning_notice(Ui& ui, int seconds);

/// Over the top of the page: the county has just got a picture of this screen.
void screenshot_notice(Ui& ui, const Rect& area);

/// True when the button was tapped. `seconds` counts down to going home.
bool still_there_dialog(Ui& ui, int seconds);

}  // namespace villageboard::kiosk
