#include "content/state/slip.h"

#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/slip_pad.h"

namespace villageboard::kiosk {
namespace {

class SlipScreen : public Screen {
  public:
    explicit SlipScreen(state::Slip slip) : slip_(std::move(slip)) {}

    std::string name() const override { return "slip"; }
    // Copying it by hand takes longer than a private page waits, and it says nothing about a topic.
    Pace pace() const override { return Pace::reading; }
    Traces traces() const override { return Traces::none; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("slip.title"), page.say("slip.sentence"));
        slip_groups(page.flow, slip_.characters());
        page.flow.gap(2);
        for (const char* key : {"slip.when", "slip.how", "slip.keep"}) {
            page.flow.prose(page.say(key), {});
            page.flow.gap(1);
        }
        page.flow.gap(1);
        if (main_action(page, "slip/done", page.say("slip.done"), Icon::check)) page.act.home();
        page.flow.gap(2);
    }

  private:
    state::Slip slip_;
};

}  // namespace

std::unique_ptr<Screen> slip_screen(state::Slip slip) {
    return std::make_unique<SlipScreen>(std::move(slip));
}

}  // namespace villageboard::kiosk
