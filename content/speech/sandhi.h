/// Tones as they are heard: 一 and 不 before other tones, third tones in a row.
/// Pure function; any thread.
#pragma once
#include <span>

#include "content/speech/utterance.h"

namespace villageboard::speech {

/// Changes the tones of syllables between which nobody pauses. A 一 that counts in order (第一,
/// 一月, 十一) keeps its tone. Within a word every third tone before a third tone becomes a second;
/// across words only where that leaves no other choice.
void apply_sandhi(std::span<Syllable> phrase);

}  // namespace villageboard::speech
