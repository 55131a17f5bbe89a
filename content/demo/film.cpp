#include "content/demo/film.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "content/demo/film_encoder.h"
#include "content/model/error.h"

namespace villageboard::demo {
namespace {

constexpr int kFramesPerSecond = 12;
constexpr int kFramesPerScene = 30;
constexpr int kDissolveFrames = 6;
constexpr int kKilobits = 120;
constexpr int kRate = 48'000;
constexpr double kBellHz = 523.25;
constexpr double kBellLoudness = 3000;
constexpr double kBellFades = 4.5;    // so many e-folds a second
constexpr double kBellBegins = 0.02;  // seconds, without a click

using Scene = std::span<const std::uint32_t>;

std::uint32_t mixed(std::uint32_t from, std::uint32_t to, std::uint32_t part, std::uint32_t whole) {
    std::uint32_t out = 0;
    for (int shift = 0; shift < 24; shift += 8)
        out |= ((from >> shift & 255) * (whole - part) + (to >> shift & 255) * part + whole / 2) /
                   whole
               << shift;
    return out;
}

std::vector<std::uint32_t> dissolve(Scene from, Scene to, int part) {
    std::vector<std::uint32_t> out(from.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = mixed(from[i], to[i], static_cast<std::uint32_t>(part), kDissolveFrames);
    return out;
}

std::vector<std::int16_t> bells(int scenes) {
    const int scene = kRate / kFramesPerSecond * kFramesPerScene;
    std::vector<std::int16_t> samples(static_cast<std::size_t>(scene) * scenes);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i % static_cast<std::size_t>(scene)) / kRate;
        const double loud =
            kBellLoudness * std::exp(-kBellFades * t) * std::min(1.0, t / kBellBegins);
        const double wave = std::sin(2 * std::numbers::pi * kBellHz * t) +
                            0.4 * std::sin(4 * std::numbers::pi * kBellHz * t);
        samples[i] = static_cast<std::int16_t>(loud * wave);
    }
    return samples;
}

}  // namespace

std::string make_film(const Strip& strip) {
    const int height = strip.width * 9 / 16;
    if (height <= 0 || height % 2 != 0 || strip.width % 2 != 0 || strip.height % height != 0 ||
        strip.height == 0)
        throw Error(ErrorKind::invalid, "The strip of a film holds no whole scenes.");
    const int scenes = strip.height / height;
    const std::size_t size = static_cast<std::size_t>(strip.width) * height;
    const auto scene = [&](int n) { return Scene(strip.pixels).subspan(size * n, size); };
    FilmEncoder encoder({strip.width, height, kFramesPerSecond, kKilobits});
    for (int n = 0; n < scenes; ++n)
        for (int frame = 0; frame < kFramesPerScene; ++frame) {
            if (n > 0 && frame < kDissolveFrames)
                encoder.add(dissolve(scene(n - 1), scene(n), frame));
            else
                encoder.add(scene(n));
        }
    encoder.set_sound(bells(scenes));
    return encoder.finish();
}

}  // namespace villageboard::demo
