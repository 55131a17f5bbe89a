/// A QR code (ISO/IEC 18004, model 2) as squares. Pure; any thread.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace villageboard::print {

/// Squares that stay empty around a code.
inline constexpr int kQuietSquares = 4;

/// `side` rows of `side` squares, true is dark; without the quiet zone.
struct QrCode {
    int side = 0;
    std::vector<bool> dark;

    bool at(int x, int y) const { return dark[std::size_t{1} * y * side + x]; }
    /// Squares from edge to edge, the quiet zone included.
    int whole_side() const { return side + 2 * kQuietSquares; }
};

/// Error correction M or better. Nothing when the text is empty or has more than 2,300 bytes.
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace villageboard::print
