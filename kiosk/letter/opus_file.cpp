#include "kiosk/letter/opus_file.h"

#include <opusenc.h>

#include <limits>
#include <memory>

#include "content/state/submission.h"

namespace villageboard::kiosk {
namespace {

constexpr int kBitsPerSecond = 16000;
constexpr int kComplexity = 5;

struct EndEncoder {
    void operator()(OggOpusEnc* encoder) const noexcept { ope_encoder_destroy(encoder); }
};
struct EndComments {
    void operator()(OggOpusComments* comments) const noexcept { ope_comments_destroy(comments); }
};

int write(void* out, const unsigned char* bytes, opus_int32 size) noexcept {
    const std::string_view piece(reinterpret_cast<const char*>(bytes),
                                 static_cast<std::size_t>(size));
    return static_cast<state::SecretBytes*>(out)->append(piece) ? 0 : 1;
}

int close(void*) noexcept { return 0; }

constexpr OpusEncCallbacks kIntoMemory{write, close};

std::size_t most_bytes(std::chrono::milliseconds length) {
    const auto steps =
        (length + state::kVoiceStep - std::chrono::milliseconds{1}) / state::kVoiceStep;
    return static_cast<std::size_t>(steps) * state::kVoiceStepBytes;
}

bool configure(OggOpusEnc* encoder) {
    return ope_encoder_ctl(encoder, OPUS_SET_BITRATE(kBitsPerSecond)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_VBR(0)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(kComplexity)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPE_SET_COMMENT_PADDING(0)) == OPE_OK;
}

}  // namespace

std::chrono::milliseconds voice_length(std::size_t samples) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(samples) * 1000 / kVoiceRate};
}

state::SecretBytes encode_opus(std::span<const std::int16_t> samples) {
    state::SecretBytes file(most_bytes(voice_length(samples.size())));
    const std::unique_ptr<OggOpusComments, EndComments> comments(ope_comments_create());
    int failure = 0;
    const std::unique_ptr<OggOpusEnc, EndEncoder> encoder(ope_encoder_create_callbacks(
        &kIntoMemory, &file, comments.get(), kVoiceRate, 1, 0, &failure));
    const bool whole = encoder && configure(encoder.get()) &&
                       ope_encoder_write(encoder.get(), samples.data(),
                                         static_cast<int>(samples.size())) == OPE_OK &&
                       ope_encoder_drain(encoder.get()) == OPE_OK;
    if (!whole) file.clear();
    return file;
}

}  // namespace villageboard::kiosk
