/// One frame of the screen: text, shapes and touch for the widgets, on Dear ImGui's draw list and
/// ids. Everything put on the glass goes through here, so that the widget tree is complete.
/// UI thread only; one Ui lives as long as its ImGui context. Decodes and reads nothing itself.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fonts/atlas/atlas.h"
#include "fonts/layout/cache.h"
#include "kiosk/draw/picture_loader.h"
#include "kiosk/film/cinema.h"
#include "kiosk/input/queue.h"
#include "kiosk/strings/strings.h"
#include "kiosk/theme/theme.h"
#include "kiosk/widgets/rect.h"
#include "kiosk/widgets/tree.h"

struct ImDrawData;
struct ImDrawList;
struct ImGuiContext;

namespace villageboard::kiosk {

/// How words are set. Colours default to ink.
struct Look {
    Type type = Type::body;
    fonts::Family family = fonts::Family::sans;
    fonts::Weight weight = fonts::Weight::regular;
    std::optional<Colour> colour;
    fonts::Align align = fonts::Align::left;
    fonts::Figures figures = fonts::Figures::proportional;
    fonts::LineEnd line_end = fonts::LineEnd::squeezed;
    float indent = 0;   ///< px, of each paragraph's first line
    int max_lines = 0;  ///< 0: as many as it takes; otherwise it may end in an ellipsis
    Role role = Role::text;

    Look in(Colour wanted) const;
    Look bold() const;
    Look serif() const;
    Look tabular() const;
    Look aligned(fonts::Align wanted) const;
    Look hanging() const;
    Look indented(float px) const;
    Look lines(int count) const;
    Look sized(Type wanted) const;
    Look as(Role wanted) const;
};

/// What a finger does to a target in this frame.
struct Press {
    bool held = false;
    bool activated = false;  ///< released on it, after being pressed on it
};

/// How a target appears in the tree.
struct TargetSpec {
    std::string id;
    Role role = Role::button;
    std::string label;
    Target size = Target::normal;
    bool enabled = true;
    bool selected = false;
};

/// A scroll area's memory between frames; kept by the screen that owns the area.
struct Scroll {
    float offset = 0;    ///< px scrolled away at the top
    float content = 0;   ///< height of what was laid out last
    float viewport = 0;  ///< height of the area last
    bool dragging = false;

    bool overflows() const { return content > viewport + 1; }
    float end() const { return content > viewport ? content - viewport : 0; }
};

/// How much of a page, in px, stays in sight when it is turned: so much that the eye finds its
/// place again, and that a line which the edge would cut stands whole on the next page.
float page_overlap(const Theme& theme, float viewport);

class Ui {
  public:
    /// All must outlive the Ui. `pictures` may be null: then pictures stay blank; `cinema` too:
    /// then nothing moves.
    Ui(const fonts::FaceSet& faces, fonts::Atlas& atlas, draw::PictureLoader* pictures,
       film::Cinema* cinema = nullptr);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    /// Starts a frame. `theme` and `strings` must live until end(). `now` never goes back.
    void begin(const Theme& theme, const Strings& strings, const FrameInput& input,
               film::Time now = {});
    /// Ends it; the draw data lives until the next begin().
    const ImDrawData& end();

    const Theme& theme() const { return *theme_; }
    const Strings& strings() const { return *strings_; }
    std::string say(std::string_view key) const { return strings_->say(key); }
    std::string say(std::string_view key, std::initializer_list<Fill> parts) const {
        return strings_->say(key, parts);
    }
    Colour colour(Ink ink) const { return theme_->colour(ink); }
    /// Another theme from here on; it must live until end().
    void set_theme(const Theme& theme) { theme_ = &theme; }

    /// Widgets call it when this frame's layout depends on something only now known: the frame is
    /// built once more before it is shown.
    void build_again() { again_ = true; }
    bool wants_again() const { return again_; }
    /// Pictures still being decoded in this frame, films that are behind their time included.
    int pending_pictures() const { return pending_pictures_ + (cinema_ ? cinema_->late() : 0); }
    /// What moves on this page; may be null.
    film::Cinema* cinema() const { return cinema_; }

