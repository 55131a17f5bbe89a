/// Settings of one terminal that its technician writes: kiosk.conf in the data folder. Lines
/// `key = value`; `#` starts a comment. Pure.
///
///   panel_mm = 268x476      the glass as people see it, width first
///   viewing_mm = 600        eye to glass, 200 to 3000
///   rotation = 0|90|180|270 how far the picture is turned clockwise on the display
///   renderer = auto|processor|opengl
///   motion = on|off         whether pictures may move by themselves
#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/draw/present/renderer.h"
#include "kiosk/draw/present/turn.h"
#include "kiosk/theme/theme.h"

namespace villageboard::kiosk {

struct Conf {
    std::optional<std::pair<double, double>> panel_mm;
    std::optional<double> viewing_mm;
    std::optional<draw::Turn> rotation;
    std::optional<draw::Renderer> renderer;
    std::optional<Motion> motion;
};

/// Throws Error invalid with the line number on anything that isn't one of these lines.
Conf parse_conf(std::string_view text);

/// "0", "90", "180" or "270"; nothing for anything else.
std::optional<draw::Turn> parse_rotation(std::string_view text);

/// The panel with what the file says of it.
Panel refined(Panel panel, const Conf& conf);

}  // namespace villageboard::kiosk
