/// What a person asks the county about the payments to themselves, and what the county answers, as
/// plaintexts: before one is sealed to the county's inbox key and the other to the key of the
/// session at the glass. Format: content/state/INQUIRY.md. Nothing here copies what it is given out
/// of the caller's memory. Thread-safe: no state.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/money.h"
#include "content/model/time.h"
#include "content/state/secret_bytes.h"

namespace villageboard::state {

/// Sizes of the two plaintexts, whatever they say.
inline constexpr std::size_t kInquiryBytes = 512;
inline constexpr std::size_t kInquiryAnswerBytes = 16384;

inline constexpr std::size_t kMaxNameBytes = 96;  ///< 32 Hanzi
inline constexpr std::size_t kIdNumberLength = 18;
inline constexpr std::size_t kOneTimeCodeLength = 8;
inline constexpr std::size_t kMaxPaymentText = 240;  ///< of each text of a payment: 80 Hanzi

/// Views into the caller's bytes, or into the plaintext that was parsed.
struct PaymentInquiry {
    std::string_view name;
    std::string_view id_number;   ///< 18 characters
    std::string_view code;        ///< 8 digits, from the town's window
    std::string_view answer_key;  ///< X25519 public key of the session, 32 bytes
};

/// Error `invalid` when a part is longer than allowed.
SecretBytes print_inquiry(const PaymentInquiry& inquiry);
/// Nothing for anything but what print_inquiry() can have made.
std::optional<PaymentInquiry> parse_inquiry(std::string_view plaintext);

enum class PaymentState { paid, returned };

/// Why a bank sent money back.
enum class ReturnReason {
    none,            ///< it was paid
    wrong_account,   ///< no such account
    closed_account,  ///< it was closed
    other_name,      ///< the account belongs to another name
    sleeping_card,   ///< not activated, or not used for long
    other,
};

struct OwnPayment {
    std::string_view programme;
    std::string_view period;
    Fen amount;
    PaymentState state = PaymentState::paid;
    ReturnReason reason = ReturnReason::none;
    std::string_view where;  ///< the window to go to, and its phone; empty for what was paid
    Day day;                 ///< when it was paid, or sent
};

struct InquiryAnswer {
    bool told = false;  ///< false: refused, and nothing says why
    bool more = false;  ///< older payments had no room
    std::vector<OwnPayment> payments;
};

/// As many of the payments as there is room for, from the first on; `more` is set where some had
/// none. Error `invalid` for a text that is longer than allowed.
SecretBytes print_inquiry_answer(const InquiryAnswer& answer);
/// Nothing for anything but what print_inquiry_answer() can have made.
std::optional<InquiryAnswer> parse_inquiry_answer(std::string_view plaintext);

/// The name as it is compared: without blanks, every point between its parts the same one (U+00B7).
SecretBytes compared_name(std::string_view name);

}  // namespace villageboard::state
