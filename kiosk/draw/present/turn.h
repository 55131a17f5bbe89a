/// Turning a picture by quarters, for panels that hang on their side: sizes, rectangles, points and
/// pixels. "Laid out" is the picture as people see it, "panel" the glass as its hardware counts.
/// Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

/// How far the picture is turned clockwise when it is brought to the panel.
enum class Turn : std::uint8_t { none, quarter, half, three_quarters };

/// 0, 90, 180 and 270; nothing for other angles.
std::optional<Turn> turn_of_degrees(int degrees);

/// True when width and height change places.
inline bool swaps_sides(Turn turn) { return turn == Turn::quarter || turn == Turn::three_quarters; }

/// The panel's size from the laid-out one, or the other way round.
Size turned(Size size, Turn turn);

/// Where a rectangle of a picture of size `laid_out` lies on the panel.
Rect turned(const Rect& rect, Size laid_out, Turn turn);

/// A place in px; (0.5, 0.5) is the centre of the first pixel.
struct Point {
    float x = 0;
    float y = 0;
};

/// The place in the laid-out picture that is shown at this place of a panel of size `panel`.
Point turned_back(Point on_panel, Size panel, Turn turn);

/// Copies `part` of `from` to where it belongs in `to`, which has the turned size. Goes by blocks
/// that fit the nearest cache. The parts outside of `from` are left out. `bits` are set in every
/// pixel that is written.
void copy_turned(const Canvas& from, const Rect& part, const Canvas& to, Turn turn,
                 std::uint32_t bits = 0);

}  // namespace villageboard::draw
