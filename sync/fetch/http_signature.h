/// HTTP message signatures (RFC 9421) with Ed25519, the profile of a device's requests.
/// Pure but for libsodium's signing; any thread.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/time.h"

namespace villageboard::fetch {

/// A component and its value, in signing order: `{"@method", "POST"}`.
using Components = std::vector<std::pair<std::string, std::string>>;

/// The signature base of RFC 9421 section 2.5: `params` is what stands behind the list of
/// components in Signature-Input (`;created=...;keyid="..."`).
std::string signature_base(const Components& components, std::string_view params);

/// `("@method" "@path");created=...`: the value of Signature-Input without its label.
std::string signature_input(const Components& components, std::string_view params);

struct DeviceRequest {
    std::string method;     ///< "POST"
    std::string authority;  ///< host, and port where it is not the scheme's own
    std::string path;       ///< "/v1/reports"
    std::string query;      ///< without '?'; may be empty
    std::string content_type;
    std::string body;
    std::string device_id;
    std::string nonce;  ///< 32 hex digits, never used twice
    Instant created{};  ///< the signature is valid for 300 seconds from then
};

/// The headers Content-Digest, Signature-Input and Signature. `seed` is the device's Ed25519 seed.
/// Throws Error(invalid) unless it has 32 bytes.
std::vector<std::pair<std::string, std::string>> sign_request(const DeviceRequest& request,
                                                              std::string_view seed);

}  // namespace villageboard::fetch
