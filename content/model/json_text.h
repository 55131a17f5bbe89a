/// The one way from bytes to JSON for anything that comes from outside.
/// Thread-safe: no state.
#pragma once
#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace villageboard {

inline constexpr int kMaxJsonDepth = 32;
inline constexpr std::int64_t kMaxJsonInteger = std::int64_t{1} << 53;

/// Parses `bytes`. Size, UTF-8 and depth are checked before the parser sees them. Refused besides:
/// a member named twice, a number that is not a whole one within 2^53, a string with control
/// characters (line breaks too: one string is one line), bidi overrides or isolates, or
/// noncharacters. Throws Error invalid, the place a JSON pointer or "byte N".
nlohmann::json parse_json(std::string_view bytes, std::size_t max_bytes);

/// What is wrong with a text for the wire, as the end of a sentence ("has a control character
/// (U+0007)"); empty when nothing is.
std::string text_fault(std::string_view text);

}  // namespace villageboard
