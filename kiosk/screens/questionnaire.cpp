#include "kiosk/screens/questionnaire.h"

#include <algorithm>
#include <string>
#include <utility>

#include "content/state/submission.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

void heading(Flow& flow, const Consultation& asked, std::size_t index) {
    flow.prose(std::to_string(index + 1) + ". " + asked.questions[index].text,
               Look{}.sized(Type::lead).bold().as(Role::heading));
    flow.gap(1);
}

}  // namespace

void Questionnaire::begin(std::size_t count) { chosen_.assign(count, std::nullopt); }

bool Questionnaire::any_chosen() const {
    return std::any_of(chosen_.begin(), chosen_.end(), [](const auto& each) { return each; });
}

void Questionnaire::show(Page& page, Flow& flow, const Consultation& asked) {
    if (asked.questions.empty()) return;
    flow.section(page.say("consultation.questions"));
    int number = 0;
    for (const Question& question : asked.questions) {
        flow.prose(std::to_string(++number) + ". " + question.text, Look{}.bold());
        for (const std::string& option : question.options) flow.prose("\u25CB " + option, {});
        flow.gap(1);
    }
}

void Questionnaire::ask(Page& page, Flow& flow, const Consultation& asked,
                        const SpeakAbout& about) {
    if (asked.questions.empty()) return;
    flow.section(page.say("consultation.questions"));
    flow.prose(page.say("consultation.tap_hint"), Look{}.in(page.ui.colour(Ink::quiet)));
    flow.gap(1.5);
    for (std::size_t i = 0; i < asked.questions.size(); ++i) question(page, flow, asked, i, about);
    send(page, flow, asked, about);
}

void Questionnaire::question(Page& page, Flow& flow, const Consultation& asked, std::size_t index,
                             const SpeakAbout& about) {
    const Question& question = asked.questions[index];
    heading(flow, asked, index);
    if (question.type == QuestionType::text) {
        ButtonSpec own{"consultation/own/" + question.id, page.say("consultation.own_words"),
                       Icon::letter};
        if (button(page.ui, flow.take(button_height(page.theme(), own.type)), own)) {
            SpeakAbout suggest = about;
            suggest.kind = state::SubmissionKind::suggest;
            page.act.open(speak_screen(std::move(suggest)));
        }
        flow.target_gap();
    } else if (question.type == QuestionType::yes_no) {
        option(page, flow, index, 0, page.say("consultation.agree"));
        option(page, flow, index, 1, page.say("consultation.disagree"));
    } else {
        for (std::size_t i = 0; i < question.options.size(); ++i)
            option(page, flow, index, static_cast<int>(i), question.options[i]);
    }
    flow.gap(2);
}

// A second tap takes the choice back.
void Questionnaire::option(Page& page, Flow& flow, std::size_t question, int number,
                           const std::string& words) {
    const bool chosen = chosen_[question] == number;
    ButtonSpec spec{"consultation/" + std::to_string(question) + "/" + std::to_string(number),
                    words};
    spec.selected = chosen;
    if (chosen) spec.icon = Icon::check;
    const Look look = Look{}.bold();
    const float height =
        std::max(button_height(page.theme(), spec.type),
                 page.ui.height_of(words, look, flow.width() * 0.8F) + page.theme().u(1));
    if (button(page.ui, flow.take(height), spec)) {
        chosen_[question] = chosen ? std::nullopt : std::optional<int>(number);
        page.ui.build_again();
    }
    flow.target_gap();
}

void Questionnaire::send(Page& page, Flow& flow, const Consultation& asked,
                         const SpeakAbout& about) {
    const bool by_buttons =
        std::any_of(asked.questions.begin(), asked.questions.end(),
                    [](const Question& each) { return each.type != QuestionType::text; });
    if (!by_buttons) return;
    ButtonSpec spec{"consultation/send", page.say("consultation.send"), Icon::check,
                    ButtonStyle::primary};
    spec.type = Type::lead;
    spec.enabled = any_chosen();
    if (!button(page.ui, flow.take(button_height(page.theme(), spec.type)), spec)) return;
    std::vector<state::ConsultationAnswer> answers;
    for (std::size_t i = 0; i < chosen_.size(); ++i)
        if (chosen_[i]) answers.push_back({asked.questions[i].id, {*chosen_[i]}});
    page.act.open(opinion_screen(about, std::move(answers)));
}

}  // namespace villageboard::kiosk
