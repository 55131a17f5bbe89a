/// The line drawings of the terminal: one family, one pen, in a box of 24 units.
/// Immutable; any thread.
#pragma once
#include "fonts/raster/outline.h"
#include "kiosk/theme/theme.h"

namespace villageboard::kiosk {

enum class Icon {
    coins,     ///< 村里的钱: a stack of coins
    grain,     ///< 补贴: an ear of grain
    umbrella,  ///< 救助: an umbrella over a person
    paper,     ///< 政策: a sheet with a seal
    bridge,    ///< 项目: a bridge
    house,     ///< 村务: a house with a flag
    back,
    home,
    up,
    down,
    next,  ///< opens something
    help,
    globe,
    printer,
    check,
    cross,
    dash,
    phone,
    place,
    clock,
    warning,
    rain,
    landslide,
    flood,
    fire,
    wind,
    cold,
    hand,    ///< a finger that taps
    chart,   ///< 数字: bars
    heart,   ///< 健康
    pact,    ///< 答应的事: two rings, one through the other
    table,   ///< 能收什么钱: a list of prices
    erase,   ///< takes back one letter
    play,    ///< begins a film
    pause,   ///< holds it
    listen,  ///< reads aloud: a loudspeaker
    stop,    ///< ends it
    find,    ///< a magnifying glass
    pen,
    microphone,
    letter,  ///< a closed envelope
};

const fonts::Drawing& drawing_of(Icon icon);
Icon icon_of(Subject subject);

}  // namespace villageboard::kiosk
