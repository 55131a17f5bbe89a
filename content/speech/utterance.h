/// What an engine is given to say, and what it gives back. Plain values.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace villageboard::speech {

/// Samples a second of all that is played: one channel, signed, 16 bits.
inline constexpr int kRate = 48'000;
using Pcm = std::vector<std::int16_t>;

struct Syllable {
    std::string base;  ///< "lv", "zhuang"
    int tone = 5;      ///< 1 to 4, 5 neutral
    char32_t hanzi = 0;
    bool begins_word = false;
    friend bool operator==(const Syllable&, const Syllable&) = default;
};

struct Pause {
    std::chrono::milliseconds length{0};
    friend bool operator==(const Pause&, const Pause&) = default;
};

/// Latin words, said as English; capitals alone are spelled.
struct Foreign {
    std::string words;
    friend bool operator==(const Foreign&, const Foreign&) = default;
};

using Utterance = std::vector<std::variant<Syllable, Pause, Foreign>>;

enum class Pace : std::uint8_t { normal, slow };
inline constexpr double kSlowFactor = 0.7;

}  // namespace villageboard::speech
