#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;

class ContactScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "contact"; }

  protected:
    void build_item(Page& page) override {
        head(page);
        std::vector<const ContactEntry*> valid;
        const BoardTime time = page.board.time();
        for (const ContactEntry& entry : as<Contact>().entries) {
            const bool over = time.known && entry.valid_to && *entry.valid_to < time.today();
            const bool early = time.known && entry.valid_from && time.today() < *entry.valid_from;
            if (!over && !early) valid.push_back(&entry);
        }
        if (page.wide() && valid.size() > 1) {
            auto [left, right] = page.split(kLeftPart);
            const std::size_t half = (valid.size() + 1) / 2;
            for (std::size_t i = 0; i < valid.size(); ++i)
                card(page, i < half ? left : right, *valid[i]);
            page.flow.below(left, right);
        } else {
            for (const ContactEntry* entry : valid) card(page, page.flow, *entry);
        }
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    static void card(Page& page, Flow& flow, const ContactEntry& entry) {
        flow.rule();
        flow.gap(1);
        show_contact(page, flow,
                     {entry.post, entry.name, entry.phone.value_or(""), entry.hours, entry.place});
        flow.fact(page.say("contact.duty"), entry.duty.value_or(""));
        flow.fact(page.say("contact.languages"), languages(page, entry));
        flow.gap(1.5);
    }

    // Languages that the string table has a name for.
    static std::string languages(Page& page, const ContactEntry& entry) {
        std::string names;
        for (const std::string& tag : entry.languages) {
            const std::string key = "spoken." + tag;
            if (!page.ui.strings().has(key)) continue;
            names += (names.empty() ? "" : page.say("list.comma")) + page.say(key);
        }
        return names;
    }
};

}  // namespace

std::unique_ptr<Screen> contact_screen(std::string item_id) {
    return std::make_unique<ContactScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
