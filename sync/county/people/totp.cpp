#include "sync/county/people/totp.h"

#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr unsigned kStepSeconds = 30;
constexpr unsigned kDigits = 6;
constexpr std::size_t kStepsBeside = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::optional<std::uint64_t> totp_step(std::string_view secret, std::string_view typed, Instant now,
                                       std::uint64_t last) {
    std::string code(typed);
    std::erase(code, ' ');
    if (code.size() != kDigits ||
        !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    int place = 0;
    std::uint64_t step = 0;
    const int found = oath_totp_validate4(
        secret.data(), secret.size(), now.time_since_epoch().count(), kStepSeconds,
        OATH_TOTP_DEFAULT_START_TIME, kStepsBeside, &place, &step, 0, code.c_str());
    if (found < 0 || step <= last) return std::nullopt;
    return step;
}

std::string totp_code(std::string_view secret, Instant now) {
    std::array<char, kDigits + 1> code{};
    if (oath_totp_generate(secret.data(), secret.size(), now.time_since_epoch().count(),
                           kStepSeconds, OATH_TOTP_DEFAULT_START_TIME, kDigits,
                           code.data()) != OATH_OK)
        throw Error(ErrorKind::invalid, "A second factor's secret is damaged.");
    return code.data();
}

std::string totp_uri(std::string_view secret, const std::string& issuer,
                     const std::string& account) {
    return "otpauth://totp/" + issuer + ":" + account + "?secret=" + feed::to_base32(secret) +
           "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

std::string seal_secret(std::string_view secret, std::string_view key, std::string_view owner,
                        const feed::RandomBytes& random) {
    std::string box = random(kNonceBytes);
    box.resize(kNonceBytes + secret.size() + kTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(box.data() + kNonceBytes), nullptr, raw(secret),
        secret.size(), raw(owner), owner.size(), nullptr, raw(box), raw(key));
    return feed::to_base64(box);
}

std::string open_secret(const std::string& sealed, std::string_view key, std::string_view owner) {
    const auto box = feed::from_base64(sealed);
    std::string secret;
    if (box && box->size() > kNonceBytes + kTagBytes) {
        secret.resize(box->size() - kNonceBytes - kTagBytes);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                reinterpret_cast<unsigned char*>(secret.data()), nullptr, nullptr,
                raw(*box) + kNonceBytes, box->size() - kNonceBytes, raw(owner), owner.size(),
                raw(*box), raw(key)) == 0)
            return secret;
    }
    throw Error(ErrorKind::corrupt,
                "A second factor does not open with the key in keys/people.key; restore that file, "
                "or give the user a new start with 'user reset'.");
}

}  // namespace villageboard::county
