/// What a film is made of, whichever format it comes in: frames of picture and sound in order of
/// time, decoded one by one on the film's own thread. Opening verifies the file first.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "kiosk/draw/picture.h"
#include "kiosk/draw/stored_file.h"
#include "kiosk/film/webm.h"

namespace villageboard::film {

inline constexpr int kSoundRate = 48'000;  ///< samples a second, each of all channels
/// Frames that would be shown for less are taken together.
inline constexpr Time kShortestFrame{33};
inline constexpr Time kShortestPosterFrame{66};

struct FilmInfo {
    Time length{0};    ///< of a moving poster: of one turn
    int channels = 0;  ///< of the sound; 0 where there is none
};

struct Frame {
    std::shared_ptr<const draw::Picture> picture;  ///< null where nobody would have seen it
    Time from{0};
    Time until{0};
};

class Reel {
  public:
    virtual ~Reel() = default;
    virtual const FilmInfo& info() const = 0;
    /// The next frame; its picture is left out (saving the time to make it) if it ends by `late`,
    /// yet never for many frames in a row. Nothing at the end. Throws FilmFault::damaged.
    virtual std::optional<Frame> next(Time late) = 0;
    /// The next samples of sound, signed, interleaved; empty at the end or where there is none.
    /// Throws FilmFault::damaged.
    virtual std::vector<std::int16_t> next_sound() = 0;
    /// From the beginning again.
    virtual void rewind() = 0;
};

struct Opened {
    std::unique_ptr<Reel> reel;  ///< null exactly where there is a fault
    FilmFault fault = FilmFault::none;
};

/// A film: verified, read, ready to decode pictures that fit into `box` (never made larger; a box
/// of zero size keeps their own).
Opened open_film(const draw::StoredFile& file, draw::Size box, const std::stop_token& stop);
/// A moving poster, turning as often as it says.
Opened open_poster(const draw::StoredFile& file, draw::Size box, const std::stop_token& stop);

/// A film from bytes that are verified already.
Opened make_film_reel(std::unique_ptr<Bytes> bytes, draw::Size box, const std::stop_token& stop);
Opened make_poster_reel(std::vector<std::byte> bytes, draw::Size box);

}  // namespace villageboard::film
