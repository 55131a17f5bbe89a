/// One-time codes with which a person asks about their own payments at a terminal. The town's
/// window makes one after it has seen the card, and tells it to the person there. Stored as a keyed
/// digest, with those of ID number and name; the audit log knows a code by a random id.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sync/county/people/actor.h"
#include "sync/county/tools.h"

namespace villageboard::county {

inline constexpr std::chrono::minutes kCodeLife{30};
/// How long a question may be sent again because its answer got lost on the way.
inline constexpr std::chrono::minutes kSameQuestion{3};

class PaymentCodes {
  public:
    explicit PaymentCodes(const Tools& tools) : tools_(tools) {}

    struct Holder {
        std::string_view name;  ///< as on the card
        std::string_view id_number;
    };
    struct Made {
        std::string id;
        std::string code;  ///< 8 digits
        Instant expires;
    };
    /// A code in place of an earlier one of this person. Throws Refusal: `forbidden` unless the
    /// actor reviews for that town, `invalid` for an ID number or a name that can't be one.
    Made make(const Actor& actor, const AreaCode& town, const Holder& holder);

    struct Shown {
        std::string_view person;  ///< payment_keys.h
        std::string_view name;
        std::string_view code;
        std::string_view question;  ///< digest of the sealed bytes that bring it
    };
    /// Uses the person's code up and gives its id; the same question may come again for
    /// kSameQuestion. Nothing when it is wrong, used, over, or of another name.
    std::optional<std::string> use(Transaction& transaction, const Shown& shown);

  private:
    Tools tools_;
};

}  // namespace villageboard::county
