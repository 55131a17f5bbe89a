#include "content/cache/digest.h"

#include <sodium.h>

#include <array>

namespace villageboard::cache {

namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

std::string hex_of(const Digest& digest) {
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    Digest digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return hex_of(digest);
}

struct Sha256::State {
    crypto_hash_sha256_state hash;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->hash); }

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> piece) {
    crypto_hash_sha256_update(&state_->hash, reinterpret_cast<const unsigned char*>(piece.data()),
                              piece.size());
}

std::string Sha256::hex() {
    Digest digest{};
    crypto_hash_sha256_final(&state_->hash, digest.data());
    return hex_of(digest);
}

}  // namespace villageboard::cache
