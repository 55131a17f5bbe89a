/// Where a message goes in: it is sealed to the county's inbox key, and only then stored, in the
/// outbox of state.db. Also tells how long somebody has to wait for a turn. It keeps no count that
/// anybody is shown and logs nothing. UI thread; some milliseconds a call.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/uuid.h"
#include "content/state/outbox.h"
#include "content/state/slip.h"
#include "content/state/slowing.h"
#include "content/state/submission.h"
#include "kiosk/app/board.h"

namespace villageboard::kiosk {

/// The county's inbox key in force at `time`: of its own feed, the newest that is valid already.
/// 32 bytes; nothing when the terminal has none.
std::optional<std::string> inbox_key(const Board& board, const BoardTime& time);

class Post {
  public:
    /// `state` must outlive it; `random` gives unguessable bytes.
    Post(state::StateDb& state, RandomBytes random);

    /// How long the next message, or the next slip, has to wait. Error `retry` or `corrupt` when
    /// state.db can't be read.
    std::chrono::seconds wait(state::Slowed what, Instant now) const;

    state::Slip new_slip() const { return state::Slip::make(random_); }
    /// Seals and stores. Error `retry` on a full disk: nothing is stored, and what was written is
    /// still the caller's; `invalid` when it is too long or the key is none.
    void send(const state::Submission& message, std::string_view inbox_key, Instant now);
    /// A slip was tried that opened nothing.
    void count_guess(Instant now) { slowing_.count(state::Slowed::guessing, now); }

  private:
    state::Outbox outbox_;
    state::Slowing slowing_;
    RandomBytes random_;
};

}  // namespace villageboard::kiosk
