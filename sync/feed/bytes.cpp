#include "sync/feed/bytes.h"

#include <charconv>

namespace villageboard::feed {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

unsigned char byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

/// Regroups the bits of `bytes` into digits of `width` bits, the last one filled with zeros.
std::string to_digits(std::string_view bytes, unsigned width, std::string_view alphabet) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bits = (bits << 8) | byte_at(bytes, i);
        held += 8;
        while (held >= width) {
            held -= width;
            out += alphabet[(bits >> held) & ((1u << width) - 1)];
        }
        bits &= (1u << held) - 1;
    }
    if (held > 0) out += alphabet[(bits << (width - held)) & ((1u << width) - 1)];
    return out;
}

/// The inverse; nothing for a foreign character, for leftover bits that are not zero or for a
/// length that no whole number of bytes has.
std::optional<std::string> from_digits(std::string_view text, unsigned width,
                                       std::string_view alphabet) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << width) | static_cast<std::uint32_t>(digit);
        held += width;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>((bits >> held) & 0xff);
            bits &= (1u << held) - 1;
        }
    }
    if (held >= width || bits != 0) return std::nullopt;
    return out;
}

template <typename Integer>
void append_big_endian(std::string& out, Integer value) {
    for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8)
        out += static_cast<char>((value >> shift) & 0xff);
}

template <typename Integer>
Integer read_big_endian(std::string_view bytes, std::size_t offset) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Integer); ++i)
        value = (value << 8) | byte_at(bytes, offset + i);
    return static_cast<Integer>(value);
}

/// Length of the well-formed UTF-8 sequence at the front; 0 when there is none
/// (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view bytes) {
    const unsigned char lead = byte_at(bytes, 0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte_at(bytes, i) & 0xc0) != 0x80) return 0;
    const unsigned char second = byte_at(bytes, 1);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : length;
}

}  // namespace

std::string to_hex(std::string_view bytes) { return to_digits(bytes, 4, kHexDigits); }

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    return from_digits(text, 4, kHexDigits);
}

std::string to_base64(std::string_view bytes) {
    std::string out = to_digits(bytes, 6, kBase64);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    return from_digits(text, 6, kBase64);
}

std::string to_base32(std::string_view bytes) { return to_digits(bytes, 5, kBase32); }

std::optional<std::string> from_base32(std::string_view text) {
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == '0') c = 'O';
        if (c == '1') c = 'I';
        if (c == '8') c = 'B';
    }
    return from_digits(upper, 5, kBase32);
}

void append_u16(std::string& out, std::uint16_t value) { append_big_endian(out, value); }
void append_u32(std::string& out, std::uint32_t value) { append_big_endian(out, value); }
void append_u64(std::string& out, std::uint64_t value) { append_big_endian(out, value); }

std::uint16_t read_u16(std::string_view bytes, std::size_t offset) {
    return read_big_endian<std::uint16_t>(bytes, offset);
}
std::uint32_t read_u32(std::string_view bytes, std::size_t offset) {
    return read_big_endian<std::uint32_t>(bytes, offset);
}
std::uint64_t read_u64(std::string_view bytes, std::size_t offset) {
    return read_big_endian<std::uint64_t>(bytes, offset);
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    std::uint64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc()) return std::nullopt;
    return value;
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = sequence_length(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}  // namespace villageboard::feed
