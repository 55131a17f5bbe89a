#include "kiosk/app/shell.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include "content/state/state.h"
#include "kiosk/app/chrome.h"
#include "kiosk/print/desk.h"
#include "kiosk/screens/screens.h"
#include "kiosk/staff/door.h"
#include "kiosk/widgets/scroll_frame.h"

namespace villageboard::kiosk {
namespace {

// A page settles in two builds: one acts, the next shows. More only when it becomes scrollable.
constexpr int kMostBuilds = 6;
constexpr std::chrono::seconds kLook{1};
constexpr double kArm = 600;     ///< mm
constexpr float kReadAt = 0.2F;  ///< of the page's height: where read words are brought to

bool touched(const FrameInput& input) {
    return input.edge != Edge::none || input.wheel != 0 || !input.key.empty() || input.down;
}

Uptime idle_of(Pace pace) {
    switch (pace) {
        case Pace::browsing:
            return kIdleBrowsing;
        case Pace::reading:
            return kIdleReading;
        case Pace::private_:
            return kIdlePrivate;
    }
    return kIdleBrowsing;
}

DisplayMinutes::Write writer_of(state::StateDb* state) {
    return [state](Day day, const DisplayMinutes::Times& times) {
        if (!state) return true;
        try {
            state->add_shown(day, times);
            return true;
        } catch (const std::exception& error) {
            spdlog::warn("recording what was shown: {}", error.what());
            return false;
        }
    };
}

FrameInput at_rest(const FrameInput& input) {
    FrameInput rest;
    rest.x = input.x;
    rest.y = input.y;
    rest.down = input.down;
    return rest;
}

}  // namespace

Shell::Shell(Board& board, Ui& ui, Settings settings, Services services)
    : board_(board),
      ui_(ui),
      services_(services),
      everyday_(std::move(settings)),
      now_(everyday_),
      theme_(now_.panel, now_.palette, now_.text_size),
      far_theme_(theme_),
      strings_(now_.language),
      latch_(services.state, board.time().now, kIdleBrowsing),
      minutes_(writer_of(services.state)),
      listening_(services_.voice, board_),
      alarm_(services_.voice, board_) {
    board_.offer_languages(everyday_.languages);
    strings_ = board_.phrasebook().strings(now_.language);
    now_.language = everyday_.language = strings_.language();
    rebuild_theme();
    if (everyday_.board_turn.count() > 0) notice_board_.emplace(everyday_.board_turn);
    seen_version_ = board_.version();
    go_base();
}

Shell::~Shell() { minutes_.flush(); }

std::string Shell::screen() const {
    if (cleaning()) return "cleaning";
    if (takeover()) return "alert";
    return resting_ ? notice_board_->name() : stack_.back().screen->name();
}

void Shell::rebuild_theme() {
    Panel panel = now_.panel;
    panel.page_px = static_cast<int>(page_area(panel, PageReach::whole).h);
    far_theme_ = Theme(board_panel(panel), now_.palette, TextSize::normal);
    panel.page_px = static_cast<int>(page_area(panel, reach_).h);
    // Whoever brings the page down is close to it.
    if (reach_ == PageReach::lowered) panel.distance_mm = std::min(panel.distance_mm, kArm);
    theme_ = Theme(panel, now_.palette, now_.text_size);
}

void Shell::set_text_size(TextSize size) {
    now_.text_size = size;
    rebuild_theme();
}

void Shell::set_panel(const Panel& panel) {
    everyday_.panel = panel;
    now_.panel = panel;
    rebuild_theme();
}

void Shell::set_palette(Palette palette) {
    now_.palette = palette;
    rebuild_theme();
}

void Shell::set_language(const std::string& tag) {
    strings_ = board_.phrasebook().strings(tag);
    now_.language = strings_.language();
}

void Shell::reset() {
    now_ = everyday_;
    reach_ = PageReach::whole;
    rebuild_theme();
    set_language(now_.language);
    latch_.next_person();
    listening_.next_person();
    go_base();
}

void Shell::step_up() {
    resting_ = false;
    last_touch_ = time_;
}

// Somebody who has just read a warning is still there.
void Shell::rest() {
    resting_ = notice_board_ && base_ != "waiting" && !latch_.any_read();
    if (!resting_) return;
    notice_board_->reload(board_);
    notice_board_->begin(time_);
}

void Shell::go_base() {
    stack_.clear();
    if (!board_.ready() || board_.villages().empty()) {
        base_ = "waiting";
        open(waiting_screen());
    } else if (board_.villages().size() > 1) {
        base_ = "villages";
        open(villages_screen());
    } else {
        base_ = "home";
        open(home_screen());
    }
    rest();
}

void Shell::open(std::unique_ptr<Screen> screen) {
    screen->reload(board_);
    stack_.push_back({std::move(screen), {}});
    listening_.turned();
}

void Shell::reload() {
    seen_version_ = board_.version();
    ui_.retry_pictures();
    set_language(now_.language);
    const bool was_waiting = base_ == "waiting";
    if (was_waiting && board_.ready()) {
        go_base();
        return;
    }
    for (Layer& layer : stack_) layer.screen->reload(board_);
    if (notice_board_) notice_board_->reload(board_);
    takeover_.reset();
}

bool Shell::is_everyday() const {
    return now_.text_size == everyday_.text_size && now_.palette == everyday_.palette &&
           now_.language == everyday_.language && reach_ == PageReach::whole &&
           !latch_.any_read() && listening_.everyday();
}

std::optional<Uptime> Shell::idle_end() const {
    if (takeover() || resting_ || cleaning()) return std::nullopt;
    const bool stays = !notice_board_ || base_ == "waiting";
    if (stack_.size() == 1 && is_everyday() && stays) return std::nullopt;
    return last_touch_ + idle_of(stack_.back().screen->pace());
}

Uptime Shell::idle_warning() const {
    const bool shows_own_matters = stack_.back().screen->pace() == Pace::private_;
    return shows_own_matters ? kIdleWarningPrivate : kIdleWarning;
}

std::optional<std::string> Shell::takeover() const { return latch_.takeover(board_.alerts()); }

bool Shell::cleaning() const { return time_ < clean_until_ && !takeover(); }

bool Shell::announcing() const { return time_ < announce_until_; }

bool Shell::is_unused(Uptime now) const {
    const bool nobody = touched_ && now - *touched_ >= kUntouched && !finger_down_;
    if (!nobody || takeover() || cleaning() || listening_.bar_open()) return false;
    return resting_ || (base_ != "waiting" && stack_.size() == 1 && !idle_end());
}

const ImDrawData& Shell::unused_frame(Uptime now) {
    if (!resting_) reset();
    return frame({}, now);
}

void Shell::announce_screenshot(Uptime now) { announce_until_ = now + kScreenshotNotice; }

int Shell::seconds_of_cleaning() const {
    if (!cleaning()) return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(clean_until_ - time_).count());
}

