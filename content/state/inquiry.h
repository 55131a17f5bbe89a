/// A person's sealed question to the county while they stand at the glass, and the sealed answer:
/// one row of state.db, by which kiosk and agent hand both over. It lives three minutes of the
/// machine's running time at the most and no boot longer; the kiosk takes it away when the page is
/// left. What is sealed opens with keys that are in no file. Never on a stick, in no hourly copy of
/// state.db. Failures as StateDb's. One thread a StateDb.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/uuid.h"
#include "content/state/running_time.h"
#include "content/state/state.h"

namespace villageboard::state {

inline constexpr std::chrono::seconds kInquiryLife{180};

enum class InquiryState {
    asked,        ///< the agent has not come back with anything
    answered,     ///< `answer` holds what the county sealed
    unreachable,  ///< there is no way to the county now, or it has no answers of this kind
    gone,         ///< too old, or of an earlier boot
};

struct InquiryView {
    InquiryState state = InquiryState::gone;
    std::string answer;
};

class Inquiries {
  public:
    /// `state` must outlive it.
    explicit Inquiries(StateDb& state) : state_(state) {}

    /// Puts a question down in place of any other, and gives its id.
    std::string ask(std::string_view sealed, const RunningTime& now, const RandomBytes& random);
    InquiryView look(const std::string& id, const RunningTime& now) const;
    /// Leaves nothing of any question, in the database or its log.
    void forget();
    /// As forget(), for what is older than kInquiryLife or of another boot.
    void forget_old(const RunningTime& now);

    struct Question {
        std::string id;
        std::string sealed;
    };
    /// For the agent: what has no answer yet.
    std::optional<Question> waiting(const RunningTime& now) const;
    /// Nothing happens where the question is gone meanwhile.
    void answer(const std::string& id, std::string_view sealed);
    void set_unreachable(const std::string& id);

  private:
    void clean(int changed);

    StateDb& state_;
};

/// Whether a question waits or its answer lies there: a copy of state.db is then put off.
bool holds_inquiry(cache::Database& database);

}  // namespace villageboard::state
