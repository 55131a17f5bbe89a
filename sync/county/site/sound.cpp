#include "sync/county/site/sound.h"

#include <opusenc.h>

#include <algorithm>
#include <utility>

#include "content/model/error.h"
#include "content/speech/lexicon_table.h"
#include "content/speech/pcm.h"
#include "content/speech/spoken_text.h"
#include "sync/county/people/refusal.h"
#include "sync/feed/hash.h"

namespace villageboard::county::site {
namespace {

constexpr std::chrono::milliseconds kAfterSentence{400};
constexpr std::chrono::milliseconds kAfterLine{900};
constexpr int kBitsPerSecond = 24'000;

struct EndEncoder {
    void operator()(OggOpusEnc* encoder) const noexcept { ope_encoder_destroy(encoder); }
};
struct EndComments {
    void operator()(OggOpusComments* comments) const noexcept { ope_comments_destroy(comments); }
};

int append(void* out, const unsigned char* bytes, opus_int32 size) noexcept {
    try {
        static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes),
                                               static_cast<std::size_t>(size));
        return 0;
    } catch (...) {
        return 1;
    }
}

int close(void*) noexcept { return 0; }

constexpr OpusEncCallbacks kIntoMemory{append, close};

bool configure(OggOpusEnc* encoder) {
    return ope_encoder_ctl(encoder, OPUS_SET_BITRATE(kBitsPerSecond)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPE_SET_COMMENT_PADDING(0)) == OPE_OK;
}

speech::Pcm said(speech::Engine& engine, const speech::Lexicon& lexicon,
                 std::string_view sentence) {
    if (!speech::has_hanzi(sentence)) return engine.speak_english(sentence, speech::Pace::normal);
    return engine.speak(speech::pronounced(lexicon, speech::spoken_text(sentence)),
                        speech::Pace::normal);
}

}  // namespace

std::optional<speech::Pcm> say_script(speech::Engine& engine, const speech::Lexicon& lexicon,
                                      std::string_view script, std::chrono::milliseconds most) {
    speech::Pcm sound;
    while (!script.empty()) {
        const std::string_view line = script.substr(0, script.find('\n'));
        script.remove_prefix(std::min(script.size(), line.size() + 1));
        for (const speech::Sentence& one : speech::split_sentences(line)) {
            speech::append(sound,
                           said(engine, lexicon, line.substr(one.begin, one.end - one.begin)));
            speech::append_silence(sound, kAfterSentence);
            if (speech::length_of(sound.size()) > most) return std::nullopt;
        }
        speech::append_silence(sound, kAfterLine - kAfterSentence);
    }
    return sound;
}

std::string ogg_opus(std::span<const std::int16_t> samples) {
    std::string file;
    const std::unique_ptr<OggOpusComments, EndComments> comments(ope_comments_create());
    int failure = 0;
    const std::unique_ptr<OggOpusEnc, EndEncoder> encoder(ope_encoder_create_callbacks(
        &kIntoMemory, &file, comments.get(), speech::kRate, 1, 0, &failure));
    const bool whole = encoder && configure(encoder.get()) &&
                       ope_encoder_write(encoder.get(), samples.data(),
                                         static_cast<int>(samples.size())) == OPE_OK &&
                       ope_encoder_drain(encoder.get()) == OPE_OK;
    if (!whole) throw Error(ErrorKind::retry, "The sound could not be encoded.");
    return file;
}

std::string ScriptSounds::sound_of(const std::string& script) {
    const std::string digest = feed::sha256(script).hex();
    if (auto found = kept(digest)) return std::move(*found);
    std::string ogg = speak(script);
    keep({digest, ogg});
    return ogg;
}

std::string ScriptSounds::speak(const std::string& script) {
    const std::unique_lock lock(speaking_, std::try_to_lock);
    if (!lock)
        throw Refusal(RefusalKind::too_often, "busy",
                      "Another text is being spoken just now; ask again in some seconds.");
    if (!engine_) engine_ = open_();
    if (!engine_)
        throw Error(ErrorKind::retry,
                    "No voice is installed on this server; install gcin-voice or espeak-ng-data.");
    if (!lexicon_) lexicon_.emplace(speech::lexicon_table());
    const auto sound = say_script(*engine_, *lexicon_, script, kLongestSound);
    if (!sound)
        throw Refusal(RefusalKind::invalid, "too_long",
                      "This text takes more than ten minutes to read out.");
    return ogg_opus(*sound);
}

std::optional<std::string> ScriptSounds::kept(const std::string& digest) {
    const std::lock_guard lock(keeping_);
    const auto found = std::ranges::find(kept_, digest, &Kept::digest);
    if (found == kept_.end()) return std::nullopt;
    return found->ogg;
}

void ScriptSounds::keep(Kept sound) {
    const std::lock_guard lock(keeping_);
    if (std::ranges::find(kept_, sound.digest, &Kept::digest) != kept_.end()) return;
    kept_bytes_ += sound.ogg.size();
    kept_.push_back(std::move(sound));
    while (kept_bytes_ > kSoundCacheBytes) {
        kept_bytes_ -= kept_.front().ogg.size();
        kept_.pop_front();
    }
}

}  // namespace villageboard::county::site
