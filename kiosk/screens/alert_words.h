/// A warning in the interface's language. Pure.
#pragma once
#include <string>

#include "content/model/alert.h"

namespace villageboard::kiosk {

/// The warning with headline and instruction in `language` where somebody has put it into it: the
/// sentence of such words says what to do. Else as it was sent, its title for a missing headline.
Alert alert_in(const Alert& alert, const std::string& language);

}  // namespace villageboard::kiosk
