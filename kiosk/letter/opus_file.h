/// Speech as an Ogg Opus file (RFC 7845) of constant rate, so that its size tells nothing but its
/// length. The result lies in locked memory; the encoder's own working memory is freed, not wiped.
/// Any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <span>

#include "content/state/secret_bytes.h"

namespace villageboard::kiosk {

/// Samples a second of what is recorded; one channel.
inline constexpr int kVoiceRate = 16000;

std::chrono::milliseconds voice_length(std::size_t samples);

/// Empty when the encoder fails.
state::SecretBytes encode_opus(std::span<const std::int16_t> samples);

}  // namespace villageboard::kiosk
