/// SHA-256 and the HMAC made of it. Any thread.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace villageboard::feed {

/// 32 bytes of SHA-256.
struct Hash {
    std::array<unsigned char, 32> value{};

    std::string_view bytes() const {
        return {reinterpret_cast<const char*>(value.data()), value.size()};
    }
    /// 64 lower-case digits, the form in JSON and in blob paths.
    std::string hex() const;
    /// The form in checkpoints and proofs.
    std::string base64() const;
    /// Exactly 32 bytes.
    static std::optional<Hash> from_bytes(std::string_view bytes);
    static std::optional<Hash> from_hex(std::string_view text);
    static std::optional<Hash> from_base64(std::string_view text);

    friend auto operator<=>(const Hash&, const Hash&) = default;
};

Hash sha256(std::string_view bytes);

/// For what arrives in parts, such as an attachment of 64 MiB.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::string_view bytes);
    /// The digest of everything added; the object then starts again from nothing.
    Hash finish();

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// HMAC-SHA-256 (RFC 2104) with a key of any length.
Hash hmac_sha256(std::string_view key, std::string_view message);
/// Compares in constant time.
bool same_secret(std::string_view a, std::string_view b);

/// A source of random bytes: `count` of them at each call. A constructor parameter wherever
/// randomness is needed, so that tests and worked examples are repeatable.
using RandomBytes = std::function<std::string(std::size_t count)>;
/// The operating system's.
RandomBytes system_random();

}  // namespace villageboard::feed
