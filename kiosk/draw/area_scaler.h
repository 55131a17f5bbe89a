/// Makes a picture smaller by averaging the area under each new pixel, a row at a time, so that the
/// large picture is never in memory. Exact integers; colours count by their alpha.
#pragma once
#include <cstdint>
#include <vector>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

/// The largest size of the same ratio that fits into the box, at most `size`, at least 1 x 1.
/// A box without area keeps the size.
Size fit_into(Size size, Size box);

class AreaScaler {
  public:
    /// `to` is at most `from` in both directions, both above zero and within kMaxPictureSide.
    AreaScaler(Size from, Size to);

    /// The next row: from.width pixels of four bytes, red first. Rows beyond the last are ignored.
    void push_row(const std::uint8_t* rgba);

    bool complete() const { return rows_ == from_.height; }
    /// 0xAARRGGBB, to.width * to.height; zeros where rows are missing.
    std::vector<std::uint32_t> take() { return std::move(out_); }

  private:
    void add_columns(const std::uint8_t* rgba);
    void add_row(std::uint64_t weight);
    void finish_row();

    Size from_;
    Size to_;
    int rows_ = 0;
    int out_row_ = 0;
    std::vector<std::uint32_t> columns_;  ///< of the present row: r, g, b times alpha, and alpha
    std::vector<std::uint64_t> sums_;
    std::vector<std::uint32_t> out_;
};

}  // namespace villageboard::draw
