/// UTF-8 in, code points out: the gate through which all text passes before it is set.
/// Pure functions, any thread. Never throws on bad bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::fonts {

/// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong
/// forms).
bool is_valid_utf8(std::string_view text);

/// The longest prefix of at most `max_bytes` bytes that ends between two code points.
std::string_view clamp_utf8(std::string_view text, std::size_t max_bytes);

/// Text that can be set: each maximal ill-formed part becomes one U+FFFD, CR LF and CR become LF,
/// a tab becomes a space, other C0/C1 controls are dropped; cut at `max_bytes`.
std::string clean_text(std::string_view text, std::size_t max_bytes);

/// Code points with the byte at which each begins.
struct Decoded {
    std::u32string code_points;
    std::vector<std::uint32_t> bytes;  ///< one more than code points: the last is the text's length
};

/// Decodes; ill-formed parts decode to U+FFFD. Text is cut at 4 GB.
Decoded decode_utf8(std::string_view text);

std::string encode_utf8(std::u32string_view code_points);

}  // namespace villageboard::fonts
