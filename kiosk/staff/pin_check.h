/// Whether a PIN is one of those known here: Argon2id over its digits and the pepper. Takes about a
/// sixth of a second for each hash, and 64 MiB: never on the UI thread.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/state/staff.h"
#include "kiosk/staff/pin.h"

namespace villageboard::kiosk {

enum class PinVerdict {
    right,
    wrong,
    no_pepper,  ///< its file is missing or can't be read: no PIN can be checked
};

struct CheckedPin {
    PinVerdict verdict = PinVerdict::wrong;
    std::string role;  ///< of the right one
};

/// Hashes of any other kind or cost than the county's are passed over, and so are all beyond eight.
CheckedPin check_pin(const Pin& pin, const std::vector<state::PinHash>& hashes,
                     const std::filesystem::path& pepper_file);

}  // namespace villageboard::kiosk
