/// Signed requests of devices: the profile of RFC 9421 (HTTP Message Signatures) that terminals
/// use. Covered: "@method" "@authority" "@path" "@query" "content-digest" "content-type";
/// parameters created, expires (at most 300 s later), nonce, keyid = device id, alg="ed25519",
/// tag="nb-agent-1"; label sig1. Pure: keys, clock and seen nonces are the caller's.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/county/api/http.h"

namespace villageboard::county {

/// One signature of a request, taken apart but not yet checked.
struct SignatureFields {
    std::vector<std::string> components;
    std::string params;  ///< the value as sent, "(...);created=..." : the last line of the base
    std::int64_t created = 0;
    std::int64_t expires = 0;
    std::string nonce;
    std::string key_id;
    std::string algorithm;
    std::string tag;
    std::string signature;  ///< 64 raw bytes
};

/// The signature named `label`; nothing when the fields are missing or outside our grammar.
std::optional<SignatureFields> parse_signature(const HttpRequest& request, std::string_view label);

/// The signature base of RFC 9421 section 2.5; nothing when a covered field is absent.
std::optional<std::string> signature_base(const HttpRequest& request,
                                          const SignatureFields& fields);

enum class SignatureVerdict {
    good,
    malformed,     ///< absent, incomplete, or covers less than the profile demands
    wrong_digest,  ///< the body is not the one that was signed
    wrong_time,    ///< not valid now: the device's clock is off
    wrong_key,     ///< does not verify
};

using Ed25519PublicKey = std::array<unsigned char, 32>;

/// Checks everything but the nonce, which only the store can know.
SignatureVerdict check_signature(const HttpRequest& request, const SignatureFields& fields,
                                 const Ed25519PublicKey& key, Instant now);

}  // namespace villageboard::county
