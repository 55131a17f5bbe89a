#include "kiosk/screens/relief_steps.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

void step(Page& page, Flow& flow, StepState state, const std::string& words) {
    Ui& ui = page.ui;
    constexpr Icon icons[] = {Icon::check, Icon::next, Icon::dash};
    constexpr Ink inks[] = {Ink::money_in, Ink::ink, Ink::quiet};
    const Colour colour = ui.colour(inks[static_cast<int>(state)]);
    const float icon = std::round(page.theme().type(Type::body));
    const float indent = icon + page.theme().u(2);
    ui.drawing(
        {flow.x(), std::round(flow.y() + (page.theme().line(Type::body) - icon) / 2), icon, icon},
        drawing_of(icons[static_cast<int>(state)]), colour);
    Flow line(ui, flow.x() + indent, flow.y(), flow.width() - indent);
    const Look look = Look{}.in(state == StepState::later ? colour : ui.colour(Ink::ink));
    line.text(words, state == StepState::now ? look.bold() : look);
    flow.below(line, line);
    flow.gap(0.5);
}

}  // namespace

ReliefSteps steps_of(const ReliefRoll& roll, const NoticeState& notice) {
    ReliefSteps steps;
    if (roll.stage != ReliefStage::first_review) {
        steps.notice = steps.approval = steps.payment = StepState::done;
        return steps;
    }
    const bool over = notice.told && notice.all > 0 && !notice.open;
    steps.notice = over ? StepState::done : StepState::now;
    steps.approval = over ? StepState::now : StepState::later;
    return steps;
}

void relief_steps(Page& page, Flow& flow, const ReliefRoll& roll, const NoticeState& notice) {
    if (roll.stage == ReliefStage::changed || roll.stage == ReliefStage::ended) return;
    const ReliefSteps steps = steps_of(roll, notice);
    flow.section(page.say("relief.steps"));
    step(page, flow, steps.first_review, page.say("relief.first_review"));
    step(page, flow, steps.notice, page.say("relief.notice"));
    step(page, flow, steps.approval, page.say("relief.approval"));
    step(page, flow, steps.payment, page.say("relief.payment"));
    if (steps.notice != StepState::now) return;
    flow.section(page.say("relief.object"));
    flow.prose(page.say("relief.object_how"), {});
    flow.gap(1);
}

}  // namespace villageboard::kiosk
