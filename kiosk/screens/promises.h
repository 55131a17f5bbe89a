/// What meetings promised to do, by whom and until when, and whether it was done: one list over all
/// meetings, what is late first. Pure functions.
#pragma once
#include <memory>
#include <vector>

#include "kiosk/app/board.h"

namespace villageboard::kiosk {

enum class PromiseState { late, open, done };

struct Promise {
    FollowUp task;
    PromiseState state = PromiseState::open;
    int days_late = 0;    ///< since the day it was due; of what was done late, when it was done
    std::string meeting;  ///< item id
    std::string title;    ///< of the meeting
};

/// Late only where the clock is known: without it nothing is said to be late.
Promise judge(const FollowUp& task, const BoardTime& time);
/// Of every meeting that the village sees; late first (the longest), then what is due next, then
/// what was done last.
std::vector<Promise> promises(const Board& board);

}  // namespace villageboard::kiosk
