#include <algorithm>
#include <cstdint>
#include <utility>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

enum class Answer { yes, no, unsure };

class ForMe : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "for_me"; }

  protected:
    void prepare(Board&) override {
        if (std::exchange(revision_, item().revision) != item().revision) answers_.clear();
    }

    void build_item(Page& page) override {
        const auto& conditions = as<Policy>().conditions;
        page_head(page.flow, subject(), page.say("forme.title"),
                  common().plain_title.value_or(common().title));
        if (const PolicyCondition* failed = unmet(conditions)) {
            outcome(page, "forme.no", failed->otherwise);
        } else if (answers_.size() < conditions.size()) {
            question(page, conditions[answers_.size()], conditions.size());
            return;
        } else {
            const bool unsure =
                std::find(answers_.begin(), answers_.end(), Answer::unsure) != answers_.end();
            outcome(page, unsure ? "forme.perhaps" : "forme.yes", as<Policy>().how.value_or(""));
        }
        whom_to_ask(page);
        again(page);
        page.flow.gap(3);
    }

  private:
    const PolicyCondition* unmet(const std::vector<PolicyCondition>& conditions) const {
        for (std::size_t i = 0; i < std::min(answers_.size(), conditions.size()); ++i) {
            if (answers_[i] == Answer::unsure) continue;
            if ((answers_[i] == Answer::yes) != conditions[i].wanted) return &conditions[i];
        }
        return nullptr;
    }

    void question(Page& page, const PolicyCondition& condition, std::size_t all) {
        Flow& flow = page.flow;
        flow.gap(2);
        flow.text(page.say("forme.count", {{"n", std::to_string(answers_.size() + 1)},
                                           {"all", std::to_string(all)}}),
                  Look{}.in(page.ui.colour(Ink::quiet)).as(Role::status));
        flow.gap(1);
        flow.prose(condition.question, Look{}.sized(Type::title).serif().as(Role::heading));
        flow.gap(3);
        answer_button(page, "forme.answer_yes", Answer::yes);
        answer_button(page, "forme.answer_no", Answer::no);
        answer_button(page, "forme.answer_unsure", Answer::unsure);
        flow.gap(1);
        flow.prose(page.say("forme.not_kept"),
                   Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet)));
    }

    void answer_button(Page& page, const char* key, Answer answer) {
        ButtonSpec spec{key, page.say(key)};
        spec.type = Type::lead;
        Rect rect = page.flow.take(button_height(page.theme(), spec.type) + page.theme().u(2));
        rect.w = std::min(rect.w, page.theme().measure());
        if (button(page.ui, rect, spec)) {
            answers_.push_back(answer);
            page.ui.build_again();
        }
        page.flow.target_gap();
    }

    static void outcome(Page& page, const char* key, const std::string& why) {
        const bool good = std::string_view(key) == "forme.yes";
        page.flow.gap(2);
        page.flow.prose(page.say(key), Look{}
                                           .sized(Type::title)
                                           .serif()
                                           .in(page.ui.colour(good ? Ink::money_in : Ink::ink))
                                           .as(Role::heading));
        page.flow.gap(1);
        if (!why.empty()) page.flow.prose(why, Look{}.sized(Type::lead));
        page.flow.gap(2);
    }

    void whom_to_ask(Page& page) const {
        const Policy& policy = as<Policy>();
        page.flow.prose(page.say("forme.only_a_hint"), Look{}.in(page.ui.colour(Ink::quiet)));
        page.flow.gap(1);
        if (policy.phone) {
            show_phone(page, page.flow, page.say("policy.phone"), *policy.phone);
        } else if (common().contact) {
            show_contact(page, page.flow, *common().contact);
        }
    }

    void again(Page& page) {
        ButtonSpec spec{"forme/again", page.say("forme.again")};
        page.flow.gap(2);
        Rect rect = page.flow.take(button_height(page.theme(), spec.type));
        rect.w = std::min(rect.w, button_width(page.ui, spec));
        if (!button(page.ui, rect, spec)) return;
        answers_.clear();
        page.ui.build_again();
    }

    std::vector<Answer> answers_;
    std::uint32_t revision_ = 0;
};

}  // namespace

std::unique_ptr<Screen> for_me_screen(std::string policy_id) {
    return std::make_unique<ForMe>(std::move(policy_id));
}

}  // namespace villageboard::kiosk
