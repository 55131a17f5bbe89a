#include "kiosk/speech/tape.h"

#include <algorithm>
#include <cmath>

namespace villageboard::speech {
namespace {

constexpr double kKnee = 22'000;
constexpr double kRoom = 32'767 - kKnee;

// What goes beyond the knee is pressed into the room above it.
std::int16_t limited(double sample) {
    const double size = std::abs(sample);
    if (size > kKnee)
        sample = std::copysign(kKnee + kRoom * std::tanh((size - kKnee) / kRoom), sample);
    return static_cast<std::int16_t>(sample);
}

}  // namespace

void Tape::add(TapePiece piece) {
    if (piece.sound->empty()) return;
    const std::lock_guard lock(mutex_);
    pieces_.push_back(std::move(piece));
}

void Tape::clear() {
    const std::lock_guard lock(mutex_);
    pieces_.clear();
    at_ = 0;
}

void Tape::take(std::span<std::int16_t> to, const std::function<void(const std::string&)>& began) {
    const std::lock_guard lock(mutex_);
    while (!to.empty() && !pieces_.empty()) {
        const Pcm& sound = *pieces_.front().sound;
        if (at_ == 0 && began) began(pieces_.front().name);
        const std::size_t count = std::min(to.size(), sound.size() - at_);
        for (std::size_t i = 0; i < count; ++i) to[i] = limited(sound[at_ + i] * gain_);
        at_ += count;
        to = to.subspan(count);
        if (at_ < sound.size()) continue;
        pieces_.pop_front();
        at_ = 0;
    }
    std::fill(to.begin(), to.end(), std::int16_t{0});
}

void Tape::set_gain(double gain) {
    const std::lock_guard lock(mutex_);
    gain_ = gain;
}

std::optional<std::size_t> Tape::current() const {
    const std::lock_guard lock(mutex_);
    if (pieces_.empty()) return std::nullopt;
    return pieces_.front().index;
}

std::size_t Tape::left_of_current() const {
    const std::lock_guard lock(mutex_);
    return pieces_.empty() ? 0 : pieces_.front().sound->size() - at_;
}

std::size_t Tape::left() const {
    const std::lock_guard lock(mutex_);
    std::size_t left = 0;
    for (const TapePiece& piece : pieces_) left += piece.sound->size();
    return left - at_;
}

}  // namespace villageboard::speech
