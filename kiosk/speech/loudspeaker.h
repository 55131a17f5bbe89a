/// Where sound is heard, and a stand-in that writes it down.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kiosk/speech/tape.h"

namespace villageboard::speech {

/// Takes from its tape while it exists. Made and destroyed on one thread.
class Loudspeaker {
  public:
    virtual ~Loudspeaker() = default;
};

/// Makes one on this tape, which must outlive it; null where the machine has none.
using OpenLoudspeaker = std::function<std::unique_ptr<Loudspeaker>(Tape&)>;

/// By SDL, on its first device. Any thread. Not tried with loudspeakers: the machine it was built
/// on has none; SDL's dummy driver takes samples as a device does.
std::unique_ptr<Loudspeaker> open_sdl_loudspeaker(Tape& tape);

/// A loudspeaker for scripts and tests: time passes when it is told, and what would have been heard
/// is kept. Any thread; must outlive what it opened.
class Recorder {
  public:
    std::unique_ptr<Loudspeaker> open(Tape& tape);
    OpenLoudspeaker opener();

    /// So much later, by any clock that never goes back.
    void advance_to(std::chrono::milliseconds now);
    /// The names of the pieces that began, in order.
    std::vector<std::string> heard() const;
    /// Whether a piece with these words in its name began.
    bool has_heard(const std::string& words) const;
    /// At most ten minutes.
    Pcm sound() const;
    /// RIFF WAVE, one channel. Throws Error retry when it can't be written.
    void write_wav(const std::filesystem::path& file) const;
    void forget();

  private:
    class Connection;
    mutable std::mutex mutex_;
    Tape* tape_ = nullptr;
    std::chrono::milliseconds now_{0};
    std::vector<std::string> heard_;
    Pcm sound_;
};

}  // namespace villageboard::speech