std::optional<std::string> Shell::top_item() const {
    if (cleaning()) return std::nullopt;
    if (const auto alert = takeover()) return alert;
    if (resting_) return notice_board_->shown_item().value_or("");
    if (base_ == "waiting" && stack_.size() == 1) return std::nullopt;
    return stack_.back().screen->shown_item().value_or("");
}

std::optional<Uptime> Shell::next_motion() const {
    auto next = ui_.cinema() ? ui_.cinema()->next_change() : std::nullopt;
    if (resting_ && !takeover() && !finger_down_) {
        const Uptime turn = notice_board_->next_change();
        next = next ? std::min(*next, turn) : turn;
    }
    return next;
}

// A film's frames come more often than the cache needs to be looked at.
bool Shell::only_motion(Uptime now) const {
    const auto motion = next_motion();
    return motion && now >= *motion && now > looked_ && now < looked_ + kLook;
}

bool Shell::tick(Uptime now) {
    time_ = now;
    if (!touched_) touched_ = now;
    // Nobody could read it while a warning fills the panel.
    if (announcing() && takeover()) announce_screenshot(now);
    minutes_.note(top_item(), now, board_.time().today());
    const bool turned = resting_ && !finger_down_ && notice_board_->pass(now, now_.panel.motion);
    // Somebody is watching; a film ends by itself after some minutes at most.
    if (ui_.cinema() && ui_.cinema()->playing()) last_touch_ = now;
    const auto rhythm = stack_.back().screen->rhythm();
    if (rhythm) last_touch_ = now;
    if (listening_.reading()) last_touch_ = now;
    if (listening_.changed()) return true;
    if (only_motion(now)) return true;
    looked_ = now;
    bool due = board_.refresh() || turned || seconds_of_cleaning() != shown_cleaning_;
    due = due || announcing() != shown_notice_;
    due = due || (rhythm && now >= built_ + *rhythm);
    const auto motion = next_motion();
    due = due || (motion && now >= *motion);
    due = board_.refresh_alerts() || due;
    if (board_.version() != seen_version_) reload();
    sound_alarm();
    const BoardTime time = board_.time();
    due = (services_.print && services_.print->changed()) || due;
    due = (services_.staff && services_.staff->changed()) || due;
    if (!shown_time_ || shown_time_->known != time.known || shown_time_->today() != time.today())
        due = true;
    const auto end = idle_end();
    if (!end) return due || asks_;
    if (now >= *end) {
        reset();
        last_touch_ = now;
        asks_ = false;
        return true;
    }
    const bool asks = stack_.size() > 1 && *end - now <= idle_warning();
    const int seconds =
        static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*end - now).count());
    return due || asks != asks_ || (asks && seconds != shown_seconds_);
}

