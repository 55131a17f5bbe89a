/// What turns words into sound. Two ways: espeak-ng's synthesis, or recorded syllables of a
/// person. An engine works on one thread; it may take some milliseconds a sentence.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "content/speech/utterance.h"

namespace villageboard::speech {

class Engine {
  public:
    virtual ~Engine() = default;
    /// Samples at kRate, without silence before and behind. Nothing for an utterance of pauses
    /// alone. Throws Error corrupt when the voice's data can't be used.
    virtual Pcm speak(const Utterance& utterance, Pace pace) = 0;
    /// A sentence in English.
    virtual Pcm speak_english(std::string_view sentence, Pace pace) = 0;
};

/// espeak-ng with its voices cmn-latn-pinyin and en; null where its data isn't installed. The
/// library has one state for the whole process: at most one such engine at a time.
std::unique_ptr<Engine> open_synthetic();

/// Where Debian's gcin-voice puts its recordings.
inline constexpr const char* kRecordedSyllables = "/usr/share/gcin-voice/ogg";

/// Recorded syllables joined; what is missing among them, and English, is left to `synthetic`,
/// which may be null. Null where the folder isn't there.
std::unique_ptr<Engine> open_recorded(const std::filesystem::path& folder,
                                      std::unique_ptr<Engine> synthetic);

/// kiosk.conf, `voice =`.
enum class Voice : std::uint8_t { recorded, synthetic, off };
std::optional<Voice> parse_voice(std::string_view word);

/// The engine of this name, or the other one where it isn't installed; null for off and where
/// neither is.
std::unique_ptr<Engine> open_engine(Voice voice);

}  // namespace villageboard::speech
