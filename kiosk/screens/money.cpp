#include "kiosk/screens/programmes.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

// "What is this money?": three ways to find out.
class Money : public Screen {
  public:
    std::string name() const override { return "money"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say("passbook.title"), page.say("passbook.sentence"));
        page.flow.gap(1);
        if (way(page, "passbook.by_label", "passbook.by_label_note"))
            page.act.open(programmes_screen(ProgrammeOrder::by_label));
        if (way(page, "passbook.by_name", "passbook.by_name_note"))
            page.act.open(programmes_screen(ProgrammeOrder::by_name));
        if (way(page, "passbook.by_amount", "passbook.by_amount_note"))
            page.act.open(amount_screen());
        if (way(page, "own.title", "own.way_note")) page.act.open(own_payments_screen());
        page.flow.gap(2);
        page.flow.prose(page.say("passbook.help"), Look{}.in(page.ui.colour(Ink::quiet)));
    }

  private:
    bool way(Page& page, const char* title, const char* note) const {
        RowSpec spec;
        spec.id = std::string("money/") + title;
        spec.title = page.say(title);
        spec.note = page.say(note);
        spec.type = Type::title;
        spec.bar = page.theme().colour(*subject());
        return row(page.flow, spec);
    }
};

// The programmes, either with the passbook's four characters first or with their names.
class Programmes : public Screen {
  public:
    explicit Programmes(ProgrammeOrder order) : order_(order) {}

    std::string name() const override { return "programmes"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }
    void reload(Board& board) override { programmes_ = programmes_of(board); }

    void build(Page& page) override {
        page_head(
            page.flow, subject(), page.say(by_label() ? "passbook.by_label" : "passbook.by_name"),
            page.say(by_label() ? "passbook.by_label_sentence" : "passbook.by_name_sentence"));
        if (programmes_.empty()) page.flow.prose(page.say("passbook.none"), {});
        part(page, "passbook.paid_here", Paid::here);
        part(page, "passbook.paid_elsewhere", Paid::not_here);
        page.flow.gap(2);
    }

  private:
    enum class Paid { here, not_here };

    bool by_label() const { return order_ == ProgrammeOrder::by_label; }

    void part(Page& page, const char* key, Paid paid) {
        std::vector<const Programme*> shown;
        for (const Programme& programme : programmes_)
            if (programme.batches.empty() == (paid == Paid::not_here)) shown.push_back(&programme);
        if (shown.empty()) return;
        page.flow.section(page.say(key));
        if (!page.wide()) {
            for (const Programme* programme : shown) one_row(page, page.flow, *programme);
            return;
        }
        auto [left, right] = page.split(0.5);
        for (std::size_t i = 0; i < shown.size(); ++i)
            one_row(page, i % 2 == 0 ? left : right, *shown[i]);
        page.flow.below(left, right);
    }

    void one_row(Page& page, Flow& flow, const Programme& programme) {
        RowSpec spec;
        spec.id = "programme/" + programme.label;
        spec.title = by_label() ? programme.label : programme.name;
        spec.note =
            by_label() ? programme.name : page.say("passbook.label", {{"label", programme.label}});
        spec.type = by_label() ? Type::title : Type::lead;
        if (row(flow, spec)) page.act.open(programme_screen(programme.label));
    }

    ProgrammeOrder order_;
    std::vector<Programme> programmes_;
};

}  // namespace

std::unique_ptr<Screen> money_screen() { return std::make_unique<Money>(); }

std::unique_ptr<Screen> programmes_screen(ProgrammeOrder order) {
    return std::make_unique<Programmes>(order);
}

}  // namespace villageboard::kiosk
