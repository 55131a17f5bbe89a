#include "sync/fetch/http_signature.h"

#include <sodium.h>

#include <array>

#include "content/model/error.h"

namespace villageboard::fetch {
namespace {

constexpr std::chrono::seconds kValid{300};

std::string base64(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string content_digest(std::string_view body) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes_of(body), body.size());
    return "sha-256=:" + base64(digest.data(), digest.size()) + ":";
}

std::string seconds(Instant at) { return std::to_string(at.time_since_epoch().count()); }

}  // namespace

std::string signature_input(const Components& components, std::string_view params) {
    std::string input = "(";
    for (const auto& [name, value] : components)
        input += (input.size() > 1 ? " \"" : "\"") + name + "\"";
    return input + ")" + std::string(params);
}

std::string signature_base(const Components& components, std::string_view params) {
    std::string base;
    for (const auto& [name, value] : components) base += "\"" + name + "\": " + value + "\n";
    return base + "\"@signature-params\": " + signature_input(components, params);
}

std::vector<std::pair<std::string, std::string>> sign_request(const DeviceRequest& request,
                                                              std::string_view seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        throw Error(ErrorKind::invalid, "The device's signing key has not 32 bytes.");
    const std::string digest = content_digest(request.body);
    const Components components{
        {"@method", request.method}, {"@authority", request.authority},
        {"@path", request.path},     {"@query", "?" + request.query},
        {"content-digest", digest},  {"content-type", request.content_type}};
    const std::string params = ";created=" + seconds(request.created) +
                               ";expires=" + seconds(request.created + kValid) + ";nonce=\"" +
                               request.nonce + "\";keyid=\"" + request.device_id +
                               "\";alg=\"ed25519\";tag=\"nb-agent-1\"";
    const std::string base = signature_base(components, params);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), bytes_of(seed));
    crypto_sign_detached(signature.data(), nullptr, bytes_of(base), base.size(), secret_key.data());
    sodium_memzero(secret_key.data(), secret_key.size());
    return {{"Content-Digest", digest},
            {"Signature-Input", "sig1=" + signature_input(components, params)},
            {"Signature", "sig1=:" + base64(signature.data(), signature.size()) + ":"}};
}

}  // namespace villageboard::fetch
