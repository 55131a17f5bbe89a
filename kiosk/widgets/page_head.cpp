#include "kiosk/widgets/page_head.h"

#include <cmath>

#include "kiosk/widgets/balance.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

// The subject's word above the title, as a newspaper names its section.
void kicker(Flow& flow, Subject subject) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const Colour colour = theme.colour(subject);
    const Rect line = flow.take(theme.line(Type::caption));
    const float icon = std::round(theme.type(Type::caption) * 1.2F);
    ui.drawing({line.x, std::round(line.mid_y() - icon / 2), icon, icon},
               drawing_of(icon_of(subject)), colour);
    const float indent = icon + theme.u(1);
    ui.text_in({line.x + indent, line.y, line.w - indent, line.h}, subject_word(ui, subject),
               Look{}.sized(Type::caption).bold().in(colour));
    flow.gap(1);
}

void own_title(Flow& flow, Subject subject, const std::string& title) {
    Ui& ui = flow.ui();
    const Colour colour = ui.theme().colour(subject);
    const Look look = Look{}.sized(Type::title).serif().in(colour).as(Role::heading);
    const float icon = std::round(ui.theme().type(Type::title) * 1.1F);
    const float indent = icon + ui.theme().u(2);
    const Rect line = flow.take(ui.height_of(title, look, flow.width() - indent));
    ui.drawing({line.x, std::round(line.mid_y() - icon / 2), icon, icon},
               drawing_of(icon_of(subject)), colour);
    ui.text_in({line.x + indent, line.y, line.w - indent, line.h}, title, look);
}

}  // namespace

std::string subject_word(const Ui& ui, Subject subject) {
    constexpr const char* keys[] = {"subject.finance", "subject.subsidy",  "subject.relief",
                                    "subject.policy",  "subject.projects", "subject.village"};
    return ui.say(keys[static_cast<int>(subject)]);
}

void page_head(Flow& flow, std::optional<Subject> subject, const std::string& title,
               const std::string& sentence) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const bool names_itself = subject && title == subject_word(ui, *subject);
    if (names_itself) {
        own_title(flow, *subject, title);
    } else {
        if (subject) kicker(flow, *subject);
        if (!title.empty()) {
            const Look look = Look{}.sized(Type::title).serif().as(Role::heading);
            Flow lines(ui, flow.x(), flow.y(), balanced_width(ui, title, look, flow.width()));
            lines.text(title, look);
            flow.below(lines, lines);
        }
    }
    if (!sentence.empty()) {
        flow.gap(1);
        const float widest = theme.type(Type::lead) * 24;
        Flow lead(ui, flow.x(), flow.y(), std::min(flow.width(), widest));
        lead.text(sentence, Look{}.sized(Type::lead));
        flow.below(lead, lead);
    }
    flow.gap(1.5);
}

}  // namespace villageboard::kiosk
