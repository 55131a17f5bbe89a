#include <algorithm>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

class Help : public Screen {
  public:
    std::string name() const override { return "help"; }

    void reload(Board& board) override {
        contacts_.clear();
        for (const cache::ItemRow& item : board.items(std::vector<Kind>{Kind::contact}))
            if (const auto body = board.body(item)) contacts_.push_back({item.area, body});
        // The village's own people first, then the town's, then the county's.
        std::stable_sort(contacts_.begin(), contacts_.end(), [](const auto& a, const auto& b) {
            return a.first.size() > b.first.size();
        });
    }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("help.title"), page.say("help.sentence"));
        show_phone(page, page.flow, page.say("help.hotline"), page.say("help.hotline_number"));
        page.flow.gap(2);
        ButtonSpec speak{"help/speak", page.say("speak.title")};
        speak.icon = Icon::letter;
        speak.type = Type::lead;
        if (button(page.ui, page.flow.take(button_height(page.theme(), Type::lead)), speak))
            page.act.open(speak_screen());
        page.flow.gap(3);
        for (const auto& [area, body] : contacts_)
            for (const ContactEntry& entry : std::get<Contact>(*body).entries)
                show_entry(page, entry);
        page.flow.section(page.say("help.how"));
        for (const char* key : {"help.tap", "help.back", "help.size", "help.reader"}) {
            page.flow.prose(page.say(key), {});
            page.flow.gap(1);
        }
        page.flow.section(page.say("help.sight"));
        choose_palette(page);
        page.flow.section(page.say("clean.ask"));
        page.flow.prose(page.say("clean.how"), {});
        page.flow.gap(1);
        ButtonSpec clean{"help/clean", page.say("clean.button")};
        const float width = std::min(page.flow.width(), button_width(page.ui, clean));
        Rect row = page.flow.take(button_height(page.theme(), Type::body));
        if (button(page.ui, row.cut_left(width), clean)) page.act.lock_for_cleaning();
        page.flow.gap(3);
        staff(page);
        page.flow.gap(3);
    }

  private:
    void show_entry(Page& page, const ContactEntry& entry) {
        const Day today = page.board.time().today();
        if (entry.valid_to && page.board.time().known && *entry.valid_to < today) return;
        ContactCard card{entry.post, entry.name, entry.phone.value_or(""), entry.hours,
                         entry.place};
        show_contact(page, page.flow, card);
        if (entry.duty) page.flow.fact(page.say("contact.duty"), *entry.duty);
        page.flow.gap(1);
        page.flow.rule();
        page.flow.gap(1);
    }

    // At the very end and without an edge: nobody else needs it.
    static void staff(Page& page) {
        if (!page.services.staff) return;
        ButtonSpec spec{"help/staff", page.say("staff.title")};
        spec.style = ButtonStyle::quiet;
        spec.size = Target::normal;
        spec.type = Type::caption;
        Rect rect =
            page.flow.take(std::max(page.theme().target(), page.theme().line(Type::caption)));
        if (button(page.ui, rect.cut_left(button_width(page.ui, spec)), spec))
            page.act.open(staff_pin_screen());
    }

    void choose_palette(Page& page) {
        const std::vector<std::string> labels{page.say("palette.day"), page.say("palette.night"),
                                              page.say("palette.contrast")};
        const auto current = static_cast<std::size_t>(page.theme().palette());
        float y = page.flow.y();
        const std::size_t chosen =
            tabs(page.ui, page.flow.x(), y, page.flow.width(), "help/palette", labels, current);
        page.flow.take(y - page.flow.y());
        if (chosen != current) page.act.set_palette(static_cast<Palette>(chosen));
    }

    std::vector<std::pair<std::string, std::shared_ptr<const Body>>> contacts_;  ///< by area
};

}  // namespace

std::unique_ptr<Screen> help_screen() { return std::make_unique<Help>(); }

}  // namespace villageboard::kiosk
