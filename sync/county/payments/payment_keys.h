/// How persons and their payments stand in the county's database: a person as a keyed digest of the
/// ID number, a payment as a sealed box. Both keys are derived from keys/people.key
/// (crypto_kdf_derive_from_key of libsodium, context "payments"), so that the database, its backups
/// without that key and its log tell of nobody. Any thread.
#pragma once
#include <string>
#include <string_view>

#include "sync/county/inbox/case_box.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class PaymentKeys {
  public:
    explicit PaymentKeys(const Tools& tools);

    /// HMAC-SHA-256 of the ID number, hex; a small x counts as X.
    std::string person(std::string_view id_number) const;
    /// HMAC-SHA-256 of the name as it is compared (content/state/own_payments.h), hex.
    std::string name(std::string_view name) const;
    /// HMAC-SHA-256 of a one-time code for this person, hex.
    std::string code(std::string_view person, std::string_view code) const;

    std::string close(std::string_view plaintext, std::string_view id) const {
        return box_.close(plaintext, id);
    }
    /// Throws Error(corrupt) where it was closed under another id or with another key.
    std::string open(std::string_view box, std::string_view id) const;

  private:
    std::string digests_;  ///< key of the digests, 32 bytes
    CaseBox box_;
};

/// Whether this is an ID number of 18 characters whose check digit holds (GB 11643-1999).
bool is_id_number(std::string_view text);

}  // namespace villageboard::county
