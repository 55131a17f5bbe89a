#include <array>
#include <utility>

#include "kiosk/letter/post.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/choice.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

using state::SubmissionKind;

constexpr std::array<std::pair<SubmissionKind, Icon>, 4> kKinds{
    {{SubmissionKind::ask, Icon::help},
     {SubmissionKind::object, Icon::cross},
     {SubmissionKind::report, Icon::warning},
     {SubmissionKind::suggest, Icon::hand}}};

std::shared_ptr<Letter> letter_about(const Services& services, const SpeakAbout& about) {
    auto letter = std::make_shared<Letter>(services.recorder);
    if (!about.item_id.empty())
        letter->about = state::SubmissionAbout{about.item_id, about.revision, about.line_id};
    letter->about_words = about.words;
    if (about.kind) letter->kind = *about.kind;
    return letter;
}

class Speak : public Screen {
  public:
    explicit Speak(SpeakAbout about) : about_(std::move(about)) {}

    std::string name() const override { return "speak"; }
    Pace pace() const override {
        return letter_ && letter_->begun() ? Pace::private_ : Pace::browsing;
    }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("speak.title"), page.say("speak.sentence"));
        if (!letter_) letter_ = letter_about(page.services, about_);
        about_line(page, *letter_);
        if (takes_letters(page)) {
            page.wide() ? two_columns(page) : one_column(page);
        }
        beside(page);
    }

  private:
    void one_column(Page& page) {
        for (const auto& [kind, icon] : kKinds) {
            if (one_kind(page, page.flow, kind, icon)) go_on(page, kind);
            page.flow.target_gap();
        }
    }

    void two_columns(Page& page) {
        for (std::size_t i = 0; i < kKinds.size(); i += 2) {
            auto [left, right] = page.split(0.5);
            for (const std::size_t at : {i, i + 1})
                if (one_kind(page, at == i ? left : right, kKinds[at].first, kKinds[at].second))
                    go_on(page, kKinds[at].first);
            page.flow.below(left, right);
            page.flow.gap(2);
        }
    }

    static bool one_kind(Page& page, Flow& flow, SubmissionKind kind, Icon icon) {
        const std::string id(state::to_string(kind));
        return choice(flow, {"speak/" + id, icon, kind_words(page.ui, kind),
                             page.say("speak." + id + "_note")});
    }

    void go_on(Page& page, SubmissionKind kind) {
        letter_->kind = kind;
        page.act.open(speak_route_screen(letter_));
    }

    // What people come back for, and what is no letter.
    static void beside(Page& page) {
        page.flow.gap(3);
        for (const auto& [key, open] :
             {std::pair{"speak.have_slip", &answer_screen}, {"speak.request", &request_screen}}) {
            ButtonSpec spec{std::string(key), page.say(key)};
            const Rect rect = page.flow.take(button_height(page.theme(), Type::body));
            if (button(page.ui, rect, spec)) page.act.open(open());
            page.flow.target_gap();
        }
        page.flow.gap(2);
    }

    SpeakAbout about_;
    std::shared_ptr<Letter> letter_;
};

/// Opens at "to whom", since it is known what is to be done.
class SpeakAs : public Screen {
  public:
    explicit SpeakAs(SpeakAbout about) : about_(std::move(about)) {}

    std::string name() const override { return "speak-route"; }
    void build(Page& page) override {
        if (!next_) next_ = speak_route_screen(letter_about(page.services, about_));
        next_->build(page);
    }

  private:
    SpeakAbout about_;
    std::unique_ptr<Screen> next_;
};

/// The answers to a consultation: all that is left to do is sending them.
class Opinion : public PrivateScreen {
  public:
    Opinion(SpeakAbout about, std::vector<state::ConsultationAnswer> answers)
        : PrivateScreen(nullptr), about_(std::move(about)), answers_(std::move(answers)) {}

    std::string name() const override { return "speak-send"; }
    std::optional<std::chrono::milliseconds> rhythm() const override {
        return send_ ? send_->rhythm() : std::nullopt;
    }
    void reload(Board& board) override {
        const auto item = board.item(about_.item_id);
        constexpr std::size_t kCountyDigits = 6;
        route_ =
            item && item->area.size() == kCountyDigits ? state::Route::county : state::Route::town;
    }
    void build(Page& page) override {
        if (!send_) {
            auto letter = letter_about(page.services, about_);
            letter->kind = SubmissionKind::answer;
            letter->route = route_;
            letter->answers = answers_;
            send_ = speak_send_screen(std::move(letter));
        }
        send_->build(page);
    }

  private:
    SpeakAbout about_;
    std::vector<state::ConsultationAnswer> answers_;
    state::Route route_ = state::Route::town;
    std::unique_ptr<Screen> send_;
};

}  // namespace

std::string kind_words(const Ui& ui, SubmissionKind kind) {
    return ui.say("speak." + std::string(state::to_string(kind)));
}

void about_line(Page& page, const Letter& letter) {
    if (letter.about_words.empty()) return;
    page.flow.text(page.say("speak.about", {{"what", letter.about_words}}),
                   Look{}.bold().as(Role::status));
    page.flow.gap(1);
}

bool main_action(Page& page, const std::string& id, const std::string& words, Icon icon,
                 Ready ready) {
    ButtonSpec spec{id, words};
    spec.icon = icon;
    spec.style = ButtonStyle::primary;
    spec.type = Type::lead;
    spec.enabled = ready == Ready::yes;
    return button(page.ui, page.flow.take(button_height(page.theme(), Type::lead)), spec);
}

bool takes_letters(Page& page) {
    const bool key = inbox_key(page.board, page.board.time()).has_value();
    if (page.services.post && key) return true;
    page.flow.prose(page.say(key ? "speak.no_room" : "speak.no_key"), {});
    page.flow.gap(2);
    show_phone(page, page.flow, page.say("help.hotline"), page.say("help.hotline_number"));
    return false;
}

std::unique_ptr<Screen> speak_screen(SpeakAbout about) {
    if (about.kind) return std::make_unique<SpeakAs>(std::move(about));
    return std::make_unique<Speak>(std::move(about));
}

std::unique_ptr<Screen> opinion_screen(SpeakAbout about,
                                       std::vector<state::ConsultationAnswer> answers) {
    return std::make_unique<Opinion>(std::move(about), std::move(answers));
}

}  // namespace villageboard::kiosk
