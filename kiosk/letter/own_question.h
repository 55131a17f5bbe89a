/// What one person types to ask the county about the payments to themselves, and the session in
/// which they ask it. The screens of these steps share the question; when the last of them goes it
/// is wiped. UI thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/uuid.h"
#include "content/state/inquiry.h"
#include "content/state/own_payments.h"
#include "content/state/seal.h"
#include "kiosk/input/typing.h"

namespace villageboard::kiosk {

struct OwnQuestion {
    OwnQuestion() = default;
    ~OwnQuestion();
    OwnQuestion(const OwnQuestion&) = delete;
    OwnQuestion& operator=(const OwnQuestion&) = delete;

    Typing name{state::kMaxNameBytes};
    state::SecretBytes id_number{state::kIdNumberLength};
    state::SecretBytes code{state::kOneTimeCodeLength};
};

/// One question on its way and its answer. A key pair of its own is made for it and lies in locked
/// memory only; question and answer leave state.db when the answer was read or the object goes.
class OwnSession {
  public:
    enum class Outcome { waiting, told, refused, unreachable };

    /// Seals and puts the question down for the agent. Error: `retry` on a full disk, `invalid` for
    /// a key that is none. `state` must outlive it.
    OwnSession(state::StateDb& state, const OwnQuestion& question, std::string_view inbox_key);
    ~OwnSession();
    OwnSession(const OwnSession&) = delete;
    OwnSession& operator=(const OwnSession&) = delete;

    /// Looks for the answer. Error `retry` or `corrupt` when state.db can't be read.
    Outcome look();
    /// Once it is told. Points into memory of this object.
    const state::InquiryAnswer& answer() const { return answer_; }

  private:
    void open(std::string_view sealed);

    state::Inquiries inquiries_;
    state::BoxKeys keys_;
    std::string id_;
    Outcome outcome_ = Outcome::waiting;
    std::optional<state::SecretBytes> plaintext_;
    state::InquiryAnswer answer_;
};

}  // namespace villageboard::kiosk
