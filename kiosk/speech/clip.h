/// Recorded clips: Opus in Ogg (RFC 7845), verified before they are decoded. Hostile bytes give a
/// fault, never a throw. Any thread.
#pragma once
#include <cstddef>
#include <span>

#include "content/speech/utterance.h"
#include "kiosk/draw/stored_file.h"

namespace villageboard::speech {

inline constexpr std::size_t kMaxClipBytes = 4u << 20;
inline constexpr std::size_t kMaxClipSamples = std::size_t{kRate} * 60 * 5;  ///< five minutes

enum class ClipFault : std::uint8_t {
    none,
    unreadable,   ///< no such file
    damaged,      ///< not what was published, cut or broken
    unsupported,  ///< another format, or beyond the bounds
};

struct Clip {
    Pcm sound;  ///< one channel at kRate; empty exactly where there is a fault
    ClipFault fault = ClipFault::none;
};

Clip read_clip(const draw::StoredFile& file);
/// Of bytes that are verified already. Two channels become one.
Clip decode_clip(std::span<const std::byte> bytes);

}  // namespace villageboard::speech
