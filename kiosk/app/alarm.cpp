#include "kiosk/app/alarm.h"

#include <algorithm>

#include "content/speech/spoken_text.h"
#include "kiosk/screens/alert_words.h"
#include "kiosk/widgets/alert_look.h"

namespace villageboard::kiosk {
namespace {

using speech::Piece;
using speech::Signal;

constexpr std::chrono::milliseconds kBefore{400};

std::string level_key(const Alert& alert) {
    if (alert.status == AlertStatus::exercise) return "alert.exercise";
    if (alert.status != AlertStatus::actual) return "alert.test";
    constexpr const char* keys[] = {"alert.red", "alert.orange", "alert.yellow", "alert.blue"};
    return keys[static_cast<int>(alert.severity)];
}

class Caller {
  public:
    Caller(const Strings& strings, const Phrasebook& phrasebook)
        : strings_(strings), phrasebook_(phrasebook) {}

    void signal(Signal signal, const char* name) {
        Piece piece;
        piece.words = name;
        piece.signal = signal;
        pieces_.push_back(std::move(piece));
    }

    // A person's recording where there is one, else the voice.
    void phrase(const std::string& key) {
        if (!clip(strings_.language(), key)) words(strings_.say(key));
    }

    bool clip(const std::string& language, const std::string& key) {
        auto file = phrasebook_.recording(language, key);
        if (!file) return false;
        Piece piece;
        piece.words = language + " " + key;
        piece.clip = std::move(*file);
        piece.before = kBefore;
        pieces_.push_back(std::move(piece));
        return true;
    }

    void words(const std::string& words) {
        for (const speech::Sentence& part : speech::split_sentences(words)) {
            Piece piece;
            piece.words = words.substr(part.begin, part.end - part.begin);
            piece.language = strings_.language();
            piece.before = kBefore;
            pieces_.push_back(std::move(piece));
        }
    }

    std::vector<Piece> take() { return std::move(pieces_); }

  private:
    const Strings& strings_;
    const Phrasebook& phrasebook_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> alarm_pieces(const Strings& strings, const Phrasebook& phrasebook,
                                const Alert& sent) {
    const Alert alert = alert_in(sent, strings.language());
    const bool drill = alert.status != AlertStatus::actual;
    const std::string event = "alert.event." + alert_event(strings, alert.event);
    Caller caller(strings, phrasebook);
    if (drill)
        caller.signal(Signal::drill, "bell");
    else if (alert.severity == Severity::red)
        caller.signal(Signal::red, "siren red");
    else
        caller.signal(Signal::orange, "siren orange");
    caller.phrase(level_key(alert));
    caller.words(alert.headline);
    if (drill) {
        caller.phrase("alert.exercise_end");
        return caller.take();
    }
    if (const auto where = alert.where ? alert.where : alert.area_text)
        caller.words(strings.say("alert.where_line", {{"where", *where}}));
    caller.words(alert.instruction);
    caller.words(strings.say("alert.ring_line", {{"phone", alert.phone}}));
    for (const InterfaceLanguage& language : phrasebook.languages()) {
        if (language.tag == strings.language()) continue;
        for (const std::string& key : {level_key(alert), event, std::string("alert.action")})
            caller.clip(language.tag, key);
    }
    return caller.take();
}

bool Alarm::update(const std::optional<std::string>& takeover, const Strings& strings,
                   std::chrono::milliseconds now) {
    if (!reader_) return false;
    if (!takeover) {
        if (!sounding_.empty()) reader_->stop();
        sounding_.clear();
        drills(strings);
        return false;
    }
    const speech::ReaderState state = reader_->view().state;
    const bool heard =
        state == speech::ReaderState::preparing || state == speech::ReaderState::speaking;
    const bool is_new = sounding_ != *takeover;
    if (!is_new && heard) {
        silent_since_ = now;
        return true;
    }
    if (!is_new && now - silent_since_ < kAlarmPause) return false;
    for (const ActiveAlert& active : board_.alerts()) {
        if (active.item.id != *takeover) continue;
        sounding_ = *takeover;
        silent_since_ = now;
        sound(active.alert(), strings);
    }
    return true;
}

void Alarm::sound(const Alert& alert, const Strings& strings) {
    // What no voice here can say is said in Chinese; its own clips follow.
    const Phrasebook& phrases = board_.phrasebook();
    reader_->read(speech::has_voice_for(strings.language())
                      ? alarm_pieces(strings, phrases, alert)
                      : alarm_pieces(phrases.strings("zh-CN"), phrases, alert),
                  speech::Loudness::warning);
}

// Told once, and not into what somebody is listening to.
void Alarm::drills(const Strings& strings) {
    const speech::ReaderState state = reader_->view().state;
    if (state == speech::ReaderState::preparing || state == speech::ReaderState::speaking) return;
    for (const ActiveAlert& active : board_.alerts()) {
        if (active.alert().status == AlertStatus::actual) continue;
        if (!drills_.insert(active.item.id).second) continue;
        reader_->read(alarm_pieces(strings, board_.phrasebook(), active.alert()));
        return;
    }
}

}  // namespace villageboard::kiosk
