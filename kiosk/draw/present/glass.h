/// Whether what a display says of its size in mm can be believed. Pure.
#pragma once
#include <optional>
#include <utility>

#include "kiosk/draw/present/turn.h"

namespace villageboard::draw {

/// The glass in mm as laid out, from the panel's size in px and in mm as the hardware tells it.
/// Nothing for what can't be: projectors and televisions say 0 or the ratio (160x90 mm), virtual
/// displays as many mm as px. Believed: a diagonal of 150 to 2600 mm, pixels that are square within
/// 10 %.
std::optional<std::pair<double, double>> believed_mm(Size panel_px, int width_mm, int height_mm,
                                                     Turn turn);

}  // namespace villageboard::draw
