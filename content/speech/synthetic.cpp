#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <string>

#include "content/model/error.h"
#include "content/speech/engine.h"
#include "content/speech/pcm.h"

namespace villageboard::speech {
namespace {

constexpr int kWordsPerMinute = 150;
constexpr int kSlowWordsPerMinute = 105;
constexpr const char* kMandarin = "cmn-latn-pinyin";
constexpr const char* kEnglish = "en";

int collect(short* samples, int count, espeak_EVENT* events) noexcept {
    auto* into = static_cast<Pcm*>(events->user_data);
    if (into && samples && count > 0) try {
            into->insert(into->end(), samples, samples + count);
        } catch (...) {
            return 1;  // ends the synthesis
        }
    return 0;
}

class Synthetic : public Engine {
  public:
    explicit Synthetic(int rate) : rate_(rate) {
        espeak_SetSynthCallback(collect);
        espeak_SetParameter(espeakVOLUME, 100, 0);
    }

    Pcm speak(const Utterance& utterance, Pace pace) override {
        Pcm sound;
        std::string phrase;
        const auto flush = [&] {
            if (!phrase.empty()) append(sound, synthesise(phrase, kMandarin, pace));
            phrase.clear();
        };
        for (const auto& part : utterance) {
            if (const auto* syllable = std::get_if<Syllable>(&part)) {
                phrase += syllable->base + std::to_string(syllable->tone) + ' ';
                continue;
            }
            flush();
            if (const auto* pause = std::get_if<Pause>(&part))
                append_silence(sound, pause->length);
            else
                append(sound, speak_english(std::get<Foreign>(part).words, pace));
        }
        flush();
        return sound;
    }

    Pcm speak_english(std::string_view sentence, Pace pace) override {
        return synthesise(std::string(sentence), kEnglish, pace);
    }

  private:
    Pcm synthesise(const std::string& words, const char* voice, Pace pace) {
        if (espeak_SetVoiceByName(voice) != EE_OK)
            throw Error(ErrorKind::corrupt, std::string("espeak-ng has no voice ") + voice);
        espeak_SetParameter(espeakRATE, pace == Pace::slow ? kSlowWordsPerMinute : kWordsPerMinute,
                            0);
        Pcm raw;
        if (espeak_Synth(words.c_str(), words.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8,
                         nullptr, &raw) != EE_OK)
            throw Error(ErrorKind::corrupt, "espeak-ng can't speak");
        return levelled(trimmed(resampled(raw, rate_)));
    }

    int rate_;
};

}  // namespace

std::unique_ptr<Engine> open_synthetic() {
    // Once in a process, and never ended: espeak_Terminate() after a second beginning waits for
    // ever for a thread of the first (1.51).
    static const int rate =
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0) return nullptr;
    return std::make_unique<Synthetic>(rate);
}

}  // namespace villageboard::speech
