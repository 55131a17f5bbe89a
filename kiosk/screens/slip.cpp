#include "content/state/slip.h"

#include <string>

#include "kiosk/print/slip.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
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
        if (page.services.print) print_it(page);
        if (main_action(page, "slip/done", page.say("slip.done"), Icon::check)) page.act.home();
        page.flow.gap(2);
    }

  private:
    void print_it(Page& page) {
        ButtonSpec spec{"slip/print", page.say("slip.print")};
        spec.icon = Icon::printer;
        if (button(page.ui, page.flow.take(button_height(page.theme(), Type::body)), spec))
            page.act.open(print_screen(document(page), PrintKind::slip));
        page.flow.target_gap();
    }

    // On paper, too, it says nothing of what was asked; and it lies nowhere on the terminal.
    print::SlipDocument document(const Page& page) const {
        std::string secret;
        for (std::size_t group = 0; group < state::kSlipLength / state::kSlipGroup; ++group)
            secret += (group == 0 ? "" : " ") + std::string(slip_.group(group));
        print::SlipDocument slip;
        slip.title = page.say("slip.paper");
        slip.parts = {print::Figure{page.say("answer.sentence"), secret},
                      print::Words{page.say("slip.when")}, print::Words{page.say("slip.how")},
                      print::Words{page.say("slip.keep")}};
        slip.keeping = print::Keeping::nowhere;
        return slip;
    }

    state::Slip slip_;
};

}  // namespace

std::unique_ptr<Screen> slip_screen(state::Slip slip) {
    return std::make_unique<SlipScreen>(std::move(slip));
}

}  // namespace villageboard::kiosk
