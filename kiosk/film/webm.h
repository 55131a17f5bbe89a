/// Where the frames of a WebM file lie: the container read once, before anything is decoded, and
/// held against the bounds of FORMAT.md. libwebm reads the bytes; what it would allocate on a
/// file's mere word is refused first. Hostile bytes give a fault, never a throw. Any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "kiosk/draw/canvas.h"
#include "kiosk/film/bytes.h"

namespace villageboard::film {

/// Since the film's beginning.
using Time = std::chrono::milliseconds;

inline constexpr std::uint64_t kMaxFilmFileBytes = 64u << 20;
inline constexpr int kMaxFilmWidth = 1280;
inline constexpr int kMaxFilmHeight = 720;
inline constexpr Time kMaxFilmLength = std::chrono::minutes{3};

enum class FilmFault : std::uint8_t {
    none,
    unreadable,   ///< no such file
    damaged,      ///< not what was published, cut or broken
    unsupported,  ///< another format, or beyond the bounds
};

/// One frame of picture or sound as it lies in the file.
struct Packet {
    std::uint64_t at = 0;  ///< byte in the file
    std::uint32_t size = 0;
    Time time{0};  ///< not below the one before
};

struct WebmIndex {
    draw::Size size;
    Time length{0};  ///< when the last frame ends
    std::vector<Packet> picture;
    std::vector<Packet> sound;  ///< empty: a silent film
    int channels = 0;           ///< of the sound: 1 or 2
    int pre_skip = 0;           ///< samples at 48 kHz to leave out at the beginning (RFC 7845)
};

struct WebmAnswer {
    WebmIndex index;
    FilmFault fault = FilmFault::none;
};

/// Stops early, with any answer, when asked to.
WebmAnswer read_webm(Bytes& bytes, const std::stop_token& stop);

}  // namespace villageboard::film
