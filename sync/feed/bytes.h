/// Text forms of bytes that stand in the feed's files, and big-endian integers.
/// Throughout sync/feed a string of bytes is a std::string and a look at one a std::string_view:
/// most of them are text, and both SQLite and libcurl take and give them so.
/// Pure functions; any thread. Every decoder is strict: one text for one value, nothing else.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace villageboard::feed {

/// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);
/// Only lower-case digits, an even number of them.
std::optional<std::string> from_hex(std::string_view text);

/// RFC 4648 section 4, padded.
std::string to_base64(std::string_view bytes);
/// Padded, no line breaks, and the unused last bits zero.
std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648 section 6 without padding, upper case; for codes that people type.
std::string to_base32(std::string_view bytes);
/// Upper or lower case; 0, 1 and 8 are read as O, I and B. The unused last bits must be zero.
std::optional<std::string> from_base32(std::string_view text);

void append_u16(std::string& out, std::uint16_t value);
void append_u32(std::string& out, std::uint32_t value);
void append_u64(std::string& out, std::uint64_t value);
/// The caller has checked that so many bytes are there.
std::uint16_t read_u16(std::string_view bytes, std::size_t offset = 0);
std::uint32_t read_u32(std::string_view bytes, std::size_t offset = 0);
std::uint64_t read_u64(std::string_view bytes, std::size_t offset = 0);

/// ASCII decimal without sign or leading zero ("0" itself is one).
std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// Whether `bytes` is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view bytes);

}  // namespace villageboard::feed