    // --- shapes ---
    void fill(const Rect& rect, Colour colour);
    void sheet(const Rect& rect, Colour colour, float corner);
    void frame(const Rect& rect, Colour colour, float corner, float thickness);
    void shadow(const Rect& rect, float corner);
    void drawing(const Rect& rect, const fonts::Drawing& shapes, Colour colour);
    /// The picture, whole, centred in the rectangle; a calm empty sheet while it is being decoded,
    /// a plain sentence where it is damaged.
    void picture(const Rect& rect, const draw::StoredFile& file, const std::string& label);
    /// The picture stretched to the largest rectangle of its ratio inside `rect`; gives that.
    Rect show(const Rect& rect, const std::shared_ptr<const draw::Picture>& picture);
    /// A calm sheet with a sentence instead of a picture; without words while one is on its way.
    void blank_sheet(const Rect& rect, std::string_view words = {});
    /// What could not be shown is looked at again, since the content has changed.
    void retry_pictures();

    // --- words ---
    /// The words set in lines. Headings and what stands in serif end no line inside a known word.
    std::shared_ptr<const fonts::TextLayout> set(std::string_view words, const Look& look,
                                                 float width);
    float width_of(std::string_view words, const Look& look);
    float height_of(std::string_view words, const Look& look, float width);
    /// Draws from the top left corner; gives the height used.
    float text(float x, float y, float width, std::string_view words, const Look& look);
    /// Draws inside the rectangle, centred in height.
    void text_in(const Rect& rect, std::string_view words, const Look& look);
    /// One sign in serif of a size outside the chosen scale: only for showing what the sizes are.
    void sign_in(const Rect& rect, std::string_view sign, float size_px, Colour colour);
    /// The largest type, from look.type downwards, in which the words fit `width` in one line; the
    /// smallest of the scale if none does.
    Look fitted(std::string_view words, const Look& look, float width);

    /// Wipes and forgets every word that was set: a private screen was left. What can't be wiped:
    /// the numbers of glyphs in freed draw lists, and copies that strings left when they grew.
    void forget_words();

    // --- touch ---
    Press press(const Rect& rect, const TargetSpec& target);
    /// Everything until the matching call with false is seen but not touched (under a dialog).
    void set_inert(bool inert) { inert_ = inert; }
    const FrameInput& input() const { return input_; }

    // --- clipping, ground, layers ---
    void push_clip(const Rect& rect);
    void pop_clip();
    const Rect& clip() const { return clips_.back(); }
    /// What words stand on, for the tree; gives the former ground.
    Colour set_ground(Colour ground);
    void set_layer(int layer) { layer_ = layer; }
    /// Whether the words that follow may be read aloud; gives what was before.
    Spoken set_spoken(Spoken spoken) { return std::exchange(spoken_, spoken); }

    /// The words that are lit from the next frame on; nothing: none.
    void light(std::optional<Lit> lit) { lit_ = std::move(lit); }
    /// Where they stand in this frame, once they were drawn or scrolled away.
    const std::optional<Rect>& lit_rect() const { return lit_rect_; }

    /// Adds a node of its own (pictures, charts).
    void note(Role role, std::string label, const Rect& rect);
    const Tree& tree() const { return tree_; }

    // --- scrolling ---
    /// Moves `scroll` by drag and wheel inside `area`; call before building what scrolls.
    void scroll_by_hand(const Rect& area, Scroll& scroll);

  private:
    Node& add(Role role, std::string label, const Rect& rect);
    void light_up(Node& node, const fonts::TextLayout& layout, const Rect& shown, float x, float y);
    void feed_imgui();
    void clear_tree();

    fonts::Atlas& atlas_;
    draw::PictureLoader* pictures_;
    film::Cinema* cinema_;
    fonts::LayoutCache layouts_;
    ImGuiContext* context_;
    ImDrawList* list_ = nullptr;
    const Theme* theme_ = nullptr;
    const Strings* strings_ = nullptr;
    FrameInput input_;
    Tree tree_;
    std::vector<Rect> clips_;
    std::vector<std::shared_ptr<const draw::Picture>> shown_pictures_;
    Colour ground_;
    int layer_ = 0;
    Spoken spoken_ = Spoken::aloud;
    std::optional<Lit> lit_;
    std::optional<Rect> lit_rect_;
    std::size_t lit_label_seen_ = 0;
    int pending_pictures_ = 0;
    bool inert_ = false;
    bool again_ = false;
    float pressed_y_ = 0;
    float last_y_ = 0;
};

}  // namespace villageboard::kiosk
