/// Sealing to somebody's X25519 key without a sender (libsodium's crypto_box_seal), for messages to
/// the county's inbox and for its answers. Thread-safe: no state.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "content/state/secret_bytes.h"

namespace villageboard::state {

inline constexpr std::size_t kBoxKeyBytes = 32;
/// What sealing adds: a one-time key and a tag.
inline constexpr std::size_t kSealBytes = 48;

/// A pair of keys; the secret half stays in locked memory.
struct BoxKeys {
    std::string public_key;
    SecretBytes secret_key;
};
/// From 32 secret bytes, always the same pair.
BoxKeys box_keys_of(std::string_view seed);

/// `public_key` are its 32 bytes. Error `invalid` for a key that can't be one.
std::string seal(std::string_view plaintext, std::string_view public_key);
/// Nothing when it was sealed to another key, or is damaged.
std::optional<SecretBytes> unseal(std::string_view sealed, const BoxKeys& keys);

/// The 32 bytes of a key written in base64; nothing when it is none.
std::optional<std::string> box_key_from_base64(std::string_view text);
/// Bytes from base64 and back.
std::optional<std::string> bytes_from_base64(std::string_view text);
std::string to_base64(std::string_view bytes);

}  // namespace villageboard::state
