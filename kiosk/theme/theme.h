/// The one place that knows how the terminal looks: colour roles, type scale, spacing, touch
/// sizes, idle times. Screens and widgets use these names and no numbers of their own.
/// A Theme is a value; lengths become pixels only here, from the panel's physical size.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/theme/colour.h"

namespace villageboard::kiosk {

enum class Palette { day, night, contrast };
enum class TextSize { normal, large, largest };

/// The six subjects of the home screen; each has its colour and its drawing.
enum class Subject { finance, subsidy, relief, policy, projects, village };

/// What a piece of text is; its size comes from the scale.
enum class Type { caption, body, lead, title, display, figure, board };

/// What a colour is for.
enum class Ink {
    paper,      ///< the page
    raised,     ///< a sheet that lies on the page
    ink,        ///< words
    quiet,      ///< less important words, edges of controls
    line,       ///< hairlines
    money_in,   ///< came in
    money_out,  ///< went out
    accent,     ///< the main action on a page
    alert_red,
    alert_orange,
    alert_yellow,
    alert_blue,
    drill,  ///< an exercise: never one of the four alert colours
    shade,  ///< what dims the page under a dialog
};

/// Whether pictures may move by themselves; a film that a person starts always does.
enum class Motion { on, off };

/// Where the glass is, from where it is read and what may happen on it.
struct Panel {
    int width_px = 1080;
    int height_px = 1920;
    double width_mm = 268;
    double height_mm = 476;
    double distance_mm = 600;  ///< eye to glass
    Motion motion = Motion::on;
    double bottom_mm = 0;  ///< of the glass above the floor; 0: not known
    int page_px = 0;       ///< height of the lower part that holds the page; 0: all of it

    int page_height_px() const { return page_px > 0 ? page_px : height_px; }
    bool portrait() const { return page_height_px() > width_px; }
    /// So low that header and keys have to leave their height to the page.
    bool low() const { return height_mm < 180; }
    double px_per_mm() const { return width_px / width_mm; }
};

/// The panel usually sold with this resolution: 1280x800 is 10.1 inch read at 400 mm (a desk or
/// wall tablet), everything else 21.5 inch read at 600 mm.
Panel usual_panel(int width_px, int height_px);

/// "476x268": two positive numbers; nothing otherwise. Used for pixels and for mm.
std::optional<std::pair<double, double>> parse_size(std::string_view text);

/// Every length and colour, resolved for one panel, palette and text size.
class Theme {
  public:
    Theme(const Panel& panel, Palette palette, TextSize size);

    const Panel& panel() const { return panel_; }
    Palette palette() const { return palette_; }
    TextSize text_size() const { return size_; }

    Colour colour(Ink ink) const;
    Colour colour(Subject subject) const;
    /// Words on a filled `ground`: ink or paper, whichever stands out more.
    Colour on(Colour ground) const;

    /// Height of a Hanzi in px.
    float type(Type type) const;
    /// Distance of two base lines in px.
    float line(Type type) const;
    /// Longest line of running text in px: 22 Hanzi.
    float measure(Type of = Type::body) const;

    /// Pixels of so many mm on the glass; whole pixels.
    float mm(double millimetres) const;
    /// Pixels of so many spacing units: 3 mm at 600 mm, less when read from nearer.
    float u(double units) const;

    float hairline() const;
    float edge() const;  ///< border of a control
    float corner() const;
    float margin() const;  ///< page edge to content
    // Of what can be tapped, in mm; more where the glass is read from further than 600 mm.
    float target() const;       ///< least side of anything that can be tapped, 16 mm
    float main_target() const;  ///< least side of keys and main actions, 20 mm
    float target_gap() const;   ///< least distance of two targets, 3 mm
    float drag_slop() const;    ///< a finger that moved further is dragging, not tapping

    bool portrait() const { return panel_.portrait(); }

  private:
    float at_least(double millimetres) const;

    Panel panel_;
    Palette palette_;
    TextSize size_;
};

}  // namespace villageboard::kiosk
