/// The sounds that say something without words, made by arithmetic: before a warning is spoken, and
/// when a key of a secret was taken. A drill never has a siren.
/// Pure; any thread.
#pragma once
#include "content/speech/utterance.h"

namespace villageboard::speech {

enum class Signal : std::uint8_t {
    red,     ///< a wail that rises and falls between 500 and 1,400 Hz, three times
    orange,  ///< two tones in turn, 700 and 950 Hz
    drill,   ///< three soft strokes of a bell, each lower than the one before
    key,     ///< a short tone, the same for every key
};

Pcm signal_sound(Signal signal);

}  // namespace villageboard::speech
