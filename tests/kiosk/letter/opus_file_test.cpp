#include "kiosk/letter/opus_file.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "content/state/submission.h"

namespace villageboard::kiosk {
namespace {

std::vector<std::int16_t> silence(double seconds) {
    return std::vector<std::int16_t>(static_cast<std::size_t>(seconds * kVoiceRate));
}

std::vector<std::int16_t> noise(double seconds) {
    std::mt19937 random(7);
    std::vector<std::int16_t> samples = silence(seconds);
    for (std::int16_t& sample : samples) sample = static_cast<std::int16_t>(random() & 0x3FFF);
    return samples;
}

/// The position at the end of the last page: samples of 48 kHz, what is skipped at the start
/// included (RFC 3533, RFC 7845).
std::int64_t last_position(std::string_view file) {
    const auto page = file.rfind("OggS");
    std::int64_t position = 0;
    for (int i = 7; i >= 0; --i)
        position = position << 8 |
                   static_cast<unsigned char>(file[page + 6 + static_cast<std::size_t>(i)]);
    return position;
}

}  // namespace

TEST_CASE("speech becomes an Ogg Opus file of its length") {
    const auto samples = noise(3);
    const state::SecretBytes file = encode_opus(samples);
    REQUIRE(file.view().starts_with("OggS"));
    CHECK(file.view().find("OpusHead") != std::string_view::npos);
    const double seconds = static_cast<double>(last_position(file.view())) / 48000;
    CHECK(seconds >= 3.0);
    CHECK(seconds < 3.1);
}

TEST_CASE("the size of a voice tells its length and nothing about what was said") {
    for (const double seconds : {0.5, 5.0, 9.9}) {
        const auto quiet = encode_opus(silence(seconds)).size();
        const auto loud = encode_opus(noise(seconds)).size();
        CHECK(quiet == loud);
    }
}

TEST_CASE("the longest voice fits its size class") {
    const auto samples = noise(90);
    CHECK(voice_length(samples.size()) == state::kMaxVoice);
    const state::SecretBytes file = encode_opus(samples);
    CHECK(file.size() > 90 * 1900);
    CHECK(file.size() <= 18 * state::kVoiceStepBytes);
    CHECK_FALSE(encode_opus(noise(0.02)).empty());
}

}  // namespace villageboard::kiosk
