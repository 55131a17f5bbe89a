#include "sync/feed/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <new>

#include "sync/feed/bytes.h"

namespace villageboard::feed {

std::string Hash::hex() const { return to_hex(bytes()); }
std::string Hash::base64() const { return to_base64(bytes()); }

std::optional<Hash> Hash::from_bytes(std::string_view bytes) {
    Hash hash;
    if (bytes.size() != hash.value.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.value.begin());
    return hash;
}

std::optional<Hash> Hash::from_hex(std::string_view text) {
    const auto bytes = feed::from_hex(text);
    return bytes ? from_bytes(*bytes) : std::nullopt;
}

std::optional<Hash> Hash::from_base64(std::string_view text) {
    const auto bytes = feed::from_base64(text);
    return bytes ? from_bytes(*bytes) : std::nullopt;
}

Hash sha256(std::string_view bytes) {
    Sha256 hasher;
    hasher.add(bytes);
    return hasher.finish();
}

struct Sha256::Context {
    Context() : digest(EVP_MD_CTX_new()) {
        if (digest == nullptr) throw std::bad_alloc();
    }
    ~Context() { EVP_MD_CTX_free(digest); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    EVP_MD_CTX* digest;
};

namespace {

void must(int done) {
    if (done != 1) throw std::bad_alloc();
}

}  // namespace

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    must(EVP_DigestInit_ex(context_->digest, EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    must(EVP_DigestUpdate(context_->digest, bytes.data(), bytes.size()));
}

Hash Sha256::finish() {
    Hash hash;
    must(EVP_DigestFinal_ex(context_->digest, hash.value.data(), nullptr));
    must(EVP_DigestInit_ex(context_->digest, EVP_sha256(), nullptr));
    return hash;
}

Hash hmac_sha256(std::string_view key, std::string_view message) {
    crypto_auth_hmacsha256_state state;
    Hash hash;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                                key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(message.data()),
                                  message.size());
    crypto_auth_hmacsha256_final(&state, hash.value.data());
    return hash;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

RandomBytes system_random() {
    return [](std::size_t count) {
        if (sodium_init() < 0) throw std::bad_alloc();
        std::string bytes(count, '\0');
        randombytes_buf(bytes.data(), count);
        return bytes;
    };
}

}  // namespace villageboard::feed
