#include "content/model/error.h"
#include "kiosk/letter/post.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

using state::SubmissionKind;

constexpr std::chrono::milliseconds kSecond{1000};

/// What came of pressing "send".
enum class Sending { not_yet, waiting, full, too_long, thanked };

class SpeakSend : public PrivateScreen {
  public:
    using PrivateScreen::PrivateScreen;

    std::string name() const override { return "speak-send"; }

    std::optional<std::chrono::milliseconds> rhythm() const override {
        if (sending_ == Sending::waiting) return kSecond;
        return std::nullopt;
    }

    void build(Page& page) override {
        if (sending_ == Sending::thanked) return thanks(page);
        const bool opinion = letter().kind == SubmissionKind::answer;
        page_head(page.flow, std::nullopt, page.say(opinion ? "speak.send_opinion" : "speak.check"),
                  "");
        if (!takes_letters(page)) return;
        facts(page);
        if (!opinion) {
            content(page);
            contact(page);
        }
        page.flow.gap(2);
        outcome(page);
        if (sending_ == Sending::waiting) return wait(page);
        if (main_action(page, "speak/send", page.say("speak.send"), Icon::letter,
                        letter().complete() ? Ready::yes : Ready::not_yet))
            begin(page);
        page.flow.gap(2);
    }

  private:
    void facts(Page& page) {
        const bool opinion = letter().kind == SubmissionKind::answer;
        if (!opinion) page.flow.fact(page.say("speak.what"), kind_words(page.ui, letter().kind));
        page.flow.fact(page.say("speak.to_whom"), route_words(page.ui, letter().route));
        page.flow.fact(page.say("speak.about_what"), letter().about_words);
        if (opinion) page.flow.prose(page.say("speak.opinion_secret"), {});
    }

    void content(Page& page) {
        page.flow.section(page.say("speak.content"));
        if (letter().means == Means::spoken) {
            page.flow.text(
                page.say("speak.voice_of",
                         {{"length", film_length(page.ui.strings(), letter().recorder->length())}}),
                {});
            return;
        }
        page.flow.prose(letter().text.shown(), {});
    }

    void contact(Page& page) {
        page.flow.gap(2);
        if (!letter().contact.empty())
            page.flow.fact(page.say("speak.contact_is"), letter().contact.shown());
        ButtonSpec spec{
            "speak/contact",
            page.say(letter().contact.empty() ? "speak.contact_add" : "speak.contact_change")};
        spec.enabled = sending_ != Sending::waiting;
        if (button(page.ui, page.flow.take(button_height(page.theme(), Type::body)), spec))
            page.act.open(speak_contact_screen(shared()));
        page.flow.gap(1);
        page.flow.prose(page.say("speak.contact_note"), Look{}.in(page.ui.colour(Ink::quiet)));
    }

    void outcome(Page& page) {
        if (sending_ != Sending::full && sending_ != Sending::too_long) return;
        page.flow.prose(page.say(sending_ == Sending::full ? "speak.full" : "speak.too_long"),
                        Look{}.bold().in(page.ui.colour(Ink::money_out)).as(Role::status));
        page.flow.gap(1);
    }

    void begin(Page& page) {
        // letters that have not become Hanzi are sent as they stand
        for (Typing* typing : {&letter().text, &letter().contact}) {
            typing->edit.insert(typing->letters);
            typing->drop_composition();
        }
        try {
            turn_ =
                page.now + page.services.post->wait(state::Slowed::sending, page.board.time().now);
        } catch (const Error&) {
            sending_ = Sending::full;
            return;
        }
        sending_ = Sending::waiting;
        if (page.now >= turn_) send(page);
        page.ui.build_again();
    }

    void wait(Page& page) {
        if (page.now >= turn_) return send(page);
        const auto left = std::chrono::ceil<std::chrono::seconds>(turn_ - page.now);
        page.flow.prose(page.ui.strings().count("speak.wait", left.count()),
                        Look{}.bold().as(Role::status));
        page.flow.gap(2);
    }

    void send(Page& page) {
        const BoardTime time = page.board.time();
        const auto key = inbox_key(page.board, time);
        if (!key) return;
        state::Slip slip = page.services.post->new_slip();
        const state::BoxKeys keys = slip.keys();
        state::Submission message = letter().submission();
        message.area = page.board.village();
        message.language = page.ui.strings().language();
        message.day = time.today();
        if (letter().kind != SubmissionKind::answer) message.answer_key = keys.public_key;
        try {
            page.services.post->send(message, *key, time.now);
        } catch (const Error& error) {
            sending_ = error.kind() == ErrorKind::invalid ? Sending::too_long : Sending::full;
            page.ui.build_again();
            return;
        }
        if (letter().kind == SubmissionKind::answer) {
            sending_ = Sending::thanked;
            page.ui.build_again();
            return;
        }
        page.act.home();
        page.act.open(slip_screen(std::move(slip)));
    }

    static void thanks(Page& page) {
        page_head(page.flow, std::nullopt, page.say("speak.thanks"),
                  page.say("speak.thanks_sentence"));
        if (main_action(page, "speak/home", page.say("footer.home"), Icon::home)) page.act.home();
    }

    Sending sending_ = Sending::not_yet;
    std::chrono::milliseconds turn_{0};
};

}  // namespace

std::unique_ptr<Screen> speak_send_screen(std::shared_ptr<Letter> letter) {
    return std::make_unique<SpeakSend>(std::move(letter));
}

}  // namespace villageboard::kiosk
