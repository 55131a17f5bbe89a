#include <vorbis/vorbisfile.h>

#include <map>

#include "content/model/error.h"
#include "content/speech/engine.h"
#include "content/speech/pcm.h"
#include "content/speech/zhuyin.h"

namespace villageboard::speech {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostKept = 400;  ///< syllables, some 10 MB
constexpr std::chrono::milliseconds kOverlap{15};
// The syllables were spoken one by one, each twice as long as in a sentence.
constexpr double kTempo = 1.3;
constexpr double kNeutralLoudness = 0.7;
constexpr double kNeutralTempo = 1.5;
constexpr std::size_t kLongestFile = std::size_t{kRate} * 5;

class OggFile {
  public:
    explicit OggFile(const fs::path& file) : open_(ov_fopen(file.c_str(), &file_) == 0) {}
    ~OggFile() {
        if (open_) ov_clear(&file_);
    }
    OggFile(const OggFile&) = delete;
    OggFile& operator=(const OggFile&) = delete;

    /// One channel; empty where it isn't a recording of one channel.
    Pcm decode() {
        Pcm samples;
        const vorbis_info* info = open_ ? ov_info(&file_, -1) : nullptr;
        if (!info || info->channels != 1 || info->rate < 8000 || info->rate > kRate) return samples;
        const int rate = static_cast<int>(info->rate);
        std::int16_t piece[2048];
        int section = 0;
        while (samples.size() < kLongestFile) {
            const long bytes =
                ov_read(&file_, reinterpret_cast<char*>(piece), sizeof piece, 0, 2, 1, &section);
            if (bytes == 0) return resampled(samples, rate);
            if (bytes < 0) return {};
            samples.insert(samples.end(), piece, piece + bytes / 2);
        }
        return {};
    }

  private:
    OggVorbis_File file_{};
    bool open_;
};

class Recorded : public Engine {
  public:
    Recorded(fs::path folder, std::unique_ptr<Engine> synthetic)
        : folder_(std::move(folder)), synthetic_(std::move(synthetic)) {}

    Pcm speak(const Utterance& utterance, Pace pace) override {
        Pcm sound;
        const std::chrono::milliseconds none{0};
        auto overlap = none;
        for (const auto& part : utterance) {
            if (const auto* pause = std::get_if<Pause>(&part)) {
                append_silence(sound, pause->length);
                overlap = none;
            } else if (const auto* syllable = std::get_if<Syllable>(&part)) {
                append_crossfaded(sound, said(*syllable, pace), overlap);
                overlap = kOverlap;
            } else {
                append(sound, speak_english(std::get<Foreign>(part).words, pace));
                overlap = none;
            }
        }
        return sound;
    }

    Pcm speak_english(std::string_view sentence, Pace pace) override {
        return synthetic_ ? synthetic_->speak_english(sentence, pace) : Pcm{};
    }

  private:
    const Pcm& said(const Syllable& syllable, Pace pace) {
        const std::string key =
            syllable.base + std::to_string(syllable.tone) + (pace == Pace::slow ? "s" : "");
        if (const auto kept = kept_.find(key); kept != kept_.end()) return kept->second;
        if (kept_.size() >= kMostKept) kept_.clear();
        return kept_[key] = make(syllable, pace);
    }

    Pcm make(const Syllable& syllable, Pace pace) {
        const double tempo = kTempo * (pace == Pace::slow ? kSlowFactor : 1);
        if (Pcm found = load(syllable.base, syllable.tone); !found.empty())
            return with_tempo(found, tempo);
        if (syllable.tone == 5)
            for (const int near : {4, 1, 3, 2}) {
                Pcm found = load(syllable.base, near);
                if (found.empty()) continue;
                for (std::int16_t& sample : found)
                    sample = static_cast<std::int16_t>(sample * kNeutralLoudness);
                return with_tempo(found, tempo * kNeutralTempo);
            }
        if (!synthetic_) return {};
        Syllable alone = syllable;
        return synthetic_->speak({alone}, pace);
    }

    // The recording of the speaker with most syllables, else of the other.
    Pcm load(const std::string& base, int tone) const {
        const std::string name = zhuyin_of(base);
        if (name.empty()) return {};
        const std::string mark = tone == 1 ? "" : tone == 5 ? "1" : std::to_string(tone);
        for (const char* speaker : {"3.ogg", "5.ogg"}) {
            Pcm sound = OggFile(folder_ / (name + mark) / speaker).decode();
            if (!sound.empty()) return levelled(trimmed(std::move(sound)));
        }
        return {};
    }

    fs::path folder_;
    std::unique_ptr<Engine> synthetic_;
    std::map<std::string, Pcm> kept_;
};

}  // namespace

std::unique_ptr<Engine> open_recorded(const fs::path& folder, std::unique_ptr<Engine> synthetic) {
    if (!fs::is_directory(folder)) return nullptr;
    return std::make_unique<Recorded>(folder, std::move(synthetic));
}

}  // namespace villageboard::speech
