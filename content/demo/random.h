/// A small seeded generator (SplitMix64, Steele, Lea and Flood 2014): the same numbers on every
/// machine, which the standard library's distributions do not promise. Not for secrets.
#pragma once
#include <cstdint>

namespace villageboard::demo {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15u;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
        return mixed ^ (mixed >> 31);
    }

    /// From `low` to `high`, both included; `low` when the range is empty.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        if (high <= low) return low;
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }

  private:
    std::uint64_t state_;
};

}  // namespace villageboard::demo
