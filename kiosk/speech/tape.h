/// What waits to be heard: pieces of sound in order, taken by a loudspeaker as time passes.
/// Stopping and loudness act on the next samples taken, at once. Any thread.
#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "content/speech/utterance.h"

namespace villageboard::speech {

struct TapePiece {
    std::size_t index = 0;  ///< of the list that is being read
    std::string name;       ///< its words, or the clip's name
    std::shared_ptr<const Pcm> sound;
};

class Tape {
  public:
    void add(TapePiece piece);
    /// Nothing waits any more.
    void clear();
    /// Fills `to`, with silence where nothing waits. `began` is told the name of each piece whose
    /// first sample is among them.
    void take(std::span<std::int16_t> to,
              const std::function<void(const std::string&)>& began = {});
    /// A factor on the samples; peaks are rounded off, never cut.
    void set_gain(double gain);

    /// The piece that is being heard, or would be next.
    std::optional<std::size_t> current() const;
    /// Samples until that piece ends; until nothing waits any more.
    std::size_t left_of_current() const;
    std::size_t left() const;

  private:
    mutable std::mutex mutex_;
    std::deque<TapePiece> pieces_;
    std::size_t at_ = 0;  ///< samples of the first piece that were taken
    double gain_ = 1;
};

}  // namespace villageboard::speech
