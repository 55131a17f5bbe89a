#include <algorithm>

#include "content/catalogue/builtin.h"
#include "content/catalogue/legal_bases.h"
#include "kiosk/screens/due_rows.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

// The digits of the feed in whose contacts the one who owes it stands.
std::size_t digits_of(const CatalogueItem& item) {
    const std::string code = item.publishers.empty() ? std::string{"VC"} : item.publishers.front();
    if (code == "TG") return 9;
    return code == "CB" || code == "IN" || code == "UT" ? 6 : 12;
}

class Due : public Screen {
  public:
    explicit Due(OverdueItem overdue) : overdue_(std::move(overdue)) {}

    std::string name() const override { return "due"; }
    Pace pace() const override { return Pace::reading; }
    std::optional<Subject> subject() const override {
        const auto& kinds = overdue_.item.kinds;
        return kinds.empty() ? std::nullopt : subject_of(kinds.front());
    }

    void reload(Board& board) override {
        const auto all = overdue(board);
        const auto now = std::find_if(all.begin(), all.end(), [&](const OverdueItem& each) {
            return each.item.code == overdue_.item.code;
        });
        here_ = now == all.end();
        if (!here_) overdue_ = *now;
        contacts_ = board.items(std::vector<Kind>{Kind::contact});
        const std::size_t digits = digits_of(overdue_.item);
        std::erase_if(contacts_, [&](const auto& row) { return row.area.size() != digits; });
    }

    void build(Page& page) override {
        const Strings& strings = page.ui.strings();
        const CatalogueItem& item = overdue_.item;
        page_head(
            page.flow, subject(),
            page.say("due.title", {{"name", item.plain_name},
                                   {"period", period_label(strings, overdue_.period)}}),
            here_ ? page.say("due.here_now")
                  : page.say("due.sentence", {{"day", full_day(strings, overdue_.period.due)}}));
        if (overdue_.unheard && !here_) unheard(page);
        page.flow.gap(1);
        page.flow.fact(page.say("due.what"), item.name);
        page.flow.fact(page.say("due.who"), owed_by(strings, item));
        page.flow.fact(page.say("due.how_often"), item.limit.text);
        bases(page);
        ask(page);
        page.flow.gap(3);
    }

  private:
    static void unheard(Page& page) {
        const auto heard = page.board.confirmed();
        const std::string words =
            heard ? page.say("due.unheard",
                             {{"day", full_day(page.ui.strings(), shanghai_day(*heard))}})
                  : page.say("due.never_heard");
        page.flow.prose(words, Look{}.in(page.ui.colour(Ink::money_out)).as(Role::status));
    }

    void bases(Page& page) const {
        std::string lines;
        const LegalBases bases(builtin_legal_bases().rows);
        for (const std::string& id : overdue_.item.basis)
            if (const auto words = bases.format(id, overdue_.period.due))
                lines += (lines.empty() ? "" : "\n") + *words;
        page.flow.fact(page.say("due.basis"), lines);
    }

    void ask(Page& page) const {
        Flow& flow = page.flow;
        flow.section(page.say("due.ask"));
        flow.prose(page.say("due.right"), {});
        flow.gap(1);
        for (const cache::ItemRow& contact : contacts_)
            if (row(flow, item_row(page, contact, ShowSubject::no)))
                page.act.open(screen_for(contact));
        flow.gap(1);
        show_phone(page, flow, page.say("help.hotline"), page.say("help.hotline_number"));
    }

    OverdueItem overdue_;
    std::vector<cache::ItemRow> contacts_;
    bool here_ = false;  ///< it came while the page was open
};

}  // namespace

std::unique_ptr<Screen> due_screen(OverdueItem overdue) {
    return std::make_unique<Due>(std::move(overdue));
}

}  // namespace villageboard::kiosk
