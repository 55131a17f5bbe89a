/// A pad of the letters A to Z for finding a name by the first letters of its pinyin. Letters that
/// no name goes on with are shown but can't be tapped: an old finger can't run into an empty end.
#pragma once
#include <string>

#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

/// Changes `typed` by what was tapped. `possible` holds the letters that lead on.
void letter_pad(Flow& flow, std::string& typed, const std::string& possible);

}  // namespace villageboard::kiosk
