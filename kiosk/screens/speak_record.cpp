#include <algorithm>
#include <cmath>

#include "content/state/submission.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr std::chrono::milliseconds kLook{100};

class SpeakRecord : public PrivateScreen {
  public:
    using PrivateScreen::PrivateScreen;

    std::string name() const override { return "speak-record"; }

    std::optional<std::chrono::milliseconds> rhythm() const override {
        switch (recorder().state()) {
            case RecorderState::opening:
            case RecorderState::recording:
            case RecorderState::finishing:
            case RecorderState::playing:
                return kLook;
            default:
                return std::nullopt;
        }
    }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("speak.say"), page.say("speak.record_voice"));
        const RecorderState state = recorder().state();
        if (state == RecorderState::recording && recorder().length() >= state::kMaxVoice)
            recorder().stop();
        if (state == RecorderState::missing) return without_microphone(page);
        page.flow.text(page.say(state_key(state)),
                       Look{}.sized(Type::lead).bold().as(Role::status));
        page.flow.gap(1);
        meter(page, state);
        page.flow.gap(2);
        buttons(page, state);
        page.flow.gap(2);
    }

  private:
    Recorder& recorder() const { return *letter().recorder; }

    static const char* state_key(RecorderState state) {
        switch (state) {
            case RecorderState::opening:
                return "speak.opening";
            case RecorderState::recording:
                return "speak.recording";
            case RecorderState::finishing:
                return "speak.finishing";
            case RecorderState::ready:
                return "speak.recorded";
            case RecorderState::playing:
                return "speak.playing";
            default:
                return "speak.record_first";
        }
    }

    // How long it is, and a bar as long as it is loud.
    void meter(Page& page, RecorderState state) {
        const Strings& strings = page.ui.strings();
        page.flow.text(
            page.say("speak.length", {{"length", film_length(strings, recorder().length())},
                                      {"most", film_length(strings, state::kMaxVoice)}}),
            Look{}.tabular().in(page.ui.colour(Ink::quiet)));
        Rect bar = page.flow.take(page.theme().u(3));
        page.ui.note(Role::chart, page.say("speak.loudness"), bar);
        page.ui.sheet(bar, page.ui.colour(Ink::line), page.theme().corner());
        const bool heard = state == RecorderState::recording || state == RecorderState::playing;
        const float width = heard ? std::round(bar.w * recorder().level()) : 0;
        if (width > 2 * page.theme().corner())
            page.ui.sheet(bar.cut_left(width), page.ui.colour(Ink::accent), page.theme().corner());
    }

    void buttons(Page& page, RecorderState state) {
        switch (state) {
            case RecorderState::empty:
                if (main_action(page, "speak/record", page.say("speak.record"), Icon::microphone))
                    recorder().record();
                return;
            case RecorderState::opening:
            case RecorderState::recording:
                if (main_action(page, "speak/stop", page.say("speak.stop"), Icon::pause))
                    recorder().stop();
                return;
            case RecorderState::ready:
            case RecorderState::playing:
                return recorded(page, state);
            default:
                return;
        }
    }

    void recorded(Page& page, RecorderState state) {
        const bool plays = state == RecorderState::playing;
        const Rect line = page.flow.take(button_height(page.theme(), Type::body));
        ButtonSpec play{"speak/play", page.say(plays ? "speak.stop_play" : "speak.play")};
        play.icon = plays ? Icon::pause : Icon::play;
        if (button(page.ui, nth_column(line, 0, 2, page.theme().target_gap()), play))
            plays ? recorder().stop() : recorder().play();
        ButtonSpec again{"speak/again", page.say("speak.again")};
        again.icon = Icon::microphone;
        if (button(page.ui, nth_column(line, 1, 2, page.theme().target_gap()), again))
            recorder().record();
        page.flow.target_gap();
        if (main_action(page, "speak/done", page.say("speak.written"), Icon::next)) {
            recorder().stop();
            page.act.open(speak_send_screen(shared()));
        }
    }

    void without_microphone(Page& page) {
        page.flow.prose(page.say("speak.no_microphone"), {});
        page.flow.gap(2);
        if (!main_action(page, "speak/write", page.say("speak.write_instead"), Icon::pen)) return;
        letter().means = Means::written;
        page.act.back();
        page.act.open(speak_write_screen(shared()));
    }
};

}  // namespace

std::unique_ptr<Screen> speak_record_screen(std::shared_ptr<Letter> letter) {
    return std::make_unique<SpeakRecord>(std::move(letter));
}

}  // namespace villageboard::kiosk
