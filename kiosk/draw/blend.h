/// Source-over blending of rows: out = (source * a + below * (255 - a)) / 255, rounded, each
/// channel. The SSE2 and the portable functions give the same bytes. Pixels are 0x00RRGGBB.
#pragma once
#include <cstddef>
#include <cstdint>

namespace villageboard::draw {

/// One colour through a mask; `alpha` scales the mask.
void blend_mask(std::uint32_t* row, const std::uint8_t* mask, std::size_t count,
                std::uint32_t colour, std::uint8_t alpha);
/// One colour.
void blend_fill(std::uint32_t* row, std::size_t count, std::uint32_t colour, std::uint8_t alpha);
/// Pixels with an alpha of their own (0xAARRGGBB, not premultiplied), scaled by `alpha`.
void blend_pixels(std::uint32_t* row, const std::uint32_t* source, std::size_t count,
                  std::uint8_t alpha);

/// The same without vector instructions: the reference, and what other processors run.
namespace portable {
void blend_mask(std::uint32_t* row, const std::uint8_t* mask, std::size_t count,
                std::uint32_t colour, std::uint8_t alpha);
void blend_fill(std::uint32_t* row, std::size_t count, std::uint32_t colour, std::uint8_t alpha);
void blend_pixels(std::uint32_t* row, const std::uint32_t* source, std::size_t count,
                  std::uint8_t alpha);
}  // namespace portable

}  // namespace villageboard::draw
