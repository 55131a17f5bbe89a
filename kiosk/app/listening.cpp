#include "kiosk/app/listening.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "content/speech/spoken_text.h"
#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

using speech::ReaderState;

enum Control : std::size_t { stop_it, again, slower, louder, quieter, each_page, control_count };
constexpr std::array kKeys{"listen.stop",   "listen.again",   "listen.slower",
                           "listen.louder", "listen.quieter", "listen.each_page"};

// How the bar's buttons lie: all in one row where their words fit, on a low panel in short words,
// else in two or three.
struct Grid {
    std::size_t columns = control_count;
    float width = 0;
    float height = 0;
    const char* ending = "";  ///< of the string table's keys
    float rows() const {
        const std::size_t whole = control_count / columns;
        return static_cast<float>(whole);
    }
};

float widest_word(Ui& ui, const std::string& ending) {
    float widest = ui.theme().main_target();
    for (const char* key : kKeys)
        widest =
            std::max(widest, ui.width_of(ui.say(key + ending), Look{}.sized(Type::caption).bold()) +
                                 ui.theme().u(1));
    return widest;
}

Grid grid(Ui& ui, float width) {
    const Theme& theme = ui.theme();
    Grid made;
    made.height = std::max(theme.main_target(), theme.line(Type::caption) + theme.u(1));
    const auto lay = [&](std::size_t columns, const char* ending) {
        const auto count = static_cast<float>(columns);
        made.columns = columns;
        made.ending = ending;
        made.width = (width - theme.target_gap() * (count - 1)) / count;
        return made.width >= widest_word(ui, ending);
    };
    if (lay(6, "") || (!theme.portrait() && lay(6, "_short"))) return made;
    if (!lay(3, "")) lay(2, "");
    return made;
}

float status_height(Ui& ui, const std::string& words, float width) {
    return words.empty()
               ? 0
               : std::ceil(ui.height_of(words, Look{}.sized(Type::caption).bold(), width)) +
                     ui.theme().u(0.5);
}

float inner_width(const Theme& theme) {
    return static_cast<float>(theme.panel().width_px) - 2 * theme.u(1);
}

}  // namespace

void Listening::ear() {
    if (reading()) return stop();
    wish_ = Wish::page;
}

void Listening::turned() {
    if (!reader_) return;
    if (open_) reader_->stop();
    sentences_.clear();
    notice_ = Notice::none;
    open_ = each_page_;
    closing_ = false;
    if (each_page_) wish_ = Wish::title;
}

bool Listening::begin(const PageToHear& page, const Strings& strings) {
    const Wish wish = std::exchange(wish_, Wish::none);
    if (!reader_ || wish == Wish::none) return false;
    open_ = true;
    if (wish == Wish::page)
        read_page(page, strings);
    else
        read_title(page, strings);
    return true;
}

void Listening::read_page(const PageToHear& page, const Strings& strings) {
    sentences_ = page_words(page.tree, page.from, page.to);
    notice_ = Notice::none;
    const std::string& language = strings.language();
    const auto item = page.item_id ? board_.item(*page.item_id) : std::nullopt;
    const Recording recorded = item ? board_.recording(*item, language) : Recording{};
    if (recorded.state == Recording::State::there) {
        notice_ = Notice::person;
        sentences_.clear();
        speech::Piece clip;
        clip.words = item->title;
        clip.clip = recorded.file;
        return reader_->read({clip});
    }
    if (recorded.state == Recording::State::coming)
        notice_ = Notice::coming;
    else if (item && !speech::has_voice_for(language))
        notice_ = Notice::missing;
    // A language that no voice here speaks: what stands there in Chinese can be read all the same.
    if (!speech::has_voice_for(language))
        std::erase_if(sentences_,
                      [](const PageSentence& each) { return !speech::has_hanzi(each.words); });
    std::vector<speech::Piece> pieces;
    for (const PageSentence& sentence : sentences_) {
        speech::Piece piece;
        piece.words = sentence.words;
        piece.language = speech::has_voice_for(language) ? language : "zh-CN";
        piece.before = sentence.before;
        pieces.push_back(std::move(piece));
    }
    reader_->read(std::move(pieces));
}

void Listening::read_title(const PageToHear& page, const Strings& strings) {
    sentences_.clear();
    speech::Piece piece;
    piece.words = page_title(page.tree, page.from, page.to);
    piece.language = strings.language();
    if (!piece.words.empty()) reader_->read({piece});
}

void Listening::stop() {
    if (!reader_) return;
    reader_->stop();
    sentences_.clear();
    wish_ = Wish::none;
}

void Listening::next_person() {
    if (reader_) reader_->next_person();
    sentences_.clear();
    notice_ = Notice::none;
    wish_ = Wish::none;
    open_ = each_page_ = follow_ = closing_ = false;
}

