/// A PIN for a terminal in tests, as the agent would leave it.
#pragma once
#include <sodium.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "content/state/staff.h"

namespace villageboard::kiosk_test {

inline state::PinHash make_pin(const std::filesystem::path& data_dir, const std::string& id,
                               const std::string& pin) {
    const std::string pepper(32, id.empty() ? 'p' : id.front());
    const std::string secret = pin + pepper;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 ||
        crypto_pwhash_str(hash.data(), secret.data(), secret.size(), 3, std::size_t{64} << 20) != 0)
        throw std::bad_alloc();
    std::array<char, 65> hex{};
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(pepper.data()),
                   pepper.size());
    std::ofstream(data_dir / state::kPepperFile, std::ios::app) << id << " " << hex.data() << "\n";
    return {id, id, hash.data()};
}

inline void give_pin(state::StateDb& state, const std::filesystem::path& data_dir,
                     const std::string& pin) {
    state::StaffRecords(state).set_pins({make_pin(data_dir, "clerk", pin)});
}

}  // namespace villageboard::kiosk_test
