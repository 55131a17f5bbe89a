#include "kiosk/screens/place_name.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

class Villages : public Screen {
  public:
    std::string name() const override { return "villages"; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("villages.title"),
                  page.say("villages.sentence"));
        for (const std::string& digits : page.board.villages()) {
            RowSpec spec;
            spec.id = "village/" + digits;
            spec.title = place_name(page.ui.strings(), page.board, digits);
            if (spec.title.empty()) spec.title = digits;
            spec.type = Type::title;
            if (digits.size() >= 9)
                spec.note = place_name(page.ui.strings(), page.board, digits.substr(0, 9));
            if (!row(page.flow, spec)) continue;
            page.board.choose_village(digits);
            page.act.open(home_screen());
        }
    }
};

}  // namespace

std::unique_ptr<Screen> villages_screen() { return std::make_unique<Villages>(); }

}  // namespace villageboard::kiosk