Uptime Shell::next_tick(Uptime now) const {
    Uptime poll = now + kLook;
    if (const auto motion = next_motion()) poll = std::clamp(*motion, now, poll);
    if (const auto rhythm = stack_.back().screen->rhythm())
        poll = std::clamp(built_ + *rhythm, now + Uptime{1}, poll);
    if (cleaning())
        poll = std::min(poll, clean_until_ - std::chrono::seconds{seconds_of_cleaning() - 1});
    if (const auto heard = listening_.next_change(now)) poll = std::clamp(*heard, now, poll);
    const auto end = idle_end();
    if (!end) return poll;
    const Uptime warning = *end - idle_warning();
    if (now < warning) return std::min(poll, warning);
    const auto left = *end - now;
    const auto part = left % std::chrono::seconds{1};
    return std::min(poll, now + (part.count() > 0 ? part : Uptime{std::chrono::seconds{1}}));
}

const ImDrawData& Shell::frame(const FrameInput& input, Uptime now) {
    time_ = now;
    const bool was_asking = asks_;
    finger_down_ = input.down;
    FrameInput step = cleaning() ? FrameInput{} : input;
    if (touched(step)) last_touch_ = now;
    if (touched(input)) touched_ = now;
    if (step.edge == Edge::pressed) listening_.touched(step.x, step.y);
    if (!step.key.empty() && resting_) step_up();
    if (!step.key.empty() && !was_asking && !takeover()) stack_.back().screen->type(step.key);
    for (int i = 0; i < kMostBuilds; ++i) {
        build(step);
        // Before anything else is opened: what is read is what was built.
        bool acted = !takeover() && listening_.begin({ui_.tree(), content_from_, content_to_,
                                                      stack_.back().screen->shown_item()},
                                                     strings_);
        acted = carry_out() || acted;
        const bool lifted = step.edge == Edge::released || step.edge == Edge::cancelled;
        acted = (lifted && listening_.let_go()) || acted;
        step = at_rest(step);
        if (!acted && !ui_.wants_again() && i > 0) break;
    }
    sound_alarm();
    return *data_;
}

void Shell::forget_private() {
    const bool shown = std::any_of(stack_.begin(), stack_.end(), [](const Layer& layer) {
        return layer.screen->traces() == Traces::none;
    });
    if (traces_ == Traces::none && !shown) ui_.forget_words();
    traces_ = shown ? Traces::none : Traces::kept;
}

void Shell::build(const FrameInput& input) {
    forget_private();
    built_ = time_;
    const auto end = idle_end();
    asks_ = end && stack_.size() > 1 && *end - time_ <= idle_warning();
    shown_seconds_ =
        asks_ ? static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*end - time_).count())
              : -1;
    shown_time_ = board_.time();
    shown_cleaning_ = seconds_of_cleaning();
    shown_notice_ = announcing();
    // A warning sets its own type, as large as the panel can hold, from the everyday scale.
    const bool warns = takeover().has_value();
    const bool wiped = shown_cleaning_ > 0;
    if (warns || resting_) listening_.interrupted();
    ui_.light(warns ? std::nullopt : listening_.lit());
    ui_.begin(wiped || warns || resting_ ? far_theme_ : theme_, strings_, input, time_);
    ui_.fill(ui_.clip(), theme_.colour(Ink::paper));
    if (wiped) {
        cleaning_notice(ui_, shown_cleaning_);
    } else if (warns) {
        build_takeover();
    } else if (resting_) {
        build_board();
    } else {
        build_page();
    }
    if (shown_notice_ && !wiped && !warns) {
        ui_.set_theme(resting_ || now_.panel.low() ? far_theme_ : theme_);
        screenshot_notice(ui_, page_area(now_.panel, PageReach::whole));
    }
    data_ = &ui_.end();
}

