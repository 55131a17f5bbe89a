/// `keys/<device id>`: what a county gives one terminal. A note signed by the log key under the
/// county's origin, whose text is one line of JSON: areas to follow and secrets, each in a
/// crypto_box_seal to the device's X25519 key. It travels like any file, also by stick.
/// Format: FORMAT.md section 11. Pure but for sealing's randomness (libsodium's own); any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "sync/feed/frame.h"
#include "sync/feed/note.h"

namespace villageboard::feed {

inline constexpr std::size_t kMaxDeviceKeysBytes = 512 * 1024;

/// Makes and opens crypto_box_seal boxes. X25519 keys of 32 bytes each.
struct BoxKeyPair {
    std::string public_key;
    std::string secret_key;
};
/// From 32 random bytes.
BoxKeyPair make_box_key_pair(std::string_view seed);
/// Throws Error(invalid) when the key is not 32 bytes.
std::string seal_to(std::string_view message, std::string_view public_key);
std::optional<std::string> open_sealed(std::string_view box, const BoxKeyPair& pair);

/// An Argon2id hash of one staff member's PIN.
struct StaffPin {
    std::string staff_id;  ///< a code, no name
    std::string role;
    std::string hash;  ///< the pepper's 64 hex digits, a space, and crypto_pwhash_str's form

    friend bool operator==(const StaffPin&, const StaffPin&) = default;
};

/// The opened content.
struct DeviceKeys {
    std::string device_id;
    std::uint32_t version = 1;  ///< goes up with each change; a reader refuses to go back
    Instant made{};
    AreaCode home = *AreaCode::parse("000000");  ///< the village (or area) the terminal stands in
    std::vector<AreaCode> areas;                 ///< feeds to follow: the path of home, and grants
    std::map<AreaCode, VillageKeys> village_keys;
    std::vector<StaffPin> staff;

    friend bool operator==(const DeviceKeys&, const DeviceKeys&) = default;
};

/// Codes only: 4 to 64 of `a-z0-9-`.
bool is_device_id(std::string_view text);

/// Seals each secret to the device and signs with the log key (named by the county's origin).
/// Throws Error(invalid) for bad ids, keys or versions.
std::string sign_device_keys(const DeviceKeys& keys, std::string_view device_box_key,
                             const Signer& log, Instant now);

struct OpenedDeviceKeys {
    Verdict verdict = Verdict::malformed;
    DeviceKeys keys;
};

/// verified, oversize, malformed, bad_signature, foreign_origin (another device's file) or
/// missing_key (a box does not open with this device's key).
OpenedDeviceKeys open_device_keys(std::string_view note, std::span<const VerifierKey> log_keys,
                                  std::string_view device_id, const BoxKeyPair& pair);
/// What anyone can read of it, such as device id, version and areas. Nothing is decrypted: village
/// keys and PIN hashes hold their boxes.
OpenedDeviceKeys read_device_keys(std::string_view note, std::span<const VerifierKey> log_keys);

}  // namespace villageboard::feed
