#include "content/model/error.h"
#include "content/state/state.h"
#include "kiosk/letter/post.h"
#include "kiosk/screens/duty_contact.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/own_steps.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

// What one needs, before anything is typed; whether the county can be asked at all.
class OwnPayments : public Screen {
  public:
    std::string name() const override { return "own-payments"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }
    void reload(Board&) override { linked_.reset(); }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say("own.title"), page.say("own.sentence"));
        page.flow.gap(1);
        if (!page.services.state || !inbox_key(page.board, page.board.time()))
            return without_link(page, "own.no_way");
        if (!linked(page)) {
            without_link(page, "own.no_link");
            page.flow.gap(1);
            ButtonSpec spec{"own/anyway", page.say("own.anyway")};
            if (button(page.ui, page.flow.take(button_height(page.theme(), Type::body)), spec))
                begin(page);
            page.flow.gap(2);
            return;
        }
        for (const char* key : {"own.first", "own.second", "own.third"}) {
            page.flow.prose(page.say(key), {});
            page.flow.gap(1);
        }
        page.flow.gap(1);
        if (main_action(page, "own/begin", page.say("own.begin"), Icon::next)) begin(page);
        page.flow.gap(2);
    }

  private:
    static void without_link(Page& page, const char* key) {
        page.flow.prose(page.say(key), Look{}.bold().as(Role::status));
        page.flow.gap(1);
        who_can_tell(page);
    }

    static void begin(Page& page) {
        page.act.open(own_name_screen(std::make_shared<OwnQuestion>()));
    }

    // How the agent's last round ended: this program has no link of its own.
    bool linked(Page& page) {
        if (linked_) return *linked_;
        try {
            const state::RoundResult result = page.services.state->health().result;
            linked_ = result == state::RoundResult::fresh || result == state::RoundResult::refused;
        } catch (const Error&) {
            linked_ = false;
        }
        return *linked_;
    }

    std::optional<bool> linked_;
};

}  // namespace

void who_can_tell(Page& page) {
    page.flow.prose(page.say("own.window"), {});
    page.flow.gap(1);
    if (const auto duty = duty_contact(page.ui.strings(), page.board))
        show_phone(page, page.flow, duty->post, duty->phone);
    show_phone(page, page.flow, page.say("help.hotline"), page.say("help.hotline_number"));
}

std::unique_ptr<Screen> own_payments_screen() { return std::make_unique<OwnPayments>(); }

}  // namespace villageboard::kiosk
