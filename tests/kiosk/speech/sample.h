/// Clips for tests: a tone, encoded as the county's converter does.
#pragma once
#include <opusenc.h>

#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

namespace villageboard::speech_test {

/// Opus in Ogg, `channels` of a 440 Hz tone, so many seconds long.
inline void write_tone(const std::filesystem::path& file, int seconds, int channels = 1) {
    OggOpusComments* comments = ope_comments_create();
    int error = 0;
    OggOpusEnc* encoder =
        ope_encoder_create_file(file.c_str(), comments, 48'000, channels, 0, &error);
    std::vector<opus_int16> samples;
    for (int i = 0; i < seconds * 48'000; ++i)
        for (int channel = 0; channel < channels; ++channel)
            samples.push_back(
                static_cast<opus_int16>(8000 * std::sin(2 * std::numbers::pi * 440 * i / 48'000)));
    ope_encoder_write(encoder, samples.data(), seconds * 48'000);
    ope_encoder_drain(encoder);
    ope_encoder_destroy(encoder);
    ope_comments_destroy(comments);
}

}  // namespace villageboard::speech_test
