#include <algorithm>
#include <cmath>

#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/programmes.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/glossary.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

constexpr double kAnswersPart = 0.5;

// One programme: what it is, who gets it, how much, when, which batches came here, whom to ask.
class ProgrammeScreen : public Screen {
  public:
    explicit ProgrammeScreen(std::string label) : label_(std::move(label)) {}

    std::string name() const override { return "programme"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }
    Pace pace() const override { return Pace::reading; }

    void reload(Board& board) override {
        programme_.reset();
        for (Programme& programme : programmes_of(board))
            if (programme.label == label_) programme_ = std::move(programme);
    }

    void build(Page& page) override {
        if (!programme_) {
            page_head(page.flow, subject(), label_, page.say("passbook.unknown"));
            return;
        }
        glosses_.begin(page.board.glossary());
        page_head(page.flow, subject(), programme_->name, sentence(page));
        if (page.wide()) {
            auto [left, right] = page.split(kAnswersPart);
            answers(page, left);
            here(page, right);
            document(page, right);
            page.flow.below(left, right);
        } else {
            answers(page, page.flow);
            here(page, page.flow);
            document(page, page.flow);
        }
        page.flow.gap(3);
    }

  private:
    std::string sentence(Page& page) const {
        if (const Policy* policy = programme_->policy())
            return words_of(*policy, page.ui.strings().language()).summary;
        if (const SubsidyRoll* batch = programme_->batch())
            return page.say("passbook.rule", {{"name", programme_->name}, {"rule", batch->rule}});
        return {};
    }

    // The four characters as they stand in the passbook: in a box, large.
    void stamp(Page& page, Flow& flow) const {
        Ui& ui = page.ui;
        const Theme& theme = page.theme();
        flow.text(page.say("passbook.stamp"), Look{}.in(ui.colour(Ink::quiet)));
        const Look look =
            Look{}.sized(Type::title).serif().in(theme.colour(*subject())).as(Role::status);
        const float pad = theme.u(2);
        const Look fitting = ui.fitted(label_, look, flow.width() - 2 * pad);
        Rect box = flow.take(theme.line(fitting.type) + theme.u(1));
        box.w = ui.width_of(label_, fitting) + 2 * pad;
        ui.frame(box, theme.colour(*subject()), theme.corner(), theme.edge());
        ui.text_in(box.inset(pad, 0), label_, fitting);
        flow.gap(2);
    }

    void answers(Page& page, Flow& flow) {
        stamp(page, flow);
        const Policy* policy = programme_->policy();
        const SubsidyRoll* batch = programme_->batch();
        if (policy) flow.fact(page.say("policy.who"), policy->who.value_or(""));
        flow.fact(page.say("policy.standard"), standard(page));
        if (policy) {
            flow.fact(page.say("policy.when"), policy->when.value_or(""));
            flow.fact(page.say("policy.how"), policy->how.value_or(""));
            flow.fact(page.say("policy.where"), policy->where.value_or(""));
        }
        if (!policy && !batch)
            for (const ListedFact& fact : programme_->listed) flow.fact(fact.label, fact.value);
        if (batch)
            flow.fact(page.say("roll.office"), batch->batch.office);
        else if (policy)
            flow.fact(page.say("roll.office"), policy->office_name);
        flow.gap(1);
        const std::string phone = number();
        if (!phone.empty()) show_phone(page, flow, page.say("policy.phone"), phone);
        if (policy)
            glosses_.offer(flow, {programme_->name, policy->summary, policy->who.value_or(""),
                                  policy->how.value_or("")});
    }

    std::string standard(Page& page) const {
        if (const SubsidyRoll* batch = programme_->batch()) return batch->rule;
        const Policy* policy = programme_->policy();
        if (!policy || !policy->standard) return {};
        return page.say("policy.standard_value",
                        {{"amount", format_yuan(policy->standard->amount_fen)},
                         {"unit", policy->standard->unit},
                         {"per", policy->standard->per}});
    }

    std::string number() const {
        const Policy* policy = programme_->policy();
        if (policy && policy->phone) return *policy->phone;
        if (policy && policy->contact) return policy->contact->phone;
        return programme_->batch() ? programme_->batch()->objection_phone : std::string{};
    }

    void here(Page& page, Flow& flow) {
        flow.section(page.say("passbook.batches"));
        if (programme_->batches.empty())
            flow.prose(page.say("passbook.no_batch"), Look{}.in(page.ui.colour(Ink::quiet)));
        for (const Published& batch : programme_->batches) {
            const SubsidyRoll& roll = std::get<SubsidyRoll>(*batch.body);
            RowSpec spec = item_row(page, batch.row, ShowSubject::no);
            spec.note = page.ui.strings().count("roll.lines", roll.totals.lines) +
                        page.say("list.comma") + yuan(page.ui.strings(), roll.totals.amount_fen) +
                        "  " + spec.note;
            if (row(flow, spec)) page.act.open(roll_screen(batch.row.id, batch.row.kind));
        }
        if (programme_->batch() && programme_->batch()->stage == SubsidyStage::paid) {
            flow.gap(1);
            flow.prose(page.say("passbook.not_arrived"), {});
        }
    }

    void document(Page& page, Flow& flow) {
        flow.section(page.say("passbook.policy"));
        if (programme_->policies.empty())
            flow.prose(page.say("passbook.no_policy"), Look{}.in(page.ui.colour(Ink::quiet)));
        for (const Published& policy : programme_->policies)
            if (row(flow, item_row(page, policy.row, ShowSubject::no)))
                page.act.open(screen_for(policy.row));
    }

    std::string label_;
    std::optional<Programme> programme_;
    Glosses glosses_;
};

}  // namespace

std::unique_ptr<Screen> programme_screen(std::string label) {
    return std::make_unique<ProgrammeScreen>(std::move(label));
}

}  // namespace villageboard::kiosk
