#include "sync/county/keep/sealed_file.h"

#include <sodium.h>

#include <algorithm>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::string_view kMagic = "villageboard sealed 1\n";
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kSealedPiece = kPiece + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kHead = kMagic.size() + crypto_pwhash_SALTBYTES + 16 +
                              crypto_secretstream_xchacha20poly1305_HEADERBYTES;
// a file that claims more would only keep the machine busy
constexpr std::uint64_t kMostOperations = 16;
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// The key of a passphrase; wiped when it goes.
class Key {
  public:
    Key(const std::string& passphrase, std::string_view salt, std::uint64_t operations,
        std::uint64_t memory) {
        if (::crypto_pwhash(bytes_, sizeof bytes_, passphrase.data(), passphrase.size(),
                            bytes_of(salt), operations, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
            throw Error(ErrorKind::retry, "There is too little memory to make a key.");
    }
    ~Key() { ::sodium_memzero(bytes_, sizeof bytes_); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    const unsigned char* data() const { return bytes_; }

  private:
    unsigned char bytes_[crypto_secretstream_xchacha20poly1305_KEYBYTES];
};

}  // namespace

std::string seal(std::string_view bytes, const std::string& passphrase,
                 const feed::RandomBytes& random) {
    if (passphrase.size() < kShortestPassphrase)
        throw Error(ErrorKind::invalid,
                    "The passphrase is too short; take at least 12 characters.");
    const std::string salt = random(crypto_pwhash_SALTBYTES);
    std::string sealed(kMagic);
    sealed += salt;
    feed::append_u64(sealed, crypto_pwhash_OPSLIMIT_MODERATE);
    feed::append_u64(sealed, crypto_pwhash_MEMLIMIT_MODERATE);
    const Key key(passphrase, salt, crypto_pwhash_OPSLIMIT_MODERATE,
                  crypto_pwhash_MEMLIMIT_MODERATE);
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
    ::crypto_secretstream_xchacha20poly1305_init_push(&state, header, key.data());
    sealed.append(reinterpret_cast<const char*>(header), sizeof header);
    std::string piece(kSealedPiece, '\0');
    do {
        const auto clear = bytes.substr(0, kPiece);
        bytes.remove_prefix(clear.size());
        unsigned long long size = 0;
        ::crypto_secretstream_xchacha20poly1305_push(
            &state, reinterpret_cast<unsigned char*>(piece.data()), &size, bytes_of(clear),
            clear.size(), nullptr, 0,
            bytes.empty() ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        sealed.append(piece, 0, size);
    } while (!bytes.empty());
    return sealed;
}

std::string unseal(std::string_view sealed, const std::string& passphrase) {
    const Error damaged(ErrorKind::rejected, "The sealed file is damaged or not whole.");
    if (sealed.size() < kHead || !sealed.starts_with(kMagic)) throw damaged;
    sealed.remove_prefix(kMagic.size());
    const auto salt = sealed.substr(0, crypto_pwhash_SALTBYTES);
    const std::uint64_t operations = feed::read_u64(sealed, salt.size());
    const std::uint64_t memory = feed::read_u64(sealed, salt.size() + 8);
    if (operations > kMostOperations || memory > kMostMemory) throw damaged;
    const Key key(passphrase, salt, operations, memory);
    sealed.remove_prefix(salt.size() + 16);
    crypto_secretstream_xchacha20poly1305_state state;
    if (::crypto_secretstream_xchacha20poly1305_init_pull(&state, bytes_of(sealed), key.data()) !=
        0)
        throw damaged;
    sealed.remove_prefix(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    std::string clear;
    std::string piece(kPiece, '\0');
    for (unsigned char tag = 0; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
        const auto next = sealed.substr(0, kSealedPiece);
        unsigned long long size = 0;
        if (next.size() < crypto_secretstream_xchacha20poly1305_ABYTES) throw damaged;
        if (::crypto_secretstream_xchacha20poly1305_pull(
                &state, reinterpret_cast<unsigned char*>(piece.data()), &size, &tag, bytes_of(next),
                next.size(), nullptr, 0) != 0) {
            if (clear.empty())
                throw Error(ErrorKind::invalid,
                            "The passphrase is not the one that the file was sealed with, or the "
                            "file is damaged.");
            throw damaged;
        }
        clear.append(piece, 0, size);
        sealed.remove_prefix(next.size());
    }
    if (!sealed.empty()) throw damaged;
    return clear;
}

}  // namespace villageboard::county
