#include "kiosk/app/shell.h"

#include <algorithm>
#include <cmath>

#include "kiosk/app/chrome.h"
#include "kiosk/print/desk.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/scroll_frame.h"

namespace villageboard::kiosk {
namespace {

// A page settles in two builds: one acts, the next shows. More only when it becomes scrollable.
constexpr int kMostBuilds = 6;
constexpr std::chrono::seconds kLook{1};

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
      warning_theme_(theme_),
      strings_(now_.language) {
    board_.offer_languages(everyday_.languages);
    strings_ = board_.phrasebook().strings(now_.language);
    now_.language = everyday_.language = strings_.language();
    seen_version_ = board_.version();
    go_base();
}

std::string Shell::screen() const { return takeover() ? "alert" : stack_.back().screen->name(); }

void Shell::rebuild_theme() { theme_ = Theme(now_.panel, now_.palette, now_.text_size); }

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
    rebuild_theme();
    set_language(now_.language);
    acknowledged_.clear();
    go_base();
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
}

void Shell::open(std::unique_ptr<Screen> screen) {
    screen->reload(board_);
    stack_.push_back({std::move(screen), {}});
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
    takeover_.reset();
}

bool Shell::is_everyday() const {
    return now_.text_size == everyday_.text_size && now_.palette == everyday_.palette &&
           now_.language == everyday_.language && acknowledged_.empty();
}

std::optional<Uptime> Shell::idle_end() const {
    if (takeover()) return std::nullopt;
    if (stack_.size() == 1 && is_everyday()) return std::nullopt;
    return last_touch_ + idle_of(stack_.back().screen->pace());
}

Uptime Shell::idle_warning() const {
    const bool shows_own_matters = stack_.back().screen->pace() == Pace::private_;
    return shows_own_matters ? kIdleWarningPrivate : kIdleWarning;
}

std::optional<std::string> Shell::takeover() const {
    for (const ActiveAlert& active : board_.alerts())
        if (active.takes_over() && !acknowledged_.contains(active.item.id)) return active.item.id;
    return std::nullopt;
}

std::optional<Uptime> Shell::next_motion() const {
    return ui_.cinema() ? ui_.cinema()->next_change() : std::nullopt;
}

// A film's frames come more often than the cache needs to be looked at.
bool Shell::only_motion(Uptime now) const {
    const auto motion = next_motion();
    return motion && now >= *motion && now > looked_ && now < looked_ + kLook;
}

bool Shell::tick(Uptime now) {
    time_ = now;
    // Somebody is watching; a film ends by itself after some minutes at most.
    if (ui_.cinema() && ui_.cinema()->playing()) last_touch_ = now;
    const auto rhythm = stack_.back().screen->rhythm();
    if (rhythm) last_touch_ = now;
    if (only_motion(now)) return true;
    looked_ = now;
    bool due = board_.refresh();
    due = due || (rhythm && now >= built_ + *rhythm);
    const auto motion = next_motion();
    due = due || (motion && now >= *motion);
    due = board_.refresh_alerts() || due;
    if (board_.version() != seen_version_) reload();
    const BoardTime time = board_.time();
    due = (services_.print && services_.print->changed()) || due;
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
    if (touched(input)) last_touch_ = now;
    if (!input.key.empty() && !was_asking && !takeover()) stack_.back().screen->type(input.key);
    FrameInput step = input;
    for (int i = 0; i < kMostBuilds; ++i) {
        build(step);
        const bool acted = carry_out();
        step = at_rest(step);
        if (!acted && !ui_.wants_again() && i > 0) break;
    }
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
    // A warning sets its own type, as large as the panel can hold, from the everyday scale.
    const bool warns = takeover().has_value();
    warning_theme_ = Theme(now_.panel, now_.palette, TextSize::normal);
    ui_.begin(warns ? warning_theme_ : theme_, strings_, input, time_);
    const Rect panel{0, 0, static_cast<float>(now_.panel.width_px),
                     static_cast<float>(now_.panel.height_px)};
    ui_.fill(panel, theme_.colour(Ink::paper));
    if (warns) {
        build_takeover(panel);
    } else {
        build_page(input, panel);
    }
    data_ = &ui_.end();
}

void Shell::build_takeover(const Rect& panel) {
    const std::string id = *takeover();
    if (!takeover_ || takeover_id_ != id) {
        takeover_ = alert_takeover(id);
        takeover_->reload(board_);
        takeover_id_ = id;
    }
    Flow flow(ui_, panel.x, panel.y, panel.w);
    Page page{ui_, board_, actions_, services_, flow, panel, time_};
    takeover_->build(page);
}

void Shell::build_page(const FrameInput& input, const Rect& panel) {
    (void)input;
    ui_.set_inert(asks_);
    Rect area = panel;
    area.cut_top(header(ui_, board_, panel.w));
    const FooterState places = footer_places();
    const Rect bottom = area.cut_bottom(footer_height(ui_, places));
    if (const auto subject = stack_.back().screen->subject())
        ui_.fill({0, area.y, panel.w, theme_.mm(1.2)}, theme_.colour(*subject));
    area = area.inset(theme_.margin(), 0);
    area.cut_top(alert_strip(ui_, board_, area, actions_));
    build_content(area);
    footer(ui_, bottom, places, actions_);
    if (!asks_) return;
    ui_.set_inert(false);
    still_there_dialog(ui_, shown_seconds_);
}

FooterState Shell::footer_places() const {
    FooterState places;
    places.at_base = stack_.size() == 1;
    places.at_help = stack_.back().screen->name() == "help";
    places.language = language_place();
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
    area.cut_top(theme_.u(2));
    area.cut_bottom(theme_.u(1));
    const bool overflowed = top.scroll.overflows();
    const Rect view = scroll_view(theme_, area, top.scroll);
    if (top.scroll.viewport != view.h) ui_.build_again();
    top.scroll.viewport = view.h;
    ui_.scroll_by_hand(view, top.scroll);
    ui_.push_clip(view);
    Flow flow(ui_, view.x, view.y - top.scroll.offset, view.w);
    Page page{ui_, board_, actions_, services_, flow, view, time_};
    top.screen->build(page);
    ui_.pop_clip();
    top.scroll.content = flow.height();
    if (top.scroll.overflows() != overflowed) ui_.build_again();
    top.scroll.offset = std::min(top.scroll.offset, top.scroll.end());
    scroll_buttons(ui_, area, top.scroll);
}

bool Shell::carry_out() {
    auto requests = actions_.take();
    for (Actions::Request& request : requests) {
        if (auto* screen = std::get_if<std::unique_ptr<Screen>>(&request)) {
            open(std::move(*screen));
        } else if (std::holds_alternative<Actions::Back>(request)) {
            if (stack_.size() > 1) stack_.pop_back();
        } else if (std::holds_alternative<Actions::Home>(request)) {
            while (stack_.size() > 1 && stack_.back().screen->name() != "home") stack_.pop_back();
        } else if (std::holds_alternative<Actions::Acknowledge>(request)) {
            for (const ActiveAlert& active : board_.alerts()) acknowledged_.insert(active.item.id);
        } else if (std::holds_alternative<Actions::Top>(request)) {
            stack_.back().scroll.offset = 0;
        } else if (const auto* size = std::get_if<TextSize>(&request)) {
            set_text_size(*size);
        } else if (const auto* palette = std::get_if<Palette>(&request)) {
            set_palette(*palette);
        } else if (const auto* language = std::get_if<std::string>(&request)) {
            set_language(*language);
        }
    }
    return !requests.empty();
}

}  // namespace villageboard::kiosk
