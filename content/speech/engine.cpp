#include "content/speech/engine.h"

namespace villageboard::speech {

std::optional<Voice> parse_voice(std::string_view word) {
    if (word == "recorded") return Voice::recorded;
    if (word == "synthetic") return Voice::synthetic;
    if (word == "off") return Voice::off;
    return std::nullopt;
}

std::unique_ptr<Engine> open_engine(Voice voice) {
    if (voice == Voice::off) return nullptr;
    std::unique_ptr<Engine> synthetic = open_synthetic();
    if (voice == Voice::synthetic && synthetic) return synthetic;
    if (!std::filesystem::is_directory(kRecordedSyllables)) return synthetic;
    return open_recorded(kRecordedSyllables, std::move(synthetic));
}

}  // namespace villageboard::speech
