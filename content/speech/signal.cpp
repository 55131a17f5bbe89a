#include "content/speech/signal.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace villageboard::speech {
namespace {

constexpr double kTau = 2 * std::numbers::pi;
constexpr double kSirenLevel = 14'000;
constexpr double kBellLevel = 9'000;
constexpr double kKeyLevel = 6'000;
constexpr double kFade = 0.02;  ///< seconds, against clicks

// A tone with some of its third harmonic: heard better from small loudspeakers than a pure one.
double tone(double phase) { return (std::sin(phase) + 0.3 * std::sin(3 * phase)) / 1.3; }

double fade(double at, double length) {
    return std::clamp(std::min(at, length - at) / kFade, 0.0, 1.0);
}

template <typename Frequency>
Pcm sweep(double length, double level, Frequency frequency) {
    Pcm sound(static_cast<std::size_t>(length * kRate));
    double phase = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double at = static_cast<double>(i) / kRate;
        phase += kTau * frequency(at) / kRate;
        sound[i] = static_cast<std::int16_t>(level * tone(phase) * fade(at, length));
    }
    return sound;
}

Pcm bell() {
    constexpr double strokes[] = {784, 659, 523};
    constexpr double spacing = 0.6;
    constexpr double length = 2.4;
    std::vector<double> mixed(static_cast<std::size_t>(length * kRate), 0);
    for (std::size_t stroke = 0; stroke < 3; ++stroke) {
        const auto from = static_cast<std::size_t>(static_cast<double>(stroke) * spacing * kRate);
        for (std::size_t i = from; i < mixed.size(); ++i) {
            const double at = static_cast<double>(i - from) / kRate;
            const double ring = std::exp(-at * 4) * std::min(at / 0.005, 1.0);
            mixed[i] += kBellLevel * ring * std::sin(kTau * strokes[stroke] * at);
        }
    }
    Pcm sound(mixed.size());
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] =
            static_cast<std::int16_t>(mixed[i] * fade(static_cast<double>(i) / kRate, length));
    return sound;
}

}  // namespace

Pcm signal_sound(Signal signal) {
    switch (signal) {
        case Signal::red:
            return sweep(4.5, kSirenLevel,
                         [](double at) { return 950 - 450 * std::cos(kTau * at / 1.5); });
        case Signal::orange:
            return sweep(3.2, kSirenLevel,
                         [](double at) { return std::fmod(at, 0.8) < 0.4 ? 950.0 : 700.0; });
        case Signal::key:
            return sweep(0.09, kKeyLevel, [](double) { return 880.0; });
        default:
            return bell();
    }
}

}  // namespace villageboard::speech
