/// Records what a person says, plays it back, and has it ready as Ogg Opus. The sound stays in
/// locked memory and is wiped by forget(). All calls return at once: devices are opened, closed and
/// the sound is encoded on a thread of its own, so that state() follows a little later. UI thread.
#pragma once
#include <chrono>
#include <memory>
#include <string_view>

namespace villageboard::kiosk {

enum class RecorderState {
    empty,      ///< nothing was recorded
    opening,    ///< the microphone is on its way
    recording,  ///< speak now
    finishing,  ///< stopped, being encoded
    ready,      ///< can be played and sent
    playing,
    missing,  ///< there is no microphone, or it can't be opened
};

class Recorder {
  public:
    virtual ~Recorder() = default;

    virtual RecorderState state() const = 0;
    /// Forgets what was recorded and begins anew; full after state::kMaxVoice.
    virtual void record() = 0;
    /// Ends recording or playing.
    virtual void stop() = 0;
    /// Plays from the beginning, when ready.
    virtual void play() = 0;
    /// Wipes it.
    virtual void forget() = 0;
    /// How long it is so far.
    virtual std::chrono::milliseconds length() const = 0;
    /// How loud it is now, 0 to 1.
    virtual float level() const = 0;
    /// Empty unless ready or playing; valid until record() or forget().
    virtual std::string_view opus() const = 0;
};

/// By SDL, on its first microphone and loudspeaker.
std::unique_ptr<Recorder> sdl_recorder();

}  // namespace villageboard::kiosk
