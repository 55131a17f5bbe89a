/// The second factor: codes by time (RFC 6238 with SHA-1, 6 digits, 30 s), as every authenticator
/// app makes them. Secrets are sealed (XChaCha20-Poly1305) under a key in DIR/keys, bound to their
/// owner: a copy of the database alone yields none, and a row that is moved opens for nobody.
/// Pure but for the randomness passed in; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/time.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

inline constexpr std::size_t kTotpSecretBytes = 20;

/// The time step whose code `typed` is, at `now` or one step beside it, if it is later than `last`:
/// each code is good once. Blanks in `typed` are ignored. Nothing for any other.
std::optional<std::uint64_t> totp_step(std::string_view secret, std::string_view typed, Instant now,
                                       std::uint64_t last);
/// The code at `now`: what an app shows.
std::string totp_code(std::string_view secret, Instant now);
/// otpauth://totp/...: what an app reads as a QR code. Both names are plain (letters, digits, '.',
/// '_', '-').
std::string totp_uri(std::string_view secret, const std::string& issuer,
                     const std::string& account);

/// Base64. `key` has 32 bytes.
std::string seal_secret(std::string_view secret, std::string_view key, std::string_view owner,
                        const feed::RandomBytes& random);
/// Throws Error(corrupt) where it does not open.
std::string open_secret(const std::string& sealed, std::string_view key, std::string_view owner);

}  // namespace villageboard::county
