#include "content/model/error.h"
#include "kiosk/letter/post.h"
#include "kiosk/screens/own_steps.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

using state::OwnPayment;
using state::PaymentState;
using state::ReturnReason;
using Outcome = OwnSession::Outcome;

constexpr std::chrono::milliseconds kBetweenLooks{300};
/// Longer than a county takes over a slow link; then the person is told that there is none.
constexpr std::chrono::milliseconds kPatience{45'000};

const char* reason_key(ReturnReason reason) {
    switch (reason) {
        case ReturnReason::wrong_account:
            return "own.reason_account";
        case ReturnReason::closed_account:
            return "own.reason_closed";
        case ReturnReason::other_name:
            return "own.reason_name";
        case ReturnReason::sleeping_card:
            return "own.reason_sleeping";
        default:
            return "own.reason_other";
    }
}

class OwnAnswer : public OwnStep {
  public:
    using OwnStep::OwnStep;
    std::string name() const override { return "own-answer"; }

    std::optional<std::chrono::milliseconds> rhythm() const override {
        if (outcome_ == Outcome::waiting) return kBetweenLooks;
        return std::nullopt;
    }

    void build(Page& page) override {
        step(page);
        switch (outcome_) {
            case Outcome::waiting:
                page_head(page.flow, subject(), page.say("own.title"), page.say("own.asking"));
                return;
            case Outcome::told:
                return tell(page);
            case Outcome::refused:
                page_head(page.flow, subject(), page.say("own.title"), page.say("own.refused"));
                page.flow.prose(page.say("own.refused_wait"), {});
                break;
            case Outcome::unreachable:
                page_head(page.flow, subject(), page.say("own.title"), page.say("own.no_answer"));
                who_can_tell(page);
                break;
        }
        page.flow.gap(2);
        if (main_action(page, "own/done", page.say("own.close"), Icon::check)) page.act.home();
        page.flow.gap(2);
    }

  private:
    void step(Page& page) {
        if (outcome_ != Outcome::waiting) return;
        try {
            if (!session_) begin(page);
            if (session_) outcome_ = session_->look();
        } catch (const Error&) {
            outcome_ = Outcome::unreachable;
        }
        if (outcome_ == Outcome::waiting && page.now - begun_ > kPatience)
            outcome_ = Outcome::unreachable;
        if (outcome_ == Outcome::waiting) return;
        // what was typed is of no more use: the code is good once
        question().code.clear();
        if (outcome_ == Outcome::unreachable) session_.reset();
        page.ui.build_again();
    }

    void begin(Page& page) {
        begun_ = page.now;
        const auto key = inbox_key(page.board, page.board.time());
        if (!key || !page.services.state) {
            outcome_ = Outcome::unreachable;
            return;
        }
        session_.emplace(*page.services.state, question(), *key);
    }

    void tell(Page& page) {
        const state::InquiryAnswer& answer = session_->answer();
        page_head(page.flow, subject(), page.say("own.found"),
                  answer.payments.empty() ? page.say("own.nothing") : std::string());
        page.flow.gap(1);
        page.wide() ? in_two_columns(page) : in_one_column(page);
        if (answer.more)
            page.flow.prose(page.say("own.more"), Look{}.in(page.ui.colour(Ink::quiet)));
        page.flow.gap(1);
        page.flow.prose(page.say("own.found_note"), {});
        page.flow.gap(1);
        if (main_action(page, "own/done", page.say("own.close"), Icon::check)) page.act.home();
        page.flow.gap(2);
    }

    void in_one_column(Page& page) {
        for (const OwnPayment& payment : session_->answer().payments) one(page, page.flow, payment);
    }

    void in_two_columns(Page& page) {
        const auto& payments = session_->answer().payments;
        for (std::size_t i = 0; i < payments.size(); i += 2) {
            auto [left, right] = page.split(0.5);
            one(page, left, payments[i]);
            if (i + 1 < payments.size()) one(page, right, payments[i + 1]);
            page.flow.below(left, right);
        }
    }

    void one(Page& page, Flow& flow, const OwnPayment& payment) {
        const bool back = payment.state == PaymentState::returned;
        const Colour colour = page.ui.colour(back ? Ink::money_out : Ink::money_in);
        flow.text(payment.programme, Look{}.sized(Type::lead).serif().as(Role::heading));
        const std::string amount = yuan(page.ui.strings(), payment.amount);
        flow.text(amount, Look{}.sized(Type::title).bold().tabular().as(Role::figure));
        flow.gap(0.5);
        const Mark state{page.say(back ? "own.returned" : "own.paid"), colour};
        mark(page.ui, flow.x(), flow.y(), state);
        flow.take(mark_height(page.ui));
        flow.gap(0.5);
        flow.text(when(page, payment), Look{}.in(page.ui.colour(Ink::quiet)));
        if (back) {
            flow.prose(page.say(reason_key(payment.reason)), Look{}.bold());
            flow.prose(page.say("own.go_to", {{"where", std::string(payment.where)}}), {});
        }
        flow.gap(1);
        flow.rule();
        flow.gap(1);
    }

    static std::string when(const Page& page, const OwnPayment& payment) {
        const std::string day = full_day(page.ui.strings(), payment.day);
        if (payment.period.empty()) return day;
        return std::string(payment.period) + "  " + day;
    }

    Outcome outcome_ = Outcome::waiting;
    std::optional<OwnSession> session_;
    std::chrono::milliseconds begun_{0};
};

}  // namespace

std::unique_ptr<Screen> own_answer_screen(std::shared_ptr<OwnQuestion> question) {
    return std::make_unique<OwnAnswer>(std::move(question));
}

}  // namespace villageboard::kiosk
