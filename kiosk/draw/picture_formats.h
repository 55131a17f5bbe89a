/// One decoder a format. Inner part of picture.h.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/draw/canvas.h"
#include "kiosk/draw/picture.h"

namespace villageboard::draw {

/// Up to so many pixels a picture is decoded whole and then made smaller in linear light. Of larger
/// ones JPEG and WebP first make a smaller one themselves (of sRGB values, but in a third of the
/// time and memory), still larger than what is shown.
inline constexpr std::int64_t kMaxWholePixels = 9'000'000;

/// What a decoder gives: 0xAARRGGBB in the file's own direction, or a fault.
struct Decoded {
    Size size;
    std::vector<std::uint32_t> pixels;
    PictureFault fault = PictureFault::none;
    int orientation = 1;  ///< Exif: 1 upright, 2-8 as the standard numbers them
    bool moves = false;   ///< the first frame of more
};

/// What a header says; zero size if it is broken.
struct Header {
    Size size;
    int orientation = 1;
};

/// Whether a picture of this size may be decoded.
bool is_bounded(Size size);

/// `size`, halved until it has at most kMaxWholePixels, or once more would be below `target`.
Size decoded_size(Size size, Size target);

Header png_header(std::span<const std::byte> file);
Header jpeg_header(std::span<const std::byte> file);
Header webp_header(std::span<const std::byte> file);

/// Decodes to a size that fits the box, which is turned like the file. The header has been checked.
Decoded decode_png(std::span<const std::byte> file, Size box);
Decoded decode_jpeg(std::span<const std::byte> file, Size box);
Decoded decode_webp(std::span<const std::byte> file, Size box);

/// The orientation in an Exif block (as in JPEG's APP1, from "Exif" on); 1 if there is none.
int exif_orientation(std::span<const std::uint8_t> block);

}  // namespace villageboard::draw
