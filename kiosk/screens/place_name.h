/// What a place is called on the glass.
#pragma once
#include <string>

#include "kiosk/app/board.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

/// The name from the county's table of areas; without one, that of the committee which publishes
/// there, without the word for committee; else empty.
std::string place_name(const Strings& strings, const Board& board, const std::string& digits);

/// Whose board this is, as it stands over the first page and on paper.
std::string masthead(const Strings& strings, const Board& board);

}  // namespace villageboard::kiosk
