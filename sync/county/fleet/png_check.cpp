#include "sync/county/fleet/png_check.h"

#include <cstdint>

#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n"sv;
constexpr std::size_t kAround = 12;  ///< length, type and check sum of a chunk
/// Depth 8, colour type 2 (RGB), deflate, the five filters, no interlace.
constexpr std::string_view kForm = "\x08\x02\x00\x00\x00"sv;
constexpr std::size_t kHeaderBytes = 13;
constexpr std::uint32_t kPolynomial = 0xEDB88320;

/// CRC-32 of ISO 3309, PNG annex D.
std::uint32_t check_sum(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const char c : bytes) {
        sum ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? kPolynomial : 0);
    }
    return ~sum;
}

struct Chunk {
    std::string_view type;
    std::string_view data;
};

/// Takes the next chunk off `bytes`; false where there is no whole and sound one.
bool take(std::string_view& bytes, Chunk& chunk) {
    if (bytes.size() < kAround) return false;
    const std::uint32_t length = feed::read_u32(bytes);
    if (length > bytes.size() - kAround) return false;
    chunk = {bytes.substr(4, 4), bytes.substr(8, length)};
    if (check_sum(bytes.substr(4, 4 + length)) != feed::read_u32(bytes, 8 + length)) return false;
    bytes.remove_prefix(kAround + length);
    return true;
}

bool is_header(const Chunk& chunk, unsigned most_px) {
    if (chunk.type != "IHDR" || chunk.data.size() != kHeaderBytes) return false;
    const std::uint32_t width = feed::read_u32(chunk.data);
    const std::uint32_t height = feed::read_u32(chunk.data, 4);
    return width > 0 && width <= most_px && height > 0 && height <= most_px &&
           chunk.data.substr(8) == kForm;
}

}  // namespace

bool is_plain_png(std::string_view bytes, unsigned most_px) {
    if (!bytes.starts_with(kSignature)) return false;
    bytes.remove_prefix(kSignature.size());
    Chunk chunk;
    if (!take(bytes, chunk) || !is_header(chunk, most_px)) return false;
    bool any = false;
    while (take(bytes, chunk)) {
        if (chunk.type == "IEND") return any && chunk.data.empty() && bytes.empty();
        if (chunk.type != "IDAT") return false;
        any = any || !chunk.data.empty();
    }
    return false;
}

}  // namespace villageboard::county
