#include "kiosk/draw/picture_formats.h"

#include <cstring>

namespace villageboard::draw {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::size_t kTiff = 6;  ///< bytes of "Exif\0\0" before the TIFF header

/// A number of `bytes` bytes at `at`, or 0 beyond the end.
std::uint32_t number(std::span<const std::uint8_t> block, std::size_t at, std::size_t bytes,
                     bool big_endian) {
    if (at > block.size() || block.size() - at < bytes) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::size_t index = big_endian ? i : bytes - 1 - i;
        value = value << 8 | block[at + index];
    }
    return value;
}

}  // namespace

int exif_orientation(std::span<const std::uint8_t> block) {
    if (block.size() < kTiff + 8 || std::memcmp(block.data(), "Exif\0\0", kTiff) != 0) return 1;
    const bool big_endian = block[kTiff] == 'M';
    const std::size_t table = kTiff + number(block, kTiff + 4, 4, big_endian);
    const std::uint32_t count = number(block, table, 2, big_endian);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t entry = table + 2 + std::size_t{12} * i;
        if (entry >= block.size()) return 1;
        if (number(block, entry, 2, big_endian) != kOrientationTag) continue;
        const std::uint32_t value = number(block, entry + 8, 2, big_endian);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

}  // namespace villageboard::draw
