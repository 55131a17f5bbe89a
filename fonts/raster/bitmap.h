/// A coverage mask: one byte a pixel, 0 outside to 255 inside, rows without padding.
#pragma once
#include <cstdint>
#include <vector>

namespace villageboard::fonts {

struct Bitmap {
    int width = 0;
    int height = 0;
    int left = 0;  ///< from the origin to the left column, px
    int top = 0;   ///< from the origin down to the top row, px (negative: above the baseline)
    std::vector<std::uint8_t> coverage;

    std::uint8_t at(int x, int y) const {
        return coverage[static_cast<std::size_t>(y) * width + x];
    }
};

}  // namespace villageboard::fonts
