#include "sync/county/inbox/case_box.h"

#include <sodium.h>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string CaseBox::close(std::string_view plaintext, std::string_view name) const {
    const std::string nonce = random_(kNonceBytes);
    std::string sealed(plaintext.size() + kTagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(sealed.data()), nullptr, bytes_of(plaintext),
        plaintext.size(), bytes_of(name), name.size(), nullptr, bytes_of(nonce), bytes_of(key_));
    return nonce + sealed;
}

std::string CaseBox::open(std::string_view box, std::string_view name) const {
    std::string plaintext;
    if (box.size() >= kNonceBytes + kTagBytes) {
        plaintext.resize(box.size() - kNonceBytes - kTagBytes);
        const std::string_view sealed = box.substr(kNonceBytes);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                reinterpret_cast<unsigned char*>(plaintext.data()), nullptr, nullptr,
                bytes_of(sealed), sealed.size(), bytes_of(name), name.size(), bytes_of(box),
                bytes_of(key_)) == 0)
            return plaintext;
    }
    throw Error(ErrorKind::corrupt,
                "A case at the county can't be opened with keys/cases.key; restore the key that "
                "belongs to this database from a backup.");
}

}  // namespace villageboard::county
