/// Reads aloud: a list of words, clips and signals, one after the other, made into sound on a
/// thread of its own and heard through the loudspeaker, which is opened with the first of them and
/// given back some seconds after the last. Nothing here waits: what was asked for begins within
/// some tens of milliseconds, a stop with the next samples. UI thread only.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "content/speech/engine.h"
#include "content/speech/lexicon.h"
#include "content/speech/signal.h"
#include "kiosk/draw/stored_file.h"
#include "kiosk/speech/clip.h"
#include "kiosk/speech/loudspeaker.h"

namespace villageboard::speech {

/// One thing to be heard: words, a recorded clip, or a signal.
struct Piece {
    std::string words;                     ///< one sentence; a clip's name
    std::string language = "zh-CN";        ///< of the words, a BCP 47 tag
    std::optional<draw::StoredFile> clip;  ///< instead of the words
    std::optional<Signal> signal;          ///< instead of both
    std::chrono::milliseconds before{0};   ///< silence before it
};

enum class ReaderState : std::uint8_t {
    silent,
    preparing,  ///< nothing is heard yet
    speaking,
    no_loudspeaker,
    no_voice,      ///< nothing that can speak is installed, or it is switched off
    clip_damaged,  ///< a recording was not what was published
};

struct ReaderView {
    ReaderState state = ReaderState::silent;
    std::optional<std::size_t> piece;  ///< being heard: its place in the list
    Pace pace = Pace::normal;
    int loudness = 0;  ///< steps from the everyday one
    bool loudest = false;
    bool quietest = false;
};

/// Whether words of this language (a BCP 47 tag) can be said: Chinese as Mandarin, and English.
/// Of others only the Hanzi in them are.
bool has_voice_for(std::string_view language);

/// Warnings are as loud as it goes, whatever a person chose before.
enum class Loudness : std::uint8_t { chosen, warning };

class Reader {
  public:
    /// `open` makes the engine, `loudspeaker` the device; both are called on the reader's thread
    /// when first needed, and may give null. Without `open` only clips and signals are heard.
    Reader(std::function<std::unique_ptr<Engine>()> open, OpenLoudspeaker loudspeaker);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Instead of what is being read. Nothing to read: silence.
    void read(std::vector<Piece> pieces, Loudness loudness = Loudness::chosen);
    /// Silence; what was read is forgotten.
    void stop();
    /// From the sentence that is being heard on.
    void set_pace(Pace pace);
    void louder();
    void quieter();
    /// Everyday pace and loudness, and silence.
    void next_person();

    bool has_voice() const { return static_cast<bool>(open_); }
    ReaderView view() const;
    /// When view() may answer otherwise; nothing while silent.
    std::optional<std::chrono::milliseconds> next_change(std::chrono::milliseconds now) const;
    /// Whether something is still being made that would be heard within a second: scripts let no
    /// time pass meanwhile.
    bool late() const;

  private:
    struct Work {
        std::size_t from = 0;
        std::uint64_t number = 0;
    };
    void work(const std::stop_token& stop);
    void carry_out(const Work& work, const std::stop_token& stop);
    Pcm sound_of(const Piece& piece, Pace pace, ReaderState& fault);
    Pcm words_of(const Piece& piece, Pace pace, ReaderState& fault);
    void begin(std::size_t from);
    void set_gain();

    const std::function<std::unique_ptr<Engine>()> open_;
    const OpenLoudspeaker open_loudspeaker_;
    Tape tape_;

    // The thread's own.
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<Lexicon> lexicon_;
    std::unique_ptr<Loudspeaker> loudspeaker_;
    bool engine_tried_ = false;

    mutable std::mutex mutex_;  ///< guards everything below but the thread
    std::condition_variable_any changed_;
    std::shared_ptr<const std::vector<Piece>> pieces_;
    std::optional<Work> wanted_;
    std::uint64_t number_ = 0;  ///< of the newest request
    bool making_ = false;       ///< not all of it is on the tape yet
    ReaderState fault_ = ReaderState::silent;
    Pace pace_ = Pace::normal;
    int loudness_ = 0;
    bool warning_ = false;
    std::jthread worker_;  ///< last: stops before the rest goes
};

}  // namespace villageboard::speech
