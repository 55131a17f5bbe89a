#include "kiosk/speech/reader.h"

#include <algorithm>
#include <cmath>

#include "content/speech/lexicon_table.h"
#include "content/speech/pcm.h"
#include "content/speech/spoken_text.h"

namespace villageboard::speech {
namespace {

constexpr std::chrono::milliseconds kKeepOpen{4000};
constexpr std::chrono::milliseconds kLookAgain{30};
constexpr std::chrono::milliseconds kMakeAhead{20'000};
constexpr std::size_t kSecond = kRate;
constexpr int kMostSteps = 2;
constexpr double kStepDb = 6;
constexpr double kWarningDb = 12;

}  // namespace

bool has_voice_for(std::string_view language) {
    return language.starts_with("zh") || language.starts_with("en");
}

Reader::Reader(std::function<std::unique_ptr<Engine>()> open, OpenLoudspeaker loudspeaker)
    : open_(std::move(open)),
      open_loudspeaker_(std::move(loudspeaker)),
      worker_([this](const std::stop_token& stop) { work(stop); }) {}

Reader::~Reader() { tape_.clear(); }

void Reader::begin(std::size_t from) {
    tape_.clear();
    wanted_ = Work{from, ++number_};
    making_ = true;
    fault_ = ReaderState::silent;
    set_gain();
    changed_.notify_all();
}

void Reader::set_gain() {
    const double db = warning_ ? kWarningDb : loudness_ * kStepDb;
    tape_.set_gain(std::pow(10, db / 20));
}

void Reader::read(std::vector<Piece> pieces, Loudness loudness) {
    if (pieces.empty()) return stop();
    const std::lock_guard lock(mutex_);
    pieces_ = std::make_shared<const std::vector<Piece>>(std::move(pieces));
    warning_ = loudness == Loudness::warning;
    begin(0);
}

void Reader::stop() {
    const std::lock_guard lock(mutex_);
    ++number_;
    wanted_.reset();
    making_ = false;
    fault_ = ReaderState::silent;
    pieces_.reset();
    tape_.clear();
}

void Reader::set_pace(Pace pace) {
    const std::lock_guard lock(mutex_);
    if (pace == pace_) return;
    pace_ = pace;
    const auto piece = tape_.current();
    if (pieces_ && (piece || making_)) begin(piece.value_or(0));
}

void Reader::louder() {
    const std::lock_guard lock(mutex_);
    loudness_ = std::min(loudness_ + 1, kMostSteps);
    set_gain();
}

void Reader::quieter() {
    const std::lock_guard lock(mutex_);
    loudness_ = std::max(loudness_ - 1, -kMostSteps);
    set_gain();
}

void Reader::next_person() {
    stop();
    const std::lock_guard lock(mutex_);
    pace_ = Pace::normal;
    loudness_ = 0;
    warning_ = false;
}

ReaderView Reader::view() const {
    const std::lock_guard lock(mutex_);
    ReaderView view;
    view.pace = pace_;
    view.loudness = loudness_;
    view.loudest = loudness_ == kMostSteps;
    view.quietest = loudness_ == -kMostSteps;
    view.piece = tape_.current();
    view.state = view.piece ? ReaderState::speaking : making_ ? ReaderState::preparing : fault_;
    return view;
}

std::optional<std::chrono::milliseconds> Reader::next_change(std::chrono::milliseconds now) const {
    const std::size_t left = tape_.left_of_current();
    if (left > 0) return now + std::max(length_of(left) + std::chrono::milliseconds{1}, kLookAgain);
    const std::lock_guard lock(mutex_);
    if (making_) return now + kLookAgain;
    return std::nullopt;
}

bool Reader::late() const {
    const std::lock_guard lock(mutex_);
    return making_ && tape_.left() < kSecond;
}

void Reader::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto asked = [this] { return wanted_.has_value(); };
        if (!loudspeaker_)
            changed_.wait(lock, stop, asked);
        else if (!changed_.wait_for(lock, stop, kKeepOpen, asked) && tape_.left() == 0) {
            lock.unlock();
            loudspeaker_.reset();
            lock.lock();
        }
        if (!wanted_ || stop.stop_requested()) continue;
        const Work work = *wanted_;
        wanted_.reset();
        lock.unlock();
        carry_out(work, stop);
        lock.lock();
    }
    lock.unlock();
    loudspeaker_.reset();
}

void Reader::carry_out(const Work& work, const std::stop_token& stop) {
    std::shared_ptr<const std::vector<Piece>> pieces;
    {
        const std::lock_guard lock(mutex_);
        pieces = pieces_;
    }
    ReaderState fault = ReaderState::silent;
    if (!loudspeaker_) loudspeaker_ = open_loudspeaker_ ? open_loudspeaker_(tape_) : nullptr;
    if (!loudspeaker_) fault = ReaderState::no_loudspeaker;
    for (std::size_t i = work.from; loudspeaker_ && pieces && i < pieces->size(); ++i) {
        Pace pace = Pace::normal;
        {
            std::unique_lock lock(mutex_);
            while (number_ == work.number && length_of(tape_.left()) > kMakeAhead &&
                   !stop.stop_requested())
                changed_.wait_for(lock, stop, std::chrono::milliseconds{200},
                                  [&] { return number_ != work.number; });
            if (number_ != work.number || stop.stop_requested()) return;
            pace = pace_;
        }
        const Piece& piece = (*pieces)[i];
        Pcm sound;
        append_silence(sound, i == work.from ? std::chrono::milliseconds{0} : piece.before);
        append(sound, sound_of(piece, pace, fault));
        const std::lock_guard lock(mutex_);
        if (number_ != work.number) return;
        tape_.add({i, piece.words, std::make_shared<const Pcm>(std::move(sound))});
    }
    const std::lock_guard lock(mutex_);
    if (number_ != work.number) return;
    making_ = false;
    fault_ = fault;
}

Pcm Reader::sound_of(const Piece& piece, Pace pace, ReaderState& fault) {
    if (piece.signal) return signal_sound(*piece.signal);
    if (!piece.clip) return words_of(piece, pace, fault);
    Clip clip = read_clip(*piece.clip);
    if (clip.fault != ClipFault::none) fault = ReaderState::clip_damaged;
    Pcm sound = levelled(std::move(clip.sound));
    return pace == Pace::slow ? with_tempo(sound, kSlowFactor) : sound;
}

Pcm Reader::words_of(const Piece& piece, Pace pace, ReaderState& fault) {
    if (!engine_tried_) engine_ = open_ ? open_() : nullptr;
    engine_tried_ = true;
    if (!engine_) {
        fault = ReaderState::no_voice;
        return {};
    }
    try {
        if (!piece.language.starts_with("zh") && !has_hanzi(piece.words)) {
            if (!has_voice_for(piece.language)) return {};
            return engine_->speak_english(piece.words, pace);
        }
        if (!lexicon_) lexicon_ = std::make_unique<Lexicon>(lexicon_table());
        return engine_->speak(pronounced(*lexicon_, spoken_text(piece.words)), pace);
    } catch (const std::exception&) {
        fault = ReaderState::no_voice;
        return {};
    }
}

}  // namespace villageboard::speech
