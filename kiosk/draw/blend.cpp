#include "kiosk/draw/blend.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <cstring>

namespace villageboard::draw {
namespace {

/// round(a * b / 255) for a, b in 0..255, exactly.
constexpr std::uint32_t mul255(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t t = a * b + 128;
    return (t + (t >> 8)) >> 8;
}

constexpr std::uint32_t blend_channel(std::uint32_t below, std::uint32_t source, std::uint32_t a) {
    const std::uint32_t t = source * a + below * (255 - a) + 128;
    return (t + (t >> 8)) >> 8;
}

constexpr std::uint32_t blend_pixel(std::uint32_t below, std::uint32_t source, std::uint32_t a) {
    return blend_channel(below >> 16 & 255, source >> 16 & 255, a) << 16 |
           blend_channel(below >> 8 & 255, source >> 8 & 255, a) << 8 |
           blend_channel(below & 255, source & 255, a);
}

}  // namespace

namespace portable {

void blend_mask(std::uint32_t* row, const std::uint8_t* mask, std::size_t count,
                std::uint32_t colour, std::uint8_t alpha) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t a = mul255(mask[i], alpha);
        row[i] = blend_pixel(row[i], colour, a);
    }
}

void blend_fill(std::uint32_t* row, std::size_t count, std::uint32_t colour, std::uint8_t alpha) {
    for (std::size_t i = 0; i < count; ++i) row[i] = blend_pixel(row[i], colour, alpha);
}

void blend_pixels(std::uint32_t* row, const std::uint32_t* source, std::size_t count,
                  std::uint8_t alpha) {
    for (std::size_t i = 0; i < count; ++i) {
        row[i] = blend_pixel(row[i], source[i], mul255(source[i] >> 24, alpha));
    }
}

}  // namespace portable

#if defined(__SSE2__)
namespace {

/// (t + (t >> 8)) >> 8 with t = x + 128, in eight 16-bit lanes.
inline __m128i divide255(__m128i x) {
    const __m128i t = _mm_add_epi16(x, _mm_set1_epi16(128));
    return _mm_srli_epi16(_mm_add_epi16(t, _mm_srli_epi16(t, 8)), 8);
}

/// Two pixels in 16-bit channels, each with its alpha in all its lanes.
inline __m128i blend_two(__m128i below, __m128i source, __m128i a) {
    const __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), a);
    return divide255(_mm_add_epi16(_mm_mullo_epi16(source, a), _mm_mullo_epi16(below, rest)));
}

/// Four pixels; `a` holds their alphas in the low four 16-bit lanes. The unused byte becomes 0.
inline __m128i blend_four(__m128i below, __m128i source_low, __m128i source_high, __m128i a) {
    const __m128i zero = _mm_setzero_si128();
    const __m128i pairs = _mm_unpacklo_epi16(a, a);
    const __m128i a_low = _mm_shuffle_epi32(pairs, _MM_SHUFFLE(1, 1, 0, 0));
    const __m128i a_high = _mm_shuffle_epi32(pairs, _MM_SHUFFLE(3, 3, 2, 2));
    const __m128i low = blend_two(_mm_unpacklo_epi8(below, zero), source_low, a_low);
    const __m128i high = blend_two(_mm_unpackhi_epi8(below, zero), source_high, a_high);
    return _mm_and_si128(_mm_packus_epi16(low, high), _mm_set1_epi32(0x00FFFFFF));
}

inline __m128i load(const std::uint32_t* pixels) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
}

inline void store(std::uint32_t* pixels, __m128i value) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(pixels), value);
}

inline __m128i wide(std::uint32_t colour) {
    return _mm_unpacklo_epi8(_mm_set1_epi32(static_cast<int>(colour)), _mm_setzero_si128());
}

}  // namespace

void blend_mask(std::uint32_t* row, const std::uint8_t* mask, std::size_t count,
                std::uint32_t colour, std::uint8_t alpha) {
    const __m128i source = wide(colour);
    const __m128i scale = _mm_set1_epi16(alpha);
    const __m128i solid = _mm_set1_epi32(static_cast<int>(colour & 0x00FFFFFF));
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        std::uint32_t four = 0;
        std::memcpy(&four, mask + i, 4);
        if (four == 0) continue;
        if (four == 0xFFFFFFFF && alpha == 255) {
            store(row + i, solid);
            continue;
        }
        const __m128i covered =
            _mm_unpacklo_epi8(_mm_cvtsi32_si128(static_cast<int>(four)), _mm_setzero_si128());
        const __m128i a = divide255(_mm_mullo_epi16(covered, scale));
        store(row + i, blend_four(load(row + i), source, source, a));
    }
    portable::blend_mask(row + i, mask + i, count - i, colour, alpha);
}

void blend_fill(std::uint32_t* row, std::size_t count, std::uint32_t colour, std::uint8_t alpha) {
    const __m128i zero = _mm_setzero_si128();
    const __m128i solid = _mm_set1_epi32(static_cast<int>(colour & 0x00FFFFFF));
    // The source's share is the same for each pixel.
    const __m128i share = _mm_mullo_epi16(wide(colour & 0x00FFFFFF), _mm_set1_epi16(alpha));
    const __m128i rest = _mm_set1_epi16(static_cast<short>(255 - alpha));
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        if (alpha == 255) {
            store(row + i, solid);
            continue;
        }
        const __m128i below = load(row + i);
        const __m128i low = _mm_mullo_epi16(_mm_unpacklo_epi8(below, zero), rest);
        const __m128i high = _mm_mullo_epi16(_mm_unpackhi_epi8(below, zero), rest);
        store(row + i, _mm_packus_epi16(divide255(_mm_add_epi16(low, share)),
                                        divide255(_mm_add_epi16(high, share))));
    }
    portable::blend_fill(row + i, count - i, colour, alpha);
}

void blend_pixels(std::uint32_t* row, const std::uint32_t* source, std::size_t count,
                  std::uint8_t alpha) {
    const __m128i scale = _mm_set1_epi16(alpha);
    const __m128i zero = _mm_setzero_si128();
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const __m128i pixels = load(source + i);
        const __m128i alphas = _mm_packs_epi32(_mm_srli_epi32(pixels, 24), zero);
        const __m128i a = divide255(_mm_mullo_epi16(alphas, scale));
        store(row + i, blend_four(load(row + i), _mm_unpacklo_epi8(pixels, zero),
                                  _mm_unpackhi_epi8(pixels, zero), a));
    }
    portable::blend_pixels(row + i, source + i, count - i, alpha);
}
#else
void blend_mask(std::uint32_t* row, const std::uint8_t* mask, std::size_t count,
                std::uint32_t colour, std::uint8_t alpha) {
    portable::blend_mask(row, mask, count, colour, alpha);
}

void blend_fill(std::uint32_t* row, std::size_t count, std::uint32_t colour, std::uint8_t alpha) {
    portable::blend_fill(row, count, colour, alpha);
}

void blend_pixels(std::uint32_t* row, const std::uint32_t* source, std::size_t count,
                  std::uint8_t alpha) {
    portable::blend_pixels(row, source, count, alpha);
}
#endif

}  // namespace villageboard::draw
