/// The one-time code that ties a terminal to a county, and the proof of holding it.
/// The secret never travels: both sides send HMAC-SHA-256 over the bytes they send.
/// Format: FORMAT.md section 12. Pure; any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "content/model/area.h"
#include "sync/feed/hash.h"

namespace villageboard::feed {

/// Shown and typed as five groups of four base32 characters: "ABCD-EFGH-JKLM-NPQR-STUV".
struct EnrolmentCode {
    std::string id;      ///< 4 base32 characters, upper case; public
    std::string secret;  ///< 10 bytes

    static EnrolmentCode make(const RandomBytes& random);
    /// Upper or lower case, groups joined by '-', a space or nothing.
    static std::optional<EnrolmentCode> parse(std::string_view text);
    std::string to_string() const;

    friend bool operator==(const EnrolmentCode&, const EnrolmentCode&) = default;
};

/// What a QR code gives: area and code in one, "villageboard:539921102205:ABCD-EFGH-...". A scanner
/// types it where a code is asked for.
struct Pairing {
    AreaCode area = *AreaCode::parse("000000");
    std::string code;  ///< as it is typed

    friend bool operator==(const Pairing&, const Pairing&) = default;
};
std::string format_pairing(const Pairing& pairing);
/// Nothing for anything else, a bare code included.
std::optional<Pairing> parse_pairing(std::string_view text);

/// Six groups of five digits of a device's two public keys (96 bits of a SHA-256), the same on the
/// terminal and at the county: who accepts a terminal compares them, so that no other device that
/// learnt the code gets the keys. Empty for keys that are none.
std::string device_fingerprint(std::string_view signing_key, std::string_view box_key);

/// What a terminal sends. `area` is where it stands.
struct EnrolmentRequest {
    std::string code_id;
    AreaCode area = *AreaCode::parse("000000");
    std::string signing_key;  ///< Ed25519 public key, 32 bytes
    std::string box_key;      ///< X25519 public key, 32 bytes

    friend bool operator==(const EnrolmentRequest&, const EnrolmentRequest&) = default;
};

/// One line of JSON with `hmac` as its last member, over the line without it.
std::string format_request(const EnrolmentRequest& request, const EnrolmentCode& code);
/// Reads the request without checking the HMAC: the county looks the code up by code_id first.
std::optional<EnrolmentRequest> parse_request(std::string_view json);
bool check_request(std::string_view json, const EnrolmentCode& code);

/// What the county answers.
struct EnrolmentReply {
    std::string device_id;
    std::string root;  ///< the note `root/<version>` to pin

    friend bool operator==(const EnrolmentReply&, const EnrolmentReply&) = default;
};

/// `request` is the exact line that was sent: the reply's HMAC covers it too.
std::string format_reply(const EnrolmentReply& reply, std::string_view request,
                         const EnrolmentCode& code);
/// Nothing unless the HMAC agrees.
std::optional<EnrolmentReply> open_reply(std::string_view json, std::string_view request,
                                         const EnrolmentCode& code);

}  // namespace villageboard::feed
