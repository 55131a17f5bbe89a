/// How far an application for relief has come, step by step, and what one can do about it now.
#pragma once
#include "kiosk/screens/item_screen.h"

namespace villageboard::kiosk {

enum class StepState { done, now, later };

/// The four steps: looked at first, shown to everybody, approved, paid. `notice` tells whether
/// objections can still be made. For what is confirmed all are done.
struct ReliefSteps {
    StepState first_review = StepState::done;
    StepState notice = StepState::later;
    StepState approval = StepState::later;
    StepState payment = StepState::later;
    friend bool operator==(const ReliefSteps&, const ReliefSteps&) = default;
};
ReliefSteps steps_of(const ReliefRoll& roll, const NoticeState& notice);

/// Draws them, and while objections can be made, how; nothing for what changed or ended.
void relief_steps(Page& page, Flow& flow, const ReliefRoll& roll, const NoticeState& notice);

}  // namespace villageboard::kiosk
