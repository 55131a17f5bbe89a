/// Arithmetic on samples: rate, level, silence, speed, joining. Pure functions; any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <span>

#include "content/speech/utterance.h"

namespace villageboard::speech {

/// From `rate` samples a second, not above kRate, to kRate.
Pcm resampled(std::span<const std::int16_t> sound, int rate);

/// Root mean square over the parts that are not silent, 0 to 32767; 0 for silence.
double loudness(std::span<const std::int16_t> sound);

/// Brought to the loudness that all speech here has, but never so far that a peak is cut.
Pcm levelled(Pcm sound);

/// Without what is quieter than 3 % of the peak before and behind.
Pcm trimmed(Pcm sound);

void append(Pcm& to, std::span<const std::int16_t> sound);
void append_silence(Pcm& to, std::chrono::milliseconds length);
/// Joined so that `overlap` of both sound together, the one fading into the other.
void append_crossfaded(Pcm& to, std::span<const std::int16_t> sound,
                       std::chrono::milliseconds overlap);

/// As fast as `factor` says (0.7 slower, 1.2 faster) at the same pitch: windows of 30 ms, each put
/// where it goes on best (WSOLA, Verhelst and Roelands 1993).
Pcm with_tempo(std::span<const std::int16_t> sound, double factor);

std::chrono::milliseconds length_of(std::size_t samples);

}  // namespace villageboard::speech
