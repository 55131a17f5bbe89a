#include "content/state/seal.h"

#include <sodium.h>

#include "content/model/error.h"

namespace villageboard::state {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(char* memory) { return reinterpret_cast<unsigned char*>(memory); }

static_assert(kBoxKeyBytes == crypto_box_PUBLICKEYBYTES);
static_assert(kBoxKeyBytes == crypto_box_SEEDBYTES);
static_assert(kSealBytes == crypto_box_SEALBYTES);

}  // namespace

BoxKeys box_keys_of(std::string_view seed) {
    if (seed.size() != crypto_box_SEEDBYTES)
        throw Error(ErrorKind::invalid, "A key is made of 32 bytes.", "seed");
    BoxKeys keys{std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                 SecretBytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(bytes_of(keys.public_key.data()),
                            bytes_of(keys.secret_key.room_for_all().data()), bytes_of(seed));
    keys.secret_key.filled(crypto_box_SECRETKEYBYTES);
    return keys;
}

std::string seal(std::string_view plaintext, std::string_view public_key) {
    std::string sealed(plaintext.size() + kSealBytes, '\0');
    if (public_key.size() != kBoxKeyBytes ||
        crypto_box_seal(bytes_of(sealed.data()), bytes_of(plaintext), plaintext.size(),
                        bytes_of(public_key)) != 0)
        throw Error(ErrorKind::invalid, "Nothing can be sealed to this key.", "public_key");
    return sealed;
}

std::optional<SecretBytes> unseal(std::string_view sealed, const BoxKeys& keys) {
    if (sealed.size() < kSealBytes) return std::nullopt;
    SecretBytes plaintext(sealed.size() - kSealBytes);
    if (crypto_box_seal_open(bytes_of(plaintext.room_for_all().data()), bytes_of(sealed),
                             sealed.size(), bytes_of(keys.public_key),
                             bytes_of(keys.secret_key.view())) != 0)
        return std::nullopt;
    plaintext.filled(plaintext.capacity());
    return plaintext;
}

std::optional<std::string> box_key_from_base64(std::string_view text) {
    auto key = bytes_from_base64(text);
    if (!key || key->size() != kBoxKeyBytes) return std::nullopt;
    return key;
}

std::optional<std::string> bytes_from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(bytes_of(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                          &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

}  // namespace villageboard::state
