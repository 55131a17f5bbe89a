/// Makes a picture smaller by averaging the area under each new pixel, a row at a time, so that the
/// large picture is never in memory. What is averaged is light, not its code: an sRGB value is
/// first made linear (IEC 61966-2-1), or fine white lines on dark ground would come out too dark.
/// Integers throughout: 16 bits of linear light, exact sums, one rounding at the end. Colours
/// count by their alpha.
#pragma once
#include <cstdint>
#include <vector>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

/// The largest size of the same ratio that fits into the box, at most `size`, at least 1 x 1.
/// A box without area keeps the size.
Size fit_into(Size size, Size box);

/// 0 to 65535 for an sRGB value of 8 bits, and the nearest sRGB value for that much light.
/// to_srgb(to_linear(v)) == v for every v.
std::uint16_t to_linear(std::uint8_t srgb);
std::uint8_t to_srgb(std::uint16_t linear);

/// A whole picture at once: from.width * from.height pixels of four bytes, red first, in rows
/// without padding, to 0xAARRGGBB. As AreaScaler.
std::vector<std::uint32_t> scaled(const std::uint8_t* rgba, Size from, Size to);

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
    void copy_row(const std::uint8_t* rgba);
    void add_columns(const std::uint8_t* rgba);
    void add_row(std::uint64_t weight);
    void finish_row();

    Size from_;
    Size to_;
    int rows_ = 0;
    int out_row_ = 0;
    std::vector<std::uint64_t> columns_;  ///< of the present row: r, g, b times alpha, and alpha
    std::vector<std::uint64_t> sums_;
    std::vector<std::uint32_t> out_;
};

}  // namespace villageboard::draw
