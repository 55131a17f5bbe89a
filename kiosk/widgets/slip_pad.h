/// The 32 characters of which a slip's secret is made, as keys, and the secret itself in its
/// groups.
#pragma once
#include <string_view>

#include "content/state/secret_bytes.h"
#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

/// Changes `typed` by what was tapped; never longer than its room. True when it changed.
bool slip_pad(Flow& flow, state::SecretBytes& typed);

/// The characters in groups of four, each in a box, as many boxes side by side as there is room
/// for. What is not typed yet stays blank.
void slip_groups(Flow& flow, std::string_view characters);

}  // namespace villageboard::kiosk
