/// The screen as a whole: stack of pages, header and footer, warnings that take over, the way home
/// when nobody is there. Built frame by frame from input and time, which both come in; it draws
/// nothing itself and waits for nothing. UI thread only.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/alarm.h"
#include "kiosk/app/alert_latch.h"
#include "kiosk/app/display_minutes.h"
#include "kiosk/app/footer.h"
#include "kiosk/app/listening.h"
#include "kiosk/app/reach.h"
#include "kiosk/screens/notice_board.h"
#include "kiosk/screens/screen.h"

struct ImDrawData;

namespace villageboard::kiosk {

/// How the terminal looks when a new person steps up to it.
struct Settings {
    Panel panel;
    Palette palette = Palette::day;
    TextSize text_size = TextSize::normal;
    std::string language = "zh-CN";
    /// Of the languages that ship, those offered here; the board's own always is.
    std::vector<std::string> languages = Strings::languages();
    /// How long a page of the notice board stands while nobody is there; 0: the first page stays.
    std::chrono::seconds board_turn{0};
};

/// Time since some moment; never goes back.
using Uptime = std::chrono::milliseconds;

inline constexpr std::chrono::seconds kIdleBrowsing{90};
inline constexpr std::chrono::seconds kIdleReading{180};
inline constexpr std::chrono::seconds kIdlePrivate{30};
inline constexpr std::chrono::seconds kIdleWarning{20};
inline constexpr std::chrono::seconds kIdleWarningPrivate{10};
inline constexpr std::chrono::seconds kCleaning{30};
/// So long nobody must have touched the glass before the county gets a picture of it.
inline constexpr std::chrono::seconds kUntouched{60};
/// So long it is said that the county got one.
inline constexpr std::chrono::seconds kScreenshotNotice{10};

class Shell {
  public:
    /// Board, ui and what the services point at must outlive the shell.
    Shell(Board& board, Ui& ui, Settings settings, Services services = {});
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    /// Takes one frame's input and builds until nothing changes any more. The draw data is valid
    /// until the next call.
    const ImDrawData& frame(const FrameInput& input, Uptime now);

    /// Looks at cache, warnings and the passing of time; true when a new frame is due.
    bool tick(Uptime now);
    /// When tick() has to be called at the latest, for the countdown's sake.
    Uptime next_tick(Uptime now) const;

    /// Whether the glass shows nothing but the first page or the notice board, as everybody finds
    /// it, and nobody has touched it for kUntouched; never under a warning or while it is wiped.
    bool is_unused(Uptime now) const;
    /// The first page made anew, or the page of the notice board that is up. Only while
    /// is_unused(). The draw data is valid until the next frame.
    const ImDrawData& unused_frame(Uptime now);
    /// Says on the glass, from the next frame on for kScreenshotNotice, that the county got a
    /// picture.
    void announce_screenshot(Uptime now);

    const Theme& theme() const { return theme_; }
    const Strings& strings() const { return strings_; }
    /// The topmost screen's name; "alert" while a warning fills the panel, "board" while the notice
    /// board turns its pages, "cleaning" while no tap counts.
    std::string screen() const;
    bool asks_still_there() const { return asks_; }

    void set_text_size(TextSize size);
    /// Another glass: everything is laid out for it from the next frame on.
    void set_panel(const Panel& panel);
    void set_palette(Palette palette);
    void set_language(const std::string& tag);
    /// As after the idle time: notice board or first page, everyday look, warnings take over again.
    void reset();
    /// As when somebody steps up to the notice board and taps its home button.
    void step_up();

  private:
    struct Layer {
        std::unique_ptr<Screen> screen;
        Scroll scroll;
    };

    void build(const FrameInput& input);
    void forget_private();
    void build_page();
    void build_takeover();
    void build_board();
    void carry_out(Actions::Request& request);
    std::optional<std::string> top_item() const;
    bool cleaning() const;
    bool announcing() const;
    int seconds_of_cleaning() const;
    void rest();
    void build_content(Rect area);
    /// What the footer offers on this page: voice, search and languages where there are any.
    FooterState footer_places();
    std::optional<FooterSlot> language_place() const;
    bool carry_out();
    void open(std::unique_ptr<Screen> screen);
    void go_base();
    void reload();
    std::optional<std::string> takeover() const;
    bool is_everyday() const;
    std::optional<Uptime> idle_end() const;
    Uptime idle_warning() const;
    std::optional<Uptime> next_motion() const;
    void sound_alarm();
    /// The page scrolls along with the words that are read.
    void follow_lit(const Rect& view, Scroll& scroll);
    bool only_motion(Uptime now) const;
    void rebuild_theme();

    Board& board_;
    Ui& ui_;
    Services services_;
    Settings everyday_;
    Settings now_;
    Theme theme_;
    Theme far_theme_;  ///< of what fills the panel: warnings, the notice board, the glass wiped
    Strings strings_;
    std::vector<Layer> stack_;
    std::unique_ptr<Screen> takeover_;
    std::string takeover_id_;
    AlertLatch latch_;
    std::optional<NoticeBoard> notice_board_;  ///< nothing where the first page stays
    bool resting_ = false;                     ///< the notice board is shown
    bool finger_down_ = false;
    DisplayMinutes minutes_;
    PageReach reach_ = PageReach::whole;
    Uptime clean_until_{0};
    std::optional<Uptime> touched_;  ///< when a hand was last on the glass; the start counts as one
    Uptime announce_until_{0};
    bool shown_notice_ = false;
    int shown_cleaning_ = 0;  ///< seconds
    Actions actions_;
    Listening listening_;
    Alarm alarm_;
    std::size_t content_from_ = 0;  ///< the page's own nodes of the tree
    std::size_t content_to_ = 0;
    const ImDrawData* data_ = nullptr;
    std::uint64_t seen_version_ = 0;
    std::string base_;
    Uptime last_touch_{0};
    Uptime time_{0};
    Uptime built_{0};               ///< when the last frame was built
    Traces traces_ = Traces::kept;  ///< of the screens that were open in it
    Uptime looked_{-1};             ///< when tick() last looked at the cache
    int shown_seconds_ = -1;
    bool asks_ = false;
    std::optional<BoardTime> shown_time_;
};

}  // namespace villageboard::kiosk
