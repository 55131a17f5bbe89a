/// Reads Hanzi that a finger wrote. Keeps nothing between two calls. UI thread only; some
/// milliseconds a call, writes nothing anywhere.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace villageboard::kiosk {

struct InkPoint {
    float x = 0;
    float y = 0;

    friend bool operator==(const InkPoint&, const InkPoint&) = default;
};

/// What the finger left between touching the pad and leaving it, in order.
using InkStroke = std::vector<InkPoint>;

class Handwriting {
  public:
    virtual ~Handwriting() = default;

    /// At most `most` characters that these strokes may be, the likeliest first. Neither place nor
    /// size of the writing matters.
    virtual std::vector<std::string> read(const std::vector<InkStroke>& strokes,
                                          std::size_t most) = 0;
};

}  // namespace villageboard::kiosk
