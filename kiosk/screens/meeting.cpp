#include <algorithm>
#include <cmath>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/promise_mark.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

class MeetingScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "meeting"; }

  protected:
    void build_item(Page& page) override {
        constexpr const char* types[] = {"meeting.villagers", "meeting.representatives",
                                         "meeting.committee"};
        const Meeting& meeting = as<Meeting>();
        head(page);
        page.flow.fact(page.say("meeting.type"),
                       page.say(types[static_cast<int>(meeting.meeting)]));
        page.flow.fact(page.say("meeting.held"), full_day(page.ui.strings(), meeting.held));
        page.flow.fact(
            page.say("meeting.people"),
            page.say("meeting.people_value", {{"due", std::to_string(meeting.due)},
                                              {"present", std::to_string(meeting.present)}}));
        if (page.wide()) {
            auto [left, right] = page.split(0.5);
            decisions(page, left, meeting);
            agenda(page, right, meeting);
            follow_up(page, right, meeting);
            page.flow.below(left, right);
        } else {
            decisions(page, page.flow, meeting);
            agenda(page, page.flow, meeting);
            follow_up(page, page.flow, meeting);
        }
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    static void decisions(Page& page, Flow& flow, const Meeting& meeting) {
        if (meeting.decisions.empty()) return;
        flow.section(page.say("meeting.decisions"));
        for (const Decision& decision : meeting.decisions) {
            flow.prose(decision.text, {});
            const Colour colour = page.ui.colour(decision.passed ? Ink::money_in : Ink::money_out);
            flow.text(page.say(decision.passed ? "meeting.passed" : "meeting.rejected"),
                      Look{}.bold().in(colour));
            vote_bar(page, flow, decision);
            flow.text(page.say("meeting.votes", {{"for", std::to_string(decision.for_)},
                                                 {"against", std::to_string(decision.against)},
                                                 {"abstain", std::to_string(decision.abstain)}}),
                      Look{}.in(page.ui.colour(Ink::quiet)));
            flow.gap(0.7);
            flow.rule();
            flow.gap(0.7);
        }
    }

    // Those for it filled, those against it outlined, the rest left open: read without colour, too.
    static void vote_bar(Page& page, Flow& flow, const Decision& decision) {
        const int all = decision.for_ + decision.against + decision.abstain;
        if (all <= 0) return;
        Ui& ui = page.ui;
        const Theme& theme = page.theme();
        Rect bar = flow.take(theme.u(2));
        bar.w = std::min(bar.w, theme.measure());
        const float each = bar.w / static_cast<float>(all);
        Rect rest = bar;
        ui.fill(rest.cut_left(std::round(each * static_cast<float>(decision.for_))),
                ui.colour(Ink::money_in));
        const float against = std::round(each * static_cast<float>(decision.against));
        if (against > 0)
            ui.frame(rest.cut_left(against), ui.colour(Ink::money_out), 0, theme.edge() * 2);
        ui.frame(bar, ui.colour(Ink::quiet), 0, theme.hairline());
        flow.gap(0.5);
    }

    static void agenda(Page& page, Flow& flow, const Meeting& meeting) {
        if (meeting.agenda.empty()) return;
        flow.section(page.say("meeting.agenda"));
        int number = 0;
        for (const std::string& point : meeting.agenda)
            flow.prose(std::to_string(++number) + ". " + point, {});
    }

    static void follow_up(Page& page, Flow& flow, const Meeting& meeting) {
        if (meeting.follow_up.empty()) return;
        const Strings& strings = page.ui.strings();
        flow.section(page.say("meeting.follow_up"));
        for (const FollowUp& task : meeting.follow_up) {
            flow.prose(task.text, Look{}.bold());
            flow.fact(page.say("meeting.who"), task.who);
            flow.fact(page.say("meeting.due"), full_day(strings, task.due));
            const Mark state = promise_mark(page, judge(task, page.board.time()));
            flow.text(state.words, Look{}.bold().in(state.colour).as(Role::status));
            flow.gap(1);
        }
    }
};

}  // namespace

std::unique_ptr<Screen> meeting_screen(std::string item_id) {
    return std::make_unique<MeetingScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
