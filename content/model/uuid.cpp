#include "content/model/uuid.h"

#include <array>

namespace villageboard {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

std::string make_uuid_v7(Milliseconds at, const RandomBytes& random) {
    std::array<std::byte, 16> bytes{};
    random(std::span(bytes).subspan(6));
    const auto unix_ms = static_cast<std::uint64_t>(at.time_since_epoch().count());
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::byte>((unix_ms >> (40U - 8U * i)) & 0xFFU);
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x70};
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kHex[std::to_integer<unsigned>(bytes[i]) >> 4U];
        text += kHex[std::to_integer<unsigned>(bytes[i]) & 0xFU];
    }
    return text;
}

bool is_uuid_v7(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) return false;
    }
    return text[14] == '7' && std::string_view("89ab").find(text[19]) != std::string_view::npos;
}

}  // namespace villageboard