void Shell::build_takeover() {
    const std::string id = *takeover();
    if (!takeover_ || takeover_id_ != id) {
        takeover_ = alert_takeover(id);
        takeover_->reload(board_);
        takeover_id_ = id;
    }
    const Rect area = page_area(now_.panel, PageReach::whole);
    Flow flow(ui_, area.x, area.y, area.w);
    Page page{ui_, board_, actions_, services_, flow, area, time_};
    takeover_->build(page);
}

void Shell::build_board() {
    Rect area = page_area(now_.panel, PageReach::whole);
    const auto [dx, dy] = notice_board_->shift();
    area.x += static_cast<float>(dx);
    area.y += static_cast<float>(dy);
    const Rect strip = area.inset(far_theme_.margin(), 0);
    area.cut_top(alert_strip(ui_, board_, strip, actions_));
    Flow flow(ui_, area.x, area.y, area.w);
    Page page{ui_, board_, actions_, services_, flow, area, time_};
    notice_board_->build(page);
}

void Shell::build_page() {
    ui_.set_inert(asks_);
    Rect area = page_area(now_.panel, reach_);
    if (reach_ == PageReach::lowered) lowered_masthead(ui_, board_, {0, 0, area.w, area.y});
    // On a low panel header and strip stay in everyday type, whatever the page's: its height is for
    // the page. While somebody listens, it is for what is read.
    const bool low = now_.panel.low();
    const Theme& above = low ? far_theme_ : theme_;
    const bool wanted = stack_.back().screen->header_line() == HeaderLine::shown;
    ui_.set_theme(above);
    if (wanted && !(low && listening_.bar_open())) area.cut_top(header(ui_, board_, area));
    ui_.set_theme(theme_);
    const FooterState places = footer_places();
    const Rect bottom = area.cut_bottom(footer_height(ui_, places));
    if (const auto subject = stack_.back().screen->subject())
        ui_.fill({0, area.y, area.w, theme_.mm(1.2)}, theme_.colour(*subject));
    if (listening_.bar_open()) listening_.bar(ui_, area.cut_bottom(listening_.bar_height(ui_)));
    area = area.inset(theme_.margin(), 0);
    ui_.set_theme(above);
    area.cut_top(alert_strip(ui_, board_, area, actions_));
    ui_.set_theme(theme_);
    build_content(area);
    footer(ui_, bottom, places, actions_);
    for (const Node& node : ui_.tree().nodes)
        if (node.id == "footer/listen") listening_.ear_at(node.rect);
    if (!asks_) return;
    ui_.set_inert(false);
    still_there_dialog(ui_, shown_seconds_);
}

FooterState Shell::footer_places() {
    FooterState places;
    if (listening_.possible()) {
        const bool reading = listening_.reading();
        places.listen = FooterSlot{ui_.say(reading ? "footer.stop" : "footer.listen"),
                                   reading ? Icon::stop : Icon::listen,
                                   [this](Actions&) {
                                       listening_.ear();
                                       ui_.build_again();
                                   },
                                   true, reading};
    }
    places.at_base = stack_.size() == 1;
    places.at_help = stack_.back().screen->name() == "help";
    if (is_tall(now_.panel)) {
        const bool low = reach_ == PageReach::lowered;
        places.lower =
            FooterSlot{strings_.say(low ? "footer.higher" : "footer.lower"),
                       low ? Icon::up : Icon::down, [](Actions& act) { act.lower(); }, true, low};
    }
    places.language = language_place();
    if (board_.ready()) {
        const bool finding = stack_.back().screen->name() == "find";
        places.find = FooterSlot{ui_.say("footer.find"), Icon::find, {}, true, finding};
        if (!finding) places.find->act = [](Actions& act) { act.open(find_screen()); };
    }
    return places;
}

