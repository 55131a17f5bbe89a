/// The two signed notes of the way up: a terminal's envelope around a sealed message that travels
/// by stick, and the county's receipt, without which no terminal forgets a message.
/// Format: content/state/SUBMISSION.md, sections 5 and 6. Pure; any thread.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "content/model/time.h"
#include "sync/feed/note.h"

namespace villageboard::feed {

inline constexpr std::size_t kMaxSubmissionNoteBytes = 4096;

/// What the county says it holds. It names neither the terminal nor a time: the same message gets
/// the same receipt, whoever brings it.
struct Receipt {
    std::string digest;  ///< SHA-256 of the sealed bytes, hex
    Day received;        ///< day on which the county first got it
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// `county_log` is the log key under the county's origin.
std::string sign_receipt(const Receipt& receipt, const Signer& county_log);
/// Nothing unless `note` is a receipt of the county `origin`, signed by one of its log keys (as the
/// root names them), for exactly this digest.
std::optional<Receipt> open_receipt(std::string_view note, const std::string& origin,
                                    std::span<const VerifierKey> log_keys,
                                    const std::string& digest);

/// `seed` is the device's Ed25519 seed.
std::string sign_envelope(const std::string& origin, const std::string& device_id,
                          const std::string& digest, std::string_view seed);
/// Whether the terminal with this public key (32 bytes) signed for this message to this county.
bool is_envelope(std::string_view note, const std::string& origin, const std::string& device_id,
                 const std::string& digest, std::string_view public_key);

}  // namespace villageboard::feed
