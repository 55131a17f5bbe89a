#include "sync/county/payments/payment_keys.h"

#include <sodium.h>

#include "content/check/identifiers.h"
#include "content/model/error.h"
#include "content/state/own_payments.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::uint64_t kDigestKey = 1;
constexpr std::uint64_t kBoxKey = 2;
constexpr char kContext[] = "payments";

static_assert(kKeyBytes == crypto_kdf_KEYBYTES);
static_assert(sizeof kContext == crypto_kdf_CONTEXTBYTES + 1);

std::string derived(const std::string& master, std::uint64_t which) {
    std::string key(kKeyBytes, '\0');
    crypto_kdf_derive_from_key(reinterpret_cast<unsigned char*>(key.data()), key.size(), which,
                               kContext, reinterpret_cast<const unsigned char*>(master.data()));
    return key;
}

}  // namespace

PaymentKeys::PaymentKeys(const Tools& tools)
    : digests_(derived(tools.keys.people(), kDigestKey)),
      box_(derived(tools.keys.people(), kBoxKey), tools.random) {}

std::string PaymentKeys::person(std::string_view id_number) const {
    constexpr std::string_view kWhat = "person ";
    state::SecretBytes whole(kWhat.size() + id_number.size());
    whole.append(kWhat);
    for (const char c : id_number) {
        const char upper = c == 'x' ? 'X' : c;
        whole.append({&upper, 1});
    }
    return feed::hmac_sha256(digests_, whole.view()).hex();
}

std::string PaymentKeys::name(std::string_view name) const {
    const state::SecretBytes compared = state::compared_name(name);
    constexpr std::string_view kWhat = "name ";
    state::SecretBytes whole(kWhat.size() + compared.size());
    whole.append(kWhat);
    whole.append(compared.view());
    return feed::hmac_sha256(digests_, whole.view()).hex();
}

std::string PaymentKeys::code(std::string_view person, std::string_view code) const {
    return feed::hmac_sha256(digests_, "code " + std::string(person) + " " + std::string(code))
        .hex();
}

std::string PaymentKeys::open(std::string_view box, std::string_view id) const {
    try {
        return box_.open(box, id);
    } catch (const Error&) {
        throw Error(ErrorKind::corrupt,
                    "A payment at the county can't be opened with keys/people.key; restore the key "
                    "that belongs to this database from a backup.");
    }
}

bool is_id_number(std::string_view text) {
    return check::looks_like_id18(text) && check::id18_check_holds(text);
}

}  // namespace villageboard::county
