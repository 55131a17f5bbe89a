#include <algorithm>
#include <utility>

#include "kiosk/screens/promise_mark.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

class PromiseList : public Screen {
  public:
    std::string name() const override { return "promises"; }
    std::optional<Subject> subject() const override { return Subject::village; }
    void reload(Board& board) override { promises_ = promises(board); }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say("village.promises"), sentence(page));
        for (const PromiseState state :
             {PromiseState::late, PromiseState::open, PromiseState::done})
            part(page, state);
        page.flow.gap(2);
    }

  private:
    std::string sentence(Page& page) const {
        if (promises_.empty()) return page.say("promise.none");
        const auto late = std::count_if(promises_.begin(), promises_.end(), [](const auto& each) {
            return each.state == PromiseState::late;
        });
        return late > 0 ? page.ui.strings().count("promise.late_sentence", late)
                        : page.say("promise.sentence");
    }

    void part(Page& page, PromiseState state) {
        constexpr const char* keys[] = {"promise.late", "promise.open", "promise.done"};
        bool any = false;
        for (std::size_t i = 0; i < promises_.size(); ++i) {
            if (promises_[i].state != state) continue;
            if (!std::exchange(any, true))
                page.flow.section(page.say(keys[static_cast<int>(state)]));
            if (row(page.flow, promise_row(page, promises_[i], i)))
                page.act.open(meeting_screen(promises_[i].meeting));
        }
    }

    static RowSpec promise_row(Page& page, const Promise& promise, std::size_t index) {
        const Strings& strings = page.ui.strings();
        RowSpec spec;
        spec.id = "promise/" + std::to_string(index);
        spec.title = promise.task.text;
        spec.plain = true;
        spec.note = promise.task.who + "  " +
                    page.say("promise.by", {{"day", full_day(strings, promise.task.due)}});
        spec.marks.push_back(promise_mark(page, promise));
        return spec;
    }

    std::vector<Promise> promises_;
};

}  // namespace

Mark promise_mark(Page& page, const Promise& promise) {
    const Strings& strings = page.ui.strings();
    if (promise.state == PromiseState::late)
        return {strings.count("promise.days_late", promise.days_late),
                page.ui.colour(Ink::money_out)};
    if (promise.state == PromiseState::open)
        return {page.say("meeting.not_done"), page.ui.colour(Ink::ink)};
    return {page.say("meeting.done", {{"day", full_day(strings, *promise.task.done)}}),
            page.ui.colour(Ink::money_in)};
}

std::unique_ptr<Screen> promises_screen() { return std::make_unique<PromiseList>(); }

}  // namespace villageboard::kiosk
