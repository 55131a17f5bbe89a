#include "kiosk/screens/screen.h"

#include "kiosk/screens/screens.h"

namespace villageboard::kiosk {
namespace {

constexpr float kTwoColumnsHanzi = 32;

}  // namespace

bool Page::wide() const {
    return !theme().portrait() && flow.width() >= theme().type(Type::body) * kTwoColumnsHanzi;
}

std::pair<Flow, Flow> Page::split(double part) const {
    const float gap = theme().u(6);
    const float first =
        static_cast<float>(static_cast<int>((flow.width() - gap) * static_cast<float>(part)));
    return {Flow(ui, flow.x(), flow.y(), first),
            Flow(ui, flow.x() + first + gap, flow.y(), flow.width() - gap - first)};
}

std::unique_ptr<Screen> screen_for(const cache::ItemRow& item) {
    switch (item.kind) {
        case Kind::finance:
            return finance_screen(item.id);
        case Kind::subsidy_roll:
        case Kind::relief_roll:
            return roll_screen(item.id, item.kind);
        case Kind::project:
            return project_screen(item.id);
        case Kind::guide:
            return guide_screen(item.id);
        case Kind::consultation:
            return consultation_screen(item.id);
        case Kind::statistics:
            return statistics_screen(item.id);
        case Kind::contact:
            return contact_screen(item.id);
        case Kind::meeting:
            return meeting_screen(item.id);
        case Kind::alert:
            return alert_screen(item.id);
        default:
            return reader_screen(item.id, subject_of(item.kind));
    }
}

}  // namespace villageboard::kiosk
