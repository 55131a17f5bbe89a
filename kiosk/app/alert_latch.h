/// Which warning fills the panel. A person's tap silences those that are on, for this person only:
/// they take over again when nobody is there, until they expire, are cancelled, or an officer ends
/// them. What was read survives a restart in the middle of a visit. Without state.db all of it is
/// kept in memory. UI thread only.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/board.h"

namespace villageboard::state {
class StateDb;
}

namespace villageboard::kiosk {

/// How state.db names a warning: its item and revision.
std::string latch_name(const ActiveAlert& alert);

class AlertLatch {
  public:
    /// `state` may be null and must outlive the latch. What was read within the `visit` before
    /// `now` still counts as read.
    AlertLatch(state::StateDb* state, Instant now, std::chrono::seconds visit);

    /// The item that takes over now, the most severe first; nothing when all were read or ended.
    std::optional<std::string> takeover(const std::vector<ActiveAlert>& alerts) const;
    /// Somebody has read what is on.
    void acknowledge(const std::vector<ActiveAlert>& alerts, Instant now);
    /// An officer ended it. It stays as a strip.
    void end(const ActiveAlert& alert, Instant now);
    bool ended(const ActiveAlert& alert) const;
    /// Somebody else: nothing was read yet.
    void next_person();
    /// Whether this person has read any.
    bool any_read() const { return !read_.empty(); }

  private:
    state::StateDb* state_;
    std::set<std::string> read_;
    std::set<std::string> ended_;
};

}  // namespace villageboard::kiosk