// Between two languages the place changes at once; of more a page lets choose.
std::optional<FooterSlot> Shell::language_place() const {
    const auto& all = board_.phrasebook().languages();
    if (all.size() < 2) return std::nullopt;
    if (all.size() > 2) {
        FooterSlot slot{strings_.say("footer.language"), Icon::globe, {}};
        slot.selected = stack_.back().screen->name() == "languages";
        if (!slot.selected) slot.act = [](Actions& act) { act.open(languages_screen()); };
        return slot;
    }
    const InterfaceLanguage& other = all[all.front().tag == strings_.language() ? 1 : 0];
    FooterSlot slot{other.name, Icon::globe,
                    [tag = other.tag](Actions& act) { act.set_language(tag); }};
    const std::string key = "language.short." + other.tag;
    if (strings_.has(key)) slot.short_word = strings_.say(key);
    return slot;
}

void Shell::build_content(Rect area) {
    Layer& top = stack_.back();
    const bool headed = top.screen->header_line() == HeaderLine::shown;
    area.cut_top(theme_.u(headed ? 2 : 1));
    area.cut_bottom(theme_.u(1));
    const bool overflowed = top.scroll.overflows();
    const Rect view = scroll_view(ui_, area, top.scroll);
    if (top.scroll.viewport != view.h) ui_.build_again();
    top.scroll.viewport = view.h;
    ui_.scroll_by_hand(view, top.scroll);
    ui_.push_clip(view);
    Flow flow(ui_, view.x, view.y - top.scroll.offset, view.w);
    Page page{ui_, board_, actions_, services_, flow, view, time_};
    content_from_ = ui_.tree().nodes.size();
    top.screen->build(page);
    content_to_ = ui_.tree().nodes.size();
    ui_.pop_clip();
    follow_lit(view, top.scroll);
    top.scroll.content = flow.height();
    if (top.scroll.overflows() != overflowed) ui_.build_again();
    top.scroll.offset = std::min(top.scroll.offset, top.scroll.end());
    scroll_buttons(ui_, area, top.scroll);
}

// A drill waits until nobody is listening to the page.
void Shell::sound_alarm() {
    const auto warning = takeover();
    if (warning || !listening_.bar_open()) alarm_.update(warning, strings_, time_);
}

void Shell::follow_lit(const Rect& view, Scroll& scroll) {
    const auto& lit = ui_.lit_rect();
    if (!lit || !listening_.take_follow()) return;
    const bool whole = lit->y >= view.y && lit->bottom() <= view.bottom();
    if (whole || (lit->h > view.h && lit->y >= view.y && lit->y < view.mid_y())) return;
    scroll.offset = std::round(
        std::clamp(scroll.offset + lit->y - view.y - view.h * kReadAt, 0.F, scroll.end()));
    ui_.build_again();
}

bool Shell::carry_out() {
    auto requests = actions_.take();
    // Who asks for something is there.
    if (!requests.empty()) resting_ = false;
    for (Actions::Request& request : requests) carry_out(request);
    return !requests.empty();
}

void Shell::carry_out(Actions::Request& request) {
    if (auto* screen = std::get_if<std::unique_ptr<Screen>>(&request)) {
        open(std::move(*screen));
    } else if (std::holds_alternative<Actions::Back>(request)) {
        if (stack_.size() > 1) stack_.pop_back();
        listening_.turned();
    } else if (std::holds_alternative<Actions::Home>(request)) {
        while (stack_.size() > 1 && stack_.back().screen->name() != "home") stack_.pop_back();
        listening_.turned();
    } else if (std::holds_alternative<Actions::Acknowledge>(request)) {
        latch_.acknowledge(board_.alerts(), board_.time().now);
    } else if (const auto* ended = std::get_if<Actions::EndAlert>(&request)) {
        for (const ActiveAlert& alert : board_.alerts())
            if (alert.item.id == ended->item_id) latch_.end(alert, board_.time().now);
    } else if (std::holds_alternative<Actions::Top>(request)) {
        stack_.back().scroll.offset = 0;
    } else if (std::holds_alternative<Actions::Clean>(request)) {
        clean_until_ = time_ + kCleaning;
    } else if (std::holds_alternative<Actions::Lower>(request)) {
        reach_ = reach_ == PageReach::whole ? PageReach::lowered : PageReach::whole;
        rebuild_theme();
    } else if (const auto* size = std::get_if<TextSize>(&request)) {
        set_text_size(*size);
    } else if (const auto* palette = std::get_if<Palette>(&request)) {
        set_palette(*palette);
    } else if (const auto* language = std::get_if<std::string>(&request)) {
        set_language(*language);
    }
}

}  // namespace villageboard::kiosk
