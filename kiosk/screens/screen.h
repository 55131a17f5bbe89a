/// What a screen is: one file, one class, built anew in every frame from the board's content.
/// The shell around it (kiosk/app/shell.h) draws header, footer, alert strip and scrolling, keeps
/// the stack of screens and goes home when nobody is there. Screens never block, never read files
/// themselves and hold no words: those come from the string table.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/board.h"
#include "kiosk/screens/services.h"
#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

class Actions;

/// How long a screen waits for a person before it offers to go home. One that shows what only this
/// person should see waits least.
enum class Pace { browsing, reading, private_ };

/// What stays of a screen in the caches of layouts when it was left.
enum class Traces { kept, none };

/// All that a screen gets while it is built.
struct Page {
    Ui& ui;
    Board& board;
    Actions& act;
    const Services& services;
    Flow& flow;                        ///< the page's column; its whole height scrolls
    Rect view;                         ///< the part of the panel that shows the page
    std::chrono::milliseconds now{0};  ///< time since some moment; never goes back

    const Theme& theme() const { return ui.theme(); }
    std::string say(std::string_view key) const { return ui.say(key); }
    std::string say(std::string_view key, std::initializer_list<Fill> parts) const {
        return ui.say(key, parts);
    }
    /// Whether there is room for two columns of running text.
    bool wide() const;
    /// Two flows side by side from here on; `part` of the width goes to the first.
    std::pair<Flow, Flow> split(double part) const;
};

/// Whether the line with place, day and freshness stands above the page.
enum class HeaderLine { shown, left_out };

class Screen {
  public:
    virtual ~Screen() = default;
    /// For scripts and logs: "home", "finance".
    virtual std::string name() const = 0;
    /// Its subject's colour runs along the page; none for help and the like.
    virtual std::optional<Subject> subject() const { return std::nullopt; }
    virtual Pace pace() const { return Pace::browsing; }
    /// The published item that it shows, for the record of what stood on the glass and how long.
    virtual std::optional<std::string> shown_item() const { return std::nullopt; }
    /// Whether nothing of what it shows may stay in memory once it is left.
    virtual Traces traces() const { return Traces::kept; }
    /// While something goes on without a touch (it is being recorded, a turn is waited for): how
    /// often to build it anew. Meanwhile nobody is taken for gone, so it must end by itself.
    virtual std::optional<std::chrono::milliseconds> rhythm() const { return std::nullopt; }
    /// Left out only while somebody types on a panel too low for keys, field and header.
    virtual HeaderLine header_line() const { return HeaderLine::shown; }
    /// Lays out the page from page.flow.
    virtual void build(Page& page) = 0;
    /// The cache has changed: read again what is shown. Called before the first build, too.
    virtual void reload(Board& board) { (void)board; }
    /// A typed key ("A".."Z", "Backspace"); only while the screen is on top.
    virtual void type(const std::string& key) { (void)key; }
};

/// Requests of a screen, carried out by the shell when the frame is over.
class Actions {
  public:
    struct Back {};
    struct Home {};
    struct Acknowledge {};
    struct Top {};     ///< scroll to the page's beginning
    struct Clean {};   ///< no tap counts while the glass is wiped
    struct EndAlert {  ///< an officer ended a warning's taking over
        std::string item_id;
    };
    struct Lower {};  ///< the page between the bottom third and all of a tall panel
    using Request = std::variant<std::unique_ptr<Screen>, Back, Home, Acknowledge, Top, Clean,
                                 EndAlert, Lower, TextSize, Palette, std::string>;

    void open(std::unique_ptr<Screen> screen) { requests_.emplace_back(std::move(screen)); }
    void back() { requests_.emplace_back(Back{}); }
    void home() { requests_.emplace_back(Home{}); }
    /// The warning that fills the panel was read.
    void acknowledge() { requests_.emplace_back(Acknowledge{}); }
    void lock_for_cleaning() { requests_.emplace_back(Clean{}); }
    void end_alert(std::string item_id) { requests_.emplace_back(EndAlert{std::move(item_id)}); }
    void lower() { requests_.emplace_back(Lower{}); }
    void to_top() { requests_.emplace_back(Top{}); }
    void set_text_size(TextSize size) { requests_.emplace_back(size); }
    void set_palette(Palette palette) { requests_.emplace_back(palette); }
    void set_language(std::string tag) { requests_.emplace_back(std::move(tag)); }

    std::vector<Request> take() { return std::exchange(requests_, {}); }

  private:
    std::vector<Request> requests_;
};

/// The screen that opens an item: its kind decides. Never null.
std::unique_ptr<Screen> screen_for(const cache::ItemRow& item);

}  // namespace villageboard::kiosk
