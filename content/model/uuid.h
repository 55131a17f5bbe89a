/// Item ids: UUID version 7 (RFC 9562 section 5.7), from a clock and random bytes that the caller
/// brings.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace villageboard {

/// Fills the span with random bytes; a program passes libsodium's, a test its own.
using RandomBytes = std::function<void(std::span<std::byte>)>;
using Milliseconds = std::chrono::sys_time<std::chrono::milliseconds>;

/// 36 characters, lower case. Two calls within one millisecond sort by their random bits.
std::string make_uuid_v7(Milliseconds at, const RandomBytes& random);
/// Whether `text` is exactly 36 lower-case characters with version 7 and the RFC's variant.
bool is_uuid_v7(std::string_view text);

}  // namespace villageboard
