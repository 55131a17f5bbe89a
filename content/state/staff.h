/// What state.db holds for the staff of a terminal: hashes of their PINs (the agent writes them,
/// the kiosk reads them), how often a PIN was tried in vain, and which warnings an officer has sent
/// from the whole panel. No PIN. Failures as StateDb's. One object per thread.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "content/state/state.h"

namespace villageboard::state {

/// The county's rule for hashes: crypto_pwhash_str of Argon2id with 64 MiB and 3 passes, over the
/// PIN's digits and the terminal's 32 bytes of pepper. Nothing else is ever computed.
inline constexpr std::string_view kPinHashBegin = "$argon2id$v=19$m=65536,t=3,p=1$";

/// Where the pepper lies: not in the database, so that a copy of that is of no use alone. Lines of
/// "<id> <64 hex digits>", one for each hash.
inline constexpr std::string_view kPepperFile = "staff.pepper";

struct PinHash {
    std::string id;  ///< a code, no name
    std::string role;
    std::string hash;

    friend bool operator==(const PinHash&, const PinHash&) = default;
};

/// Attempts in vain since the last good one, and the wait that the last of them began.
struct PinAttempts {
    int failures = 0;
    std::chrono::seconds wait{0};
    std::string boot_id;  ///< the boot in which it began
    std::chrono::seconds since_boot{0};

    friend bool operator==(const PinAttempts&, const PinAttempts&) = default;
};

class StaffRecords {
  public:
    /// `state` must outlive it.
    explicit StaffRecords(StateDb& state) : database_(state.database()) {}

    std::vector<PinHash> pins() const;
    /// Replaces them all, or nothing where they are the same already.
    void set_pins(const std::vector<PinHash>& pins);

    PinAttempts attempts() const;
    void set_attempts(const PinAttempts& attempts);

  private:
    cache::Database& database_;
};

}  // namespace villageboard::state
