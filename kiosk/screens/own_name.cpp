#include "kiosk/screens/own_steps.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/keyboard.h"
#include "kiosk/widgets/text_field.h"

namespace villageboard::kiosk {
namespace {

// The name, as it stands on the card.
class OwnName : public OwnStep {
  public:
    using OwnStep::OwnStep;
    std::string name() const override { return "own-name"; }

    void build(Page& page) override {
        make_room(page);
        const Theme& theme = page.theme();
        if (theme.portrait()) {
            page.flow.text(page.say("own.name"),
                           Look{}.sized(Type::lead).serif().as(Role::heading));
            page.flow.gap(1);
        }
        const Type type = theme.portrait() ? Type::lead : Type::body;
        text_field(
            page.ui, page.flow.take(text_field_height(theme, type, 1)),
            {"own/name", page.say("own.name"), page.say("own.name_empty"), type, FieldLines::one},
            typing());
        page.flow.target_gap();
        keyboard(page.ui, page.flow.take(keyboard_height(theme, page.flow.width())), typing(),
                 {page.services.pinyin, page.services.handwriting});
        page.flow.target_gap();
        const Ready ready = typing().empty() ? Ready::not_yet : Ready::yes;
        if (main_action(page, "own/next", page.say("own.next"), Icon::next, ready) &&
            ready == Ready::yes)
            go_on(page);
    }

    void type(const std::string& key) override { typing().key(key); }

  private:
    Typing& typing() { return question().name; }

    // letters that have not become Hanzi count as they stand
    void go_on(Page& page) {
        typing().edit.insert(typing().letters);
        typing().drop_composition();
        page.act.open(own_id_screen(shared()));
    }
};

}  // namespace

std::unique_ptr<Screen> own_name_screen(std::shared_ptr<OwnQuestion> question) {
    return std::make_unique<OwnName>(std::move(question));
}

}  // namespace villageboard::kiosk
