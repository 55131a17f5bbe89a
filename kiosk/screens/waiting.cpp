#include <cmath>

#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

class Waiting : public Screen {
  public:
    std::string name() const override { return "waiting"; }

    void build(Page& page) override {
        Ui& ui = page.ui;
        const Look title =
            Look{}.sized(Type::title).serif().aligned(fonts::Align::center).as(Role::heading);
        const Look plain = Look{}.aligned(fonts::Align::center).in(ui.colour(Ink::quiet));
        const std::string words = page.say("waiting.title");
        const std::string more = page.say("waiting.more");
        const float icon = page.theme().u(14);
        const float height = icon + page.theme().u(4) +
                             ui.height_of(words, title, page.flow.width()) +
                             ui.height_of(more, plain, page.flow.width());
        page.flow.take(std::max(page.theme().u(2), std::floor((page.view.h - height) * 0.4F)));
        const Rect place = page.flow.take(icon);
        ui.drawing({std::round(place.mid_x() - icon / 2), place.y, icon, icon},
                   drawing_of(Icon::house), ui.colour(Ink::quiet));
        page.flow.gap(3);
        page.flow.text(words, title);
        page.flow.gap(1);
        page.flow.text(more, plain);
    }
};

}  // namespace

std::unique_ptr<Screen> waiting_screen() { return std::make_unique<Waiting>(); }

}  // namespace villageboard::kiosk
