#include "content/speech/pcm.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace villageboard::speech {
namespace {

constexpr double kSpeechLevel = 3300;  ///< -20 dB below full scale
constexpr double kPeak = 30'000;
constexpr double kSilentPart = 0.03;
constexpr int kPhases = 512;
constexpr int kTaps = 12;  ///< samples on each side of the one that is made
constexpr std::size_t kBlock = kRate / 100;
constexpr std::size_t kWindow = kRate * 30 / 1000;
constexpr std::size_t kHop = kWindow / 2;
constexpr std::size_t kSearch = kRate * 8 / 1000;
constexpr std::size_t kStride = 4;  ///< of the search: one sample in four is compared

int peak_of(std::span<const std::int16_t> sound) {
    int peak = 0;
    for (const std::int16_t sample : sound) peak = std::max(peak, std::abs(int{sample}));
    return peak;
}

std::int16_t clamped(double value) {
    return static_cast<std::int16_t>(std::clamp(std::round(value), -32768.0, 32767.0));
}

// The part of a sample so many samples away, under a Hann window.
double sinc(double distance) {
    if (std::abs(distance) < 1e-9) return 1;
    const double angle = std::numbers::pi * distance;
    return std::sin(angle) / angle * (0.5 + 0.5 * std::cos(angle / kTaps));
}

/// What each of the samples around counts, for kPhases places between two of them.
using Weights = std::array<std::array<float, 2 * kTaps>, kPhases>;

Weights make_weights() {
    Weights weights;
    for (int phase = 0; phase < kPhases; ++phase)
        for (int tap = 0; tap < 2 * kTaps; ++tap)
            weights[static_cast<std::size_t>(phase)][static_cast<std::size_t>(tap)] =
                static_cast<float>(sinc(static_cast<double>(phase) / kPhases - (tap - kTaps + 1)));
    return weights;
}

// Where the window's beginning goes on best from `wanted`: the highest correlation.
std::size_t best_offset(std::span<const std::int16_t> sound, std::size_t from, std::size_t to,
                        std::span<const std::int16_t> wanted) {
    std::size_t best = from;
    double best_match = -1;
    for (std::size_t at = from; at <= to; at += kStride) {
        double product = 0;
        double energy = 1;
        for (std::size_t i = 0; i < wanted.size(); i += kStride) {
            const double sample = sound[at + i];
            product += sample * wanted[i];
            energy += sample * sample;
        }
        const double match = product / std::sqrt(energy);
        if (match > best_match) {
            best_match = match;
            best = at;
        }
    }
    return best;
}

}  // namespace

Pcm resampled(std::span<const std::int16_t> sound, int rate) {
    if (rate == kRate) return {sound.begin(), sound.end()};
    static const Weights weights = make_weights();
    const double step = static_cast<double>(rate) / kRate;
    // Silence on both sides, so that no sample needs to be asked for.
    std::vector<float> padded(sound.size() + 2 * kTaps, 0);
    std::copy(sound.begin(), sound.end(), padded.begin() + kTaps - 1);
    Pcm result(static_cast<std::size_t>(static_cast<double>(sound.size()) / step));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const double at = static_cast<double>(i) * step;
        const auto nearest = static_cast<std::size_t>(at);
        const auto phase = static_cast<std::size_t>((at - static_cast<double>(nearest)) * kPhases);
        float sum = 0;
        for (std::size_t tap = 0; tap < 2 * kTaps; ++tap)
            sum += padded[nearest + tap] * weights[phase][tap];
        result[i] = clamped(sum);
    }
    return result;
}

double loudness(std::span<const std::int16_t> sound) {
    const double floor = peak_of(sound) * kSilentPart;
    double sum = 0;
    std::size_t counted = 0;
    for (std::size_t at = 0; at < sound.size(); at += kBlock) {
        const auto block = sound.subspan(at, std::min(kBlock, sound.size() - at));
        if (peak_of(block) <= floor) continue;
        for (const std::int16_t sample : block) sum += double{static_cast<double>(sample)} * sample;
        counted += block.size();
    }
    return counted == 0 ? 0 : std::sqrt(sum / static_cast<double>(counted));
}

Pcm levelled(Pcm sound) {
    const double now = loudness(sound);
    if (now <= 0) return sound;
    const double gain = std::min(kSpeechLevel / now, kPeak / peak_of(sound));
    for (std::int16_t& sample : sound) sample = clamped(sample * gain);
    return sound;
}

Pcm trimmed(Pcm sound) {
    const double floor = peak_of(sound) * kSilentPart;
    const auto loud = [floor](std::int16_t sample) { return std::abs(int{sample}) > floor; };
    const auto last = std::find_if(sound.rbegin(), sound.rend(), loud).base();
    sound.erase(last, sound.end());
    sound.erase(sound.begin(), std::find_if(sound.begin(), sound.end(), loud));
    return sound;
}

void append(Pcm& to, std::span<const std::int16_t> sound) {
    to.insert(to.end(), sound.begin(), sound.end());
}

void append_silence(Pcm& to, std::chrono::milliseconds length) {
    to.insert(to.end(), static_cast<std::size_t>(length.count()) * kRate / 1000, 0);
}

void append_crossfaded(Pcm& to, std::span<const std::int16_t> sound,
                       std::chrono::milliseconds overlap) {
    const std::size_t wanted = static_cast<std::size_t>(overlap.count()) * kRate / 1000;
    const std::size_t shared = std::min({wanted, to.size(), sound.size()});
    const std::size_t from = to.size() - shared;
    for (std::size_t i = 0; i < shared; ++i) {
        const double part = (static_cast<double>(i) + 0.5) / static_cast<double>(shared);
        to[from + i] = clamped(to[from + i] * (1 - part) + sound[i] * part);
    }
    append(to, sound.subspan(shared));
}

Pcm with_tempo(std::span<const std::int16_t> sound, double factor) {
    if (sound.size() < 2 * kWindow || factor == 1.0) return {sound.begin(), sound.end()};
    const auto length = static_cast<std::size_t>(static_cast<double>(sound.size()) / factor);
    std::vector<double> mixed(length + kWindow, 0);
    std::size_t taken = 0;
    for (std::size_t out = 0; out < length; out += kHop) {
        const auto ideal = static_cast<std::size_t>(static_cast<double>(out) * factor);
        std::size_t at = std::min(ideal, sound.size() - kWindow);
        if (out > 0) {
            const std::size_t goes_on = std::min(taken + kHop, sound.size() - kWindow);
            const std::size_t from = at > kSearch ? at - kSearch : 0;
            const std::size_t to = std::min(at + kSearch, sound.size() - kWindow);
            at = best_offset(sound, from, to, sound.subspan(goes_on, kHop));
        }
        for (std::size_t i = 0; i < kWindow; ++i) {
            const double phase = (static_cast<double>(i) + 0.5) / kWindow;
            const bool first_rise = out == 0 && i < kHop;
            const double weight =
                first_rise ? 1 : 0.5 - 0.5 * std::cos(2 * std::numbers::pi * phase);
            mixed[out + i] += sound[at + i] * weight;
        }
        taken = at;
    }
    Pcm result(length);
    std::transform(mixed.begin(), mixed.begin() + static_cast<std::ptrdiff_t>(length),
                   result.begin(), clamped);
    return result;
}

std::chrono::milliseconds length_of(std::size_t samples) {
    return std::chrono::milliseconds{samples * 1000 / kRate};
}

}  // namespace villageboard::speech
