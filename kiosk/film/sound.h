/// Where a film's sound goes. The samples that were heard are the film's clock.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace villageboard::film {

/// Takes samples from the film's thread and is asked from the screen's: any thread.
class Sound {
  public:
    virtual ~Sound() = default;
    /// Adds interleaved samples behind those that wait.
    virtual void write(std::span<const std::int16_t> samples) = 0;
    /// Samples of one channel since the beginning: written, and of those already handed over.
    virtual std::int64_t written() const = 0;
    virtual std::int64_t heard() const = 0;
    /// Begins in silence; nothing is heard before this.
    virtual void run() = 0;
    virtual void hold() = 0;
};

/// Makes a Sound for one or two channels at kSoundRate; null where the machine has none.
using OpenSound = std::function<std::unique_ptr<Sound>(int channels)>;

/// By SDL, on its first device. A machine without one shows films silently. UI thread. Not tried
/// with loudspeakers: the machine it was built on has none; SDL's dummy driver keeps time as a
/// device does.
std::unique_ptr<Sound> open_sdl_sound(int channels);

/// SDL counts the users of its audio without a lock: every user of it in this program comes and
/// goes through these. False where the machine has no audio at all. Any thread.
bool acquire_sdl_audio();
void release_sdl_audio();

}  // namespace villageboard::film
