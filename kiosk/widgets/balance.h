/// Headings of several lines that break where the eye would: lines of much the same length instead
/// of a full one and a scrap. UI thread only.
#pragma once
#include <string_view>

#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

/// The least width, up to `width` px, in which the words take no more lines than in `width`.
float balanced_width(Ui& ui, std::string_view words, const Look& look, float width);

}  // namespace villageboard::kiosk
