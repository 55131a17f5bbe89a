/// The secret that stands on the slip with which somebody comes back for the answer: 20 characters
/// in five groups of four. 17 of them are random (85 bits), 3 check the others, so that a slip of
/// the finger is told at once. Letters and figures that look alike count as the same (Crockford's
/// base32: O is 0, I and L are 1; U is not used). Format: content/state/SUBMISSION.md.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/uuid.h"
#include "content/state/seal.h"
#include "content/state/secret_bytes.h"

namespace villageboard::state {

inline constexpr std::string_view kSlipCharacters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
inline constexpr std::size_t kSlipLength = 20;
inline constexpr std::size_t kSlipGroup = 4;

class Slip {
  public:
    static Slip make(const RandomBytes& random);
    /// What somebody typed: `-` and blanks are skipped, small letters count. Nothing when its
    /// length or its check is wrong.
    static std::optional<Slip> parse(std::string_view typed);

    /// The 20 characters.
    std::string_view characters() const { return characters_.view(); }
    /// Group `index` of five.
    std::string_view group(std::size_t index) const {
        return characters().substr(index * kSlipGroup, kSlipGroup);
    }
    /// The keys to which the answer is sealed. The public half travels inside the message.
    BoxKeys keys() const;

  private:
    explicit Slip(SecretBytes characters) : characters_(std::move(characters)) {}

    SecretBytes characters_;
};

/// The character as it counts; nothing for one that never stands in a slip.
std::optional<char> slip_character(char typed);

}  // namespace villageboard::state
