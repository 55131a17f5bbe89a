/// Bytes under a passphrase, for what leaves the county's machine: Argon2id makes the key
/// (crypto_pwhash, moderate limits, which stand in the file), XChaCha20-Poly1305 seals 64 KiB
/// pieces in order (crypto_secretstream). A piece that is missing, altered, moved or added is
/// refused. Form: "villageboard sealed 1\n", 16 bytes of salt, u64 operations, u64 memory, 24 bytes
/// of header, then the pieces.
#pragma once
#include <string>
#include <string_view>

#include "sync/feed/hash.h"

namespace villageboard::county {

inline constexpr std::size_t kShortestPassphrase = 12;  // bytes

/// Throws Error(invalid) for a passphrase that is too short.
std::string seal(std::string_view bytes, const std::string& passphrase,
                 const feed::RandomBytes& random);
/// Throws Error(invalid) for another passphrase, Error(rejected) for bytes that are none of this
/// or not whole.
std::string unseal(std::string_view sealed, const std::string& passphrase);

}  // namespace villageboard::county
