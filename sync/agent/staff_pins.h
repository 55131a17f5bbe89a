/// What the county gave the staff of this terminal, handed to the kiosk: hashes into state.db,
/// peppers into a file beside it that only the two programs can read.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/state/staff.h"
#include "sync/feed/device_keys.h"

namespace villageboard::agent {

struct PepperedHash {
    std::string pepper;  ///< 64 hex digits
    std::string hash;
};

/// The two parts of a box of keys/<device id>; nothing where it isn't of the form of FORMAT.md,
/// section 11.
std::optional<PepperedHash> split_pin(std::string_view opened);

/// Makes state.db and the file say what the keys say. The file first: a hash never waits long for
/// its pepper. Writes nothing when nothing changed. Error `retry` when the disk is full.
void hand_over_pins(const std::vector<feed::StaffPin>& staff, state::StateDb& state,
                    const std::filesystem::path& data_dir);

}  // namespace villageboard::agent
