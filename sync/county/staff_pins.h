/// PINs of the staff of terminals. Kept only as hashes; each accepted terminal of an area gets them
/// sealed to it in keys/<device id>.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "sync/county/keyring.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Throws Error(invalid) with a sentence for the administrator unless it has 6 to 12 digits that
/// aren't guessed first: all the same, a straight row up or down, or one repeated pair or triple.
void check_pin_strength(std::string_view pin);

/// The form in which a terminal gets it: pepper and Argon2id hash (FORMAT.md, section 11).
std::string hash_pin(std::string_view pin, const feed::RandomBytes& random);

class StaffPins {
  public:
    explicit StaffPins(const Tools& tools) : tools_(tools), keyring_(tools) {}

    /// Sets or replaces the PIN of a role in an area and gives it to the terminals that stand
    /// there. Returns how many those are. Throws Error(invalid) for a weak PIN or a role that is
    /// no code (1 to 64 of `A-Z a-z 0-9 . _ -`).
    std::size_t set(const AreaCode& area, const std::string& role, std::string_view pin);
    /// Throws Error(invalid) where that role has none.
    std::size_t remove(const AreaCode& area, const std::string& role);
    std::vector<std::string> roles(const AreaCode& area);

  private:
    /// Every accepted terminal of the area gets a newer file.
    std::size_t renew_keys(Transaction& transaction, const AreaCode& area);

    Tools tools_;
    Keyring keyring_;
};

}  // namespace villageboard::county
