/// Who floods the offices, or guesses slips, is slowed and never refused: the more often it was
/// done on this terminal in this hour and the one before, the longer the next time takes. The
/// counts are durable, so that pulling the plug wins nothing; they are of hours, and gone after
/// two.
#pragma once
#include <chrono>

#include "content/model/time.h"
#include "content/state/state.h"

namespace villageboard::state {

enum class Slowed { sending, guessing };

/// How long the next one takes after so many. The first few wait for nothing; then it doubles, up
/// to two minutes, which leaves room for thirty an hour.
std::chrono::seconds delay_after(Slowed what, int count);

class Slowing {
  public:
    /// `state` must outlive it.
    explicit Slowing(StateDb& state) : state_(state) {}

    std::chrono::seconds delay(Slowed what, Instant now) const;
    /// One more; forgets what is older than the hour before. Error `retry` on a full disk.
    void count(Slowed what, Instant now);

  private:
    StateDb& state_;
};

}  // namespace villageboard::state
