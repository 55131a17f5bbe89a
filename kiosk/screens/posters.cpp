#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_slip.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostItems = 40;

// What staff can put on the wall: the newest items, each in the words that the world may see.
class Posters : public Screen {
  public:
    std::string name() const override { return "posters"; }

    void reload(Board& board) override { items_ = board.newest(kMostItems); }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("staff.posters"),
                  page.say("staff.posters_sentence"));
        if (hidden_) {
            page.flow.prose(page.say("staff.hall_only"), Look{}.bold().as(Role::status));
            page.flow.gap(1);
        }
        for (const cache::ItemRow& item : items_)
            if (row(page.flow, item_row(page, item, ShowSubject::yes))) print(page, item);
        if (items_.empty()) page.flow.prose(page.say("list.empty"), {});
        page.flow.gap(3);
    }

  private:
    void print(Page& page, const cache::ItemRow& item) {
        const auto body = page.board.public_body(item);
        hidden_ = body == nullptr;
        if (!body) return page.act.to_top();
        page.act.open(print_screen(
            item_poster(page.ui.strings(), {item, *body, masthead(page.ui.strings(), page.board),
                                            page.services.pages}),
            PrintKind::poster));
    }

    std::vector<cache::ItemRow> items_;
    bool hidden_ = false;  ///< the last one tapped is for the hall only
};

}  // namespace

std::unique_ptr<Screen> posters_screen() { return std::make_unique<Posters>(); }

}  // namespace villageboard::kiosk