void Listening::interrupted() {
    sentences_.clear();
    notice_ = Notice::none;
    wish_ = Wish::none;
    open_ = false;
}

bool Listening::everyday() const {
    if (!reader_) return true;
    const speech::ReaderView view = reader_->view();
    return !open_ && !each_page_ && view.loudness == 0 && view.pace == speech::Pace::normal;
}

void Listening::touched(float x, float y) {
    if (!open_ || ear_.contains(x, y) || bar_.contains(x, y)) return;
    stop();
    closing_ = true;
}

bool Listening::let_go() {
    if (!std::exchange(closing_, false)) return false;
    open_ = each_page_;
    return true;
}

bool Listening::reading() const {
    if (!reader_) return false;
    const ReaderState state = reader_->view().state;
    return open_ && (state == ReaderState::preparing || state == ReaderState::speaking);
}

std::string Listening::status(const Ui& ui) const {
    switch (reader_->view().state) {
        case ReaderState::no_loudspeaker:
            return ui.say("listen.no_loudspeaker");
        case ReaderState::no_voice:
            return ui.say("listen.no_voice");
        case ReaderState::clip_damaged:
            return ui.say("listen.damaged");
        default:
            break;
    }
    const auto language = board_.phrasebook().language(ui.strings().language());
    const std::string name = language ? language->name : ui.strings().language();
    constexpr const char* keys[] = {nullptr, "listen.person", "listen.coming", "listen.missing"};
    const char* key = keys[static_cast<int>(notice_)];
    return key ? ui.say(key, {{"language", name}}) : std::string{};
}

float Listening::bar_height(Ui& ui) const {
    const float width = inner_width(ui.theme());
    const Grid made = grid(ui, width);
    return made.height * made.rows() + ui.theme().target_gap() * (made.rows() - 1) +
           status_height(ui, status(ui), width) + ui.theme().u(5.0 / 3);
}

void Listening::bar(Ui& ui, const Rect& area) {
    const Theme& theme = ui.theme();
    bar_ = area;
    ui.fill({area.x, area.y, area.w, theme.hairline()}, ui.colour(Ink::quiet));
    Rect inside = area.inset(theme.u(1), 0);
    inside.cut_top(theme.u(2.0 / 3));
    if (const std::string words = status(ui); !words.empty()) {
        const Look look = Look{}.sized(Type::caption).bold().as(Role::status);
        ui.text(inside.x, inside.y, inside.w, words, look);
        inside.cut_top(status_height(ui, words, inside.w));
    }
    const speech::ReaderView view = reader_->view();
    const bool enabled[] = {reading(), true, true, !view.loudest, !view.quietest, true};
    const bool selected[] = {false, false, view.pace == speech::Pace::slow,
                             false, false, each_page_};
    const Grid made = grid(ui, inside.w);
    for (std::size_t i = 0; i < control_count; ++i) {
        const auto column = static_cast<float>(i % made.columns);
        const std::size_t above = i / made.columns;
        const auto row = static_cast<float>(above);
        ButtonSpec spec{kKeys[i], ui.say(kKeys[i] + std::string(made.ending))};
        spec.type = Type::caption;
        spec.enabled = enabled[i];
        spec.selected = selected[i];
        const Rect place{std::floor(inside.x + column * (made.width + theme.target_gap())),
                         inside.y + row * (made.height + theme.target_gap()),
                         std::floor(made.width), made.height};
        if (button(ui, place, spec)) act(i);
    }
}

void Listening::act(std::size_t button) {
    const bool slow = reader_->view().pace == speech::Pace::slow;
    switch (button) {
        case stop_it:
            return stop();
        case again:
            wish_ = Wish::page;
            return;
        case slower:
            return reader_->set_pace(slow ? speech::Pace::normal : speech::Pace::slow);
        case louder:
            return reader_->louder();
        case quieter:
            return reader_->quieter();
        default:
            each_page_ = !each_page_;
    }
}

std::optional<Lit> Listening::lit() const {
    if (!reading()) return std::nullopt;
    const auto piece = reader_->view().piece;
    if (!piece || *piece >= sentences_.size()) return std::nullopt;
    return sentences_[*piece].where;
}

bool Listening::take_follow() { return std::exchange(follow_, false); }

bool Listening::changed() {
    if (!reader_) return false;
    const speech::ReaderView view = reader_->view();
    if (view.state == shown_state_ && view.piece == shown_piece_) return false;
    follow_ = view.piece != shown_piece_;
    shown_state_ = view.state;
    shown_piece_ = view.piece;
    return true;
}

std::optional<std::chrono::milliseconds> Listening::next_change(
    std::chrono::milliseconds now) const {
    return reader_ ? reader_->next_change(now) : std::nullopt;
}

}  // namespace villageboard::kiosk
