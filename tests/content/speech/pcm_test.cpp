#include "content/speech/pcm.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "content/speech/signal.h"

namespace villageboard::speech {
namespace {

using std::chrono::milliseconds;

Pcm tone(double hertz, milliseconds length, double level, int rate = kRate) {
    Pcm sound(static_cast<std::size_t>(length.count()) * static_cast<std::size_t>(rate) / 1000);
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] = static_cast<std::int16_t>(
            level * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
    return sound;
}

// How strong one frequency is (Goertzel), as a part of the whole.
double strength(const Pcm& sound, double hertz) {
    double re = 0;
    double im = 0;
    double all = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate;
        re += sound[i] * std::cos(phase);
        im += sound[i] * std::sin(phase);
        all += static_cast<double>(sound[i]) * sound[i];
    }
    return 2 * (re * re + im * im) / (all * static_cast<double>(sound.size()));
}

}  // namespace

TEST_CASE("another rate keeps length and pitch") {
    const Pcm made = resampled(tone(440, milliseconds{500}, 8000, 22'050), 22'050);
    CHECK(length_of(made.size()).count() == doctest::Approx(500).epsilon(0.02));
    CHECK(strength(made, 440) > 0.95);
}

TEST_CASE("slower and faster speech keep their pitch") {
    const Pcm sound = tone(300, milliseconds{1000}, 8000);
    for (const double factor : {0.7, 1.3}) {
        const Pcm changed = with_tempo(sound, factor);
        CAPTURE(factor);
        CHECK(length_of(changed.size()).count() == doctest::Approx(1000 / factor).epsilon(0.02));
        CHECK(strength(changed, 300) > 0.9);
        CHECK(loudness(changed) == doctest::Approx(loudness(sound)).epsilon(0.1));
    }
}

TEST_CASE("silence is cut off before and behind, and quiet and loud speech become alike") {
    Pcm sound;
    append_silence(sound, milliseconds{300});
    append(sound, tone(200, milliseconds{400}, 900));
    append_silence(sound, milliseconds{500});
    const Pcm quiet = levelled(trimmed(sound));
    CHECK(length_of(quiet.size()).count() == doctest::Approx(400).epsilon(0.05));
    CHECK(loudness(quiet) ==
          doctest::Approx(loudness(levelled(tone(200, milliseconds{400}, 25'000)))).epsilon(0.05));
    CHECK(levelled(Pcm(500, 0)) == Pcm(500, 0));
    CHECK(trimmed(Pcm(500, 0)).empty());
}

TEST_CASE("joined sounds share their overlap and click nowhere") {
    Pcm sound = tone(200, milliseconds{100}, 8000);
    append_crossfaded(sound, tone(310, milliseconds{100}, 8000), milliseconds{20});
    CHECK(length_of(sound.size()) == milliseconds{180});
    int step = 0;
    for (std::size_t i = 1; i < sound.size(); ++i)
        step = std::max(step, std::abs(sound[i] - sound[i - 1]));
    CHECK(step < 700);
}

TEST_CASE("a red warning wails, an orange one has two tones, a drill has a bell and no siren") {
    const Pcm red = signal_sound(Signal::red);
    const Pcm orange = signal_sound(Signal::orange);
    const Pcm drill = signal_sound(Signal::drill);
    const auto part = [](const Pcm& sound, int from_ms, int to_ms) {
        return Pcm(sound.begin() + from_ms * 48, sound.begin() + to_ms * 48);
    };
    CHECK(strength(part(orange, 100, 300), 950) > 0.8);
    CHECK(strength(part(orange, 500, 700), 700) > 0.8);
    CHECK(strength(part(red, 720, 780), 1400) > 0.5);
    CHECK(strength(part(red, 1470, 1530), 500) > 0.5);
    CHECK(strength(part(drill, 100, 500), 784) > 0.8);
    CHECK(loudness(red) > 2 * loudness(drill));
    for (const Pcm* sound : {&red, &orange, &drill}) {
        CHECK(sound->front() == 0);
        CHECK(std::abs(sound->back()) < 100);
        CHECK(*std::max_element(sound->begin(), sound->end()) < 32'000);
    }
}

TEST_CASE("a key's tone is short, softer than a siren and begins and ends without a click") {
    const Pcm key = signal_sound(Signal::key);
    CHECK(length_of(key.size()) <= milliseconds{100});
    CHECK(strength(Pcm(key.begin() + 25 * 48, key.begin() + 65 * 48), 880) > 0.8);
    CHECK(loudness(key) < loudness(signal_sound(Signal::orange)));
    CHECK(key.front() == 0);
    CHECK(std::abs(key.back()) < 100);
}

}  // namespace villageboard::speech
